// Figures of groups: how an outcome was at a wave in each arm, how alike the arms were at first, how alike the pupils of
// a school are.
import { fewestInCell, fewestResponses } from '#domain/data-quality.ts'
import { iccByAnova, meanOf, proportionOf } from '#domain/statistics/descriptive.ts'
import type { Grouping } from '#domain/statistics/design.ts'
import { StatisticsProblem } from '#domain/statistics/statistics-problem.ts'
import type { AnalysisTable, CellOf } from './analysis-table.ts'

/** Mean or share in one group with its interval; `null` figures: too few respondents, or a share of 0 or 100 %. */
export type GroupFigure = {
  n: number
  schools: number
  estimate: number | null
  low: number | null
  high: number | null
  sd: number | null
}

export type BaselineRow = {
  /** A column of the analysis table, or `pupils` and `classes` of schools. */
  column: string
  measure: 'mean' | 'share'
  /** In the order of the arms. */
  groups: GroupFigure[]
  /** Largest difference between two arms in standard deviations. */
  standardised: number | null
}

export type IccFigure = { estimate: number; low: number; high: number }

/** Fewest schools of a figure about schools. */
export const fewestSchools = 4

export type Values = { values: Float64Array; school: Grouping }

/** The numbers of a column in the rows that `isIn` picks, with their schools. */
export function valuesOf(table: AnalysisTable, column: string, isIn: (cell: CellOf) => boolean): Values {
  const at = new Map(table.columns.map((each, place) => [each, place]))
  const places = new Map<string, number>()
  const values: number[] = []
  const codes: number[] = []
  for (const row of table.rows) {
    const value = row[at.get(column) ?? -1]
    if (typeof value !== 'number' || !isIn((each) => row[at.get(each) ?? -1])) continue
    const school = String(row[at.get('school')!])
    if (!places.has(school)) places.set(school, places.size)
    values.push(value)
    codes.push(places.get(school)!)
  }
  return {
    values: Float64Array.from(values),
    school: { names: [...places.keys()], codes: Int32Array.from(codes) },
  }
}

/** @returns no figures below ten respondents, in one school, or where everybody or nobody is a one */
export function figureOf({ values, school }: Values, measure: 'mean' | 'share'): GroupFigure {
  const bare = { n: values.length, schools: school.names.length }
  const nothing = { ...bare, estimate: null, low: null, high: null, sd: null }
  if (values.length < fewestResponses || school.names.length < 2) return nothing
  const ones = values.reduce((sum, value) => sum + value, 0)
  if (measure === 'share' && Math.min(ones, values.length - ones) < fewestInCell) return nothing
  try {
    const { estimate, low, high } = (measure === 'mean' ? meanOf : proportionOf)(values, school)
    return { ...bare, estimate, low, high, sd: measure === 'mean' ? deviationOf(values) : null }
  } catch (error) {
    if (error instanceof StatisticsProblem) return nothing
    throw error
  }
}

export function iccFigure({ values, school }: Values): IccFigure | null {
  if (
    school.names.length < fewestSchools ||
    values.length < Math.max(fewestResponses, school.names.length + 1)
  )
    return null
  const icc = iccByAnova(values, school)
  return Object.values(icc).every(Number.isFinite) ? icc : null
}

/** A column in every arm, and how far apart the arms are. */
export function baselineRow(
  column: string,
  measure: 'mean' | 'share',
  arms: readonly Values[],
  figure: (values: Values) => GroupFigure = (values) => figureOf(values, measure),
): BaselineRow {
  const groups = arms.map(figure)
  const isShown = groups.every(({ estimate }) => estimate !== null) && groups.length > 1
  return { column, measure, groups, standardised: isShown ? widest(arms.map(({ values }) => values)) : null }
}

/** The largest difference of two groups' means in units of their pooled standard deviation; null without any spread. */
function widest(groups: readonly Float64Array[]): number | null {
  const variance = groups.reduce((sum, values) => sum + deviationOf(values) ** 2, 0) / groups.length
  const means = groups.map(mean)
  return variance > 0 ? (Math.max(...means) - Math.min(...means)) / Math.sqrt(variance) : null
}

const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length

export function deviationOf(values: Float64Array): number {
  const centre = mean(values)
  return Math.sqrt(values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (values.length - 1))
}
