// A guess from 0 to 100. Alone, nothing is sent or kept, and the figure stays hidden until the pupil asks for it, so
// that the class can see it together. In a class session the guess is sent once, and the teacher shows the figure.
import { createSignal, Match, Show, Switch } from 'solid-js'
import type { Locale } from '#domain/locale.ts'
import {
  live_answer_guess,
  live_answer_once,
  live_answer_send,
  live_answer_unknown,
  live_answer_wait,
  lesson_guess_again,
  lesson_guess_fewer,
  lesson_guess_figure,
  lesson_guess_label,
  lesson_guess_lock,
  lesson_guess_locked,
  lesson_guess_locked_unknown,
  lesson_guess_more,
  lesson_guess_none,
  lesson_guess_show,
  lesson_guess_unknown,
  lesson_guess_value,
  lesson_guess_wait,
  lesson_guess_yours,
} from '#messages/compiled/messages.js'
import { Chart } from '../live/Chart.tsx'
import { Sent } from '../live/Sent.tsx'
import { useLive } from '../live/use-live.ts'

type Props = {
  locale: Locale
  id: string
  question: string
  /** The sourced figure, the same way round as the question. */
  ofHundred: number
  statement: string
  source: string
  /** `step/id` when a live class can answer it. */
  live?: string | undefined
}

export default function NormGuess(props: Props) {
  const live = useLive(() => props.live)
  const [guess, setGuess] = createSignal<number | 'unknown'>()
  const [stage, setStage] = createSignal<'guess' | 'locked' | 'shown'>('guess')
  const said = () => ({ locale: props.locale })
  const number = () => (typeof guess() === 'number' ? (guess() as number) : undefined)
  const step = (by: number) => setGuess(Math.min(100, Math.max(0, (number() ?? 50) + by)))
  const lock = () => {
    const value = number()
    if (live.isSeated() && value !== undefined) live.give(value)
    else setStage('locked')
  }
  const again = () => {
    setGuess(undefined)
    setStage('guess')
  }

  return (
    <section class="task guess" aria-labelledby={`${props.id}-question`}>
      <p class="task-question" id={`${props.id}-question`}>
        {props.question}
      </p>
      <Switch>
        <Match when={live.isSeated() && live.counts()}>
          {(counts) => (
            <>
              <Show when={live.given() !== undefined}>
                <p class="task-result">{lesson_guess_locked({ guess: live.given() ?? 0 }, said())}</p>
              </Show>
              <Chart locale={props.locale} counts={counts()} figure={props} />
            </>
          )}
        </Match>
        <Match when={live.isSeated() && live.given() !== undefined}>
          <Sent
            locale={props.locale}
            hasArrived={live.hasArrived()}
            answer={lesson_guess_locked({ guess: live.given() ?? 0 }, said())}
          />
        </Match>
        <Match when={stage() === 'guess'}>
          <output class="guess-value" for={`${props.id}-range`}>
            <Show when={number() !== undefined} fallback={<span>{lesson_guess_none({}, said())}</span>}>
              {lesson_guess_value({ guess: number() ?? 0 }, said())}
            </Show>
          </output>
          <div class="guess-line">
            <button type="button" class="guess-step" onClick={() => step(-1)}>
              <span aria-hidden="true">−</span>
              <span class="visually-hidden">{lesson_guess_fewer({}, said())}</span>
            </button>
            <input
              id={`${props.id}-range`}
              type="range"
              min="0"
              max="100"
              value={number() ?? 50}
              classList={{ untouched: number() === undefined }}
              aria-label={lesson_guess_label({}, said())}
              aria-valuetext={
                number() === undefined
                  ? lesson_guess_none({}, said())
                  : lesson_guess_value({ guess: number() ?? 0 }, said())
              }
              onInput={(event) => setGuess(event.currentTarget.valueAsNumber)}
              onClick={(event) => setGuess(event.currentTarget.valueAsNumber)}
            />
            <button type="button" class="guess-step" onClick={() => step(1)}>
              <span aria-hidden="true">+</span>
              <span class="visually-hidden">{lesson_guess_more({}, said())}</span>
            </button>
          </div>
          <div class="guess-ends" aria-hidden="true">
            <span>0</span>
            <span>100</span>
          </div>
          <div class="task-actions">
            <button
              type="button"
              class="ds-button"
              data-variant="secondary"
              aria-pressed={guess() === 'unknown'}
              onClick={() => setGuess('unknown')}
            >
              {lesson_guess_unknown({}, said())}
            </button>
            <button
              type="button"
              class="ds-button"
              data-variant="primary"
              disabled={guess() === undefined}
              onClick={lock}
            >
              {live.isSeated() ? live_answer_send({}, said()) : lesson_guess_lock({}, said())}
            </button>
          </div>
          <Show when={live.isSeated()}>
            <p class="source-line">{live_answer_once({}, said())}</p>
          </Show>
        </Match>
        <Match when={live.isSeated() && stage() === 'locked'}>
          <p role="status" class="task-result">
            {live_answer_unknown({}, said())}
          </p>
          <p class="muted">{live_answer_wait({}, said())}</p>
          <div class="task-actions">
            <button type="button" class="ds-button" data-variant="secondary" onClick={again}>
              {live_answer_guess({}, said())}
            </button>
          </div>
        </Match>
        <Match when={stage() === 'locked'}>
          <p role="status" class="task-result">
            {number() === undefined
              ? lesson_guess_locked_unknown({}, said())
              : lesson_guess_locked({ guess: number() ?? 0 }, said())}
          </p>
          <p>{lesson_guess_wait({}, said())}</p>
          <div class="task-actions">
            <button type="button" class="ds-button" data-variant="secondary" onClick={again}>
              {lesson_guess_again({}, said())}
            </button>
            <button type="button" class="ds-button" data-variant="primary" onClick={() => setStage('shown')}>
              {lesson_guess_show({}, said())}
            </button>
          </div>
        </Match>
        <Match when={stage() === 'shown'}>
          <p role="status" class="task-result">
            {props.statement}
          </p>
          <Show when={number() !== undefined}>
            <Bar label={lesson_guess_yours({}, said())} value={number() ?? 0} kind="own" />
          </Show>
          <Bar label={lesson_guess_figure({}, said())} value={props.ofHundred} kind="figure" />
          <p class="source-line">{props.source}</p>
          <div class="task-actions">
            <button type="button" class="ds-button" data-variant="secondary" onClick={again}>
              {lesson_guess_again({}, said())}
            </button>
          </div>
        </Match>
      </Switch>
    </section>
  )
}

function Bar(props: { label: string; value: number; kind: 'own' | 'figure' }) {
  return (
    <div class="guess-bar">
      <span>{props.label}</span>
      <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
        <rect class="bar-back" width="100" height="10" />
        <rect class={`bar-${props.kind}`} width={props.value} height="10" />
      </svg>
      <strong>{props.value}</strong>
    </div>
  )
}
