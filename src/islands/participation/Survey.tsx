// The survey as pages: introduction, questions, look over and send. The parent keeps the progress; this shows it.
import { createEffect, createSignal, For, Match, on, onMount, Show, Switch } from 'solid-js'
import { countAnswered, goTo, type Progress, screenCount } from '#domain/flow.ts'
import type { Locale } from '#domain/locale.ts'
import {
  survey_back,
  survey_begin,
  survey_last_count,
  survey_last_final,
  survey_last_title,
  survey_next,
  survey_page,
  survey_promise,
  survey_send,
} from '#messages/compiled/messages.js'
import type { Instrument } from '#schemas/instrument.ts'
import { ItemField } from './ItemField.tsx'
import { LeaveNow } from './LeaveNow.tsx'

export function Survey(props: {
  instrument: Instrument
  progress: Progress
  locale: Locale
  change: (progress: Progress) => void
  send: () => void
  leave: () => void
}) {
  let top!: HTMLDivElement
  const [ready, setReady] = createSignal(false)
  const last = () => screenCount(props.instrument) - 1
  const page = () => props.instrument.pages[props.progress.page - 1]
  const move = (by: number) => props.change(goTo(props.instrument, props.progress, props.progress.page + by))
  const say = () => ({ locale: props.locale })
  const count = () => countAnswered(props.instrument, props.progress.answers)

  onMount(() => setReady(true))
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
          aria-label={survey_page({ page: props.progress.page + 1, pages: last() + 1 }, say())}
        >
          <svg viewBox="0 0 100 2" preserveAspectRatio="none" aria-hidden="true">
            <rect class="track" width="100" height="2" />
            <rect class="done" width={(100 * (props.progress.page + 1)) / (last() + 1)} height="2" />
          </svg>
        </div>
        <p class="where">{survey_page({ page: props.progress.page + 1, pages: last() + 1 }, say())}</p>
      </div>

      <Switch>
        <Match when={props.progress.page === 0}>
          <h1>{props.instrument.title[props.locale]}</h1>
          <For each={props.instrument.introduction[props.locale].split('\n').filter(Boolean)}>
            {(paragraph) => <p class="introduction">{paragraph}</p>}
          </For>
        </Match>
        <Match when={page()}>
          {(current) => (
            <>
              <h1 class="page-title">{current().title[props.locale]}</h1>
              <For each={current().items}>
                {(item) => (
                  <ItemField
                    item={item}
                    progress={props.progress}
                    locale={props.locale}
                    change={props.change}
                  />
                )}
              </For>
            </>
          )}
        </Match>
        <Match when={props.progress.page === last()}>
          <h1>{survey_last_title({}, say())}</h1>
          <p class="introduction">{survey_last_count(count(), say())}</p>
          <p class="introduction">{survey_last_final({}, say())}</p>
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
          {survey_back({}, say())}
        </button>
        <Show
          when={props.progress.page < last()}
          fallback={
            <button type="button" class="ds-button" onClick={() => props.send()}>
              {survey_send({}, say())}
            </button>
          }
        >
          <button type="button" class="ds-button" onClick={() => move(1)}>
            {props.progress.page === 0 ? survey_begin({}, say()) : survey_next({}, say())}
          </button>
        </Show>
      </div>
      <p class="promise">
        {survey_promise({}, say())} <LeaveNow locale={props.locale} leave={props.leave} />
      </p>
    </div>
  )
}
