// Role cards to turn, and what the observer looks for. Each round starts with blank ticks, because it has other players;
// nothing is kept, since the one who is watched must not find ticks about themselves later.
import { createSignal, For, Show } from 'solid-js'
import type { Locale } from '#domain/locale.ts'
import {
  lesson_role_again,
  lesson_role_cards,
  lesson_role_last,
  lesson_role_next,
  lesson_role_round,
  lesson_role_rubric,
  lesson_role_swap,
  lesson_role_turn,
} from '#messages/compiled/messages.js'

export type Role = { name: string; text: string }

type Props = {
  locale: Locale
  id: string
  title: string
  situation: string
  roles: Role[]
  rubric: string[]
  rounds: number
}

export default function RolePlay(props: Props) {
  const [round, setRound] = createSignal(1)
  const [turned, setTurned] = createSignal<number[]>([])
  const [ticked, setTicked] = createSignal<number[]>([])
  const said = () => ({ locale: props.locale })
  const isLast = () => round() >= props.rounds
  const toggled = (list: number[], item: number) =>
    list.includes(item) ? list.filter((each) => each !== item) : [...list, item]
  let top: HTMLParagraphElement | undefined

  const go = (to: number) => {
    setRound(to)
    setTurned([])
    setTicked([])
    top?.focus()
  }

  return (
    <section class="task role-play" aria-labelledby={`${props.id}-title`}>
      <p class="task-question" id={`${props.id}-title`}>
        {props.title}
      </p>
      <p>{props.situation}</p>
      <p class="task-count" tabindex="-1" ref={top}>
        {lesson_role_round({ number: round(), count: props.rounds }, said())}
      </p>
      <ul class="role-cards" aria-label={lesson_role_cards({}, said())}>
        <For each={props.roles}>
          {(role, place) => (
            <li class="role-card" data-turned={turned().includes(place()) || undefined}>
              <button
                type="button"
                aria-expanded={turned().includes(place())}
                onClick={() => setTurned(toggled(turned(), place()))}
              >
                <strong>{role.name}</strong>
                <span aria-hidden="true">↻ {lesson_role_turn({}, said())}</span>
              </button>
              <Show when={turned().includes(place())}>
                <p>{role.text}</p>
              </Show>
            </li>
          )}
        </For>
      </ul>
      <fieldset>
        <legend class="role-rubric">{lesson_role_rubric({}, said())}</legend>
        <For each={props.rubric}>
          {(line, place) => (
            <label class="choice">
              <input
                type="checkbox"
                checked={ticked().includes(place())}
                onChange={() => setTicked(toggled(ticked(), place()))}
              />
              <span>{line}</span>
            </label>
          )}
        </For>
      </fieldset>
      <p class="muted">{isLast() ? lesson_role_last({}, said()) : lesson_role_swap({}, said())}</p>
      <div class="task-actions">
        <Show
          when={!isLast()}
          fallback={
            <button type="button" class="ds-button" data-variant="secondary" onClick={() => go(1)}>
              {lesson_role_again({}, said())}
            </button>
          }
        >
          <button type="button" class="ds-button" data-variant="primary" onClick={() => go(round() + 1)}>
            {lesson_role_next({}, said())}
          </button>
        </Show>
      </div>
    </section>
  )
}
