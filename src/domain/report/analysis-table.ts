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

/** How the number of a measure is read from answers, worked out once for each exact wording. */
type Read = (answers: Answers) => number | undefined
const reads = new WeakMap<Instrument, Map<string, Read>>()

function readOf(instrument: Instrument, name: string): Read {
  const scale = instrument.scales?.find(({ id }) => id === name)
  if (scale) return (answers) => scoreScale(scale, instrument, answers)
  const variable = variablesOf(instrument).find((each) => each.name === name)
  if (!variable) return () => undefined
  const missing = new Set(variable.missing.map(({ value }) => value))
  return ({ [name]: value }) => (typeof value !== 'number' || missing.has(value) ? undefined : value)
}

/** A variable's or a scale's number in one response; undefined when it was not answered, or by a missing code. */
export function valueIn(instrument: Instrument, name: string, answers: Answers): number | undefined {
  let known = reads.get(instrument)
  if (!known) reads.set(instrument, (known = new Map<string, Read>()))
  let read = known.get(name)
  if (!read) known.set(name, (read = readOf(instrument, name)))
  return read(answers)
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
  const byPanel = new Map<number, Map<string, StudyResponse>>()
  for (const response of responses) {
    let wave = byPanel.get(response.wave)
    if (!wave) byPanel.set(response.wave, (wave = new Map<string, StudyResponse>()))
    if (response.panelId) wave.set(response.panelId, response)
  }
  const sameIn = (wave: number, { panelId, wave: own }: StudyResponse) =>
    panelId && wave < own ? byPanel.get(wave)?.get(panelId) : undefined

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
  const keys = table.rows.map(keyOf)
  const alike = new Map<string, number>()
  for (const key of keys) alike.set(key, (alike.get(key) ?? 0) + 1)
  const rows = table.rows.map((row, at) => {
    if (alike.get(keys[at]!)! >= fewestAlike) return row
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

/** The rows that `isIn` picks. It may look at its cell during the call only: one function reads every row in turn. */
export function rowsWhere(
  { columns, rows }: AnalysisTable,
  isIn: (cell: CellOf) => boolean,
): AnalysisTable['rows'] {
  const at = new Map(columns.map((column, place) => [column, place]))
  let row: AnalysisTable['rows'][number] = []
  const cell: CellOf = (column) => row[at.get(column) ?? -1]
  return rows.filter((each) => {
    row = each
    return isIn(cell)
  })
}

/** The same column by column, as the statistics read them. */
export function columnsOf(
  table: AnalysisTable,
  isIn: (cell: CellOf) => boolean,
): Record<string, (number | string | undefined)[]> {
  const kept = rowsWhere(table, isIn)
  return Object.fromEntries(table.columns.map((column, place) => [column, kept.map((row) => row[place])]))
}

/** One row's cell by column. */
export type CellOf = (column: string) => number | string | undefined

export const tableLines = ({ columns, rows }: AnalysisTable): string[] => [columns, ...rows].map(csvLine)
