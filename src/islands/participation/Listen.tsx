// «Les høyt»: reads one question, with a voice that lives on this device; a voice that would send the text to somebody
// is never used. Without such a voice for the language there is no button. Fetched where the browser can speak at all.
import { createSignal, onCleanup, Show } from 'solid-js'
import { isLocale, type SurveyLocale } from '#domain/locale.ts'
import { readSettings } from '../reading/settings.ts'
import { Sign } from '../reading/Sign.tsx'
import { deviceVoices, stop } from '../reading/speak.ts'
import { pickVoice } from '../reading/voice.ts'
import { useLanguage } from './language.ts'

/** What a question says, in the order of the screen; nothing that has been chosen or typed. */
const spoken = 'h1, legend, .legend, .help, .introduction, .information p, .before li, .option > span'

const [voices, setVoices] = createSignal<SpeechSynthesisVoice[]>([])
const [reading, setReading] = createSignal<Element>()

const voiceFor = (locale: SurveyLocale): SpeechSynthesisVoice | undefined =>
  isLocale(locale)
    ? pickVoice(voices(), locale, readSettings().voices[locale])?.voice
    : voices().find(
        ({ localService, lang }) => localService && lang.toLowerCase().split(/[-_]/)[0] === locale,
      )

function fallSilent() {
  setReading(undefined)
  stop()
}

function read(part: Element, voice: SpeechSynthesisVoice) {
  fallSilent()
  setReading(part)
  const texts = [...part.querySelectorAll(spoken)].map((each) => each.textContent.trim()).filter(Boolean)
  texts.forEach((text, at) => {
    const utterance = new SpeechSynthesisUtterance(text)
    utterance.voice = voice
    utterance.lang = voice.lang
    utterance.rate = readSettings().rate
    if (at === texts.length - 1) utterance.addEventListener('end', () => setReading(undefined))
    speechSynthesis.speak(utterance)
  })
}

void deviceVoices().then(setVoices)
speechSynthesis.addEventListener?.('voiceschanged', () => setVoices(speechSynthesis.getVoices()))

/** @param of what the button reads, for who cannot see where it stands. */
export function Listen(props: { of: string }) {
  const { locale, say } = useLanguage()
  let button!: HTMLButtonElement
  const part = () => button.closest('[data-part]')!
  const isReading = () => reading() !== undefined && reading() === part()
  onCleanup(fallSilent)
  return (
    <Show when={voiceFor(locale())}>
      {(voice) => (
        <button
          ref={button}
          type="button"
          class="listen"
          onClick={() => (isReading() ? fallSilent() : read(part(), voice()))}
        >
          <Sign name={isReading() ? 'stop' : 'play'} />
          {isReading() ? say('survey_listen_stop') : say('survey_listen')}
          <span class="visually-hidden">: {props.of}</span>
        </button>
      )}
    </Show>
  )
}
