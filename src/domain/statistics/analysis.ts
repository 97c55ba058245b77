// The primary comparison of a trial of two arms of schools: which method answers, and its numbers, as plain JSON.
// Everything a report may print comes from here, so that no page chooses a method of its own.
import { fewSchools } from '../power.ts'
import { type AnalysisInput, designFrom } from './analysis-columns.ts'
import { clusterSummary } from './cluster-summary.ts'
import { iccByModel, type Interval } from './descriptive.ts'
import { clusterLevel, type Design } from './design.ts'
import type { Estimate, Fit } from './estimate.ts'
import type { Family } from './gee.ts'
import { mixedModel } from './mixed-model.ts'
import { StatisticsProblem, type StatisticsProblemCode } from './statistics-problem.ts'

/** School means: each school counts once (residual method). Mixed model: REML, Satterthwaite degrees of freedom. */
export type AnalysisMethod = 'school-means' | 'mixed-model'

/** Why that method: fewer than 20 schools, enough of them, or enough that do not differ (the mixed model is singular). */
export type AnalysisReason = 'few-schools' | 'enough-schools' | 'singular-fit'

/** Over the pupils of an arm, not adjusted. For `binomial` the mean is the share of ones. */
export type ArmSummary = { name: string; clusters: number; n: number; mean: number; sd: number }

/** Who is in the comparison: control first. Empty where the rows could not be read so far. */
export type Described = {
  family: Family
  n: number
  /** Rows left out because a used cell was missing. */
  dropped: number
  clusters: number
  arms: ArmSummary[]
}

export type Analysed = Described & {
  kind: 'result'
  method: AnalysisMethod
  reason: AnalysisReason
  /** The other arm less control, adjusted: in the outcome's unit, or a difference of shares (0.05 is 5 points). */
  effect: Omit<Estimate, 'term'>
  /** Given the terms, with a 95 % profile likelihood interval; null where it cannot be told (one row a school). */
  icc: Interval | null
  /** The effect in standard deviations within arms, taken as known; null for `binomial`. */
  standardised: {
    by: 'baseline-sd' | 'outcome-sd'
    sd: number
    estimate: number
    low: number
    high: number
  } | null
}

export type NotAnalysed = Described & { kind: 'problem'; code: StatisticsProblemCode; message: string }

export type Analysis = Analysed | NotAnalysed

/**
 * The primary comparison of two arms of whole schools, chosen before anybody sees the outcome:
 * - below 20 schools with data, school means: residuals of the outcome on what is known of pupils (arm left out),
 *   averaged by school, then least squares on school-level terms, t with schools − terms degrees of freedom. Schools
 *   count the same. For a binary outcome the first stage is a linear probability model.
 * - from 20, a linear mixed model with a random intercept of school, for a binary outcome too (a linear probability
 *   model: the effect is a difference of shares, and holds its level in `bench/coverage.ts`; no logit, no GLMM).
 * - from 20, but with a school variance estimated at zero: school means after all.
 *
 * The standard deviation of `standardised` is pooled within arms over pupils: of the pupil's own baseline where that is
 * given, so that the lesson cannot have changed it, else of the outcome.
 * @returns a result, or a named problem where the data do not carry one: never both, and nothing is thrown for data.
 *   JSON as it stands: no Infinity and no NaN in it
 * @see Hayes & Moulton, Cluster Randomised Trials; Leyrat et al. 2018; content/guides/methods
 */
export function analyse(input: AnalysisInput): Analysis {
  const { family } = input
  let described: Described = { family, n: 0, dropped: 0, clusters: 0, arms: [] }
  try {
    const { design, arm, names } = designFrom(input)
    described = describe(design, arm, names, family)
    refuseArms(design, arm, described)
    const { fit, method, reason } = primary(design)
    const { term: _, ...effect } = fit.fixed.at(-1)!
    const standardised = family === 'binomial' ? null : inDeviations(effect, input, design, arm)
    return { kind: 'result', ...described, method, reason, effect, icc: iccOf(design), standardised }
  } catch (error) {
    if (!(error instanceof StatisticsProblem)) throw error
    return { kind: 'problem', ...described, code: error.code, message: error.message }
  }
}

function primary(design: Design): { fit: Fit; method: AnalysisMethod; reason: AnalysisReason } {
  const means = (reason: AnalysisReason) => ({
    fit: clusterSummary(design),
    method: 'school-means' as const,
    reason,
  })
  if (design.cluster.names.length < fewSchools) return means('few-schools')
  try {
    return { fit: mixedModel(design), method: 'mixed-model', reason: 'enough-schools' }
  } catch (error) {
    if (error instanceof StatisticsProblem && error.code === 'singular-fit') return means('singular-fit')
    throw error
  }
}

/** The comparison stands without it. */
function iccOf(design: Design): Interval | null {
  try {
    return iccByModel(design)
  } catch (error) {
    if (error instanceof StatisticsProblem) return null
    throw error
  }
}

function describe(
  { outcome, cluster, n, dropped }: Design,
  arm: Float64Array,
  names: string[],
  family: Family,
) {
  const arms = names.map((name, which): ArmSummary => {
    const inArm = (_: unknown, row: number) => arm[row] === which
    const { mean, squares } = momentsOf(outcome.filter(inArm))
    const size = outcome.filter(inArm).length
    const clusters = new Set(cluster.codes.filter(inArm)).size
    return { name, clusters, n: size, mean, sd: Math.sqrt(squares / Math.max(1, size - 1)) }
  })
  return { family, n, dropped, clusters: cluster.names.length, arms }
}

function momentsOf(values: Float64Array): { mean: number; squares: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  return { mean, squares: values.reduce((sum, value) => sum + (value - mean) ** 2, 0) }
}

function refuseArms({ outcome, cluster }: Design, arm: Float64Array, { family, arms }: Described): void {
  if (!clusterLevel(arm, cluster))
    throw new StatisticsProblem(
      'not-nested',
      'A cluster has rows in both arms: clusters are compared as wholes.',
    )
  if (family === 'gaussian') return
  if (outcome.some((value) => value !== 0 && value !== 1))
    throw new StatisticsProblem('not-binary', 'A binomial outcome must be 0 or 1 in every row.')
  const sure = arms.find(({ mean }) => mean === 0 || mean === 1)
  if (sure)
    throw new StatisticsProblem(
      'separation',
      `Everybody in «${sure.name}» has the outcome ${sure.mean}: how sure the difference is cannot be told.`,
    )
}

/** Pooled within arms. A baseline that is the school's mean says how schools vary, not pupils, and is not used. */
function inDeviations(
  effect: Omit<Estimate, 'term'>,
  input: AnalysisInput,
  design: Design,
  arm: Float64Array,
) {
  const baseline = input.baseline === undefined ? undefined : design.columns[1]!
  const isOwn = baseline !== undefined && !clusterLevel(baseline, design.cluster)
  const values = isOwn ? baseline : design.outcome
  const squares = [0, 1].map((which) => momentsOf(values.filter((_, row) => arm[row] === which)).squares)
  const sd = Math.sqrt((squares[0]! + squares[1]!) / (design.n - 2))
  const by = isOwn ? ('baseline-sd' as const) : ('outcome-sd' as const)
  return { by, sd, estimate: effect.estimate / sd, low: effect.low / sd, high: effect.high / sd }
}
