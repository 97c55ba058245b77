// What a reload of the tab must not lose, in session storage: gone with the tab, on sending, on "leave now", and
// after thirty minutes (ten on a shared device) without a touch. A slip that has just arrived waits here too, until its code has been looked up.
import type { Progress } from '#domain/flow.ts'
import type { LinkSetName } from '#domain/link-code.ts'
import type { SurveyLocale } from '#domain/locale.ts'
import type { Blinding, Token } from './token.ts'

/** A slip as typed or scanned. Only a scanned one brings the fingerprint along. */
export type Slip = { code: string; fingerprint?: string }

/** The code has been sent, the signature has not come yet: the same blinded message may be sent again. */
export type Entering = { stage: 'entering'; code: string; blinding: Blinding }
/** The token is here and the code is forgotten. Of a link code only this is kept: that it was declined. */
export type Answering = {
  stage: 'answering'
  token: Token
  progress: Progress
  seconds: number
  linkDeclined?: boolean
}

/** What `participation.find` told about the round. */
export type Round = {
  round: string
  publicKey: string
  instrument: string
  languages: SurveyLocale[]
  linkSet?: LinkSetName | undefined
}

/** `shared`: begun on a device that several people use after each other, and so on whatever page it is taken up. */
export type Draft = Round & (Entering | Answering) & { shared?: boolean }

/** How long answers wait for somebody to come back, in milliseconds. */
export const lifetimeOf = (shared: boolean): number => (shared ? 10 : 30) * 60 * 1000

const draftKey = 'forspring.participation'
const slipKey = 'forspring.slip'

type Kept<Value> = { value: Value; touched: number }

/** Reads what was kept; `expired` when it was too old, and then it has been wiped. */
function read<Value>(
  key: string,
  now: number,
  lifetime: (value: Value) => number,
): Kept<Value> | 'expired' | undefined {
  const kept = stored<Kept<Value>>(key)
  if (!kept) return undefined
  if (now - kept.touched < lifetime(kept.value)) return kept
  wipe(key)
  return 'expired'
}

/** A value of session storage; `undefined` where there is no storage (private mode) or something else lies there. */
export function stored<Value>(key: string): Value | undefined {
  try {
    const text = sessionStorage.getItem(key)
    return text ? (JSON.parse(text) as Value) : undefined
  } catch {
    return undefined
  }
}

/** Without storage everything still works as long as the tab is not reloaded. */
export function store(key: string, value: object): void {
  try {
    sessionStorage.setItem(key, JSON.stringify(value))
  } catch {
    // Nothing is kept then.
  }
}

export function wipe(key: string): void {
  try {
    sessionStorage.removeItem(key)
  } catch {
    // Nothing was kept then.
  }
}

export const readDraft = (now: number, shared: boolean) =>
  read<Draft>(draftKey, now, (draft) => lifetimeOf(shared || draft.shared === true))
export const keepDraft = (value: Draft, touched: number): void => store(draftKey, { value, touched })
export const wipeDraft = (): void => wipe(draftKey)

export const readSlip = (now: number, shared: boolean) => read<Slip>(slipKey, now, () => lifetimeOf(shared))
export const keepSlip = (value: Slip, touched: number): void => store(slipKey, { value, touched })
export const wipeSlip = (): void => wipe(slipKey)
