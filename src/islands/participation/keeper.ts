// The draft of this tab: written down with every touch, gone after so long without one.
import { type Draft, keepDraft, readDraft, wipeDraft, wipeSlip } from './draft.ts'

/** After this many milliseconds a reload asks whether the answers in the tab are one's own. */
const surelyTheSame = 5 * 60 * 1000

/** @param lifetime in milliseconds. */
export function createKeeper(lifetime: number) {
  let draft: Draft | undefined
  let touched = 0

  /** Keeps it with the time since the last touch added, and starts the waiting time anew. */
  function keep(next: Draft | undefined) {
    if (!next) return undefined
    const now = Date.now()
    const passed = touched > 0 ? Math.round((now - touched) / 1000) : 0
    draft = next.stage === 'answering' ? { ...next, seconds: next.seconds + passed } : next
    touched = now
    keepDraft(draft, now)
    return draft
  }

  return {
    draft: () => draft,
    keep,
    touch: () => keep(draft),

    /** Takes up what an earlier page of this tab kept. `old`: somebody else may sit here by now. */
    takeUp(now: number): 'fresh' | 'old' | 'expired' | undefined {
      const kept = readDraft(now, lifetime)
      if (!kept || kept === 'expired') return kept
      draft = kept.value
      touched = kept.touched
      return now - touched > surelyTheSame ? 'old' : 'fresh'
    },

    /** Also when the device has slept through it. */
    isStale: () => draft !== undefined && Date.now() - touched >= lifetime,

    forget() {
      wipeDraft()
      wipeSlip()
      draft = undefined
    },
  }
}
