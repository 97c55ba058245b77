// Typing or scanning the code. A slip of the finger is told here and never counts as a guess on the server.
import { createSignal, onMount, Show } from 'solid-js'
import type { SurveyLocale } from '#domain/locale.ts'
import { readCode } from '#domain/participation.ts'
import type { EntryKey } from '#messages/entry-words.ts'
import type { Say } from '#messages/survey-words.ts'
import type { Slip } from './draft.ts'

type ScannerPart = (typeof import('./Scanner.tsx'))['Scanner']

export function CodeEntry(props: {
  locale: SurveyLocale
  say: Say<EntryKey>
  shared: boolean
  refusal: string | undefined
  /** Told at the first sign that a code is coming. */
  prepare: () => void
  enter: (slip: Slip) => void
}) {
  let field!: HTMLInputElement
  const [ready, setReady] = createSignal(false)
  const [mistyped, setMistyped] = createSignal(false)
  const [scanner, setScanner] = createSignal<ScannerPart>()
  onMount(() => {
    setReady(true)
    // Few browsers read codes from the camera; the others are not sent the file.
    if ('BarcodeDetector' in window && 'mediaDevices' in navigator)
      void import('./Scanner.tsx').then(({ Scanner }) => setScanner(() => Scanner)).catch(() => {})
  })

  const submit = (event: Event) => {
    event.preventDefault()
    const code = readCode(field.value)
    setMistyped(!code)
    if (code) props.enter({ code })
  }
  const fault = () => (mistyped() ? props.say('participation_code_mistyped') : props.refusal)

  return (
    <form class="code-entry" onSubmit={submit} autocomplete="off" novalidate>
      <h1>{props.say('participation_title')}</h1>
      <p class="introduction">{props.say('participation_intro')}</p>
      <label class="legend" for="code">
        {props.say('participation_code_label')}
      </label>
      <p class="help" id="code-help">
        {props.say('participation_code_help')}
      </p>
      <input
        id="code"
        class="code"
        type="text"
        dir="ltr"
        inputmode="text"
        autocomplete="off"
        autocapitalize="characters"
        autocorrect="off"
        spellcheck={false}
        maxlength={24}
        aria-describedby="code-help code-fault"
        aria-invalid={fault() ? 'true' : 'false'}
        ref={field}
        onFocus={() => props.prepare()}
        onInput={() => setMistyped(false)}
      />
      <p class="fault" id="code-fault" role="alert">
        <Show when={fault()}>{fault()}</Show>
      </p>
      <div class="moves start">
        <button type="submit" class="ds-button" disabled={!ready()}>
          {props.say('participation_continue')}
        </button>
        <Show when={scanner()}>
          {(loaded) => {
            const Scanner = loaded()
            return <Scanner say={props.say} found={props.enter} />
          }}
        </Show>
      </div>
      <p class="shared">
        <Show
          when={props.shared}
          fallback={<a href={`/${props.locale}/delta/felles`}>{props.say('participation_shared_link')}</a>}
        >
          {props.say('participation_shared_on')}{' '}
          <a href={`/${props.locale}/delta`}>{props.say('participation_shared_off')}</a>
        </Show>
      </p>
    </form>
  )
}
