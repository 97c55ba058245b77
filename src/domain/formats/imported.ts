// What comes out of another system's questionnaire file: a draft as far as it goes, and a list of what did not.
import type { Instrument, Item } from '#schemas/instrument.ts'

/**
 * - `question`: a kind of question that does not exist here; left out.
 * - `words`: asks for words of one's own; only teachers' instruments may, so it was left out.
 * - `condition`: an expression that could not be read; the question is asked of everybody.
 * - `calculation`, `constraint`, `repeat`, `media`, `quota`: left out; everything may be skipped here.
 * - `translation`: a text that is missing in one of the product's languages; left empty.
 * - `language`: a language in which surveys cannot be answered here; left out.
 * - `name`: a question got another name, because statistics programs would refuse its own.
 * - `value`: answers got other codes, because theirs are no whole numbers from 0 to 97.
 * - `provenance`: construct, source, licence or year are missing and must be filled in.
 */
export type NotCarried = {
  what:
    | 'question'
    | 'words'
    | 'condition'
    | 'calculation'
    | 'constraint'
    | 'repeat'
    | 'media'
    | 'quota'
    | 'translation'
    | 'language'
    | 'name'
    | 'value'
    | 'provenance'
  /** The question, list or sheet that it is about. */
  where: string
  /** The piece itself, as it stood in the file. */
  detail: string
}

/** A draft may have faults: `instrumentFaults` names them, and it cannot be used before they are corrected. */
export type Imported = { instrument: Instrument; notCarried: NotCarried[] }

/** What an import knows of an item before it knows on which page it stands. */
export type Placed = { item: Item; page: string; title: Item['text'] }

/** A name that statistics programs accept, and that is not taken; `taken` then holds it. */
export function variableName(wanted: string, taken: Set<string>): string {
  const plain = wanted
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('æ', 'ae')
    .replaceAll('ø', 'o')
    .replace(/[^a-z0-9_]+/g, '_')
    .replace(/^_+|_+$/g, '')
  const begun = (/^[a-z]/.test(plain) ? plain : `q_${plain}`).slice(0, 26).replace(/_+$/, '') || 'q'
  let name = begun
  for (let number = 2; taken.has(name); number += 1) name = `${begun}_${number}`
  taken.add(name)
  return name
}

/** Whole numbers from 0 to 97 for the codes of a list: their own where all are, otherwise 1, 2, 3 … in order. */
export function optionValues(codes: string[]): Map<string, number> {
  const own = codes.map(Number)
  const fit = codes.every((code, index) => /^\d{1,2}$/.test(code) && own[index]! <= 97)
  const distinct = new Set(own).size === own.length
  return new Map(codes.map((code, index) => [code, fit && distinct ? own[index]! : index + 1]))
}

/** At most so many items stand on one page. */
const mostItems = 6

/**
 * Pages of items that stand together. A page that grows too long, or on which an item depends on another one of the
 * same page, is divided: conditions ask about earlier pages only.
 */
export function pagesOf(
  placed: Placed[],
  dependsOn: (item: Item) => string[],
  namesOf: (item: Item) => string[],
) {
  const taken = new Set<string>()
  const pages: { from: string; page: Instrument['pages'][number] }[] = []
  for (const { item, page, title } of placed) {
    const last = pages.at(-1)
    const here = new Set(last?.page.items.flatMap(namesOf))
    const fits =
      last?.from === page &&
      last.page.items.length < mostItems &&
      !dependsOn(item).some((name) => here.has(name))
    if (fits) last.page.items.push(item)
    else pages.push({ from: page, page: { id: variableName(page, taken), title, items: [item] } })
  }
  return pages.map(({ page }) => page)
}
