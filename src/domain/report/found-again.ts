// Who of those that answered first was found again at the last outcome wave, by arm.
import type { OutcomeDesign, StudyDesign } from '#schemas/study-design.ts'
import type { AnalysisTable } from './analysis-table.ts'
import { groupsOf } from './groups.ts'
import type { Report } from './report.ts'

/** The first baseline wave and the last wave of the outcomes. */
export function attritionWaves(outcomes: readonly Pick<OutcomeDesign, 'wave' | 'baselineWave'>[]): {
  first: number
  last: number
} {
  const last = Math.max(...outcomes.map(({ wave }) => wave), 1)
  return { first: Math.min(...outcomes.map(({ baselineWave }) => baselineWave ?? last), last), last }
}

export function attritionOf(
  { design, table, isJoined }: { design: StudyDesign; table: AnalysisTable; isJoined: boolean },
  names: readonly string[],
): Report['attrition'] {
  const { first, last } = attritionWaves(design.outcomes)
  const at = (column: string) => table.columns.indexOf(column)
  const [wave, arm, panel] = [at('wave'), at('arm'), at('panel')]
  const again = new Set(table.rows.filter((row) => row[wave] === last).map((row) => row[panel]))
  again.delete(undefined)
  return groupsOf(names).map((name) => {
    const before = table.rows.filter((row) => row[wave] === first && (name === null || row[arm] === name))
    return {
      arm: name,
      baseline: before.length,
      again: isJoined && first !== last ? before.filter((row) => again.has(row[panel])).length : null,
    }
  })
}
