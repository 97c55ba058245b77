// Which of the device's voices reads a text. Nynorsk voices are rare and «no» is what many devices call bokmål, so each
// language has a list of tags, the nearest last.
import type { Locale } from '#domain/locale.ts'

/** What we need of a SpeechSynthesisVoice. */
export type Voice = Pick<SpeechSynthesisVoice, 'lang' | 'localService' | 'voiceURI'>

/** `isNearest`: it is another language than the text, but near enough to be understood. */
export type Choice<V extends Voice> = { voice: V; isNearest: boolean }

const own: Record<Locale, readonly string[]> = { nb: ['nb', 'no'], nn: ['nn'], en: ['en'] }
const nearest: Record<Locale, readonly string[]> = { nb: ['nn'], nn: ['nb', 'no'], en: [] }

/** A language that we have a list for; not asked of domain/locale.ts, which would be one more file for the survey. */
export const isReadable = (language: string | undefined): language is Locale =>
  language !== undefined && Object.hasOwn(own, language)

const language = ({ lang }: Voice) => lang.toLowerCase().split(/[-_]/)[0] ?? ''
const isBritish = ({ lang }: Voice) => /^en[-_]gb$/i.test(lang)

/**
 * The voices that can read `locale`, best first: its own language before a near one. Voices that send the text to
 * somebody's server are left out: nothing of ours goes to anybody else.
 */
export function voicesFor<V extends Voice>(voices: readonly V[], locale: Locale): V[] {
  const rank = (voice: V) =>
    (own[locale].includes(language(voice)) ? 0 : 2) + (locale === 'en' && !isBritish(voice) ? 1 : 0)
  return voices
    .filter((voice) => voice.localService && [...own[locale], ...nearest[locale]].includes(language(voice)))
    .toSorted((a, b) => rank(a) - rank(b))
}

/** The voice to use: the one the pupil picked if it is still there and fits, otherwise the best. */
export function pickVoice<V extends Voice>(
  voices: readonly V[],
  locale: Locale,
  uri?: string,
): Choice<V> | undefined {
  const fitting = voicesFor(voices, locale)
  const voice = fitting.find(({ voiceURI }) => voiceURI === uri) ?? fitting[0]
  return voice && { voice, isNearest: !own[locale].includes(language(voice)) }
}
