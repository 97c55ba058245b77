// The panel of «Lesehjelp»: reading aloud above, how text looks below. While it reads, the settings fold away.
// The browser fetches it, and its style sheet, when the button has been pressed.
import { createMemo, createSignal, onMount, Show, untrack } from 'solid-js'
import type { Locale } from '#domain/locale.ts'
import {
  reading_back,
  reading_close,
  reading_finished,
  reading_forward,
  reading_next_question,
  reading_panel,
  reading_pause,
  reading_resume,
  reading_start,
  reading_stop,
  reading_voice_failed,
} from '#messages/compiled/messages.js'
import { languageIn, readingRoot } from './passages.ts'
import { ReadingSettings } from './ReadingSettings.tsx'
import { createReader, type Reader, type ReaderState } from './reader.ts'
import { keepSettings, parseSettings, readSettings, type ReadingSettings as Settings } from './settings.ts'
import { Sign } from './Sign.tsx'
import { deviceVoices } from './speak.ts'
import { pickVoice, voicesFor } from './voice.ts'
import { voiceNote } from './voice-note.ts'
import styles from './panel.css?url'

type Props = {
  locale: Locale
}

export default function ReadingPanel(props: Props) {
  // The page decides it, once.
  const locale = untrack(() => props.locale)
  const say = () => ({ locale })
  const [settings, setSettings] = createSignal(parseSettings(null))
  const [voices, setVoices] = createSignal<SpeechSynthesisVoice[]>()
  const [state, setState] = createSignal<ReaderState>('idle')
  const [textLocale, setTextLocale] = createSignal<Locale>(locale)
  const [isReady, setReady] = createSignal(false)
  const [hasEasy, setHasEasy] = createSignal(false)
  let panel: HTMLElement | undefined
  let first: HTMLButtonElement | undefined
  /** The buttons for stopping and moving go when the reading ends; who stood on one of them is not left nowhere. */
  const tell = (next: ReaderState) => {
    const wasHere = panel?.contains(document.activeElement)
    setState(next)
    if (wasHere && !panel?.contains(document.activeElement)) first?.focus()
  }
  let reader: Reader | undefined

  const button = () => document.querySelector<HTMLButtonElement>('[data-reading-open]')
  const arrive = () => {
    setTextLocale(languageIn(readingRoot(), locale))
    setHasEasy(document.querySelector('[data-easy]') !== null)
    first?.focus()
  }
  onMount(() => {
    setSettings(readSettings())
    reader = createReader({ locale, tell })
    const place = panel?.closest<HTMLElement>('[data-reading-panel]')
    const look = () => (place?.hidden ? reader?.stop() : arrive())
    if (place) new MutationObserver(look).observe(place, { attributeFilter: ['hidden'] })
    const hear = () => void deviceVoices().then(setVoices)
    hear()
    globalThis.speechSynthesis?.addEventListener?.('voiceschanged', hear)
    void addStyles().then(() => {
      setReady(true)
      arrive()
    })
  })

  const uri = () => settings().voices[textLocale()]
  const fitting = () => voicesFor(voices() ?? [], textLocale())
  const chosen = () => pickVoice(fitting(), textLocale(), uri())?.voice.voiceURI
  const note = createMemo(() => {
    const known = voices()
    if (!known) return { text: '', canRead: false }
    const question = { text: textLocale(), say: locale, uri: uri() }
    return voiceNote(known, question)
  })
  const isBusy = () => ['reading', 'paused', 'between'].includes(state())

  const change = (part: Partial<Settings>) => {
    const next = { ...settings(), ...part }
    setSettings(next)
    keepSettings(next)
    if (part.rate || part.voices) reader?.refresh()
    // The text that was being read may just have been replaced by another wording.
    if (part.easy !== undefined) reader?.stop()
  }
  const mainLabel = () => {
    if (state() === 'reading') return reading_pause({}, say())
    if (state() === 'paused') return reading_resume({}, say())
    return state() === 'between' ? reading_next_question({}, say()) : reading_start({}, say())
  }

  return (
    <section
      ref={panel}
      class="reading-panel"
      aria-label={reading_panel({}, say())}
      lang={locale}
      onKeyDown={(event) => {
        if (event.key === 'Escape') button()?.click()
      }}
    >
      <Show when={isReady()}>
        <div class="reading-controls">
          <button
            type="button"
            class="ds-button"
            data-variant="primary"
            ref={first}
            aria-disabled={!note().canRead}
            onClick={() => {
              if (!note().canRead) return
              setTextLocale(languageIn(readingRoot(), locale))
              reader?.toggle()
            }}
          >
            <Sign name={state() === 'reading' ? 'pause' : 'play'} />
            {mainLabel()}
          </button>
          <Show when={isBusy()}>
            <button
              type="button"
              class="reading-sign"
              aria-label={reading_back({}, say())}
              onClick={() => reader?.move(-1)}
            >
              <Sign name="back" />
            </button>
            <button
              type="button"
              class="reading-sign"
              aria-label={reading_forward({}, say())}
              onClick={() => reader?.move(1)}
            >
              <Sign name="forward" />
            </button>
            <button
              type="button"
              class="ds-button reading-stop"
              data-variant="secondary"
              onClick={() => reader?.stop()}
            >
              <Sign name="stop" />
              {reading_stop({}, say())}
            </button>
          </Show>
          <Show when={!isBusy()}>
            <button
              type="button"
              class="reading-sign reading-close"
              aria-label={reading_close({}, say())}
              onClick={() => button()?.click()}
            >
              <Sign name="close" />
            </button>
          </Show>
        </div>
        <p class="reading-note" role="status">
          {state() === 'failed'
            ? reading_voice_failed({}, say())
            : state() === 'finished'
              ? reading_finished({}, say())
              : isBusy()
                ? ''
                : note().text}
        </p>
        <Show when={!isBusy()}>
          <ReadingSettings
            locale={locale}
            settings={settings()}
            change={change}
            voices={fitting()}
            textLocale={textLocale()}
            voice={chosen()}
            hasEasy={hasEasy()}
          />
        </Show>
      </Show>
    </section>
  )
}

/** The panel is drawn when its style sheet is there, or could not be had. */
function addStyles(): Promise<void> {
  const link = document.createElement('link')
  link.rel = 'stylesheet'
  link.href = styles
  return new Promise((resolve) => {
    link.addEventListener('load', () => resolve())
    link.addEventListener('error', () => resolve())
    document.head.append(link)
  })
}
