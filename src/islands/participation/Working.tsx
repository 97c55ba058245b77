// Something is under way: what, why it takes long, and a way to hurry it on.
import { Show } from 'solid-js'
import type { Locale } from '#domain/locale.ts'
import {
  participation_checking,
  participation_offline,
  participation_preparing,
  participation_server_down,
  participation_try_now,
} from '#messages/compiled/messages.js'
import { retryNow, type Waiting } from './client.ts'

export function Working(props: { locale: Locale; checking: boolean; waiting: Waiting | undefined }) {
  const say = () => ({ locale: props.locale })
  return (
    <section>
      <h1 class="page-title">
        {props.checking ? participation_checking({}, say()) : participation_preparing({}, say())}
      </h1>
      <p role="status" classList={{ waiting: props.waiting !== undefined }}>
        {props.waiting === 'network' && participation_offline({}, say())}
        {props.waiting === 'server' && participation_server_down({}, say())}
      </p>
      <Show when={props.waiting}>
        <TryNow locale={props.locale} />
      </Show>
    </section>
  )
}

export function TryNow(props: { locale: Locale }) {
  return (
    <button type="button" class="ds-button" data-variant="secondary" onClick={() => retryNow()}>
      {participation_try_now({}, { locale: props.locale })}
    </button>
  )
}
