// A countdown. It counts to a moment and not by ticks, so that a sleeping tab does not lose time. A screen reader hears
// the start, the last minute and the end; a timer that spoke every second would drown everything else.
import { createSignal, onCleanup, Show, untrack } from 'solid-js'
import type { Locale } from '#domain/locale.ts'
import {
  lesson_start,
  lesson_timer_label,
  lesson_timer_minute,
  lesson_timer_more,
  lesson_timer_over,
  lesson_timer_pause,
  lesson_timer_reset,
  lesson_timer_resume,
  lesson_timer_started,
} from '#messages/compiled/messages.js'

type Props = { locale: Locale; minutes: number; label?: string | undefined }

const minute = 60_000

export default function Timer(props: Props) {
  const whole = () => props.minutes * minute
  const [left, setLeft] = createSignal(untrack(whole))
  const [stage, setStage] = createSignal<'ready' | 'running' | 'paused' | 'over'>('ready')
  const [news, setNews] = createSignal('')
  const said = () => ({ locale: props.locale })
  let end = 0
  let beat: ReturnType<typeof setInterval> | undefined

  const seconds = () => Math.ceil(left() / 1000)
  const clock = () => `${Math.floor(seconds() / 60)}:${String(seconds() % 60).padStart(2, '0')}`
  const share = () => Math.min(100, (left() / whole()) * 100)

  const halt = () => clearInterval(beat)
  onCleanup(halt)

  const tick = () => {
    const before = left()
    setLeft(Math.max(0, end - Date.now()))
    if (before > minute && left() <= minute && left() > 0) setNews(lesson_timer_minute({}, said()))
    if (left() > 0) return
    halt()
    setStage('over')
    setNews(lesson_timer_over({}, said()))
  }
  const run = () => {
    halt()
    end = Date.now() + left()
    beat = setInterval(tick, 250)
    setStage('running')
    setNews(lesson_timer_started({}, said()))
  }
  const pause = () => {
    halt()
    setStage('paused')
    setNews('')
  }
  const press = () => {
    if (stage() === 'running') pause()
    else if (stage() === 'over') reset()
    else run()
  }
  const reset = () => {
    halt()
    setLeft(whole())
    setStage('ready')
    setNews('')
  }
  const more = () => {
    setLeft(left() + minute)
    end += minute
    if (stage() === 'over') setStage('paused')
  }
  const main = () => {
    if (stage() === 'running') return lesson_timer_pause({}, said())
    if (stage() === 'over') return lesson_timer_reset({}, said())
    return stage() === 'paused' ? lesson_timer_resume({}, said()) : lesson_start({}, said())
  }

  return (
    <section class="timer" data-stage={stage()} aria-label={props.label ?? lesson_timer_label({}, said())}>
      <svg class="timer-ring" viewBox="0 0 40 40" aria-hidden="true">
        <circle class="timer-back" cx="20" cy="20" r="17" />
        <circle
          class="timer-left"
          cx="20"
          cy="20"
          r="17"
          pathLength="100"
          stroke-dasharray={`${share()} 100`}
          transform="rotate(-90 20 20)"
        />
      </svg>
      <div class="timer-text">
        <Show when={props.label}>
          <p class="timer-label">{props.label}</p>
        </Show>
        <p class="timer-clock" role="timer">
          {stage() === 'over' ? lesson_timer_over({}, said()) : clock()}
        </p>
      </div>
      <div class="task-actions">
        <button type="button" class="ds-button" data-variant="primary" onClick={press}>
          {main()}
        </button>
        <Show when={stage() !== 'ready'}>
          <button type="button" class="ds-button" data-variant="secondary" onClick={more}>
            {lesson_timer_more({}, said())}
          </button>
        </Show>
        <Show when={stage() === 'paused'}>
          <button type="button" class="ds-button" data-variant="tertiary" onClick={reset}>
            {lesson_timer_reset({}, said())}
          </button>
        </Show>
      </div>
      <p role="status" class="visually-hidden">
        {news()}
      </p>
    </section>
  )
}
