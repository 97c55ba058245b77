// What the panel says about the voice before it reads: that there is none, that it is a near one, or where it works.
import type { Locale } from '#domain/locale.ts'
import {
  reading_voice_local,
  reading_voice_near_nb,
  reading_voice_near_nn,
  reading_voice_none,
  reading_voice_none_en,
  reading_voice_none_local,
  reading_voice_none_nb,
} from '#messages/compiled/messages.js'
import { pickVoice, type Voice } from './voice.ts'

/** Would there be a voice, if those that send the text away could be used? */
const hasRemote = (voices: readonly Voice[], text: Locale): boolean =>
  pickVoice(
    voices.map(({ lang, voiceURI }) => ({ lang, voiceURI, localService: true })),
    text,
  ) !== undefined

export type VoiceNote = { text: string; canRead: boolean }

/** `text` is the language to be read, `say` the language of the page. */
export function voiceNote(
  voices: readonly Voice[],
  { text, say, uri }: { text: Locale; say: Locale; uri?: string | undefined },
): VoiceNote {
  const locale = { locale: say }
  const choice = pickVoice(voices, text, uri)
  if (!choice) {
    const none = text === 'en' ? reading_voice_none_en : reading_voice_none_nb
    const reason =
      voices.length === 0 ? reading_voice_none : hasRemote(voices, text) ? reading_voice_none_local : none
    return { text: reason({}, locale), canRead: false }
  }
  const notes = [
    ...(choice.isNearest ? [text === 'nn' ? reading_voice_near_nn : reading_voice_near_nb] : []),
    reading_voice_local,
  ]
  return { text: notes.map((note) => note({}, locale)).join(' '), canRead: true }
}
