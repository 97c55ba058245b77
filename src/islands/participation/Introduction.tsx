// Before the first question: what it is about, and what everybody should know before answering. A questionnaire whose
// first page says that itself (all shipped ones do, in words for their age) is not made to say it twice.
import { For, Show } from 'solid-js'
import { introducesItself } from '#domain/flow.ts'
import { textIn } from '#domain/locale.ts'
import type { Instrument } from '#schemas/instrument.ts'
import { useLanguage } from './language.ts'
import { type ListenButton, ListenHere } from './ListenHere.tsx'

export function Introduction(props: { instrument: Instrument; listen: ListenButton | undefined }) {
  const { locale, say } = useLanguage()
  const title = () => textIn(props.instrument.title, locale())
  return (
    <div data-part>
      <h1>{title()}</h1>
      <For each={textIn(props.instrument.introduction, locale()).split('\n').filter(Boolean)}>
        {(paragraph) => <p class="introduction">{paragraph}</p>}
      </For>
      <Show when={!introducesItself(props.instrument)}>
        <div class="information before">
          <h2 class="legend">{say('survey_before_title')}</h2>
          <ul>
            <li>{say('survey_before_voluntary')}</li>
            <li>{say('survey_before_stored')}</li>
            <li>{say('survey_before_help')}</li>
          </ul>
        </div>
      </Show>
      <ListenHere button={props.listen} of={title()} />
    </div>
  )
}
