// Cards with something that may do good; the pupil keeps the few that suit. One card too many is refused with words,
// not by greying out the rest: everything stays readable.
import { createSignal, For, onMount, Show } from 'solid-js'
import type { Locale } from '#domain/locale.ts'
import {
  lesson_coping_count,
  lesson_coping_full,
  lesson_coping_kept,
  lesson_coping_mine,
  lesson_coping_print,
  lesson_coping_wipe,
  lesson_coping_wiped,
} from '#messages/compiled/messages.js'
import { forget, recallValue, remember } from './device.ts'
import { Emoji } from './Emoji.tsx'
import { printPart } from './print-part.ts'

export type CopingCard = { title: string; text: string; picture?: string }

type Props = {
  locale: Locale
  lesson: string
  id: string
  prompt: string
  cards: CopingCard[]
  pick: number
}

export default function CopingCards(props: Props) {
  const [chosen, setChosen] = createSignal<number[]>([])
  const [news, setNews] = createSignal('')
  const said = () => ({ locale: props.locale })
  const kept = () => `coping.${props.id}`
  const tally = () => lesson_coping_count({ chosen: chosen().length, pick: props.pick }, said())
  let mine: HTMLElement | undefined

  onMount(() => {
    const found = recallValue(props.lesson, kept())
    if (!Array.isArray(found)) return
    setChosen(props.cards.map((_, card) => card).filter((card) => found.includes(card)))
  })

  const toggle = (card: number, box: HTMLInputElement) => {
    const has = chosen().includes(card)
    if (!has && chosen().length >= props.pick) {
      box.checked = false
      setNews(lesson_coping_full({ pick: props.pick }, said()))
      return
    }
    setChosen(has ? chosen().filter((each) => each !== card) : [...chosen(), card])
    remember(props.lesson, kept(), JSON.stringify(chosen()))
    setNews(tally())
  }
  const wipe = () => {
    setChosen([])
    forget(props.lesson, kept())
    setNews(lesson_coping_wiped({}, said()))
  }

  return (
    <section class="task coping">
      <fieldset>
        <legend class="task-question">{props.prompt}</legend>
        <div class="coping-cards">
          <For each={props.cards}>
            {(card, place) => (
              <label class="coping-card">
                <input
                  type="checkbox"
                  checked={chosen().includes(place())}
                  onChange={(event) => toggle(place(), event.currentTarget)}
                />
                <Emoji name={card.picture} />
                <span class="coping-text">
                  <strong>{card.title}</strong>
                  <span>{card.text}</span>
                </span>
              </label>
            )}
          </For>
        </div>
      </fieldset>
      <p role="status" class="coping-news">
        {news() || tally()}
      </p>
      <Show when={chosen().length > 0}>
        <section class="coping-mine" aria-labelledby={`${props.id}-mine`} ref={mine}>
          <p class="task-question" id={`${props.id}-mine`}>
            {lesson_coping_mine({}, said())}
          </p>
          <ul>
            <For each={chosen()}>
              {(card) => (
                <li>
                  <Emoji name={props.cards[card]?.picture} />
                  <span class="coping-text">
                    <strong>{props.cards[card]?.title}</strong>
                    <span>{props.cards[card]?.text}</span>
                  </span>
                </li>
              )}
            </For>
          </ul>
        </section>
      </Show>
      <p class="source-line">{lesson_coping_kept({}, said())}</p>
      <Show when={chosen().length > 0}>
        <div class="task-actions">
          <button type="button" class="ds-button" data-variant="secondary" onClick={() => printPart(mine)}>
            {lesson_coping_print({}, said())}
          </button>
          <button type="button" class="ds-button" data-variant="tertiary" onClick={wipe}>
            {lesson_coping_wipe({}, said())}
          </button>
        </div>
      </Show>
    </section>
  )
}
