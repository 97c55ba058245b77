// What is shown when the survey is over: being sent, arrived, or left.
import { Match, Show, Switch } from 'solid-js'
import type { Locale } from '#domain/locale.ts'
import {
  site_help_button,
  survey_done_cleared,
  survey_done_help,
  survey_done_title,
  survey_left_text,
  survey_left_title,
  survey_sending,
  survey_waiting,
} from '#messages/compiled/messages.js'

export function Ending(props: {
  state: 'sending' | 'done' | 'left'
  locale: Locale
  waiting: boolean
  fault: string | undefined
  closing: string | undefined
  help: string
}) {
  const say = () => ({ locale: props.locale })
  return (
    <section class="ending">
      <Switch>
        <Match when={props.state === 'sending'}>
          <Show
            when={props.fault}
            fallback={
              <>
                <h1>{survey_sending({}, say())}</h1>
                <p class="introduction" role="status" classList={{ waiting: props.waiting }}>
                  {props.waiting && survey_waiting({}, say())}
                </p>
              </>
            }
          >
            <p class="fault" role="alert">
              {props.fault}
            </p>
          </Show>
        </Match>
        <Match when={props.state === 'done'}>
          <div role="status">
            <h1>{survey_done_title({}, say())}</h1>
            <p class="introduction">{survey_done_cleared({}, say())}</p>
          </div>
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
