// Schools that chose for themselves, wave by wave: were the arms on the same path before the lessons? The difference
// between them at each wave against that at the last wave before. The surprise: what it shows is in the waves before,
// where there should be none; none there makes the comparison believable and proves nothing.
import { primaryOf } from '#domain/study-design.ts'
import { eventTime } from '#domain/statistics/difference-in-differences.ts'
import { StatisticsProblem } from '#domain/statistics/statistics-problem.ts'
import type { StudyDesign } from '#schemas/study-design.ts'
import { type AnalysisTable, type CellOf, columnOf, columnsOf } from './analysis-table.ts'
import { fewestSchools, figureOf, valuesOf } from './groups.ts'
import type { EventTime, Report, ReportArm } from './report.ts'

export type EventTimeInput = {
  design: StudyDesign
  table: AnalysisTable
  arms: readonly ReportArm[]
  wavesOf: ReadonlyMap<string, readonly number[]>
  about: Pick<Report, 'isDrawn' | 'template'>
}

/** Fewest waves from which a path can be seen. */
const fewestWaves = 3

/** One for each arm but control; none where arms were drawn, or with fewer than three waves of the primary outcome. */
export function eventTimesOf({ design, table, arms, wavesOf, about }: EventTimeInput): EventTime[] {
  const outcome = primaryOf(design)
  const control = arms.find(({ isControl }) => isControl)?.name
  const reference = outcome?.baselineWave ?? null
  if (!outcome || control === undefined || reference === null) return []
  if (about.isDrawn || about.template !== 'trial') return []
  const column = columnOf(outcome)
  const waves = [...(wavesOf.get(column) ?? [])].sort((a, b) => a - b)
  if (waves.length < fewestWaves || !waves.includes(reference) || waves.at(-1)! <= reference) return []
  return arms
    .filter(({ isControl }) => !isControl)
    .map(({ name: arm }): EventTime => {
      const pair = { arm, control, reference }
      const isShown = (wave: number) =>
        [arm, control].every((each) => {
          const isOf = (cell: CellOf) => cell('wave') === wave && cell('arm') === each
          return figureOf(valuesOf(table, column, isOf), outcome.measure).estimate !== null
        })
      const shown = waves.filter(isShown)
      const isUsed = (cell: CellOf) =>
        shown.some((wave) => wave === cell('wave')) &&
        (cell('arm') === arm || cell('arm') === control) &&
        typeof cell(column) === 'number'
      const { values, school } = valuesOf(table, column, isUsed)
      const hasBoth = shown.includes(reference) && (shown.at(-1) ?? reference) > reference
      if (!hasBoth || school.names.length < fewestSchools)
        return { ...pair, kind: 'problem', code: 'too-few-rows' }
      const marks = columnsOf(table, isUsed)
      const panel = {
        ...{ outcome: values, school, wave: Int32Array.from(marks['wave'] as number[]) },
        treated: Float64Array.from(marks['arm']!, (each) => (each === arm ? 1 : 0)),
      }
      try {
        const effects = new Map(eventTime(panel, reference + 1).map(({ term, ...effect }) => [term, effect]))
        const points = waves
          .filter((wave) => wave !== reference)
          .map((wave) => ({ wave, effect: effects.get(`wave ${wave}`) ?? null }))
        return { ...pair, kind: 'result', points }
      } catch (error) {
        if (!(error instanceof StatisticsProblem)) throw error
        return { ...pair, kind: 'problem', code: error.code }
      }
    })
}
