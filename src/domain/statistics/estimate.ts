// One line of a result table, the same for every model: estimate, error, t test and 95 % interval.
import { tQuantile, tTwoSided } from './distributions.ts'
import { StatisticsProblem } from './statistics-problem.ts'

export type Estimate = {
  term: string
  estimate: number
  se: number
  /** Degrees of freedom of the t test; Infinity for a normal one. */
  df: number
  statistic: number
  p: number
  low: number
  high: number
}

/** What every model gives back; null where the method has no such number. */
export type Fit = {
  fixed: Estimate[]
  variance: Record<string, number>
  icc: number | null
  logLik: number | null
  n: number
  clusters: number
}

/**
 * @param level coverage of the interval from `low` to `high`
 * @throws StatisticsProblem `undetermined` when the estimate or its error is no finite number above 0, or there are no
 *   degrees of freedom: the data do not say how sure the estimate is
 */
export function estimateOf(term: string, estimate: number, se: number, df: number, level = 0.95): Estimate {
  if (!Number.isFinite(estimate) || !(se > 0 && se < Infinity) || !(df > 0))
    throw new StatisticsProblem(
      'undetermined',
      `The data do not determine how sure the estimate of «${term}» is: too few clusters carry it.`,
    )
  const statistic = estimate / se
  const half = tQuantile((1 + level) / 2, df) * se
  return {
    term,
    estimate,
    se,
    df,
    statistic,
    p: tTwoSided(statistic, df),
    low: estimate - half,
    high: estimate + half,
  }
}
