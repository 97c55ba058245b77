// A private note. It lies in this browser until the pupil deletes it, and can be printed; it is never sent.
// The text is read after mount: the server does not know it, so it cannot be in the page that arrives.
import { createSignal, onMount, Show } from 'solid-js'
import type { Locale } from '#domain/locale.ts'
import {
  lesson_note_kept,
  lesson_note_private,
  lesson_note_wipe,
  lesson_note_wiped,
  lesson_print,
} from '#messages/compiled/messages.js'
import { forget, recall, remember } from './device.ts'
import { printPart } from './print-part.ts'

type Props = { locale: Locale; lesson: string; id: string; prompt: string }

export default function Reflection(props: Props) {
  const [text, setText] = createSignal('')
  const [isWiped, setWiped] = createSignal(false)
  const said = () => ({ locale: props.locale })
  const name = () => `note.${props.id}`
  let section: HTMLElement | undefined

  onMount(() => setText(recall(props.lesson, name()) ?? ''))

  const write = (value: string) => {
    setText(value)
    setWiped(false)
    if (value === '') forget(props.lesson, name())
    else remember(props.lesson, name(), value)
  }
  const wipe = () => {
    write('')
    setWiped(true)
  }

  return (
    <section class="task note" ref={section}>
      <label for={`${props.id}-note`}>
        <span class="note-private">{lesson_note_private({}, said())}</span>
        <span class="task-question">{props.prompt}</span>
      </label>
      <textarea
        id={`${props.id}-note`}
        rows="5"
        autocomplete="off"
        aria-describedby={`${props.id}-kept`}
        value={text()}
        onInput={(event) => write(event.currentTarget.value)}
      />
      <p class="note-paper">{text()}</p>
      <p class="source-line" id={`${props.id}-kept`}>
        {lesson_note_kept({}, said())}
      </p>
      <p role="status">{isWiped() ? lesson_note_wiped({}, said()) : ''}</p>
      <Show when={text() !== ''}>
        <div class="task-actions">
          <button type="button" class="ds-button" data-variant="secondary" onClick={() => printPart(section)}>
            {lesson_print({}, said())}
          </button>
          <button type="button" class="ds-button" data-variant="tertiary" onClick={wipe}>
            {lesson_note_wipe({}, said())}
          </button>
        </div>
      </Show>
    </section>
  )
}
