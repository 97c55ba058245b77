// Which language is spoken here, and its words. A switch fetches the dictionary first, so that no button is ever empty.
import { batch, createSignal } from 'solid-js'
import { directionOf, productLocale, type SurveyLocale } from '#domain/locale.ts'
import type { EntryWords } from '#messages/entry-words.ts'
import { fill, loadWords, type Say, type Words } from '#messages/survey-words.ts'
import type { Language } from './language.ts'
import { fetchPart, type Waiting } from './patience.ts'

/** @param first the language of the page, with the words that it brought along. */
export function createLanguage(first: SurveyLocale, entry: EntryWords) {
  const [locale, setLocale] = createSignal(first)
  // Until the rest has come, nothing is on the screen that would need it.
  const [words, setWords] = createSignal(entry as Words)
  let wanted = first

  /** Speaks this language from now on; the last wish counts. */
  async function choose(next: SurveyLocale, onWaiting: (reason: Waiting) => void = () => {}) {
    wanted = next
    const dictionary = await fetchPart(() => loadWords(next), onWaiting)
    if (wanted !== next) return
    batch(() => {
      setWords(dictionary)
      setLocale(next)
    })
    document.documentElement.lang = next
    document.documentElement.dir = directionOf(next)
    document.title = `${dictionary.participation_title} · ${dictionary.shell_site_name}`
    history.replaceState(null, '', location.pathname.replace(/^\/\w+(?=\/)/, `/${next}`))
  }

  const say: Say = (key, values) => fill(words()[key], values)

  return {
    locale,
    say,
    choose,
    /** After the code: a language in which this round can be answered, and the others' words kept ready. */
    async settle(languages: readonly SurveyLocale[], onWaiting: (reason: Waiting) => void) {
      const near = [locale(), productLocale(locale())].find((each) => languages.includes(each))
      const next = near ?? languages[0]
      if (next && next !== locale()) await choose(next, onWaiting)
      for (const each of languages) void loadWords(each).catch(() => {})
    },
  } satisfies Language & Record<string, unknown>
}

export type ChosenLanguage = ReturnType<typeof createLanguage>
