// The figures of a page on power: where a number of schools stands, what would be enough, and the curve between.
import { type Effect, powerCurve, powerOf, schoolsPerArm, smallestEffect, type TrialPlan } from './power.ts'
import { StatisticsProblem } from './statistics/statistics-problem.ts'

export type PowerFigures = {
  /** Undefined with too few schools to work with. */
  power: number | undefined
  /** Schools in both arms for the power that is wanted. */
  needed: number
  smallest: Effect | undefined
  /** Every second number of schools, so that the arms are equal. */
  curve: { schools: number; power: number }[]
  /** A few points of the curve. */
  table: { schools: number; power: number }[]
}

/** A curve begins here: fewer can hardly be compared. */
const fewest = 6
/** A page shows no more; what is needed is said all the same. */
const most = 200

/**
 * @param schools in both arms together
 * @returns undefined when a number is out of range or there is no effect to find
 */
export function powerFigures(plan: TrialPlan, schools: number, wanted: number): PowerFigures | undefined {
  try {
    const needed = 2 * Math.ceil(schoolsPerArm(plan, wanted))
    const far = Math.min(most, Math.max(40, Math.ceil(needed * 1.25), schools * 1.25))
    const last = Math.ceil(far / 10) * 10
    const counts = Array.from({ length: (last - fewest) / 2 + 1 }, (_, index) => fewest + 2 * index)
    const curve = powerCurve(plan, counts)
    const rows = new Set([10, 20, 30, 40, 60, 80, 100, 150, 200, needed, last])
    const canCount = schools >= fewest
    return {
      power: canCount ? powerOf(plan, schools) : undefined,
      needed,
      smallest: canCount ? smallestEffect(plan, schools, wanted) : undefined,
      curve,
      table: curve.filter((point) => rows.has(point.schools)),
    }
  } catch (error) {
    if (error instanceof StatisticsProblem) return undefined
    throw error
  }
}
