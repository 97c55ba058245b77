// Something is under way: what, why it takes long, and a way to hurry it on.
import { Show } from 'solid-js'
import type { EntryKey } from '#messages/entry-words.ts'
import type { Say } from '#messages/survey-words.ts'
import { retryNow, type Waiting } from './patience.ts'

export function Working(props: { say: Say<EntryKey>; title: EntryKey; waiting: Waiting | undefined }) {
  return (
    <section>
      <h1 class="page-title">{props.say(props.title)}</h1>
      <p role="status" classList={{ waiting: props.waiting !== undefined }}>
        {props.waiting === 'network' && props.say('participation_offline')}
        {props.waiting === 'server' && props.say('participation_server_down')}
      </p>
      <Show when={props.waiting}>
        <TryNow say={props.say} />
      </Show>
    </section>
  )
}

export function TryNow(props: { say: Say<EntryKey> }) {
  return (
    <button type="button" class="ds-button" data-variant="secondary" onClick={() => retryNow()}>
      {props.say('participation_try_now')}
    </button>
  )
}
