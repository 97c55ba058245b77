// How alike the arms are: covariates as standard scores, the score of an allocation, and the table of a report.
import { StatisticsProblem } from './statistics/statistics-problem.ts'

/** A school, or whatever is drawn as one. A covariate is a number, or a text for a category. */
export type Unit = {
  id: string
  /** Schools of the same stratum are divided among themselves; only block randomisation looks at it. */
  stratum: string
  covariates: Readonly<Record<string, number | string>>
}

/** One covariate, or one category of it as 0 and 1, over all units. */
type Column = { covariate: string; category?: string; values: number[] }

/** Each covariate as numbers; a category gives one column for each value, in alphabetical order of the characters. */
function columnsOf(units: readonly Unit[]): Column[] {
  return Object.keys(units[0]?.covariates ?? {}).flatMap((covariate) => {
    const values = units.map((unit) => unit.covariates[covariate]!)
    if (values.every((value) => typeof value === 'number')) return [{ covariate, values }]
    const categories = [...new Set(values.map(String))].sort()
    return categories.map((category) => ({
      covariate,
      category,
      values: values.map((value) => (String(value) === category ? 1 : 0)),
    }))
  })
}

export const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length

const deviationOf = (values: readonly number[]): number => {
  const mean = meanOf(values)
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1))
}

/**
 * Standard scores (sample standard deviation), one array a column. Of a category the first value is left out, as in R.
 *
 * @throws StatisticsProblem if a covariate is the same everywhere
 */
export function standardScores(units: readonly Unit[]): Float64Array[] {
  const seen = new Set<string>()
  return columnsOf(units).flatMap(({ covariate, category, values }) => {
    const mean = meanOf(values)
    const deviation = deviationOf(values)
    if (!(deviation > 0))
      throw new StatisticsProblem('zero-variance', `The covariate «${covariate}» is the same everywhere.`)
    const isReference = category !== undefined && !seen.has(covariate)
    seen.add(covariate)
    return isReference ? [] : [Float64Array.from(values, (value) => (value - mean) / deviation)]
  })
}

/** Raab & Butcher's l2: the sum over covariates of the squared sum of the scores of the treated. 0 is perfect. */
export function imbalance(scores: readonly Float64Array[], treated: Uint8Array): number {
  let total = 0
  for (const column of scores) {
    let sum = 0
    for (let unit = 0; unit < treated.length; unit += 1) if (treated[unit] === 1) sum += column[unit]!
    total += sum * sum
  }
  return total
}

export type BalanceRow = {
  covariate: string
  category?: string
  /** In the order of the arms. */
  arms: { n: number; mean: number; sd: number }[]
  /** The widest gap between means of two arms, in standard deviations over all units; 0 where all are alike. */
  standardisedDifference: number
}

/** @param allocation the number of each unit's arm, from 0 */
export function balanceTable(units: readonly Unit[], allocation: Uint8Array, arms: number): BalanceRow[] {
  return columnsOf(units).map(({ values, ...name }) => {
    const groups = Array.from({ length: arms }, (_, arm) =>
      values.filter((_, unit) => allocation[unit] === arm),
    )
    const means = groups.filter((group) => group.length > 0).map(meanOf)
    const deviation = deviationOf(values)
    return {
      ...name,
      arms: groups.map((group) => ({ n: group.length, mean: meanOf(group), sd: deviationOf(group) })),
      standardisedDifference: deviation > 0 ? (Math.max(...means) - Math.min(...means)) / deviation : 0,
    }
  })
}
