// The draft of this tab: written down with every touch, gone after so long without one.
import { type Draft, keepDraft, lifetimeOf, readDraft, wipeDraft, wipeSlip } from './draft.ts'

/** After this many milliseconds a reload asks whether the answers in the tab are one's own. */
const surelyTheSame = 5 * 60 * 1000

/** What tells one draft from another: the random message that its token is or will be the signature of. */
const nameOf = (draft: Draft) => (draft.stage === 'entering' ? draft.blinding.message : draft.token.message)

/** @param shared several people use this device after each other; so it is, too, once such a draft has lain here. */
export function createKeeper(shared: boolean) {
  let isShared = shared
  let draft: Draft | undefined
  let touched = 0

  /** Keeps it with the time since the last touch added, and starts the waiting time anew. */
  function keep(next: Draft | undefined) {
    if (!next) return undefined
    const now = Date.now()
    const passed = touched > 0 ? Math.round((now - touched) / 1000) : 0
    draft = next.stage === 'answering' ? { ...next, seconds: next.seconds + passed } : next
    if (isShared) draft.shared = true
    touched = now
    keepDraft(draft, now)
    return draft
  }

  /** Takes up what an earlier page of this tab kept. `old`: somebody else may sit here by now. */
  function takeUp(now: number): 'fresh' | 'old' | 'expired' | undefined {
    const kept = readDraft(now, isShared)
    draft = undefined
    if (!kept || kept === 'expired') return kept
    draft = kept.value
    touched = kept.touched
    isShared ||= draft.shared === true
    return isShared || now - touched > surelyTheSame ? 'old' : 'fresh'
  }

  return {
    isShared: () => isShared,
    draft: () => draft,
    keep,
    touch: () => keep(draft),
    takeUp,

    /**
     * The same for a page that comes back out of the browser's memory with what it showed then.
     * @returns `same` when that can stand: as far as can be told, nobody else has answered in this tab meanwhile.
     *   `other` when the draft that lies here now may be somebody else's, `gone` when none does any more.
     */
    comeBack(now: number): 'same' | 'other' | 'gone' {
      const before = draft
      const kept = takeUp(now)
      if (draft) return before && kept === 'fresh' && nameOf(before) === nameOf(draft) ? 'same' : 'other'
      draft = before
      return before ? 'gone' : 'same'
    },

    /** Also when the device has slept through it. */
    isStale: () => draft !== undefined && Date.now() - touched >= lifetimeOf(isShared),

    forget() {
      wipeDraft()
      wipeSlip()
      draft = undefined
    },
  }
}
