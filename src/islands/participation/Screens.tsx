// What stands between the code and the receipt. One file for the browser, with the state behind it.
import { Match, Show, Switch } from 'solid-js'
import { textIn } from '#domain/locale.ts'
import type { Participation } from './create-participation.ts'
import { Ending } from './Ending.tsx'
import { type Language, LanguageContext } from './language.ts'
import { CompareKey, Whose, WrongKey } from './Questions.tsx'
import type { Waiting } from './patience.ts'
import { Survey } from './Survey.tsx'
import { Working } from './Working.tsx'

export { createParticipation } from './create-participation.ts'

export function Screens(props: { at: Participation; language: Language; waiting: Waiting | undefined }) {
  const ending = () => {
    const screen = props.at.screen()
    return screen === 'sending' || screen === 'done' || screen === 'left' || screen === 'refused'
      ? screen
      : undefined
  }
  const isWorking = () => props.at.screen() === 'checking' || props.at.screen() === 'preparing'
  const fault = () => {
    const key = props.at.fault()
    return key && props.language.say(key)
  }

  return (
    // The object stays the same; its functions follow the chosen language.
    // eslint-disable-next-line solid/reactivity
    <LanguageContext.Provider value={props.language}>
      {/* Always there, because a live region that appears together with its text is often not read. */}
      <p class="visually-hidden" role="status">
        {props.at.screen() === 'done' && props.language.say('survey_done_title')}
      </p>
      <Switch>
        <Match when={props.at.screen() === 'whose'}>
          <Whose mine={props.at.mine} notMine={props.at.notMine} />
        </Match>
        <Match when={props.at.screen() === 'compare' && props.at.found()}>
          {(round) => (
            <CompareKey fingerprint={round().fingerprint} yes={props.at.acceptKey} no={props.at.refuseKey} />
          )}
        </Match>
        <Match when={props.at.screen() === 'wrong-key'}>
          <WrongKey again={props.at.again} />
        </Match>
        <Match when={isWorking()}>
          <Working
            say={props.language.say}
            title={props.at.screen() === 'checking' ? 'participation_checking' : 'participation_preparing'}
            waiting={props.waiting}
          />
        </Match>
        <Match when={props.at.screen() === 'link' && props.at.round()?.linkSet}>
          {(set) => {
            const LinkCode = props.at.linkCode()!
            return (
              <LinkCode
                set={set()}
                again={props.at.progress().page > 0}
                touch={props.at.touch}
                give={props.at.giveLink}
                back={props.at.noLink}
              />
            )
          }}
        </Match>
        <Match when={props.at.screen() === 'survey' && props.at.instrument()}>
          {(questionnaire) => (
            <>
              <Show when={fault()}>
                <p class="fault" role="alert">
                  {fault()}
                </p>
              </Show>
              <Survey
                instrument={questionnaire()}
                progress={props.at.progress()}
                isLinked={props.at.isLinked()}
                change={props.at.change}
                send={props.at.send}
                leave={props.at.leave}
              />
            </>
          )}
        </Match>
        <Match when={ending()}>
          {(state) => (
            <Ending
              state={state()}
              waiting={props.waiting}
              fault={fault()}
              respondent={props.at.instrument()?.respondent}
              closing={closing()}
              shared={props.at.isShared()}
            />
          )}
        </Match>
      </Switch>
    </LanguageContext.Provider>
  )

  function closing() {
    const text = props.at.instrument()?.closing
    return text && textIn(text, props.language.locale())
  }
}
