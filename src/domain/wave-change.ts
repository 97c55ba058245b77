// What has become of the waves of a plan since it was frozen: each difference is told in the report, whatever its reason.
import type { PlannedWave } from '#schemas/study-design.ts'

type Period = { opensOn: string; closesOn: string }

export type WaveChange =
  | { what: 'dates'; wave: number; planned: Period; actual: Period }
  | { what: 'grades'; wave: number; planned: number[]; actual: number[] }
  | { what: 'questionnaire' | 'gone' | 'added'; wave: number }

/** By wave; dates, grades and questionnaire of one wave in this order. An unfinished questionnaire may be finished. */
export function waveChanges(planned: readonly PlannedWave[], actual: readonly PlannedWave[]): WaveChange[] {
  const numbers = [...new Set([...planned, ...actual].map(({ number }) => number))].sort((a, b) => a - b)
  return numbers.flatMap((wave): WaveChange[] => {
    const [before, now] = [planned, actual].map((waves) => waves.find(({ number }) => number === wave))
    if (!now) return [{ what: 'gone', wave }]
    if (!before) return [{ what: 'added', wave }]
    const isMoved = before.opensOn !== now.opensOn || before.closesOn !== now.closesOn
    const periodOf = ({ opensOn, closesOn }: Period): Period => ({ opensOn, closesOn })
    return [
      ...(isMoved
        ? [{ what: 'dates', wave, planned: periodOf(before), actual: periodOf(now) } as const]
        : []),
      ...(before.grades.join() === now.grades.join()
        ? []
        : [{ what: 'grades', wave, planned: before.grades, actual: now.grades } as const]),
      ...(before.instrument === null || before.instrument === now.instrument
        ? []
        : [{ what: 'questionnaire', wave } as const]),
    ]
  })
}
