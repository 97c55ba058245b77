// What the class answered, as bars, and beside it the sourced figure where there is one. Guesses stand in columns ten
// wide with the figure as a line through them. For a screen reader the same numbers are a table.
import { For, Show } from 'solid-js'
import type { Locale } from '#domain/locale.ts'
import {
  live_chart_answer,
  live_chart_bin,
  live_chart_count,
  live_chart_figure,
  live_chart_guess,
  live_chart_guessed,
  live_chart_number,
  live_chart_poll,
} from '#messages/compiled/messages.js'

export type Figure = { ofHundred: number; statement: string; source: string }

type Props = {
  locale: Locale
  counts: number[]
  /** What can be answered; without it the answers are guesses from 0 to 100. */
  options?: string[] | undefined
  figure?: Figure | undefined
}

type Column = { label: string; count: number }

/** 0–9, 10–19, … and the last, which takes 100 too. */
const bins = 10

function columnsOf(counts: number[], options: string[] | undefined, locale: Locale): Column[] {
  if (options) return options.map((label, value) => ({ label, count: counts[value] ?? 0 }))
  return Array.from({ length: bins }, (_, bin) => {
    const from = bin * 10
    const to = bin === bins - 1 ? 100 : from + 9
    const count = counts.slice(from, to + 1).reduce((sum, each) => sum + each, 0)
    return { label: live_chart_bin({ from, to }, { locale }), count }
  })
}

export function Chart(props: Props) {
  const said = () => ({ locale: props.locale })
  const total = () => props.counts.reduce((sum, count) => sum + count, 0)
  const columns = () => columnsOf(props.counts, props.options, props.locale)
  const highest = () => Math.max(1, ...columns().map(({ count }) => count))

  return (
    <figure class="live-chart">
      <figcaption class="live-chart-title">
        {props.options ? live_chart_poll({}, said()) : live_chart_guess({}, said())}
        <span class="live-chart-count">{live_chart_count({ count: total() }, said())}</span>
      </figcaption>
      <Show
        when={props.options}
        fallback={<Guesses columns={columns()} highest={highest()} figure={props.figure} said={said()} />}
      >
        <Bars columns={columns()} highest={highest()} />
      </Show>
      <table class="visually-hidden">
        <thead>
          <tr>
            <th scope="col">
              {props.options ? live_chart_answer({}, said()) : live_chart_guessed({}, said())}
            </th>
            <th scope="col">{live_chart_number({}, said())}</th>
          </tr>
        </thead>
        <tbody>
          <For each={columns()}>
            {(column) => (
              <tr>
                <th scope="row">{column.label}</th>
                <td>{column.count}</td>
              </tr>
            )}
          </For>
        </tbody>
      </table>
      <Show when={props.figure}>
        {(figure) => (
          <div class="live-chart-figure">
            <p>
              <strong>{figure().statement}</strong>
            </p>
            <p class="source-line">{figure().source}</p>
          </div>
        )}
      </Show>
    </figure>
  )
}

/** Places inside the drawing, per cent of its height. */
const base = 88
const tallest = 62

function Guesses(props: {
  columns: Column[]
  highest: number
  figure: Figure | undefined
  said: { locale: Locale }
}) {
  const height = (count: number) => (count / props.highest) * tallest
  return (
    <svg class="live-columns" aria-hidden="true">
      <For each={props.columns}>
        {(column, place) => (
          <rect
            class="live-bar"
            x={`${place() * 10 + 0.6}%`}
            width="8.8%"
            y={`${base - height(column.count)}%`}
            height={`${height(column.count)}%`}
            rx="4"
          />
        )}
      </For>
      <line class="live-base" x1="0" x2="100%" y1={`${base}%`} y2={`${base}%`} />
      <For each={[0, 20, 40, 60, 80, 100]}>
        {(tick) => (
          <text class={`live-tick at-${tick}`} x={`${tick}%`} y={`${base}%`} dy="1.35em">
            {tick}
          </text>
        )}
      </For>
      <Show when={props.figure}>
        {(figure) => (
          <>
            <For each={['live-figure-edge', 'live-figure-line']}>
              {(name) => (
                <line
                  class={name}
                  x1={`${figure().ofHundred}%`}
                  x2={`${figure().ofHundred}%`}
                  y1="12%"
                  y2={`${base}%`}
                />
              )}
            </For>
            <text
              class="live-figure-label"
              classList={{ left: figure().ofHundred > 50 }}
              x={`${figure().ofHundred}%`}
              y="9%"
            >
              {live_chart_figure({ figure: figure().ofHundred }, props.said)}
            </text>
          </>
        )}
      </Show>
      <For each={props.columns}>
        {(column, place) => (
          <Show when={column.count > 0}>
            <text
              class="live-number"
              x={`${place() * 10 + 5}%`}
              y={`${base - height(column.count)}%`}
              dy="-0.35em"
            >
              {column.count}
            </text>
          </Show>
        )}
      </For>
    </svg>
  )
}

function Bars(props: { columns: Column[]; highest: number }) {
  return (
    <div class="live-bars" aria-hidden="true">
      <For each={props.columns}>
        {(column) => (
          <div class="live-row">
            <span>{column.label}</span>
            <svg width="100%" height="100%">
              <rect class="live-track" width="100%" height="100%" rx="6" />
              <Show when={column.count > 0}>
                <rect
                  class="live-bar"
                  width={`${(column.count / props.highest) * 100}%`}
                  height="100%"
                  rx="6"
                />
              </Show>
            </svg>
            <strong>{column.count}</strong>
          </div>
        )}
      </For>
    </div>
  )
}
