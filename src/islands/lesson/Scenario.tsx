// A branching story: the face of domain/scenario.ts. The reader may always go back and choose again.
// What was chosen lives in memory only and is gone when the page is closed.
import { createSignal, For, Show } from 'solid-js'
import type { Locale } from '#domain/locale.ts'
import {
  advanceScenario,
  sceneById,
  startScenario,
  type Ending,
  type Scenario as Story,
  type ScenarioEvent,
} from '#domain/scenario.ts'
import {
  lesson_story_back,
  lesson_story_choose,
  lesson_story_found,
  lesson_story_good,
  lesson_story_hard,
  lesson_story_mixed,
  lesson_story_restart,
} from '#messages/compiled/messages.js'

type Props = Story & { locale: Locale; id: string }

const endingNames = { good: lesson_story_good, mixed: lesson_story_mixed, hard: lesson_story_hard }

export default function Scenario(props: Props) {
  const [state, setState] = createSignal(startScenario(props))
  const said = () => ({ locale: props.locale })
  const scene = () => sceneById(props, state().path.at(-1))
  const endings = () => props.scenes.filter(({ ending }) => ending).length
  let text: HTMLDivElement | undefined

  const send = (event: ScenarioEvent) => {
    setState(advanceScenario(props, state(), event))
    text?.focus()
  }

  return (
    <section class="task story" data-ending={scene()?.ending}>
      <div class="story-text" tabindex="-1" ref={text}>
        <Show when={scene()?.ending}>
          {(ending) => <p class="story-ending">{endingNames[ending() as Ending]({}, said())}</p>}
        </Show>
        <p>{scene()?.text}</p>
      </div>
      <Show when={scene()?.choices}>
        {(choices) => (
          <>
            <p class="task-count" id={`${props.id}-choose`}>
              {lesson_story_choose({}, said())}
            </p>
            <ul class="story-choices" aria-labelledby={`${props.id}-choose`}>
              <For each={choices()}>
                {(choice) => (
                  <li>
                    <button
                      type="button"
                      class="choice"
                      onClick={() => send({ kind: 'choose', to: choice.to })}
                    >
                      {choice.text}
                    </button>
                  </li>
                )}
              </For>
            </ul>
          </>
        )}
      </Show>
      <Show when={scene()?.ending}>
        <p role="status">{lesson_story_found({ found: state().found.length, count: endings() }, said())}</p>
      </Show>
      <Show when={state().path.length > 1}>
        <div class="task-actions">
          <button
            type="button"
            class="ds-button"
            data-variant="secondary"
            onClick={() => send({ kind: 'back' })}
          >
            {lesson_story_back({}, said())}
          </button>
          <Show when={state().path.length > 2 || scene()?.ending}>
            <button
              type="button"
              class="ds-button"
              data-variant="tertiary"
              onClick={() => send({ kind: 'restart' })}
            >
              {lesson_story_restart({}, said())}
            </button>
          </Show>
        </div>
      </Show>
    </section>
  )
}
