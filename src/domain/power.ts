// Power of a trial where whole schools are drawn to one of two arms of equal size. Numbers of schools come out as
// decimal numbers, as in the published tables; round them up.
import { noncentralTCdf, normalCdf, normalQuantile, tQuantile } from './statistics/distributions.ts'
import { findRoot } from './statistics/root.ts'
import { StatisticsProblem } from './statistics/statistics-problem.ts'

/** What the arms are to differ in: a mean, in the unit of its standard deviation over all pupils, or a share. */
export type Effect =
  | { kind: 'continuous'; difference: number; sd: number }
  | { kind: 'binary'; control: number; intervention: number }

export type TrialPlan = {
  effect: Effect
  /** Pupils who answer at baseline, a school, on average. */
  pupils: number
  /** Intracluster correlation of the outcome in schools. */
  icc: number
  /** Standard deviation of the schools' sizes divided by their mean. */
  sizeVariation?: number
  /**
   * What unequal sizes cost: when each pupil counts the same (Eldridge 2006, the careful choice), or in a mixed model,
   * which weights schools as they deserve (van Breukelen 2007).
   */
  weighting?: 'pupils' | 'mixed-model'
  /**
   * Correlation of the schools' means at baseline and follow-up, when the analysis adjusts for baseline (ANCOVA); the
   * adjustment costs a degree of freedom. 0 is no adjustment.
   */
  baselineCorrelation?: number
  /** The share of pupils lost until follow-up. */
  attrition?: number
  /** Two-sided level of significance. */
  alpha?: number
  /**
   * `t` has two degrees of freedom fewer than schools, three with a baseline; `normal` is that of Donner & Klar's
   * tables, which also leave out the tail on the wrong side.
   */
  test?: 't' | 'normal'
}

/** Correlations to plan with in Norway. A judgement after ESPAD 2007 (.01–.21), not an estimate. */
export const planningIcc = { cannabis: 0.02, alcohol: 0.03, nicotine: 0.05, sensitivity: 0.1 } as const

/** Below this many schools the page says that only large effects can be found and cluster-level analysis comes first. */
export const fewSchools = 20

/**
 * How many times more pupils are needed than without schools: 1 + (m − 1)ρ for schools of equal size m.
 *
 * @param pupils mean number a school, those who are left at follow-up
 */
export function designEffect({
  pupils,
  icc,
  sizeVariation = 0,
  weighting = 'pupils',
}: Pick<TrialPlan, 'pupils' | 'icc' | 'sizeVariation' | 'weighting'>): number {
  if (weighting === 'pupils') return 1 + ((1 + sizeVariation ** 2) * pupils - 1) * icc
  const equal = 1 + (pupils - 1) * icc
  const reliability = (pupils * icc) / equal
  return equal / (1 - sizeVariation ** 2 * reliability * (1 - reliability))
}

/**
 * The correlation of school means at two times, from that of schools' true levels and that of pupils within schools; 0
 * where other pupils answer (Teerenstra 2012).
 */
export function correlationOfMeans(
  { pupils, icc }: Pick<TrialPlan, 'pupils' | 'icc'>,
  ofSchools: number,
  ofPupils: number,
): number {
  return (pupils * icc * ofSchools + (1 - icc) * ofPupils) / (1 + (pupils - 1) * icc)
}

/** The expected test statistic and its degrees of freedom (Infinity for the normal test). */
export function noncentrality(plan: TrialPlan, schools: number): { lambda: number; df: number } {
  const left = plan.pupils * (1 - (plan.attrition ?? 0))
  const variance =
    (designEffect({ ...plan, pupils: left }) * (1 - (plan.baselineCorrelation ?? 0) ** 2)) /
    ((left * schools) / 2)
  const { effect } = plan
  const lambda =
    effect.kind === 'continuous'
      ? Math.abs(effect.difference) / Math.sqrt(2 * effect.sd ** 2 * variance)
      : Math.abs(effect.control - effect.intervention) /
        Math.sqrt((bernoulli(effect.control) + bernoulli(effect.intervention)) * variance)
  return { lambda, df: plan.test === 'normal' ? Infinity : schools - termsOf(plan) }
}

/** What is estimated between schools: the level, the arm, and the baseline where there is one. */
const termsOf = ({ baselineCorrelation = 0 }: TrialPlan): number => (baselineCorrelation === 0 ? 2 : 3)

const bernoulli = (share: number): number => share * (1 - share)

/**
 * The chance that a two-sided test finds the effect.
 *
 * @param schools in both arms together, at least 3, or 4 with a baseline
 * @throws StatisticsProblem if a number of the plan is out of range
 */
export function powerOf(plan: TrialPlan, schools: number): number {
  check(plan)
  const terms = plan.test === 'normal' ? 2 : termsOf(plan)
  if (!(schools > terms)) throw bad(`At least ${terms + 1} schools are needed.`)
  const { lambda, df } = noncentrality(plan, schools)
  const alpha = plan.alpha ?? 0.05
  if (df === Infinity) return normalCdf(lambda + normalQuantile(alpha / 2))
  const critical = -tQuantile(alpha / 2, df)
  // The upper tail as a lower one of the mirrored distribution, so that no digits are lost.
  return noncentralTCdf(-critical, df, -lambda) + noncentralTCdf(-critical, df, lambda)
}

export const powerCurve = (
  plan: TrialPlan,
  schools: readonly number[],
): { schools: number; power: number }[] =>
  schools.map((count) => ({ schools: count, power: powerOf(plan, count) }))

/** Decimal number of schools in each arm; at least 2. @throws StatisticsProblem if there is no effect to find. */
export function schoolsPerArm(plan: TrialPlan, power: number): number {
  checkPower(plan, power)
  if (noncentrality(plan, 2).lambda === 0)
    throw bad('The arms do not differ: no number of schools is enough.')
  const missing = (perArm: number) => powerOf(plan, 2 * perArm) - power
  let most = 4
  while (missing(most) < 0) most *= 2
  // The normal test is for comparison with tables, which go below two schools.
  const least = plan.test === 'normal' ? 1.01 : 2
  return missing(least) >= 0 ? least : findRoot(missing, least, most)
}

/** Decimal number of pupils in each school; undefined where not even very large schools are enough. */
export function pupilsPerSchool(plan: TrialPlan, schools: number, power: number): number | undefined {
  checkPower(plan, power)
  const missing = (pupils: number) => powerOf({ ...plan, pupils }, schools) - power
  const [least, most] = [1, 1e7]
  if (missing(most) < 0) return undefined
  return missing(least) >= 0 ? least : findRoot(missing, least, most)
}

/**
 * The smallest effect that is found with this power: a difference of means, or a share below the control arm's.
 *
 * @param plan its difference, or its share in the intervention arm, is not looked at
 * @returns undefined where not even a share of zero would be found
 */
export function smallestEffect(plan: TrialPlan, schools: number, power: number): Effect | undefined {
  checkPower(plan, power)
  const { effect } = plan
  if (effect.kind === 'continuous') {
    const missing = (difference: number) =>
      powerOf({ ...plan, effect: { ...effect, difference } }, schools) - power
    let most = effect.sd
    while (missing(most) < 0) most *= 2
    return { ...effect, difference: findRoot(missing, 0, most) }
  }
  const missing = (intervention: number) =>
    powerOf({ ...plan, effect: { ...effect, intervention } }, schools) - power
  const none = 1e-9
  if (missing(none) < 0) return undefined
  return { ...effect, intervention: findRoot(missing, none, effect.control) }
}

const bad = (message: string) => new StatisticsProblem('bad-argument', message)

function checkPower(plan: TrialPlan, power: number): void {
  if (!(power > (plan.alpha ?? 0.05) && power < 1)) throw bad('Power lies between the level (alpha) and 1.')
}

function check(plan: TrialPlan): void {
  const {
    effect,
    pupils,
    icc,
    sizeVariation = 0,
    baselineCorrelation = 0,
    attrition = 0,
    alpha = 0.05,
  } = plan
  const isShare = (value: number) => value > 0 && value < 1
  if (effect.kind === 'binary' && !(isShare(effect.control) && isShare(effect.intervention)))
    throw bad('Shares lie between 0 and 1.')
  if (effect.kind === 'continuous' && !(effect.sd > 0 && Number.isFinite(effect.difference)))
    throw bad('The standard deviation is above 0 and the difference a number.')
  if (!(pupils > 0)) throw bad('There are more than 0 pupils in a school.')
  if (!(icc >= 0 && icc < 1)) throw bad('The intracluster correlation lies between 0 and 1.')
  if (!(sizeVariation >= 0)) throw bad('The variation of sizes is 0 or more.')
  if (!(Math.abs(baselineCorrelation) < 1)) throw bad('The baseline correlation lies between -1 and 1.')
  if (!(attrition >= 0 && attrition < 1)) throw bad('Attrition lies between 0 and 1.')
  if (!isShare(alpha)) throw bad('The level of significance (alpha) lies between 0 and 1.')
}
