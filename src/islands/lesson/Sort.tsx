// Cards to sort into piles, one card at a time: the buttons below it are the piles. No dragging, so it works with a
// thumb, a keyboard and a screen reader alike. A card in a pile is itself a button that takes it up again.
import { createSignal, For, onMount, Show, untrack } from 'solid-js'
import { shuffledOrder } from '#domain/lesson.ts'
import type { Locale } from '#domain/locale.ts'
import {
  lesson_sort_again,
  lesson_sort_all,
  lesson_sort_check,
  lesson_sort_count,
  lesson_sort_empty,
  lesson_sort_fits,
  lesson_sort_into,
  lesson_sort_misfits,
  lesson_sort_move,
  lesson_sort_next,
  lesson_sort_placed,
  lesson_sort_right,
  lesson_sort_some,
} from '#messages/compiled/messages.js'
import { forget, recallValue, remember } from './device.ts'
import { Emoji } from './Emoji.tsx'

export type SortCard = { text: string; picture?: string; pile: number; why?: string }

type Props = {
  locale: Locale
  lesson: string
  id: string
  question: string
  piles: string[]
  cards: SortCard[]
}

export default function Sort(props: Props) {
  /** The pile of each card; −1 is none yet. */
  const [placed, setPlaced] = createSignal(untrack(() => props.cards.map(() => -1)))
  const [taken, setTaken] = createSignal<number>()
  const [isChecked, setChecked] = createSignal(false)
  const [news, setNews] = createSignal('')
  const said = () => ({ locale: props.locale })
  const kept = () => `sort.${props.id}`
  const order = () => shuffledOrder(props.cards.length, props.id)
  const nextOf = (piles: number[]) => order().find((card) => piles[card] === -1)
  const current = () => taken() ?? nextOf(placed())
  const done = () => placed().filter((pile) => pile >= 0).length
  const right = () => props.cards.filter(({ pile }, card) => placed()[card] === pile).length
  const count = () => props.cards.length
  const textOf = (card: number | undefined) => props.cards[card ?? -1]?.text ?? ''
  let now: HTMLDivElement | undefined
  let after: HTMLDivElement | undefined

  onMount(() => {
    const found = recallValue(props.lesson, kept())
    const fits = (pile: unknown) => typeof pile === 'number' && pile >= -1 && pile < props.piles.length
    if (Array.isArray(found) && found.length === count() && found.every(fits)) setPlaced(found as number[])
  })

  const put = (pile: number) => {
    const card = current()
    if (card === undefined) return
    const next = placed().with(card, pile)
    setPlaced(next)
    setTaken(undefined)
    setChecked(false)
    remember(props.lesson, kept(), JSON.stringify(next))
    const following = nextOf(next)
    const then =
      following === undefined
        ? lesson_sort_all({}, said())
        : lesson_sort_next({ card: textOf(following) }, said())
    setNews(`${lesson_sort_placed({ card: textOf(card), pile: props.piles[pile] ?? '' }, said())} ${then}`)
    // The buttons of the piles are gone with the last card, and the focus with them.
    if (following === undefined) queueMicrotask(() => after?.querySelector('button')?.focus())
  }
  const take = (card: number) => {
    setTaken(card)
    setChecked(false)
    setNews('')
    queueMicrotask(() => now?.focus())
  }
  const check = () => {
    setChecked(true)
    setNews(
      right() === count()
        ? lesson_sort_right({}, said())
        : lesson_sort_some({ right: right(), count: count() }, said()),
    )
  }
  const again = () => {
    setPlaced(props.cards.map(() => -1))
    setChecked(false)
    setNews('')
    forget(props.lesson, kept())
    queueMicrotask(() => now?.focus())
  }
  const mark = (card: number) => {
    if (!isChecked()) return undefined
    return placed()[card] === props.cards[card]?.pile ? 'right' : 'wrong'
  }

  return (
    <section class="task sort" aria-labelledby={`${props.id}-question`}>
      <p class="task-question" id={`${props.id}-question`}>
        {props.question}
      </p>
      <Show when={current() !== undefined}>
        <div class="sort-now" tabindex="-1" ref={now}>
          <p class="task-count">
            {lesson_sort_count({ number: Math.min(done() + 1, count()), count: count() }, said())}
          </p>
          <p class="sort-card large">
            <Emoji name={props.cards[current() ?? -1]?.picture} />
            <span>{textOf(current())}</span>
          </p>
        </div>
        <div class="sort-choose" role="group" aria-label={lesson_sort_into({}, said())}>
          <For each={props.piles}>
            {(pile, place) => (
              <button type="button" class="choice" onClick={() => put(place())}>
                {pile}
              </button>
            )}
          </For>
        </div>
      </Show>
      <div class="sort-piles">
        <For each={props.piles}>
          {(pile, place) => (
            <div class="sort-pile">
              <p class="sort-name" id={`${props.id}-pile-${place()}`}>
                {pile}
              </p>
              <ul aria-labelledby={`${props.id}-pile-${place()}`}>
                <For
                  each={order().filter((card) => placed()[card] === place() && card !== taken())}
                  fallback={<li class="muted">{lesson_sort_empty({}, said())}</li>}
                >
                  {(card) => (
                    <li data-mark={mark(card)}>
                      <button
                        type="button"
                        class="sort-card"
                        aria-label={lesson_sort_move({ card: textOf(card) }, said())}
                        onClick={() => take(card)}
                      >
                        <Emoji name={props.cards[card]?.picture} />
                        <span>{textOf(card)}</span>
                      </button>
                      <Show when={mark(card)}>
                        {(kind) => (
                          <p class="sort-mark">
                            <strong>
                              {kind() === 'right'
                                ? `✓ ${lesson_sort_fits({}, said())}`
                                : lesson_sort_misfits({}, said())}
                            </strong>
                            <Show when={kind() === 'right'}>
                              <span>{props.cards[card]?.why}</span>
                            </Show>
                          </p>
                        )}
                      </Show>
                    </li>
                  )}
                </For>
              </ul>
            </div>
          )}
        </For>
      </div>
      <p role="status" classList={{ 'task-result': isChecked(), 'visually-hidden': !isChecked() }}>
        {news()}
      </p>
      <Show when={current() === undefined}>
        <div class="task-actions" ref={after}>
          <Show
            when={isChecked() && right() === count()}
            fallback={
              <button type="button" class="ds-button" data-variant="primary" onClick={check}>
                {lesson_sort_check({}, said())}
              </button>
            }
          >
            <button type="button" class="ds-button" data-variant="secondary" onClick={again}>
              {lesson_sort_again({}, said())}
            </button>
          </Show>
        </div>
      </Show>
    </section>
  )
}
