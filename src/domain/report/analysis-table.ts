// The one table that a study's report is made of, and that leaves as analysis.csv: a row a response, all waves. Whoever
// has the file has what the report had, so that its R script can repeat every number.
import type { Answers } from '#domain/answers.ts'
import { csvLine } from '#domain/formats/csv.ts'
import { scoreScale } from '#domain/scale.ts'
import { variablesOf } from '#domain/variable.ts'
import type { Instrument } from '#schemas/instrument.ts'
import type { OutcomeDesign, StudyDesign } from '#schemas/study-design.ts'
import type { StudyResponse } from '#domain/study-response.ts'

/** Cells by column; what is missing is `undefined`. */
export type AnalysisTable = { columns: string[]; rows: (number | string | undefined)[][] }

/** The column of an outcome: the name of its variable, with the border where it is a share. */
export const columnOf = ({ variable, measure, from }: OutcomeDesign): string =>
  measure === 'mean' ? variable : `${variable}_from_${String(from ?? 1).replace('.', '_')}`

/** The value of the same pupil at baseline, where waves are joined. */
export const beforeOf = (column: string): string => `${column}_before`

/** The mean of the pupil's school at baseline. */
export const schoolOf = (column: string): string => `${column}_school`

/** A variable's or a scale's number in one response; undefined when it was not answered, or by a missing code. */
export function valueIn(instrument: Instrument, name: string, answers: Answers): number | undefined {
  const scale = instrument.scales?.find(({ id }) => id === name)
  if (scale) return scoreScale(scale, instrument, answers)
  const value = answers[name]
  if (typeof value !== 'number') return undefined
  const variable = variablesOf(instrument).find((each) => each.name === name)
  return !variable || variable.missing.some((code) => code.value === value) ? undefined : value
}

/** What an outcome is in one response: its value, or 0/1 where it is a share. */
export function outcomeIn(
  instrument: Instrument,
  { variable, measure, from }: OutcomeDesign,
  answers: Answers,
): number | undefined {
  const value = valueIn(instrument, variable, answers)
  if (value === undefined || measure === 'mean') return value
  return value >= (from ?? 1) ? 1 : 0
}

export type TableInput = {
  design: StudyDesign
  responses: readonly StudyResponse[]
  /** Each version that was used, by hash. */
  instruments: ReadonlyMap<string, Instrument>
  /** Arm of each school as it may be shown; null: the study has no arms. */
  armOf: ReadonlyMap<string, string> | null
  /** The file's own numbers of schools. */
  schoolNumbers: ReadonlyMap<string, number>
  /** A panel id as it leaves, new in each file. */
  panelIdOf: (panelId: string) => string
}

/** Responses of schools that have no arm stay out where there are arms. */
export function analysisTable(input: TableInput): AnalysisTable {
  const { design, responses, instruments, armOf, schoolNumbers, panelIdOf } = input
  const outcomes = [...new Map(design.outcomes.map((outcome) => [columnOf(outcome), outcome])).entries()]
  const before = new Map<string, OutcomeDesign>()
  for (const [column, outcome] of outcomes) if (outcome.baselineWave !== null) before.set(column, outcome)
  const covariates = [...new Set([...design.covariates, ...design.subgroups])]
  const baselineWave = Math.min(...design.outcomes.map(({ baselineWave: wave }) => wave ?? 1), 1)

  const valueOf = (response: StudyResponse, outcome: OutcomeDesign) => {
    const instrument = instruments.get(response.instrumentHash)
    return instrument && outcomeIn(instrument, outcome, response.answers)
  }
  const bySchool = new Map<string, number>()
  for (const [column, outcome] of before)
    for (const [school, mean] of schoolMeans(responses, outcome, valueOf))
      bySchool.set(`${column} ${school}`, mean)
  const earlier = new Map<string, StudyResponse>()
  for (const response of responses)
    if (response.panelId) earlier.set(`${response.wave} ${response.panelId}`, response)
  const sameIn = (wave: number, response: StudyResponse) =>
    response.panelId && wave < response.wave ? earlier.get(`${wave} ${response.panelId}`) : undefined

  const columns = [
    'wave',
    'school',
    ...(armOf ? ['arm'] : []),
    'cohort',
    'panel',
    ...outcomes.map(([column]) => column),
    ...[...before.keys()].flatMap((column) => [beforeOf(column), schoolOf(column)]),
    ...covariates.map(beforeOf),
  ]
  const rows = responses.flatMap((response) => {
    const arm = armOf?.get(response.schoolId)
    if (armOf && arm === undefined) return []
    const first = sameIn(baselineWave, response)
    const instrument = first && instruments.get(first.instrumentHash)
    return [
      [
        response.wave,
        schoolNumbers.get(response.schoolId),
        ...(armOf ? [arm] : []),
        response.cohort,
        response.panelId && panelIdOf(response.panelId),
        ...outcomes.map(([, outcome]) => valueOf(response, outcome)),
        ...[...before].flatMap(([column, outcome]) => {
          const same = sameIn(outcome.baselineWave!, response)
          return [same && valueOf(same, outcome), bySchool.get(`${column} ${response.schoolId}`)]
        }),
        ...covariates.map((name) => first && instrument && valueIn(instrument, name, first.answers)),
      ],
    ]
  })
  return { columns, rows }
}

function schoolMeans(
  responses: readonly StudyResponse[],
  outcome: OutcomeDesign,
  valueOf: (response: StudyResponse, outcome: OutcomeDesign) => number | undefined,
): Map<string, number> {
  const sums = new Map<string, { sum: number; n: number }>()
  for (const response of responses) {
    if (response.wave !== outcome.baselineWave) continue
    const value = valueOf(response, outcome)
    if (value === undefined) continue
    const each = sums.get(response.schoolId) ?? { sum: 0, n: 0 }
    sums.set(response.schoolId, { sum: each.sum + value, n: each.n + 1 })
  }
  return new Map([...sums].map(([school, { sum, n }]) => [school, sum / n]))
}

/** The rows that `isIn` picks, column by column, as the statistics read them. */
export function columnsOf(
  { columns, rows }: AnalysisTable,
  isIn: (cell: CellOf) => boolean,
): Record<string, (number | string | undefined)[]> {
  const at = new Map(columns.map((column, place) => [column, place]))
  const kept = rows.filter((row) => isIn((column) => row[at.get(column) ?? -1]))
  return Object.fromEntries(columns.map((column, place) => [column, kept.map((row) => row[place])]))
}

/** One row's cell by column. */
export type CellOf = (column: string) => number | string | undefined

export const tableLines = ({ columns, rows }: AnalysisTable): string[] => [columns, ...rows].map(csvLine)
