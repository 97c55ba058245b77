// How alike the arms were at first: schools, and pupils in every outcome that was asked before.
import type { StudyDesign } from '#schemas/study-design.ts'
import { type AnalysisTable, columnOf } from './analysis-table.ts'
import { type BaselineRow, baselineRow, groupsOf, isOf, valuesOf } from './groups.ts'
import type { Report } from './report.ts'

export type BaselineInput = {
  about: Pick<Report, 'isBlinded'>
  design: StudyDesign
  table: AnalysisTable
  /** By arm, pupils and classes of each school. */
  schools: readonly { arm: string | null; pupils: number; classes: number }[]
}

export function baselineOf(
  { about, design, table, schools }: BaselineInput,
  names: readonly string[],
): Report['baseline'] {
  const inArms = groupsOf(names)
  const columns = new Map<string, { column: string; measure: 'mean' | 'share'; wave: number }>()
  for (const outcome of design.outcomes)
    if (outcome.baselineWave !== null)
      columns.set(columnOf(outcome), {
        column: columnOf(outcome),
        measure: outcome.measure,
        wave: outcome.baselineWave,
      })
  const pupils = [...columns.values()].map(({ column, measure, wave }) =>
    baselineRow(
      column,
      measure,
      wave,
      inArms.map((arm) => valuesOf(table, column, isOf(wave, arm))),
    ),
  )
  const ofSchools = (['pupils', 'classes'] as const).map((column): BaselineRow => ({
    column,
    measure: 'mean',
    wave: null,
    standardised: null,
    groups: inArms.map((arm) => {
      const numbers = schools.filter((each) => arm === null || each.arm === arm).map((each) => each[column])
      const mean = numbers.length > 0 ? numbers.reduce((sum, value) => sum + value, 0) / numbers.length : null
      return { n: numbers.length, schools: numbers.length, estimate: mean, low: null, high: null, sd: null }
    }),
  }))
  // Exact means of schools would tell whoever knows the draw which letter is which.
  return { schools: about.isBlinded ? [] : ofSchools, pupils }
}
