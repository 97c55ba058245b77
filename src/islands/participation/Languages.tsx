// Choosing a language. Before the code it is another page, so that the first one carries a single language; after the
// code it is a button, and no answer is lost.
import { For, Show } from 'solid-js'
import { locales, type SurveyLocale, surveyLocaleNames, surveyLocales } from '#domain/locale.ts'
import type { EntryKey } from '#messages/entry-words.ts'
import type { Say } from '#messages/survey-words.ts'

const others = surveyLocales.filter((each) => !locales.some((known) => known === each))

export function LanguageLinks(props: { locale: SurveyLocale; path: string; say: Say<EntryKey> }) {
  const Link = (link: { to: SurveyLocale }) => (
    <a
      lang={link.to}
      href={`/${link.to}/${props.path}`}
      aria-current={props.locale === link.to ? 'page' : undefined}
    >
      {surveyLocaleNames[link.to]}
    </a>
  )
  return (
    <nav class="languages" aria-label={props.say('survey_language')}>
      <For each={locales}>{(each) => <Link to={each} />}</For>
      <details open={others.includes(props.locale)}>
        <summary>{props.say('participation_other_languages')}</summary>
        <span class="languages">
          <For each={others}>{(each) => <Link to={each} />}</For>
        </span>
      </details>
    </nav>
  )
}

export function LanguageButtons(props: {
  locale: SurveyLocale
  languages: readonly SurveyLocale[]
  say: Say
  choose: (locale: SurveyLocale) => void
}) {
  return (
    <Show when={props.languages.length > 1}>
      <fieldset class="languages">
        <legend class="visually-hidden">{props.say('survey_language')}</legend>
        <For each={props.languages}>
          {(each) => (
            <button
              type="button"
              lang={each}
              aria-pressed={props.locale === each}
              onClick={() => props.choose(each)}
            >
              {surveyLocaleNames[each]}
            </button>
          )}
        </For>
      </fieldset>
    </Show>
  )
}
