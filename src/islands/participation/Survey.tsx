// The survey as pages: introduction, questions, look over and send. The parent keeps the progress; this shows it.
import { createEffect, createSignal, For, Match, on, onMount, Show, Switch } from 'solid-js'
import { countAnswered, goTo, itemsShown, type Progress, screenCount } from '#domain/flow.ts'
import { textIn } from '#domain/locale.ts'
import type { Instrument } from '#schemas/instrument.ts'
import { Introduction } from './Introduction.tsx'
import { ItemField } from './ItemField.tsx'
import { LeaveNow } from './LeaveNow.tsx'
import { useLanguage } from './language.ts'
import type { ListenButton } from './ListenHere.tsx'

export function Survey(props: {
  instrument: Instrument
  progress: Progress
  /** Joined with other waves by a link code: then the law does not call the answers anonymous, and nor do we. */
  isLinked?: boolean
  change: (progress: Progress) => void
  send: () => void
  leave: () => void
}) {
  let top!: HTMLDivElement
  const { locale, say } = useLanguage()
  const [ready, setReady] = createSignal(false)
  const [listen, setListen] = createSignal<ListenButton>()
  const last = () => screenCount(props.instrument) - 1
  const page = () => props.instrument.pages[props.progress.page - 1]
  const items = () => itemsShown(props.instrument, props.progress.page - 1, props.progress.answers)
  const move = (by: number) => props.change(goTo(props.instrument, props.progress, props.progress.page + by))
  const where = () => say('survey_page', { page: props.progress.page + 1, pages: last() + 1 })

  onMount(() => {
    setReady(true)
    if ('speechSynthesis' in window)
      void import('./Listen.tsx').then(({ Listen }) => setListen(() => Listen)).catch(() => {})
  })
  // A new page begins at its top, for eyes and for screen readers.
  createEffect(
    on(
      () => props.progress.page,
      () => {
        window.scrollTo(0, 0)
        top.focus()
      },
      { defer: true },
    ),
  )

  return (
    <div class="survey" data-ready={ready() ? '' : undefined}>
      <div ref={top} tabindex="-1" class="top">
        <div
          class="progress"
          role="progressbar"
          aria-valuemin={0}
          aria-valuemax={last()}
          aria-valuenow={props.progress.page}
          aria-label={where()}
        >
          <svg viewBox="0 0 100 2" preserveAspectRatio="none" aria-hidden="true">
            <rect class="track" width="100" height="2" />
            <rect class="done" width={(100 * (props.progress.page + 1)) / (last() + 1)} height="2" />
          </svg>
        </div>
        <p class="where">{where()}</p>
      </div>

      <Switch>
        <Match when={props.progress.page === 0}>
          <Introduction instrument={props.instrument} listen={listen()} />
        </Match>
        <Match when={page()}>
          {(current) => (
            <>
              <h1 class="page-title">{textIn(current().title, locale())}</h1>
              <For each={items()}>
                {(item) => (
                  <ItemField
                    item={item}
                    progress={props.progress}
                    isLinked={props.isLinked ?? false}
                    change={props.change}
                    listen={listen()}
                  />
                )}
              </For>
            </>
          )}
        </Match>
        <Match when={props.progress.page === last()}>
          <h1>{say('survey_last_title')}</h1>
          <p class="introduction">
            {say('survey_last_count', countAnswered(props.instrument, props.progress.answers))}
          </p>
          <Show when={!props.isLinked}>
            <p class="introduction">{say('survey_last_final')}</p>
          </Show>
        </Match>
      </Switch>

      <div class="moves">
        <button
          type="button"
          class="ds-button"
          data-variant="secondary"
          disabled={props.progress.page === 0}
          onClick={() => move(-1)}
        >
          {say('survey_back')}
        </button>
        <Show
          when={props.progress.page < last()}
          fallback={
            <button type="button" class="ds-button" onClick={() => props.send()}>
              {say('survey_send')}
            </button>
          }
        >
          <button type="button" class="ds-button" onClick={() => move(1)}>
            {props.progress.page === 0 ? say('survey_begin') : say('survey_next')}
          </button>
        </Show>
      </div>
      <p class="promise">
        {say(props.isLinked ? 'survey_linked_title' : 'survey_promise')} <LeaveNow leave={props.leave} />
      </p>
    </div>
  )
}
