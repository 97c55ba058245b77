// From slip to receipt in one tab: slip → key → token → survey → sent. The state and what may happen to it;
// ParticipationForm.tsx shows it.
import { createSignal, onMount } from 'solid-js'
import { type Progress, speedLevel, start } from '#domain/flow.ts'
import type { Locale } from '#domain/locale.ts'
import { Problem } from '#domain/problem.ts'
import { participation_insecure, survey_expired } from '#messages/compiled/messages.js'
import { type Found, lookUp, makeBlinding, redeem } from './admission.ts'
import { fetchInstrument, persist, type ServedInstrument, type Submission, type Waiting } from './client.ts'
import {
  type Draft,
  draftLifetime,
  keepDraft,
  keepSlip,
  readDraft,
  readSlip,
  type Slip,
  wipeDraft,
  wipeSlip,
} from './draft.ts'
import { send as sendFinished, unsent } from './outbox.ts'
import { isFinal, refusal } from './refusal.ts'
import type { Screen } from './screen.ts'
import { takeFragment, watchTab } from './tab.ts'

/** After this many milliseconds a reload asks whether the answers in the tab are one's own. */
const surelyTheSame = 5 * 60 * 1000

export function createParticipation(locale: () => Locale) {
  const [screen, setScreen] = createSignal<Screen>('code')
  const [fault, setFault] = createSignal<string>()
  const [instrument, setInstrument] = createSignal<ServedInstrument>()
  const [found, setFound] = createSignal<Found>()
  const [progress, setProgress] = createSignal<Progress>(start)
  const [waiting, setWaiting] = createSignal<Waiting>()
  let slip: Slip | undefined
  let draft: Draft | undefined
  let touched = 0
  const say = () => ({ locale: locale() })

  onMount(() => {
    const now = Date.now()
    for (const submission of unsent(now)) void deliver(submission, 'quietly')
    const kept = readDraft(now)
    const waitingSlip = readSlip(now)
    const arrived = takeFragment() ?? (waitingSlip === 'expired' ? undefined : waitingSlip?.value)
    if (kept === 'expired') setFault(survey_expired({}, say()))
    if (kept && kept !== 'expired') {
      draft = kept.value
      touched = kept.touched
      if (arrived) askWhose(arrived)
      else if (now - kept.touched > surelyTheSame) setScreen('whose')
      else void resume(draft)
    } else if (arrived) void enter(arrived)
    else if (unsent(now).length > 0) setScreen('sending')
    watchTab({
      // A slip opened in this same tab changes nothing but the fragment.
      fragment: () => {
        const next = takeFragment()
        if (!next) return
        // What is being sent goes on being sent, behind whoever comes next.
        if (screen() === 'sending') forget()
        if (draft) askWhose(next)
        else void enter(next)
      },
      return: () => void expire(),
    })
  })

  /** Somebody's answers lie here and a slip arrives: nothing of them is shown before the question is answered. */
  function askWhose(next: Slip) {
    slip = next
    keepSlip(next, Date.now())
    setScreen('whose')
  }

  /** Thirty minutes without a touch wipe the answers, also when the device slept through them. */
  function expire(): boolean {
    if (!draft || screen() === 'sending' || Date.now() - touched < draftLifetime) return false
    restart(survey_expired({}, say()))
    return true
  }

  function restart(message?: string) {
    wipeDraft()
    wipeSlip()
    draft = undefined
    setProgress(start)
    setFault(message)
    setWaiting(undefined)
    setScreen('code')
  }

  /** A refusal takes back to the code. After anything unforeseen the draft stays, and a reload goes on with it. */
  function refuse(error: unknown) {
    if (error instanceof Problem) return restart(refusal(error, locale()))
    setFault(refusal(error, locale()))
    setScreen('code')
  }

  async function enter(next: Slip) {
    if (!globalThis.crypto?.subtle) return void setFault(participation_insecure({}, say()))
    slip = next
    keepSlip(next, Date.now())
    setFault(undefined)
    setScreen('checking')
    try {
      const round = await lookUp(next.code, setWaiting)
      setWaiting(undefined)
      setFound(round)
      if (!round.honest) setScreen('wrong-key')
      else if (!next.fingerprint) setScreen('compare')
      else if (next.fingerprint !== round.fingerprint) setScreen('wrong-key')
      else await spend()
    } catch (error) {
      refuse(error)
    }
  }

  async function spend() {
    const current = found()
    if (!slip || !current) return
    setScreen('preparing')
    try {
      const { round, publicKey, instrument: hash } = current
      const blinding = await makeBlinding(publicKey, setWaiting)
      draft = { stage: 'entering', code: slip.code, blinding, round, publicKey, instrument: hash }
      // Kept before it is sent: after a reload the same message asks again, and the server answers the same.
      touch()
      wipeSlip()
      await resume(draft)
    } catch (error) {
      refuse(error)
    }
  }

  async function resume(kept: Draft) {
    setScreen('preparing')
    try {
      setInstrument(await persist(() => fetchInstrument(kept.instrument), setWaiting))
      if (kept.stage === 'entering') {
        const token = await redeem(kept, setWaiting)
        const { round, publicKey, instrument: hash } = kept
        // From here on the code is forgotten.
        draft = { stage: 'answering', token, progress: start, seconds: 0, round, publicKey, instrument: hash }
        slip = undefined
      } else {
        draft = kept
      }
      setProgress(draft.stage === 'answering' ? draft.progress : start)
      setWaiting(undefined)
      touch()
      setScreen('survey')
    } catch (error) {
      refuse(error)
    }
  }

  /** Keeps the draft with the time since the last touch added, and starts the thirty minutes anew. */
  function touch(now = Date.now()) {
    if (!draft) return
    if (draft.stage === 'answering' && touched > 0)
      draft = { ...draft, seconds: draft.seconds + Math.round((now - touched) / 1000) }
    touched = now
    keepDraft(draft, now)
  }

  function change(next: Progress) {
    if (expire()) return
    setProgress(next)
    if (draft?.stage === 'answering') draft = { ...draft, progress: next }
    touch()
  }

  function send() {
    const questionnaire = instrument()
    if (expire() || draft?.stage !== 'answering' || !questionnaire) return
    touch()
    const { round, instrument: hash, token, seconds } = draft
    const { answers } = progress()
    const speed = speedLevel(questionnaire, seconds)
    const { message, signature } = token
    setFault(undefined)
    setScreen('sending')
    void deliver({ round, instrument: hash, message, signature, locale: locale(), answers, speed })
    // It lies with the unsent ones now, which nothing shows again.
    wipeDraft()
  }

  /** Never takes the screen from whoever has come since. @param quietly for what an earlier page left unsent. */
  async function deliver(submission: Submission, quietly?: 'quietly') {
    const watched = () => screen() === 'sending' && (!quietly || !draft)
    try {
      // Asked anew at each pause, on purpose: somebody else may sit here by then.
      // eslint-disable-next-line solid/reactivity
      await sendFinished(submission, (reason) => {
        if (watched()) setWaiting(reason)
      })
      if (!watched()) return
      forget()
      setScreen('done')
    } catch (error) {
      if (!watched()) return
      setFault(refusal(error, locale()))
      if (quietly || isFinal(error)) {
        forget()
        return void setScreen('refused')
      }
      // The answers are still here: what was refused can be read, and another try costs nothing.
      touch()
      setScreen('survey')
    }
  }

  function forget() {
    wipeDraft()
    wipeSlip()
    draft = undefined
    setProgress(start)
    setWaiting(undefined)
  }

  return {
    screen,
    fault,
    waiting,
    found,
    instrument,
    progress,
    enter: (next: Slip): void => void enter(next),
    mine: () => {
      wipeSlip()
      if (draft) void resume(draft)
    },
    notMine: () => {
      const next = slip
      restart()
      if (next) void enter(next)
    },
    acceptKey: () => void spend(),
    refuseKey: () => setScreen('wrong-key'),
    restart: () => restart(),
    change,
    send,
    leave: () => {
      forget()
      setScreen('left')
    },
  }
}
