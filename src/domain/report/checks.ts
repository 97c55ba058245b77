// The primary result looked at in other ways. If they disagree, the reader should know; none of them replaces it.
import { attritionWeights, weighted } from '#domain/statistics/attrition.ts'
import type { Design } from '#domain/statistics/design.ts'
import { leastSquares } from '#domain/statistics/least-squares.ts'
import { StatisticsProblem } from '#domain/statistics/statistics-problem.ts'
import type { OutcomeDesign, StudyDesign } from '#schemas/study-design.ts'
import { type AnalysisTable, type CellOf, columnOf, columnsOf } from './analysis-table.ts'
import { adjustment, type ArmComparison, compareArms } from './comparison.ts'
import { type DrawTest, permutationCheck } from './draw-test.ts'
import { valuesOf } from './groups.ts'
import type { Check } from './report.ts'

export type ChecksInput = {
  table: AnalysisTable
  outcome: OutcomeDesign
  design: StudyDesign
  names: readonly string[]
  control: string
  isJoined: boolean
  drawTest: DrawTest | null
  /** What is checked. */
  main: readonly ArmComparison[]
}

export function checksOf(input: ChecksInput): Check[] {
  const { table, outcome, design, names, control, isJoined, main, drawTest } = input
  const adjusted = adjustment(outcome, design, isJoined)
  const compare = (by: ReturnType<typeof adjustment>) =>
    compareArms({ table, outcome, adjusted: by }, names, control)
  return [
    { name: 'unadjusted', each: compare({ baseline: undefined, covariates: [] }) },
    ...(isJoined && outcome.baselineWave !== null
      ? [{ name: 'school-means' as const, each: compare(adjustment(outcome, design, false)) }]
      : []),
    ...(design.missing === 'weights' && isJoined ? weightedChecks(input) : []),
    permutationCheck({ table, outcome, adjusted }, main, drawTest),
  ]
}

/**
 * Those found again speak for those who were lost: weights from a logistic regression of being found again on the value
 * before and the arm, then least squares with CR2 errors.
 */
function weightedChecks({ table, outcome, names, control, main }: ChecksInput): Check[] {
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
    .map((arm): Check => {
      const pair = { name: 'weighted' as const, arm, control }
      const analysis = main.find((each) => each.arm === arm)?.analysis
      // What is hidden there is not shown here.
      if (analysis?.kind !== 'result') return { ...pair, problem: analysis?.code ?? 'too-few-rows' }
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
        return { ...pair, effect, effective }
      } catch (error) {
        if (!(error instanceof StatisticsProblem)) throw error
        return { ...pair, problem: error.code }
      }
    })
}
