// From slip to receipt in one tab: code → fingerprint → token → survey → sent. The state and what may happen to it;
// ParticipationForm.tsx shows it.
import { createSignal, onCleanup, onMount } from 'solid-js'
import { type Progress, speedLevel, start } from '#domain/flow.ts'
import type { Locale } from '#domain/locale.ts'
import { readFragment } from '#domain/participation.ts'
import { Problem } from '#domain/problem.ts'
import {
  participation_checking,
  participation_insecure,
  participation_offline,
  participation_preparing,
  survey_expired,
} from '#messages/compiled/messages.js'
import { type Found, lookUp, makeBlinding, redeem } from './admission.ts'
import { fetchInstrument, persist, type ServedInstrument, submit } from './client.ts'
import type { Entered } from './CodeEntry.tsx'
import { type Draft, draftLifetime, keepDraft, readDraft, wipeDraft } from './draft.ts'
import { refusal } from './refusal.ts'

/** What the respondent sees. */
export type Screen = 'code' | 'compare' | 'wrong-key' | 'working' | 'survey' | 'sending' | 'done' | 'left'

export function createParticipation(firstLocale: Locale) {
  const [locale, setLocale] = createSignal(firstLocale)
  const [screen, setScreen] = createSignal<Screen>('code')
  const [status, setStatus] = createSignal<string>()
  const [fault, setFault] = createSignal<string>()
  const [instrument, setInstrument] = createSignal<ServedInstrument>()
  const [found, setFound] = createSignal<Found>()
  const [progress, setProgress] = createSignal<Progress>(start)
  const [waiting, setWaiting] = createSignal(false)
  let entered: Entered | undefined
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
    if (fragment) void enter(fragment, kept === 'expired' ? undefined : kept)
    else if (kept && kept !== 'expired') void resume(kept)
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

  /** A refusal takes back to the code. After anything unforeseen the draft stays, and a reload goes on with it. */
  function refuse(error: unknown) {
    if (error instanceof Problem) return restart(refusal(error, locale()))
    setFault(refusal(error, locale()))
    setScreen('code')
  }

  /**
   * @param kept what lies in this tab. An unused slip means that somebody new sits here, and it is wiped; a slip that
   *   opens nothing is taken for a second scan by the same person, who goes on.
   */
  async function enter(next: Entered, kept?: Draft) {
    if (!globalThis.crypto?.subtle) return void setFault(participation_insecure({}, say()))
    entered = next
    setFault(undefined)
    setStatus(participation_checking({}, say()))
    setScreen('working')
    try {
      const round = await lookUp(next.code, offline)
      setFound(round)
      wipeDraft()
      setWaiting(false)
      if (!round.honest) setScreen('wrong-key')
      else if (!next.fingerprint) setScreen('compare')
      else if (next.fingerprint !== round.fingerprint) setScreen('wrong-key')
      else await spend()
    } catch (error) {
      if (kept && error instanceof Problem) await resume(kept)
      else refuse(error)
    }
  }

  async function spend() {
    const current = found()
    if (!entered || !current) return
    setStatus(participation_preparing({}, say()))
    setScreen('working')
    try {
      const { round, publicKey, instrument: hash } = current
      draft = {
        stage: 'entering',
        code: entered.code,
        blinding: await makeBlinding(publicKey, offline),
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
        const token = await redeem(kept, offline)
        const { round, publicKey, instrument: hash } = kept
        // From here on the code is forgotten.
        draft = {
          stage: 'answering',
          token,
          progress: start,
          seconds: 0,
          round,
          publicKey,
          instrument: hash,
          locale: locale(),
        }
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
    const { answers } = progress()
    const language = locale()
    const speed = speedLevel(questionnaire, secondsSoFar())
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
            locale: language,
            answers,
            speed,
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

  return {
    locale,
    changeLocale,
    screen,
    status,
    fault,
    waiting,
    found,
    instrument,
    progress,
    enter: (next: Entered): void => void enter(next),
    acceptKey: () => void spend(),
    refuseKey: () => setScreen('wrong-key'),
    restart: () => restart(),
    change,
    send: () => void send(),
    leave,
  }
}
