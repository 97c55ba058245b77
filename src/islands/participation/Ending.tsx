// What is shown when the survey is over: being sent, arrived, refused, or left.
import { Match, Show, Switch } from 'solid-js'
import type { Locale } from '#domain/locale.ts'
import {
  site_help_button,
  survey_done_cleared,
  survey_done_help,
  survey_done_title,
  survey_left_text,
  survey_left_title,
  survey_refused_cleared,
  survey_refused_title,
  survey_sending,
  survey_waiting,
  survey_waiting_server,
} from '#messages/compiled/messages.js'
import type { Waiting } from './client.ts'
import { TryNow } from './Working.tsx'

export function Ending(props: {
  state: 'sending' | 'done' | 'left' | 'refused'
  locale: Locale
  waiting: Waiting | undefined
  fault: string | undefined
  closing: string | undefined
  help: string
}) {
  const say = () => ({ locale: props.locale })
  return (
    <section class="ending">
      <Switch>
        <Match when={props.state === 'sending'}>
          <h1>{survey_sending({}, say())}</h1>
          <p class="introduction" role="status" classList={{ waiting: props.waiting !== undefined }}>
            {props.waiting === 'network' && survey_waiting({}, say())}
            {props.waiting === 'server' && survey_waiting_server({}, say())}
          </p>
          <Show when={props.waiting}>
            <TryNow locale={props.locale} />
          </Show>
        </Match>
        <Match when={props.state === 'refused'}>
          <h1>{survey_refused_title({}, say())}</h1>
          <p class="introduction">{props.fault}</p>
          <p class="introduction">{survey_refused_cleared({}, say())}</p>
          <p class="introduction">{survey_done_help({}, say())}</p>
          <a class="ds-button" data-variant="secondary" href={props.help}>
            {site_help_button({}, say())}
          </a>
        </Match>
        <Match when={props.state === 'done'}>
          <h1 class="arrived">{survey_done_title({}, say())}</h1>
          <p class="introduction">{survey_done_cleared({}, say())}</p>
          <p class="introduction">{props.closing}</p>
          <p class="introduction">{survey_done_help({}, say())}</p>
          <a class="ds-button" data-variant="secondary" href={props.help}>
            {site_help_button({}, say())}
          </a>
        </Match>
        <Match when={props.state === 'left'}>
          <h1>{survey_left_title({}, say())}</h1>
          <p class="introduction">{survey_left_text({}, say())}</p>
          <a class="ds-button" data-variant="secondary" href={props.help}>
            {site_help_button({}, say())}
          </a>
        </Match>
      </Switch>
    </section>
  )
}
