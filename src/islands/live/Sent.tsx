// What stands in place of a live question once it is answered: sent, or waiting for the network. Takes the focus that
// the button had, because the button is gone.
import { onMount, Show } from 'solid-js'
import type { Locale } from '#domain/locale.ts'
import { live_answer_sent, live_answer_wait, live_answer_waiting } from '#messages/compiled/messages.js'

export function Sent(props: { locale: Locale; hasArrived: boolean; answer: string }) {
  const said = () => ({ locale: props.locale })
  let box!: HTMLDivElement
  onMount(() => {
    if (document.activeElement === document.body) box.focus({ preventScroll: true })
  })
  return (
    <div class="live-sent" tabindex="-1" ref={box} data-sent={props.hasArrived ? 'yes' : 'waiting'}>
      <p role="status" class="task-result">
        <Show when={props.hasArrived} fallback={live_answer_waiting({}, said())}>
          <span aria-hidden="true">✓ </span>
          {live_answer_sent({}, said())}
        </Show>
      </p>
      <p>{props.answer}</p>
      <p class="muted">{live_answer_wait({}, said())}</p>
    </div>
  )
}
