// From slip to receipt in one tab: slip → key → token → survey → sent. The state and what may happen to it;
// Screens.tsx shows it. Fetched when there is a code, or when a reload has left something behind.
import { createSignal, type Setter } from 'solid-js'
import { goTo, type Progress, start } from '#domain/flow.ts'
import type { LinkCode } from '#domain/link-code.ts'
import { Problem } from '#domain/problem.ts'
import { fetchSurvey, type Found, lookUp, prepare, redeem, type Survey } from './admission.ts'
import type { ChosenLanguage } from './create-language.ts'
import { type Draft, keepSlip, readSlip, type Round, type Slip, wipeDraft, wipeSlip } from './draft.ts'
import { createKeeper } from './keeper.ts'
import { finish, type Finished, send as sendFinished, unsent } from './outbox.ts'
import type { Waiting } from './patience.ts'
import { type Fault, isFinal, refusal } from './refusal.ts'
import type { Screen } from './screen.ts'
import { onReturn } from './tab.ts'

type Place = {
  language: ChosenLanguage
  /** Several people use this device after each other: shorter waits, and always the question whose answers these are. */
  shared: boolean
  setWaiting: Setter<Waiting | undefined>
}

export function createParticipation({ language, shared, setWaiting }: Place) {
  const keeper = createKeeper(shared)
  const [screen, setScreen] = createSignal<Screen>('code')
  const [fault, setFault] = createSignal<Fault>()
  const [survey, setSurvey] = createSignal<Survey>()
  const [round, setRound] = createSignal<Round>()
  const [found, setFound] = createSignal<Found>()
  const [progress, setProgress] = createSignal<Progress>(start)
  /** Responses of earlier people that still wait for the network. */
  const [behind, setBehind] = createSignal(0)
  /** In memory only: a link code is made of facts about a person, and a tab may be left open. */
  const [link, setLink] = createSignal<LinkCode | 'declined'>()
  const instrument = () => survey()?.questionnaire
  let slip: Slip | undefined
  const expired = (): Fault => (keeper.isShared() ? 'survey_shared_expired' : 'survey_expired')
  onReturn((isRevived) => void (isRevived ? revive() : expire()))

  /** Goes on with what an earlier page of this tab left, or begins with a slip from the address. */
  function begin(arrived?: Slip) {
    const left = unsent(Date.now())
    for (const finished of left) void deliver(finished, 'quietly')
    const kept = keeper.takeUp(Date.now())
    const waitingSlip = readSlip(Date.now(), shared)
    const next = arrived ?? (waitingSlip === 'expired' ? undefined : waitingSlip?.value)
    if (kept === 'expired') setFault(expired())
    const mine = keeper.draft()
    if (mine && next) askWhose(next)
    else if (mine && kept === 'old') setScreen('whose')
    else if (mine) void resume(mine)
    else if (next) void enter(next)
    else if (left.length > 0 && !shared) setScreen('sending')
  }

  /** A slip opened in this same tab: it changes nothing but the address. */
  function arrive(next: Slip) {
    // What is being sent goes on being sent, behind whoever comes next.
    if (screen() === 'sending') forget()
    if (keeper.draft()) askWhose(next)
    else void enter(next)
  }

  /** Somebody's answers lie here and a slip arrives: nothing of them is shown before the question is answered. */
  function askWhose(next: Slip) {
    slip = next
    keepSlip(next, Date.now())
    setScreen('whose')
  }

  function expire(): boolean {
    if (screen() === 'sending' || !keeper.isStale()) return false
    restart(expired())
    return true
  }

  /** The browser shows this page again as it was. What it shows may be of somebody who has gone meanwhile. */
  function revive() {
    const now = keeper.comeBack(Date.now())
    if (now === 'same' || (now === 'gone' && screen() === 'sending')) return void expire()
    if (now === 'gone') return restart()
    clear()
    setScreen('whose')
  }

  const restart = (message?: Fault) => void (forget(), setFault(message), setScreen('code'))

  /** A refusal takes back to the code. After anything unforeseen the draft stays, and a reload goes on with it. */
  function refuse(error: unknown) {
    if (error instanceof Problem) return restart(refusal(error))
    setFault(refusal(error))
    setScreen('code')
  }

  async function enter(next: Slip) {
    if (!globalThis.crypto?.subtle) return void setFault('participation_insecure')
    slip = next
    keepSlip(next, Date.now())
    setFault(undefined)
    setScreen('checking')
    try {
      const current = await lookUp(next.code, setWaiting)
      setWaiting(undefined)
      setFound(current)
      if (!current.honest) setScreen('wrong-key')
      else if (!next.fingerprint) setScreen('compare')
      else if (next.fingerprint !== current.fingerprint) setScreen('wrong-key')
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
      const draft = await prepare(current, slip.code, setWaiting)
      // Kept before it is sent: after a reload the same message asks again, and the server answers the same.
      keeper.keep(draft)
      wipeSlip()
      await resume(draft)
    } catch (error) {
      refuse(error)
    }
  }

  async function resume(kept: Draft) {
    setScreen('preparing')
    try {
      setSurvey(await fetchSurvey(kept, language, setWaiting))
      const draft = kept.stage === 'entering' ? await redeem(kept, setWaiting) : kept
      slip = undefined
      setLink(draft.linkDeclined ? 'declined' : undefined)
      setRound(draft)
      setProgress(draft.progress)
      setWaiting(undefined)
      keeper.keep(draft)
      setScreen('survey')
    } catch (error) {
      refuse(error)
    }
  }

  function change(next: Progress) {
    if (expire()) return
    // The link code comes right after the introduction.
    if (progress().page === 0 && next.page === 1 && needsLink()) return void setScreen('link')
    setProgress(next)
    const draft = keeper.draft()
    keeper.keep(draft?.stage === 'answering' ? { ...draft, progress: next } : draft)
  }

  const needsLink = () => round()?.linkSet !== undefined && link() === undefined

  function giveLink(code: LinkCode | 'declined') {
    const [draft, questionnaire] = [keeper.draft(), instrument()]
    if (expire() || draft?.stage !== 'answering' || !questionnaire) return
    setLink(code)
    keeper.keep({ ...draft, ...(code === 'declined' && { linkDeclined: true }) })
    setScreen('survey')
    if (progress().page > 0) send()
    else change(goTo(questionnaire, progress(), 1))
  }

  function send() {
    const questionnaire = instrument()
    if (expire() || !questionnaire) return
    // A reload has lost it; it is asked for again, and may be declined again.
    if (needsLink()) return void setScreen('link')
    const draft = keeper.touch()
    if (draft?.stage !== 'answering') return
    setFault(undefined)
    setScreen('sending')
    void deliver(finish({ ...draft, progress: progress() }, questionnaire, language.locale(), link()))
    // It lies with the unsent ones now, which nothing shows again.
    wipeDraft()
  }

  /** Never takes the screen from whoever has come since. @param quietly for what an earlier page left unsent. */
  async function deliver(finished: Finished, quietly?: 'quietly') {
    const watched = () => screen() === 'sending' && (!quietly || !keeper.draft())
    try {
      if (quietly) setBehind((count) => count + 1)
      // Asked anew at each pause, on purpose: somebody else may sit here by then.
      // eslint-disable-next-line solid/reactivity
      await sendFinished(finished, (reason) => {
        if (watched()) setWaiting(reason)
      })
      if (!watched()) return
      forget()
      setScreen('done')
    } catch (error) {
      if (!watched()) return
      setFault(refusal(error))
      if (quietly || isFinal(error)) {
        forget()
        return void setScreen('refused')
      }
      // The answers are still here: what was refused can be read, and another try costs nothing.
      keeper.touch()
      setScreen('survey')
    } finally {
      if (quietly) setBehind((count) => count - 1)
    }
  }

  function forget() {
    keeper.forget()
    clear()
  }

  /** Nothing of anybody's answers is left on the screen. */
  function clear() {
    slip = undefined
    setProgress(start)
    setLink(undefined)
    setWaiting(undefined)
  }

  return {
    ...{ screen, fault, found, instrument, round, progress, behind, begin, arrive, change, send, giveLink },
    linkCode: () => survey()?.LinkCode,
    isShared: keeper.isShared,
    // Also while a code that a reload has lost waits to be made again.
    isLinked: () => round()?.linkSet !== undefined && link() !== 'declined',
    touch: () => void (expire() || keeper.touch()),
    enter: (next: Slip): void => void enter(next),
    mine: () => {
      wipeSlip()
      const draft = keeper.draft()
      if (draft) void resume(draft)
    },
    notMine: () => {
      const next = slip
      restart()
      if (next) void enter(next)
    },
    acceptKey: () => void spend(),
    refuseKey: () => setScreen('wrong-key'),
    noLink: () => setScreen('survey'),
    again: () => restart(),
    leave: () => void (forget(), setScreen('left')),
  }
}

export type Participation = ReturnType<typeof createParticipation>
