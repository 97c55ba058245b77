// Finds lessons by words: forgiving of a slip, content with the beginning of a word, and with å, æ and ø written in any
// way. Runs in the browser on a small list, and on the server only for an address that holds a search.
import MiniSearch from 'minisearch'

/** One lesson as the search knows it. */
export type SearchEntry = {
  id: string
  title: string
  summary: string
  /** Themes, subjects and age band, as they are called on the page. */
  labels: string
  /** Goals, steps and the words of the competence aims. */
  more: string
}

/** Words that say nothing about a lesson. */
const empty = new Set(
  (
    'og i å på en et ei er som for til av med om de det den du vi jeg eg ikke ikkje at han hun ho eller ' +
    'the a an and of to in for on is are with'
  ).split(' '),
)

/** «Førstehjelp», «forstehjelp» and «foerstehjelp» are one word; so are «å» and «aa». */
export const fold = (word: string): string =>
  word
    .toLowerCase()
    .replace(/æ|ae/g, 'e')
    .replace(/ø|oe/g, 'o')
    .replace(/å|aa/g, 'a')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')

const termOf = (word: string): string | null =>
  empty.has(word.toLowerCase()) || word.length < 2 ? null : fold(word)

export type Search = (words: string) => Set<string>

/** Builds the index; the answer is the ids of the lessons that fit every word, a far worse one than the best left out. */
export function createSearch(entries: readonly SearchEntry[]): Search {
  const index = new MiniSearch<SearchEntry>({
    fields: ['title', 'summary', 'labels', 'more'],
    processTerm: termOf,
    searchOptions: {
      boost: { title: 4, labels: 3, summary: 2 },
      combineWith: 'AND',
      prefix: true,
      fuzzy: (term) => (term.length > 4 ? 0.2 : false),
      maxFuzzy: 2,
    },
  })
  index.addAll(entries)
  return (words) => {
    const found = index.search(words)
    const best = found[0]?.score ?? 0
    return new Set(found.filter(({ score }) => score >= best / 10).map(({ id }) => String(id)))
  }
}

/** Whether the words ask for anything at all: «og» alone does not. */
export const asksForSomething = (words: string): boolean =>
  (words.match(/[\p{L}\p{N}]+/gu) ?? []).some((word) => termOf(word) !== null)
