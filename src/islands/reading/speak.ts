// Says a text aloud with a voice of this device: `await speak('Hei!', 'nb')`, and `stop()`.
// One voice speaks at a time: a new text silences the one before. The promise settles when the voice is done or stopped.
import type { Locale } from '#domain/locale.ts'
import { readSettings } from './settings.ts'
import { pickVoice } from './voice.ts'

export type SpeakOptions = {
  /** 1 is ordinary speed; without it, the device's own setting. */
  rate?: number
}

/** No speech on this device, or an old one: everything below copes with `undefined`. */
const synthesis = (): SpeechSynthesis | undefined =>
  typeof speechSynthesis === 'undefined' ? undefined : speechSynthesis

/** The device's voices. Some browsers know them only a moment after the first question. */
export function deviceVoices(): Promise<SpeechSynthesisVoice[]> {
  const speech = synthesis()
  const now = speech?.getVoices() ?? []
  if (!speech || now.length > 0) return Promise.resolve(now)
  return new Promise((resolve) => {
    const answer = () => {
      clearTimeout(patience)
      speech.removeEventListener?.('voiceschanged', answer)
      resolve(speech.getVoices())
    }
    const patience = setTimeout(answer, 1000)
    speech.addEventListener?.('voiceschanged', answer)
  })
}

/** Counts what was asked for, so that a stop also reaches a text still waiting for its voice. */
let turn = 0
/** Held here because some browsers lose an utterance that nobody holds, and then never say that it ended. */
const held = new Set<SpeechSynthesisUtterance>()

export async function speak(
  text: string,
  locale: Locale,
  options: SpeakOptions = {},
): Promise<'spoken' | 'no-voice'> {
  stop()
  const mine = turn
  const settings = readSettings()
  const choice = pickVoice(await deviceVoices(), locale, settings.voices[locale])
  const speech = synthesis()
  if (!choice || !speech) return 'no-voice'
  if (mine !== turn || text.trim() === '') return 'spoken'
  const utterance = new SpeechSynthesisUtterance(text)
  utterance.voice = choice.voice
  utterance.lang = choice.voice.lang
  utterance.rate = options.rate ?? settings.rate
  held.add(utterance)
  return new Promise((resolve) => {
    const settle = (outcome: 'spoken' | 'no-voice') => {
      held.delete(utterance)
      resolve(outcome)
    }
    utterance.addEventListener('end', () => settle('spoken'))
    utterance.addEventListener('error', ({ error }) =>
      settle(error === 'interrupted' || error === 'canceled' ? 'spoken' : 'no-voice'),
    )
    speech.speak(utterance)
  })
}

export function stop(): void {
  turn += 1
  synthesis()?.cancel()
}
