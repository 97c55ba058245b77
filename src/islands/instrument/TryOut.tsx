// Trying a questionnaire as those who answer see it. The surprise: this island never talks to the server. «Send» shows
// what would be stored, and a reload forgets it all.
import { createSignal, Match, onMount, Show, Switch } from 'solid-js'
import { type Progress, speedLevel, start } from '#domain/flow.ts'
import { directionOf, type Locale, type SurveyLocale } from '#domain/locale.ts'
import { qualityFlags } from '#domain/quality.ts'
import { acceptAnswers } from '#domain/response.ts'
import { instrument_try_again, instrument_try_left } from '#messages/compiled/messages.js'
import { fill, loadWords, type Words } from '#messages/survey-words.ts'
import type { Instrument } from '#schemas/instrument.ts'
import { LanguageButtons } from '../participation/Languages.tsx'
import { type Language, LanguageContext } from '../participation/language.ts'
import { Survey } from '../participation/Survey.tsx'
import { addScreenStyles } from '../participation/screen-styles.ts'
import { Stored } from './Stored.tsx'

export function TryOut(props: { instrument: Instrument; first: SurveyLocale; locale: Locale }) {
  const [language, setLanguage] = createSignal<{ locale: SurveyLocale; words: Words }>()
  const [progress, setProgress] = createSignal<Progress>(start)
  const [stage, setStage] = createSignal<'answering' | 'sent' | 'left'>('answering')
  const [began, setBegan] = createSignal(0)
  const [seconds, setSeconds] = createSignal(0)

  const choose = async (locale: SurveyLocale) => {
    const words = await loadWords(locale)
    setLanguage({ locale, words })
  }
  const again = () => {
    setProgress(start)
    setBegan(Date.now())
    setStage('answering')
  }
  onMount(() => {
    setBegan(Date.now())
    void addScreenStyles()
    void choose(props.first)
  })
  const spoken: Language = {
    locale: () => language()?.locale ?? props.first,
    say: (key, values) => fill(language()?.words[key] ?? '', values),
  }
  const send = () => {
    setSeconds((Date.now() - began()) / 1000)
    setStage('sent')
  }
  const answers = () => acceptAnswers(props.instrument, progress().answers)
  const flags = () => qualityFlags(props.instrument, answers(), speedLevel(props.instrument, seconds()))

  return (
    <div class="try-out" data-ready={language() ? '' : undefined}>
      <Show when={language()}>
        <Switch>
          <Match when={stage() === 'answering'}>
            <div class="phone">
              <div
                class="participation"
                lang={spoken.locale()}
                dir={directionOf(spoken.locale())}
                data-fonts="system"
              >
                <LanguageContext.Provider value={spoken}>
                  <LanguageButtons
                    locale={spoken.locale()}
                    languages={props.instrument.languages}
                    say={spoken.say}
                    choose={(locale) => void choose(locale)}
                  />
                  <Survey
                    instrument={props.instrument}
                    progress={progress()}
                    change={setProgress}
                    send={send}
                    leave={() => setStage('left')}
                  />
                </LanguageContext.Provider>
              </div>
            </div>
          </Match>
          <Match when={stage() === 'sent'}>
            <Stored
              instrument={props.instrument}
              answers={answers()}
              flags={flags()}
              locale={props.locale}
              again={again}
            />
          </Match>
          <Match when={stage() === 'left'}>
            <div class="card stored">
              <p role="status">{instrument_try_left({}, { locale: props.locale })}</p>
              <button type="button" class="ds-button" onClick={again}>
                {instrument_try_again({}, { locale: props.locale })}
              </button>
            </div>
          </Match>
        </Switch>
      </Show>
    </div>
  )
}
