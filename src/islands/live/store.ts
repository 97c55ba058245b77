// What this screen knows of the class session. The script that follows it writes, the questions in the text read:
// they are islands of their own and meet only in this module.
import type { Counts } from '#domain/class-session.ts'

export type Live = {
  /** This screen has a seat and may answer. */
  isSeated: boolean
  /** Counts that may be shown, by question. */
  counts: Counts
  /** This seat's answers that the server has. */
  answers: Record<string, number>
  /** This seat's answers that are on their way. */
  waiting: Record<string, number>
  /** How many have answered, for the big screen. */
  answered: Record<string, number>
  seats: number
}

let now: Live = { isSeated: false, counts: {}, answers: {}, waiting: {}, answered: {}, seats: 0 }
const listeners = new Set<(live: Live) => void>()

export const live = (): Live => now

export function tell(change: Partial<Live>): void {
  now = { ...now, ...change }
  for (const listener of listeners) listener(now)
}

/** @returns stops listening. */
export function listen(listener: (live: Live) => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}
