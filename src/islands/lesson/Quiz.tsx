// A short quiz, one question at a time. A wrong answer is met with the reason, never with a score;
// nothing is counted, kept or sent.
import { createSignal, For, Show } from 'solid-js'
import type { Locale } from '#domain/locale.ts'
import {
  lesson_quiz_again,
  lesson_quiz_check,
  lesson_quiz_done,
  lesson_quiz_next,
  lesson_quiz_number,
  lesson_quiz_pick,
  lesson_quiz_right,
  lesson_quiz_wrong,
} from '#messages/compiled/messages.js'

export type QuizQuestion = { question: string; options: string[]; answer: number; why: string }

type Props = { locale: Locale; id: string; questions: QuizQuestion[] }

export default function Quiz(props: Props) {
  const [index, setIndex] = createSignal(0)
  const [picked, setPicked] = createSignal<number>()
  const [stage, setStage] = createSignal<'open' | 'pick-first' | 'checked'>('open')
  const said = () => ({ locale: props.locale })
  const question = () => props.questions[index()]!
  const isLast = () => index() === props.questions.length - 1
  const isChecked = () => stage() === 'checked'
  let legend: HTMLLegendElement | undefined

  const go = (to: number) => {
    setIndex(to)
    setPicked(undefined)
    setStage('open')
    legend?.focus()
  }
  const check = () => setStage(picked() === undefined ? 'pick-first' : 'checked')
  const mark = (option: number) => {
    if (!isChecked()) return undefined
    if (option === question().answer) return 'right'
    return option === picked() ? 'wrong' : undefined
  }

  return (
    <section class="task quiz">
      <Show when={props.questions.length > 1}>
        <p class="task-count">
          {lesson_quiz_number({ number: index() + 1, count: props.questions.length }, said())}
        </p>
      </Show>
      <fieldset>
        <legend class="task-question" tabindex="-1" ref={legend}>
          {question().question}
        </legend>
        <For each={question().options}>
          {(option, place) => (
            <label class="choice" data-mark={mark(place())}>
              <input
                type="radio"
                name={`${props.id}-${index()}`}
                checked={picked() === place()}
                disabled={isChecked() && picked() !== place()}
                onChange={() => {
                  setPicked(place())
                  setStage('open')
                }}
              />
              <span>{option}</span>
              <Show when={mark(place())}>
                {(kind) => (
                  <span class="choice-mark" aria-hidden="true">
                    {kind() === 'right' ? '✓' : '✕'}
                  </span>
                )}
              </Show>
            </label>
          )}
        </For>
      </fieldset>
      <div role="status" class="task-status">
        <Show when={stage() === 'pick-first'}>
          <p>{lesson_quiz_pick({}, said())}</p>
        </Show>
        <Show when={isChecked()}>
          <p>
            <strong>
              {picked() === question().answer
                ? lesson_quiz_right({}, said())
                : lesson_quiz_wrong({ answer: question().options[question().answer] ?? '' }, said())}
            </strong>
          </p>
          <p>{question().why}</p>
          <Show when={isLast() && props.questions.length > 1}>
            <p>{lesson_quiz_done({}, said())}</p>
          </Show>
        </Show>
      </div>
      <div class="task-actions">
        <Show when={!isChecked()}>
          <button type="button" class="ds-button" data-variant="primary" onClick={check}>
            {lesson_quiz_check({}, said())}
          </button>
        </Show>
        <Show when={isChecked() && !isLast()}>
          <button type="button" class="ds-button" data-variant="primary" onClick={() => go(index() + 1)}>
            {lesson_quiz_next({}, said())}
          </button>
        </Show>
        <Show when={isChecked() && isLast()}>
          <button type="button" class="ds-button" data-variant="secondary" onClick={() => go(0)}>
            {lesson_quiz_again({}, said())}
          </button>
        </Show>
      </div>
    </section>
  )
}
