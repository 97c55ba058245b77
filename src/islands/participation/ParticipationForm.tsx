// From slip to receipt in one tab: code → fingerprint → token → survey → sent. Holds the state; the parts show it.
import { createSignal, Match, onCleanup, onMount, Show, Switch } from 'solid-js'
import { type Progress, speedLevel, start } from '#domain/flow.ts'
import { type Locale, localeNames, locales } from '#domain/locale.ts'
import { readFragment } from '#domain/participation.ts'
import { Problem } from '#domain/problem.ts'
import {
  participation_checking,
  participation_insecure,
  participation_offline,
  participation_preparing,
  survey_expired,
  survey_language,
} from '#messages/compiled/messages.js'
import { admit, fetchInstrument, findRound, persist, type ServedInstrument, submit } from './client.ts'
import { CodeEntry, type Entered } from './CodeEntry.tsx'
import { type Draft, draftLifetime, keepDraft, readDraft, wipeDraft } from './draft.ts'
import { Ending } from './Ending.tsx'
import { CompareKey, WrongKey } from './KeyCheck.tsx'
import { refusal } from './refusal.ts'
import { Survey } from './Survey.tsx'

type Found = Awaited<ReturnType<typeof findRound>>
type Screen = 'code' | 'compare' | 'wrong-key' | 'working' | 'survey' | 'sending' | 'done' | 'left'

export function ParticipationForm(props: { locale: Locale; help: string }) {
  const [locale, setLocale] = createSignal(props.locale)
  const [screen, setScreen] = createSignal<Screen>('code')
  const [status, setStatus] = createSignal<string>()
  const [fault, setFault] = createSignal<string>()
  const [instrument, setInstrument] = createSignal<ServedInstrument>()
  const [progress, setProgress] = createSignal<Progress>(start)
  const [waiting, setWaiting] = createSignal(false)
  let entered: Entered | undefined
  let found: Found | undefined
  let draft: Draft | undefined
  let resumedAt = 0
  const say = () => ({ locale: locale() })
  const offline = () => {
    setWaiting(true)
    setStatus(participation_offline({}, say()))
  }

  onMount(() => {
    const fragment = readFragment(location.hash)
    // The code leaves the address at once: not in history, not on the screen, not in a shared link.
    if (location.hash) history.replaceState(null, '', location.pathname)
    const kept = readDraft(Date.now())
    if (kept === 'expired') setFault(survey_expired({}, say()))
    else if (kept) return void resume(kept)
    if (fragment) void enter(fragment)
  })

  // Thirty minutes without a touch wipe the answers, also while the tab stays open.
  let timer: ReturnType<typeof setTimeout> | undefined
  const touch = () => {
    clearTimeout(timer)
    timer = setTimeout(() => {
      if (screen() === 'survey') restart(survey_expired({}, say()))
    }, draftLifetime)
  }
  onCleanup(() => clearTimeout(timer))

  function restart(message?: string) {
    wipeDraft()
    draft = undefined
    setProgress(start)
    setFault(message)
    setScreen('code')
  }

  /** A refusal takes back to the code; anything unforeseen too, but nothing is sent twice or lost. */
  function refuse(error: unknown) {
    restart(refusal(error, locale()))
  }

  async function enter(next: Entered) {
    if (!globalThis.crypto?.subtle) return void setFault(participation_insecure({}, say()))
    entered = next
    setFault(undefined)
    setStatus(participation_checking({}, say()))
    setScreen('working')
    try {
      found = await persist(() => findRound({ code: next.code }), offline)
      setWaiting(false)
      const { fingerprintOf } = await import('./token.ts')
      const fingerprint = await fingerprintOf(found.publicKey)
      if (fingerprint !== found.fingerprint) return void setScreen('wrong-key')
      if (!next.fingerprint) return void setScreen('compare')
      if (next.fingerprint !== fingerprint) return void setScreen('wrong-key')
      await spend()
    } catch (error) {
      refuse(error)
    }
  }

  async function spend() {
    if (!entered || !found) return
    setStatus(participation_preparing({}, say()))
    setScreen('working')
    try {
      const { blind } = await import('./token.ts')
      const { round, publicKey, instrument: hash } = found
      draft = {
        stage: 'entering',
        code: entered.code,
        blinding: await blind(publicKey),
        round,
        publicKey,
        instrument: hash,
        locale: locale(),
      }
      // Kept before it is sent: after a reload the same message asks again, and the server answers the same.
      keepDraft(draft, Date.now())
      await resume(draft)
    } catch (error) {
      refuse(error)
    }
  }

  async function resume(kept: Draft) {
    draft = kept
    changeLocale(kept.locale)
    setStatus(participation_preparing({}, say()))
    setScreen('working')
    try {
      setInstrument(await persist(() => fetchInstrument(kept.instrument), offline))
      if (kept.stage === 'entering') {
        const { code, blinding } = kept
        const { blindSignature } = await persist(() => admit({ code, blinded: blinding.blinded }), offline)
        const { finalize } = await import('./token.ts')
        const token = await finalize(kept.publicKey, blinding, blindSignature)
        const { round, publicKey, instrument: hash } = kept
        // From here on the code is forgotten.
        draft = { stage: 'answering', token, progress: start, seconds: 0, round, publicKey, instrument: hash, locale: locale() }
        keepDraft(draft, Date.now())
        entered = undefined
      } else {
        setProgress(kept.progress)
      }
      setWaiting(false)
      resumedAt = Date.now()
      touch()
      if (kept.stage === 'sending') return void send()
      setScreen('survey')
    } catch (error) {
      refuse(error)
    }
  }

  const secondsSoFar = () =>
    (draft && draft.stage !== 'entering' ? draft.seconds : 0) + Math.round((Date.now() - resumedAt) / 1000)

  function keep(changes: { stage?: 'answering' | 'sending'; progress?: Progress }) {
    if (!draft || draft.stage === 'entering') return
    draft = { ...draft, ...changes, locale: locale(), seconds: secondsSoFar() }
    resumedAt = Date.now()
    keepDraft(draft, Date.now())
    touch()
  }

  function change(next: Progress) {
    setProgress(next)
    keep({ progress: next })
  }

  async function send() {
    keep({ stage: 'sending' })
    const questionnaire = instrument()
    if (!draft || draft.stage === 'entering' || !questionnaire) return
    const { round, instrument: hash, token } = draft
    setFault(undefined)
    setWaiting(false)
    setScreen('sending')
    try {
      await persist(
        () =>
          submit({
            round,
            instrument: hash,
            message: token.message,
            signature: token.signature,
            locale: locale(),
            answers: progress().answers,
            speed: speedLevel(questionnaire, secondsSoFar()),
          }),
        () => setWaiting(true),
      )
      wipeDraft()
      draft = undefined
      setProgress(start)
      setScreen('done')
    } catch (error) {
      // The answers stay where they are: what was refused can be read, and another try costs nothing.
      keep({ stage: 'answering' })
      setFault(refusal(error, locale()))
      setScreen(error instanceof Problem && error.code === 'round.closed' ? 'sending' : 'survey')
    }
  }

  function leave() {
    wipeDraft()
    draft = undefined
    setProgress(start)
    setScreen('left')
  }

  function changeLocale(next: Locale) {
    setLocale(next)
    document.documentElement.lang = next
    history.replaceState(null, '', location.pathname.replace(/^\/(nb|nn|en)(?=\/)/, `/${next}`))
    keep({})
  }

  return (
    <div class="participation" lang={locale()}>
      <fieldset class="languages">
        <legend class="visually-hidden">{survey_language({}, say())}</legend>
        {locales.map((each) => (
          <button type="button" lang={each} aria-pressed={locale() === each} onClick={() => changeLocale(each)}>
            {localeNames[each]}
          </button>
        ))}
      </fieldset>
      <Switch>
        <Match when={screen() === 'code'}>
          <CodeEntry locale={locale()} busy={false} refusal={fault()} enter={(next) => void enter(next)} />
        </Match>
        <Match when={screen() === 'compare' && found}>
          {(round) => (
            <CompareKey
              locale={locale()}
              fingerprint={round().fingerprint}
              yes={() => void spend()}
              no={() => setScreen('wrong-key')}
            />
          )}
        </Match>
        <Match when={screen() === 'wrong-key'}>
          <WrongKey locale={locale()} again={() => restart()} />
        </Match>
        <Match when={screen() === 'working'}>
          <p class="working" role="status" classList={{ waiting: waiting() }}>
            {status()}
          </p>
        </Match>
        <Match when={screen() === 'survey' && instrument()}>
          {(questionnaire) => (
            <>
              <Show when={fault()}>
                <p class="fault" role="alert">
                  {fault()}
                </p>
              </Show>
              <Survey
                instrument={questionnaire()}
                progress={progress()}
                locale={locale()}
                change={change}
                send={() => void send()}
                leave={leave}
              />
            </>
          )}
        </Match>
        <Match when={['sending', 'done', 'left'].includes(screen())}>
          <Ending
            state={screen() as 'sending' | 'done' | 'left'}
            locale={locale()}
            waiting={waiting()}
            fault={fault()}
            closing={instrument()?.closing[locale()]}
            help={props.help.replace('/nb/', `/${locale()}/`)}
          />
        </Match>
      </Switch>
    </div>
  )
}
