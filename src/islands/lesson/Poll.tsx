// A vote with no right answer. Alone it stays on the device; in a class session it is sent once, counted with the
// others, and the class sees the counts when the teacher shows them.
import { createSignal, For, Match, Show, Switch } from 'solid-js'
import type { Locale } from '#domain/locale.ts'
import {
  live_answer_once,
  live_answer_send,
  live_poll_alone,
  live_poll_change,
  live_poll_lock,
  live_poll_pick,
  live_poll_yours,
} from '#messages/compiled/messages.js'
import { Chart } from '../live/Chart.tsx'
import { Sent } from '../live/Sent.tsx'
import { useLive } from '../live/use-live.ts'

type Props = {
  locale: Locale
  id: string
  question: string
  options: string[]
  /** `step/id` when a live class can answer it. */
  live?: string | undefined
}

export default function Poll(props: Props) {
  const live = useLive(() => props.live)
  const [picked, setPicked] = createSignal<number>()
  const [stage, setStage] = createSignal<'open' | 'pick-first' | 'locked'>('open')
  const said = () => ({ locale: props.locale })
  const nameOf = (option: number | undefined) => props.options[option ?? -1] ?? ''
  const yours = (option: number | undefined) => live_poll_yours({ answer: nameOf(option) }, said())

  const lock = () => {
    const option = picked()
    if (option === undefined) setStage('pick-first')
    else if (live.isSeated()) live.give(option)
    else setStage('locked')
  }
  const open = () => stage() !== 'locked'

  return (
    <section class="task poll">
      <Switch>
        <Match when={live.isSeated() && live.counts()}>
          {(counts) => (
            <>
              <p class="task-question">{props.question}</p>
              <Show when={live.given() !== undefined}>
                <p>{yours(live.given())}</p>
              </Show>
              <Chart locale={props.locale} counts={counts()} options={props.options} />
            </>
          )}
        </Match>
        <Match when={live.isSeated() && live.given() !== undefined}>
          <p class="task-question">{props.question}</p>
          <Sent locale={props.locale} hasArrived={live.hasArrived()} answer={yours(live.given())} />
        </Match>
        <Match when={open()}>
          <fieldset>
            <legend class="task-question">{props.question}</legend>
            <For each={props.options}>
              {(option, place) => (
                <label class="choice">
                  <input
                    type="radio"
                    name={props.id}
                    checked={picked() === place()}
                    onChange={() => {
                      setPicked(place())
                      setStage('open')
                    }}
                  />
                  <span>{option}</span>
                </label>
              )}
            </For>
          </fieldset>
          <p role="status">{stage() === 'pick-first' ? live_poll_pick({}, said()) : ''}</p>
          <div class="task-actions">
            <button type="button" class="ds-button" data-variant="primary" onClick={lock}>
              {live.isSeated() ? live_answer_send({}, said()) : live_poll_lock({}, said())}
            </button>
          </div>
          <p class="source-line">
            {live.isSeated() ? live_answer_once({}, said()) : live_poll_alone({}, said())}
          </p>
        </Match>
        <Match when={stage() === 'locked'}>
          <p class="task-question">{props.question}</p>
          <p role="status" class="task-result">
            {yours(picked())}
          </p>
          <div class="task-actions">
            <button type="button" class="ds-button" data-variant="secondary" onClick={() => setStage('open')}>
              {live_poll_change({}, said())}
            </button>
          </div>
        </Match>
      </Switch>
    </section>
  )
}
