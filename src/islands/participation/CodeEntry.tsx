// Typing or scanning the code. A slip of the finger is told here and never counts as a guess on the server.
import { createSignal, onMount, Show } from 'solid-js'
import type { Locale } from '#domain/locale.ts'
import { readCode, readFragment } from '#domain/participation.ts'
import {
  participation_code_help,
  participation_code_label,
  participation_code_mistyped,
  participation_continue,
  participation_intro,
  participation_title,
} from '#messages/compiled/messages.js'
import type { Slip } from './draft.ts'
import { Scanner } from './Scanner.tsx'

export function CodeEntry(props: {
  locale: Locale
  refusal: string | undefined
  enter: (slip: Slip) => void
}) {
  let field!: HTMLInputElement
  const [ready, setReady] = createSignal(false)
  onMount(() => setReady(true))
  const [mistyped, setMistyped] = createSignal(false)
  const say = () => ({ locale: props.locale })

  const submit = (event: Event) => {
    event.preventDefault()
    const code = readCode(field.value)
    setMistyped(!code)
    if (code) props.enter({ code })
  }
  const scanned = (text: string): boolean => {
    const slip = readFragment(text.split('#')[1] ?? '')
    if (slip) props.enter(slip)
    return slip !== undefined
  }
  const fault = () => (mistyped() ? participation_code_mistyped({}, say()) : props.refusal)

  return (
    <form class="code-entry" onSubmit={submit} autocomplete="off" novalidate>
      <h1>{participation_title({}, say())}</h1>
      <p class="introduction">{participation_intro({}, say())}</p>
      <label class="legend" for="code">
        {participation_code_label({}, say())}
      </label>
      <p class="help" id="code-help">
        {participation_code_help({}, say())}
      </p>
      <input
        id="code"
        class="code"
        type="text"
        inputmode="text"
        autocapitalize="characters"
        autocorrect="off"
        spellcheck={false}
        maxlength={24}
        aria-describedby="code-help code-fault"
        aria-invalid={fault() ? 'true' : 'false'}
        ref={field}
        onInput={() => setMistyped(false)}
      />
      <p class="fault" id="code-fault" role="alert">
        <Show when={fault()}>{fault()}</Show>
      </p>
      <div class="moves start">
        <button type="submit" class="ds-button" disabled={!ready()}>
          {participation_continue({}, say())}
        </button>
        <Scanner locale={props.locale} found={scanned} />
      </div>
    </form>
  )
}
