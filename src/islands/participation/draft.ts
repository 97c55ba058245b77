// What a reload of the tab must not lose, in session storage: gone with the tab, on sending, on "leave now", and
// after thirty minutes without a touch. The only browser storage that participation uses.
import type { Locale } from '#domain/locale.ts'
import type { Progress } from '#domain/flow.ts'
import type { Blinding, Token } from './token.ts'

/** The code has been sent, the signature has not come yet: the same blinded message may be sent again. */
type Entering = { stage: 'entering'; code: string; blinding: Blinding }
/** The token is here and the code is forgotten. */
type Answering = { stage: 'answering' | 'sending'; token: Token; progress: Progress; seconds: number }

export type Draft = {
  round: string
  publicKey: string
  instrument: string
  locale: Locale
} & (Entering | Answering)

const key = 'forspring.participation'
const lifetime = 30 * 60 * 1000

/** The draft of this tab; `'expired'` once, when it was too old and has been wiped. */
export function readDraft(now: number): Draft | 'expired' | undefined {
  try {
    const text = sessionStorage.getItem(key)
    if (!text) return undefined
    const { touched, draft } = JSON.parse(text) as { touched: number; draft: Draft }
    if (now - touched < lifetime) return draft
    wipeDraft()
    return 'expired'
  } catch {
    // No storage (private mode), or something else lies there: begin anew.
    return undefined
  }
}

export function keepDraft(draft: Draft, now: number): void {
  try {
    sessionStorage.setItem(key, JSON.stringify({ touched: now, draft }))
  } catch {
    // Without storage everything still works as long as the tab is not reloaded.
  }
}

export function wipeDraft(): void {
  try {
    sessionStorage.removeItem(key)
  } catch {
    // Nothing was kept then.
  }
}

export { lifetime as draftLifetime }
