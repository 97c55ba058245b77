// The island of /delta. Only the code entry is in it; what comes after has its own file, fetched when there is a code
// or when a reload has left something behind, so that the first page is small.
import { createEffect, createSignal, getOwner, on, onMount, runWithOwner, Show, untrack } from 'solid-js'
import { directionOf, type SurveyLocale } from '#domain/locale.ts'
import type { EntryWords } from '#messages/entry-words.ts'
import { CodeEntry } from './CodeEntry.tsx'
import { createLanguage } from './create-language.ts'
import type { Participation } from './create-participation.ts'
import type { Slip } from './draft.ts'
import { LanguageButtons, LanguageLinks } from './Languages.tsx'
import { fetchPart, type Waiting } from './patience.ts'
import { addScreenStyles } from './screen-styles.ts'
import { hasLeftovers, onFragment, takeFragment } from './tab.ts'
import { Working } from './Working.tsx'

type Rest = { at: Participation; Screens: (typeof import('./Screens.tsx'))['Screens'] }

export function ParticipationForm(props: { locale: SurveyLocale; words: EntryWords; shared?: boolean }) {
  let frame!: HTMLDivElement
  const language = untrack(() => createLanguage(props.locale, props.words))
  const [rest, setRest] = createSignal<Rest>()
  const [fetching, setFetching] = createSignal(false)
  const [waiting, setWaiting] = createSignal<Waiting>()
  const [ready, setReady] = createSignal(false)
  const owner = getOwner()
  const screen = () => (fetching() ? 'checking' : (rest()?.at.screen() ?? 'code'))

  async function withRest(then: (at: Participation) => void) {
    if (fetching()) return
    let here = rest()
    if (!here) {
      setFetching(true)
      const [{ Screens, createParticipation }] = await Promise.all([
        fetchPart(() => import('./Screens.tsx'), setWaiting),
        language.choose(language.locale(), setWaiting),
        addScreenStyles(),
      ])
      const place = { language, shared: untrack(() => props.shared ?? false), setWaiting }
      here = { at: runWithOwner(owner, () => createParticipation(place))!, Screens }
      setWaiting(undefined)
      setRest(here)
    }
    then(here.at)
    setFetching(false)
  }

  onMount(() => {
    setReady(true)
    const arrived = takeFragment()
    if (arrived || hasLeftovers()) void withRest((at) => at.begin(arrived))
    onFragment((slip) => void withRest((at) => at.arrive(slip)))
  })

  // A new screen begins at its heading, for eyes and for screen readers.
  createEffect(
    on(
      screen,
      () => {
        const heading = frame.querySelector('h1')
        heading?.setAttribute('tabindex', '-1')
        heading?.focus()
      },
      { defer: true },
    ),
  )

  return (
    <div
      ref={frame}
      class="participation"
      lang={language.locale()}
      dir={directionOf(language.locale())}
      data-ready={ready() ? '' : undefined}
    >
      <Show
        when={rest()?.at.round()}
        fallback={
          <LanguageLinks
            locale={language.locale()}
            path={props.shared ? 'delta/felles' : 'delta'}
            say={language.say}
          />
        }
      >
        {(round) => (
          <LanguageButtons
            locale={language.locale()}
            languages={round().languages}
            say={language.say}
            choose={(next) => void language.choose(next)}
          />
        )}
      </Show>
      <Show when={rest()?.at.behind()}>
        <p class="waiting" role="status">
          {language.say('participation_shared_unsent')}
        </p>
      </Show>
      <Show
        when={screen() !== 'code'}
        fallback={
          <CodeEntry
            locale={language.locale()}
            say={language.say}
            shared={props.shared ?? false}
            refusal={fault()}
            prepare={() => void import('./Screens.tsx').catch(() => {})}
            enter={(slip: Slip) => void withRest((at) => at.enter(slip))}
          />
        }
      >
        <Show
          when={!fetching() && rest()}
          fallback={<Working say={language.say} title="participation_checking" waiting={waiting()} />}
        >
          {(here) => {
            const { at, Screens } = here()
            return <Screens at={at} language={language} waiting={waiting()} />
          }}
        </Show>
      </Show>
    </div>
  )

  function fault() {
    const key = rest()?.at.fault()
    return key && language.say(key)
  }
}
