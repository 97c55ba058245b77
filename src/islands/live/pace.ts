// Which step the class is at, since when, and which ones it has been through: for the clock and for the form after the
// lesson. Kept in the teacher's tab, so that a reload does not set the clock back.

export type Pace = {
  step: string
  since: number
  done: string[]
  /** When the first step was opened; 0 before. */
  began: number
  /** The most seats that were taken. */
  pupils: number
}

const keyOf = (session: string) => `forspring.pace.${session}`

export function readPace(session: string): Pace {
  try {
    const kept = JSON.parse(sessionStorage.getItem(keyOf(session)) ?? 'null') as Pace | null
    if (kept) return kept
  } catch {
    // Nothing was kept.
  }
  return { step: '', since: Date.now(), done: [], began: 0, pupils: 0 }
}

export function writePace(session: string, pace: Pace): void {
  try {
    sessionStorage.setItem(keyOf(session), JSON.stringify(pace))
  } catch {
    // The clock starts again after a reload, and that is all.
  }
}
