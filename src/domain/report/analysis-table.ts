// The one table that a study's report is made of, and that leaves as analysis.csv: a row a response, all waves. Whoever
// has the file has what the report had, so that its R script can repeat every number.
import type { Answers } from '#domain/answers.ts'
import { csvLine } from '#domain/formats/csv.ts'
import { scoreScale } from '#domain/scale.ts'
import { baselineWaveOf } from '#domain/study-design.ts'
import { variablesOf } from '#domain/variable.ts'
import type { Instrument } from '#schemas/instrument.ts'
import type { OutcomeDesign, StudyDesign } from '#schemas/study-design.ts'
import type { StudyResponse } from '#domain/study-response.ts'

/** Cells by column; what is missing is `undefined`. `coded` columns hold codes of answers: categories, no quantities. */
export type AnalysisTable = {
  columns: string[]
  rows: (number | string | undefined)[][]
  coded: string[]
}

/** The code of a covariate that would tell a pupil apart in the file. */
export const hiddenCode = -1

/** Pupils of one round with the same covariates; fewer are not told apart (k-anonymity, design §9). */
const fewestAlike = 5

/** The column of an outcome: the name of its variable, with the border where it is a share. */
export const columnOf = ({ variable, measure, from }: OutcomeDesign): string =>
  measure === 'mean' ? variable : `${variable}_from_${String(from ?? 1).replace('.', '_')}`

/** The value of the same pupil at baseline, where waves are joined. */
export const beforeOf = (column: string): string => `${column}_before`

/** The mean of the pupil's school at baseline. */
export const schoolOf = (column: string): string => `${column}_school`

/** Outcomes with a column for the value before: by its name, which has the wave where it is not the study's baseline. */
export function columnBefore(outcome: OutcomeDesign, design: Pick<StudyDesign, 'outcomes'>): string {
  const column = columnOf(outcome)
  const wave = outcome.baselineWave
  return wave === null || wave === baselineWaveOf(design) ? column : `${column}_wave${wave}`
}

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
  for (const outcome of design.outcomes)
    if (outcome.baselineWave !== null) before.set(columnBefore(outcome, design), outcome)
  const covariates = [...new Set([...design.covariates, ...design.subgroups])]
  const baselineWave = baselineWaveOf(design) ?? 1

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
  const coded = covariates.filter((name) => [...instruments.values()].some((each) => isCoded(each, name)))
  const table = { columns, rows, coded: coded.map(beforeOf) }
  return hideRare(table, covariates.map(beforeOf))
}

/** Is it an answer among options, and no scale or measured number? */
const isCoded = (instrument: Instrument, name: string): boolean =>
  variablesOf(instrument).some((variable) => variable.name === name && variable.values.length > 0)

/** Covariates that fewer than five pupils of a round share become `hiddenCode`, or empty where they are quantities. */
function hideRare(table: AnalysisTable, covariates: readonly string[]): AnalysisTable {
  const at = (name: string) => table.columns.indexOf(name)
  const places = covariates.map(at)
  const stratum = ['wave', 'school', 'cohort'].map(at)
  const keyOf = (row: AnalysisTable['rows'][number]) =>
    [...stratum, ...places].map((place) => String(row[place])).join(' ')
  const alike = Map.groupBy(table.rows, keyOf)
  const rows = table.rows.map((row) => {
    if (alike.get(keyOf(row))!.length >= fewestAlike) return row
    return row.map((cell, place) => {
      if (cell === undefined || !places.includes(place)) return cell
      return table.coded.includes(table.columns[place]!) ? hiddenCode : undefined
    })
  })
  return { ...table, rows }
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
