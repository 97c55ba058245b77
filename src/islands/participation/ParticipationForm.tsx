// The island of /delta: shows where the respondent is between slip and receipt.
import { createEffect, createSignal, For, Match, on, onMount, Show, Switch } from 'solid-js'
import { type Locale, localeNames, locales } from '#domain/locale.ts'
import { participation_title, survey_done_title, survey_language } from '#messages/compiled/messages.js'
import { CodeEntry } from './CodeEntry.tsx'
import { createParticipation } from './create-participation.ts'
import { Ending } from './Ending.tsx'
import { CompareKey, Whose, WrongKey } from './Questions.tsx'
import { Survey } from './Survey.tsx'
import { Working } from './Working.tsx'

export function ParticipationForm(props: { locale: Locale; help: string }) {
  let frame!: HTMLDivElement
  // The page's language is where it begins; from then on the respondent chooses.
  const [chosen, setLocale] = createSignal<Locale>()
  const locale = () => chosen() ?? props.locale
  const at = createParticipation(locale)
  const [ready, setReady] = createSignal(false)
  onMount(() => setReady(true))

  const changeLocale = (next: Locale) => {
    setLocale(next)
    document.documentElement.lang = next
    document.title = `${participation_title({}, { locale: next })} · Forspring`
    history.replaceState(null, '', location.pathname.replace(/^\/(nb|nn|en)(?=\/)/, `/${next}`))
  }

  // A new screen begins at its heading, for eyes and for screen readers.
  createEffect(
    on(
      at.screen,
      () => {
        const heading = frame.querySelector('h1')
        heading?.setAttribute('tabindex', '-1')
        heading?.focus()
      },
      { defer: true },
    ),
  )

  const ending = () => {
    const screen = at.screen()
    return screen === 'sending' || screen === 'done' || screen === 'left' || screen === 'refused'
      ? screen
      : undefined
  }

  return (
    <div ref={frame} class="participation" lang={locale()} data-ready={ready() ? '' : undefined}>
      <fieldset class="languages">
        <legend class="visually-hidden">{survey_language({}, { locale: locale() })}</legend>
        <For each={locales}>
          {(each) => (
            <button
              type="button"
              lang={each}
              aria-pressed={locale() === each}
              onClick={() => changeLocale(each)}
            >
              {localeNames[each]}
            </button>
          )}
        </For>
      </fieldset>
      {/* Always there, because a live region that appears together with its text is often not read. */}
      <p class="visually-hidden" role="status">
        {at.screen() === 'done' && survey_done_title({}, { locale: locale() })}
      </p>
      <Switch>
        <Match when={at.screen() === 'code'}>
          <CodeEntry locale={locale()} refusal={at.fault()} enter={at.enter} />
        </Match>
        <Match when={at.screen() === 'whose'}>
          <Whose locale={locale()} mine={at.mine} notMine={at.notMine} />
        </Match>
        <Match when={at.screen() === 'compare' && at.found()}>
          {(round) => (
            <CompareKey
              locale={locale()}
              fingerprint={round().fingerprint}
              yes={at.acceptKey}
              no={at.refuseKey}
            />
          )}
        </Match>
        <Match when={at.screen() === 'wrong-key'}>
          <WrongKey locale={locale()} again={at.restart} />
        </Match>
        <Match when={at.screen() === 'checking' || at.screen() === 'preparing'}>
          <Working locale={locale()} checking={at.screen() === 'checking'} waiting={at.waiting()} />
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
                locale={locale()}
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
              locale={locale()}
              waiting={at.waiting()}
              fault={at.fault()}
              closing={at.instrument()?.closing[locale()]}
              help={props.help.replace('/nb/', `/${locale()}/`)}
            />
          )}
        </Match>
      </Switch>
    </div>
  )
}
