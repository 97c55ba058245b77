// A live question on the big screen: how many have answered, then the chart when the teacher shows it.
// Draws nothing at all until the session runs.
import { Show } from 'solid-js'
import type { Locale } from '#domain/locale.ts'
import { live_control_answered } from '#messages/compiled/messages.js'
import { Chart, type Figure } from './Chart.tsx'
import { useLive } from './use-live.ts'

type Props = {
  locale: Locale
  /** `step/question`. */
  question: string
  text: string
  options: string[] | undefined
  figure: Figure | undefined
}

export default function LiveQuestion(props: Props) {
  const live = useLive(() => props.question)
  return (
    <Show
      when={live.counts()}
      fallback={
        <Show when={live.seats() > 0}>
          <div class="live-answered">
            <svg width="100%" height="100%" aria-hidden="true">
              <rect class="live-track" width="100%" height="100%" rx="6" />
              <Show when={live.answered() > 0}>
                <rect
                  class="live-bar"
                  width={`${Math.min(1, live.answered() / live.seats()) * 100}%`}
                  height="100%"
                  rx="6"
                />
              </Show>
            </svg>
            <p>
              {live_control_answered(
                { answered: live.answered(), seats: live.seats() },
                { locale: props.locale },
              )}
            </p>
          </div>
        </Show>
      }
    >
      {(counts) => (
        <div class="live-shown">
          <p class="live-asked">{props.text}</p>
          <Chart locale={props.locale} counts={counts()} options={props.options} figure={props.figure} />
        </div>
      )}
    </Show>
  )
}
