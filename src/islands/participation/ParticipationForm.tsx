// The island of /delta: shows where the respondent is between slip and receipt.
import { For, Match, Show, Switch } from 'solid-js'
import { type Locale, localeNames, locales } from '#domain/locale.ts'
import { survey_language } from '#messages/compiled/messages.js'
import { CodeEntry } from './CodeEntry.tsx'
import { createParticipation } from './create-participation.ts'
import { Ending } from './Ending.tsx'
import { CompareKey, WrongKey } from './KeyCheck.tsx'
import { Survey } from './Survey.tsx'

export function ParticipationForm(props: { locale: Locale; help: string }) {
  // The language of the page is where it begins; from then on the respondent chooses.
  // eslint-disable-next-line solid/reactivity
  const at = createParticipation(props.locale)
  const ending = () => {
    const screen = at.screen()
    return screen === 'sending' || screen === 'done' || screen === 'left' ? screen : undefined
  }
  return (
    <div class="participation" lang={at.locale()}>
      <fieldset class="languages">
        <legend class="visually-hidden">{survey_language({}, { locale: at.locale() })}</legend>
        <For each={locales}>
          {(each) => (
            <button
              type="button"
              lang={each}
              aria-pressed={at.locale() === each}
              onClick={() => at.changeLocale(each)}
            >
              {localeNames[each]}
            </button>
          )}
        </For>
      </fieldset>
      <Switch>
        <Match when={at.screen() === 'code'}>
          <CodeEntry locale={at.locale()} refusal={at.fault()} enter={at.enter} />
        </Match>
        <Match when={at.screen() === 'compare' && at.found()}>
          {(round) => (
            <CompareKey
              locale={at.locale()}
              fingerprint={round().fingerprint}
              yes={at.acceptKey}
              no={at.refuseKey}
            />
          )}
        </Match>
        <Match when={at.screen() === 'wrong-key'}>
          <WrongKey locale={at.locale()} again={at.restart} />
        </Match>
        <Match when={at.screen() === 'working'}>
          <p class="working" role="status" classList={{ waiting: at.waiting() }}>
            {at.status()}
          </p>
        </Match>
        <Match when={at.screen() === 'survey' && at.instrument()}>
          {(questionnaire) => (
            <>
              <Show when={at.fault()}>
                <p class="fault" role="alert">
                  {at.fault()}
                </p>
              </Show>
              <Survey
                instrument={questionnaire()}
                progress={at.progress()}
                locale={at.locale()}
                change={at.change}
                send={at.send}
                leave={at.leave}
              />
            </>
          )}
        </Match>
        <Match when={ending()}>
          {(state) => (
            <Ending
              state={state()}
              locale={at.locale()}
              waiting={at.waiting()}
              fault={at.fault()}
              closing={at.instrument()?.closing[at.locale()]}
              help={props.help.replace('/nb/', `/${at.locale()}/`)}
            />
          )}
        </Match>
      </Switch>
    </div>
  )
}
