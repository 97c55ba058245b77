// The primary result looked at in other ways. If they disagree, the reader should know; none of them replaces it.
import type { PermutationTest } from '#domain/randomisation.ts'
import { attritionWeights, weighted } from '#domain/statistics/attrition.ts'
import type { Design } from '#domain/statistics/design.ts'
import { leastSquares } from '#domain/statistics/least-squares.ts'
import { StatisticsProblem } from '#domain/statistics/statistics-problem.ts'
import type { OutcomeDesign, StudyDesign } from '#schemas/study-design.ts'
import {
  type AnalysisTable,
  beforeOf,
  type CellOf,
  columnBefore,
  columnOf,
  columnsOf,
  schoolOf,
} from './analysis-table.ts'
import { adjustment, compareArms } from './comparison.ts'
import { valuesOf } from './groups.ts'
import type { Check } from './report.ts'

/** Tests a number a school against the draws that could have been; undefined for a school without a number. */
export type DrawTest = (outcomes: ReadonlyMap<string, number>) => PermutationTest | undefined

export type ChecksInput = {
  table: AnalysisTable
  outcome: OutcomeDesign
  design: StudyDesign
  names: readonly string[]
  control: string
  isJoined: boolean
  drawTest: DrawTest | null
}

export function checksOf(input: ChecksInput): Check[] {
  const { table, outcome, design, names, control, isJoined } = input
  const compare = (adjusted: ReturnType<typeof adjustment>) =>
    compareArms(table, outcome, adjusted, names, control)
  return [
    { name: 'unadjusted', each: compare({ baseline: undefined, covariates: [] }) },
    ...(isJoined && outcome.baselineWave !== null
      ? [{ name: 'school-means' as const, each: compare(adjustment(outcome, design, false)) }]
      : []),
    ...(design.missing === 'weights' && isJoined ? weightedChecks(input) : []),
    ...permutationCheck(input),
  ]
}

/**
 * Those found again speak for those who were lost: weights from a logistic regression of being found again on the value
 * before and the arm, then least squares with CR2 errors.
 */
function weightedChecks({ table, outcome, names, control }: ChecksInput): Check[] {
  const { wave, baselineWave } = outcome
  if (baselineWave === null) return []
  const column = columnOf(outcome)
  const later = new Map<unknown, number>()
  const at = (name: string) => table.columns.indexOf(name)
  for (const row of table.rows)
    if (row[at('wave')] === wave && row[at('panel')] !== undefined) {
      const value = row[at(column)]
      if (typeof value === 'number') later.set(row[at('panel')], value)
    }
  return names
    .filter((arm) => arm !== control)
    .flatMap((arm): Check[] => {
      const isIn = (cell: CellOf) =>
        cell('wave') === baselineWave &&
        (cell('arm') === arm || cell('arm') === control) &&
        typeof cell(column) === 'number'
      const { values: before, school } = valuesOf(table, column, isIn)
      const marks = columnsOf(table, isIn)
      const inArm = Float64Array.from(marks['arm']!, (each) => (each === arm ? 1 : 0))
      const ones = new Float64Array(before.length).fill(1)
      const stayed = Float64Array.from(marks['panel']!, (panel) => (later.has(panel) ? 1 : 0))
      const everybody: Design = {
        terms: ['(Intercept)', 'before', 'arm', 'before:arm'],
        columns: [ones, before, inArm, before.map((value, row) => value * inArm[row]!)],
        outcome: stayed,
        intercept: true,
        cluster: school,
        subcluster: undefined,
        n: before.length,
        dropped: 0,
      }
      try {
        const { weights, effective } = attritionWeights(everybody)
        const followUp = Float64Array.from(marks['panel']!, (panel) => later.get(panel) ?? 0)
        const fit = leastSquares(
          weighted(
            {
              ...everybody,
              terms: ['(Intercept)', 'before', 'arm'],
              columns: everybody.columns.slice(0, 3),
              outcome: followUp,
            },
            weights,
          ),
        )
        const { term: _, ...effect } = fit.fixed.at(-1)!
        return [{ name: 'weighted', arm, control, effect, effective }]
      } catch (error) {
        if (error instanceof StatisticsProblem) return []
        throw error
      }
    })
}

/** On each school's mean change, or its mean where nothing was asked before. */
function permutationCheck({ table, outcome, design, drawTest }: ChecksInput): Check[] {
  if (!drawTest) return []
  const column = columnOf(outcome)
  const sums = new Map<string, { sum: number; n: number }>()
  const before = columnBefore(outcome, design)
  const own = outcome.baselineWave === null ? undefined : beforeOf(before)
  const place = (name: string) => table.columns.indexOf(name)
  for (const row of table.rows) {
    const value = row[place(column)]
    if (row[place('wave')] !== outcome.wave || typeof value !== 'number') continue
    const was = own === undefined ? 0 : (row[place(own)] ?? row[place(schoolOf(before))])
    if (typeof was !== 'number') continue
    const school = String(row[place('school')])
    const each = sums.get(school) ?? { sum: 0, n: 0 }
    sums.set(school, { sum: each.sum + value - was, n: each.n + 1 })
  }
  const test = drawTest(new Map([...sums].map(([school, { sum, n }]) => [school, sum / n])))
  // Not the difference: its sign goes by the order of the arms, which nobody is to know before unblinding.
  return test ? [{ name: 'permutation', p: test.p, allocations: test.allocations }] : []
}
