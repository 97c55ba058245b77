// What is shown when the survey is over: being sent, arrived, refused, or left. On a shared device it makes way for the
// next person after a while, with a real navigation, so that nothing of this one is left in memory or in the history.
import { createEffect, Match, onCleanup, Show, Switch } from 'solid-js'
import { productLocale } from '#domain/locale.ts'
import type { Instrument } from '#schemas/instrument.ts'
import { useLanguage } from './language.ts'
import type { Waiting } from './patience.ts'
import { TryNow } from './Working.tsx'

/** Milliseconds until the page makes way: enough to read it twice. */
const stays = 30_000

export function Ending(props: {
  state: 'sending' | 'done' | 'left' | 'refused'
  waiting: Waiting | undefined
  fault: string | undefined
  respondent: Instrument['respondent'] | undefined
  closing: string | undefined
  shared: boolean
}) {
  const { locale, say } = useLanguage()
  const makeWay = () => location.replace(location.pathname)
  // What waits for the network is sent by the next page.
  const isOver = () => props.state !== 'sending' || props.waiting !== undefined
  createEffect(() => {
    if (!props.shared || !isOver()) return
    const timer = setTimeout(makeWay, stays)
    onCleanup(() => clearTimeout(timer))
  })
  const page = (name: string) => `/${productLocale(locale())}/${name}`

  return (
    <section class="ending">
      <Switch>
        <Match when={props.state === 'sending'}>
          <h1>{say('survey_sending')}</h1>
          <p class="introduction" role="status" classList={{ waiting: props.waiting !== undefined }}>
            {props.waiting === 'network' && say('survey_waiting')}
            {props.waiting === 'server' && say('survey_waiting_server')}
          </p>
          <Show when={props.waiting}>
            <TryNow say={say} />
          </Show>
        </Match>
        <Match when={props.state === 'refused'}>
          <h1>{say('survey_refused_title')}</h1>
          <p class="introduction">{props.fault}</p>
          <p class="introduction">{say('survey_refused_cleared')}</p>
          <p class="introduction">{say('survey_done_help')}</p>
        </Match>
        <Match when={props.state === 'done'}>
          <h1 class="arrived">{say('survey_done_title')}</h1>
          <p class="introduction">{say('survey_done_cleared')}</p>
          <p class="introduction">{props.closing}</p>
          <p class="introduction">{say('survey_done_help')}</p>
        </Match>
        <Match when={props.state === 'left'}>
          <h1>{say('survey_left_title')}</h1>
          <p class="introduction">{say('survey_left_text')}</p>
        </Match>
      </Switch>
      <Show when={props.state !== 'sending'}>
        <div class="moves start">
          <a class="ds-button" data-variant="secondary" href={page('hjelp')}>
            {say('shell_help')}
          </a>
          <Show when={props.respondent === 'parent'}>
            <a class="ds-button" data-variant="secondary" href={`/${locale()}/foreldre`}>
              {say('shell_parents_page')}
            </a>
          </Show>
          <Show when={props.respondent === 'teacher'}>
            <a class="ds-button" data-variant="secondary" href={page('skole')}>
              {say('survey_done_teacher')}
            </a>
          </Show>
        </div>
      </Show>
      <Show when={props.shared && isOver()}>
        <p class="help">{say('survey_shared_soon')}</p>
        <button type="button" class="ds-button" onClick={makeWay}>
          {say('survey_shared_next')}
        </button>
      </Show>
    </section>
  )
}
