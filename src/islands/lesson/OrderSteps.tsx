// Cards to put in the right order, moved by buttons: that way it works with a thumb, a keyboard and a screen reader.
// The first shuffle follows from the id, so that server and browser draw the same cards.
import { createSignal, For, Show } from 'solid-js'
import { shuffledOrder } from '#domain/lesson.ts'
import type { Locale } from '#domain/locale.ts'
import {
  lesson_order_again,
  lesson_order_check,
  lesson_order_down,
  lesson_order_help,
  lesson_order_misplaced,
  lesson_order_moved,
  lesson_order_placed,
  lesson_order_right,
  lesson_order_some,
  lesson_order_up,
} from '#messages/compiled/messages.js'

export type OrderStep = { text: string; why: string }

type Props = { locale: Locale; id: string; steps: OrderStep[] }

export default function OrderSteps(props: Props) {
  const shuffle = (round: number) => shuffledOrder(props.steps.length, `${props.id}${round || ''}`)
  const [round, setRound] = createSignal(0)
  const [order, setOrder] = createSignal(shuffle(0))
  const [isChecked, setChecked] = createSignal(false)
  const [news, setNews] = createSignal('')
  const said = () => ({ locale: props.locale })
  const count = () => props.steps.length
  const right = () => order().filter((card, place) => card === place).length
  const textOf = (card: number) => props.steps[card]?.text ?? ''

  const move = (card: number, by: number, button: HTMLButtonElement) => {
    const from = order().indexOf(card)
    const to = from + by
    if (to < 0 || to >= count()) return
    const next = [...order()]
    next.splice(to, 0, ...next.splice(from, 1))
    setOrder(next)
    setChecked(false)
    setNews(lesson_order_moved({ text: textOf(card), place: to + 1, count: count() }, said()))
    // The browser drops focus from a card that is moved in the document.
    queueMicrotask(() => button.focus())
  }
  const check = () => {
    setChecked(true)
    setNews(
      right() === count()
        ? lesson_order_right({}, said())
        : lesson_order_some({ right: right(), count: count() }, said()),
    )
  }
  const again = () => {
    setRound(round() + 1)
    setOrder(shuffle(round()))
    setChecked(false)
    setNews('')
  }

  return (
    <section class="task order">
      <p class="task-question">{lesson_order_help({}, said())}</p>
      <ol class="order-cards">
        <For each={order()}>
          {(card, place) => (
            <li
              class="order-card"
              data-mark={isChecked() ? (card === place() ? 'right' : 'wrong') : undefined}
            >
              <span class="order-place" aria-hidden="true">
                {place() + 1}
              </span>
              <span class="order-text">
                {textOf(card)}
                <Show when={isChecked()}>
                  <span class="order-mark">
                    {card === place()
                      ? `✓ ${lesson_order_placed({}, said())}`
                      : lesson_order_misplaced({}, said())}
                  </span>
                </Show>
                <Show when={isChecked() && right() === count()}>
                  <span class="order-why">{props.steps[card]?.why}</span>
                </Show>
              </span>
              <span class="order-buttons">
                <button
                  type="button"
                  aria-label={lesson_order_up({ text: textOf(card) }, said())}
                  aria-disabled={place() === 0}
                  onClick={(event) => move(card, -1, event.currentTarget)}
                >
                  <span aria-hidden="true">↑</span>
                </button>
                <button
                  type="button"
                  aria-label={lesson_order_down({ text: textOf(card) }, said())}
                  aria-disabled={place() === count() - 1}
                  onClick={(event) => move(card, 1, event.currentTarget)}
                >
                  <span aria-hidden="true">↓</span>
                </button>
              </span>
            </li>
          )}
        </For>
      </ol>
      <p role="status" classList={{ 'task-result': isChecked(), 'visually-hidden': !isChecked() }}>
        {news()}
      </p>
      <div class="task-actions">
        <Show
          when={isChecked() && right() === count()}
          fallback={
            <button type="button" class="ds-button" data-variant="primary" onClick={check}>
              {lesson_order_check({}, said())}
            </button>
          }
        >
          <button type="button" class="ds-button" data-variant="secondary" onClick={again}>
            {lesson_order_again({}, said())}
          </button>
        </Show>
      </div>
    </section>
  )
}
