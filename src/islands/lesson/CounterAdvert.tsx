// A counter-advert: the pupil picks the trick to show, writes a headline and a line, and sees the poster grow.
// It lies on this device until it is deleted, and can be printed alone.
import { createSignal, For, onMount, Show } from 'solid-js'
import type { Locale } from '#domain/locale.ts'
import {
  lesson_advert_headline,
  lesson_advert_ideas,
  lesson_advert_kept,
  lesson_advert_line,
  lesson_advert_none,
  lesson_advert_poster,
  lesson_advert_shows,
  lesson_advert_trick,
  lesson_advert_wipe,
  lesson_advert_wiped,
  lesson_print,
} from '#messages/compiled/messages.js'
import { forget, recallValue, remember } from './device.ts'
import { printPart } from './print-part.ts'

export type Trick = { name: string; text: string }

type Props = {
  locale: Locale
  lesson: string
  id: string
  prompt: string
  tricks: Trick[]
  slogans: string[]
}

type Draft = { trick: number; headline: string; line: string }
const blank: Draft = { trick: -1, headline: '', line: '' }
const longest = { headline: 60, line: 160 }

export default function CounterAdvert(props: Props) {
  const [draft, setDraft] = createSignal(blank)
  const [isWiped, setWiped] = createSignal(false)
  const said = () => ({ locale: props.locale })
  const kept = () => `advert.${props.id}`
  const trick = () => props.tricks[draft().trick]
  const isBlank = () => trick() === undefined && draft().headline === '' && draft().line === ''
  let poster: HTMLElement | undefined

  onMount(() => {
    const found = recallValue(props.lesson, kept())
    if (typeof found !== 'object' || found === null) return
    const { trick, headline, line } = found as Record<string, unknown>
    setDraft({
      trick: typeof trick === 'number' ? trick : -1,
      headline: typeof headline === 'string' ? headline : '',
      line: typeof line === 'string' ? line : '',
    })
  })

  const change = (part: Partial<Draft>) => {
    setDraft({ ...draft(), ...part })
    setWiped(false)
    remember(props.lesson, kept(), JSON.stringify(draft()))
  }
  const wipe = () => {
    setDraft(blank)
    setWiped(true)
    forget(props.lesson, kept())
  }

  return (
    <section class="task advert" aria-labelledby={`${props.id}-prompt`}>
      <p class="task-question" id={`${props.id}-prompt`}>
        {props.prompt}
      </p>
      <fieldset>
        <legend class="field-name">{lesson_advert_trick({}, said())}</legend>
        <For each={props.tricks}>
          {(each, place) => (
            <label class="choice">
              <input
                type="radio"
                name={`${props.id}-trick`}
                checked={draft().trick === place()}
                onChange={() => change({ trick: place() })}
              />
              <span>
                <strong>{each.name}</strong> <span class="muted">{each.text}</span>
              </span>
            </label>
          )}
        </For>
      </fieldset>
      <label class="field">
        <span class="field-name">{lesson_advert_headline({}, said())}</span>
        <input
          type="text"
          maxlength={longest.headline}
          autocomplete="off"
          value={draft().headline}
          onInput={(event) => change({ headline: event.currentTarget.value })}
        />
      </label>
      <Show when={props.slogans.length > 0}>
        <div role="group" class="ideas" aria-labelledby={`${props.id}-ideas`}>
          <p class="muted" id={`${props.id}-ideas`}>
            {lesson_advert_ideas({}, said())}
          </p>
          <For each={props.slogans}>
            {(slogan) => (
              <button type="button" class="idea" onClick={() => change({ headline: slogan })}>
                {slogan}
              </button>
            )}
          </For>
        </div>
      </Show>
      <label class="field">
        <span class="field-name">{lesson_advert_line({}, said())}</span>
        <textarea
          rows="2"
          maxlength={longest.line}
          autocomplete="off"
          value={draft().line}
          onInput={(event) => change({ line: event.currentTarget.value })}
        />
      </label>
      <figure class="poster" ref={poster}>
        <figcaption class="poster-label">{lesson_advert_poster({}, said())}</figcaption>
        <p class="poster-headline" data-empty={draft().headline === '' || undefined}>
          {draft().headline || lesson_advert_none({}, said())}
        </p>
        <p class="poster-line">{draft().line}</p>
        <Show when={trick()}>
          {(found) => (
            <p class="poster-trick">
              <strong>{lesson_advert_shows({ trick: found().name }, said())}</strong> {found().text}
            </p>
          )}
        </Show>
      </figure>
      <p class="source-line">{lesson_advert_kept({}, said())}</p>
      <p role="status">{isWiped() ? lesson_advert_wiped({}, said()) : ''}</p>
      <Show when={!isBlank()}>
        <div class="task-actions">
          <button type="button" class="ds-button" data-variant="secondary" onClick={() => printPart(poster)}>
            {lesson_print({}, said())}
          </button>
          <button type="button" class="ds-button" data-variant="tertiary" onClick={wipe}>
            {lesson_advert_wipe({}, said())}
          </button>
        </div>
      </Show>
    </section>
  )
}
