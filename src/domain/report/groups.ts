// Figures of groups: how an outcome was at a wave in each arm, how alike the arms were at first, how alike the pupils of
// a school are.
import { fewestInCell, fewestResponses } from '#domain/data-quality.ts'
import { iccByAnova, meanOf, proportionOf } from '#domain/statistics/descriptive.ts'
import type { Grouping } from '#domain/statistics/design.ts'
import { StatisticsProblem } from '#domain/statistics/statistics-problem.ts'
import { type AnalysisTable, type CellOf, rowsWhere } from './analysis-table.ts'

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
  /** null for what is known of schools. */
  wave: number | null
  /** In the order of the arms. */
  groups: GroupFigure[]
  /** Largest difference between two arms in standard deviations. */
  standardised: number | null
}

export type IccFigure = { estimate: number; low: number; high: number }

/** Fewest schools of a figure about schools. */
export const fewestSchools = 4

/** Too few to be told of: respondents, or ones or zeros of a share. */
export const isFew = (n: number, ones: number, measure: 'mean' | 'share'): boolean =>
  n < fewestResponses || (measure === 'share' && Math.min(ones, n - ones) < fewestInCell - 1e-9)

/** Everybody, null, where there are no arms. */
export const groupsOf = (names: readonly string[]): (string | null)[] =>
  names.length > 0 ? [...names] : [null]

/** The rows of an arm at a wave; null is everybody. */
export const isOf =
  (wave: number | null, arm: string | null) =>
  (cell: CellOf): boolean =>
    (wave === null || cell('wave') === wave) && (arm === null || cell('arm') === arm)

export type Values = { values: Float64Array; school: Grouping }

/** The numbers of a column in the rows that `isIn` picks, with their schools. */
export function valuesOf(table: AnalysisTable, column: string, isIn: (cell: CellOf) => boolean): Values {
  const [place, schoolPlace] = [table.columns.indexOf(column), table.columns.indexOf('school')]
  const places = new Map<string, number>()
  const values: number[] = []
  const codes: number[] = []
  for (const row of rowsWhere(table, isIn)) {
    const value = row[place]
    if (typeof value !== 'number') continue
    const school = String(row[schoolPlace])
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
  const ones = values.reduce((sum, value) => sum + value, 0)
  if (isFew(values.length, ones, measure) || school.names.length < 2) return nothing
  try {
    const { estimate, low, high } = (measure === 'mean' ? meanOf : proportionOf)(values, school)
    return { ...bare, estimate, low, high, sd: measure === 'mean' ? deviationOf(values) : null }
  } catch (error) {
    if (error instanceof StatisticsProblem) return nothing
    throw error
  }
}

/** @param armOf each school; with it the figure is one within arms */
export function iccFigure(
  { values, school }: Values,
  armOf: ReadonlyMap<string, string> | null = null,
): IccFigure | null {
  const arms = armOf && school.names.map((name) => armOf.get(name)!)
  const freedom = school.names.length - (arms ? new Set(arms).size : 1)
  if (freedom < fewestSchools - 1 || values.length < Math.max(fewestResponses, school.names.length + 1))
    return null
  const icc = iccByAnova(values, school, arms ?? undefined)
  return Object.values(icc).every(Number.isFinite) ? icc : null
}

/** A column in every arm, and how far apart the arms are. */
export function baselineRow(
  column: string,
  measure: 'mean' | 'share',
  wave: number,
  arms: readonly Values[],
): BaselineRow {
  const groups = arms.map((values) => figureOf(values, measure))
  const isShown = groups.every(({ estimate }) => estimate !== null) && groups.length > 1
  return {
    column,
    measure,
    wave,
    groups,
    standardised: isShown ? widest(arms.map(({ values }) => values)) : null,
  }
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
