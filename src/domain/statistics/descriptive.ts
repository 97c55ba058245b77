// Means, shares and how alike the pupils of a school are, each with an interval that knows about schools.
import { summarise, varianceComponents } from './cluster-summary.ts'
import { crossProducts } from './cross-products.ts'
import type { Design, Grouping } from './design.ts'
import { chiSquareQuantile, fQuantile, tQuantile } from './distributions.ts'
import { type Estimate, estimateOf } from './estimate.ts'
import { leastSquares } from './least-squares.ts'
import { optimise } from './optimise.ts'
import { type Estimation, type Profile, profileAt } from './profile.ts'
import { findRoot } from './root.ts'
import { scalingOf } from './scaling.ts'
import { nestingOf } from './cluster-checks.ts'
import type { Ratios } from './variance-structure.ts'

export type Interval = { estimate: number; low: number; high: number }

const interceptOnly = (outcome: Float64Array, cluster: Grouping): Design => ({
  terms: ['(Intercept)'],
  columns: [new Float64Array(outcome.length).fill(1)],
  outcome,
  intercept: true,
  cluster,
  subcluster: undefined,
  n: outcome.length,
  dropped: 0,
})

/** Mean over all pupils, with CR2 error and Satterthwaite degrees of freedom. */
export function meanOf(outcome: Float64Array, cluster: Grouping): Estimate {
  return { ...leastSquares(interceptOnly(outcome, cluster)).fixed[0]!, term: 'mean' }
}

/**
 * Share of ones, its interval made on the logit scale so that it stays between 0 and 1.
 * @throws StatisticsProblem `zero-variance` when nobody or everybody is a one: show a range instead
 */
export function proportionOf(outcome: Float64Array, cluster: Grouping): Estimate {
  const { estimate, se, df } = meanOf(outcome, cluster)
  const logit = Math.log(estimate / (1 - estimate))
  const half = (tQuantile(0.975, df) * se) / (estimate * (1 - estimate))
  const back = (value: number) => 1 / (1 + Math.exp(-value))
  return { ...estimateOf('proportion', estimate, se, df), low: back(logit - half), high: back(logit + half) }
}

/**
 * Intraclass correlation by one-way analysis of variance, with Searle's (1971) interval from the F distribution:
 * exact for equal clusters, close for unequal ones (their average size m₀ takes the place of the size).
 * May be negative: schools can be more alike than chance.
 * @param arms of each cluster; then it is that within arms, and a difference between them does not make it larger
 */
export function iccByAnova(
  outcome: Float64Array,
  cluster: Grouping,
  arms?: ArrayLike<number | string>,
): Interval {
  nestingOf({ cluster, subcluster: undefined })
  const { between, within, meanSquare, size, n, clusters, freedom } = varianceComponents(
    summarise({ cluster }, outcome),
    arms,
  )
  const f = meanSquare / within
  const share = (ratio: number) => (ratio - 1) / (ratio + size - 1)
  const quantile = (p: number) => fQuantile(p, freedom, n - clusters)
  return {
    estimate: between / (between + within),
    low: share(f / quantile(0.975)),
    high: share(f / quantile(0.025)),
  }
}

/**
 * Intraclass correlation of a two-level model given its terms, with a profile likelihood interval: never below 0, and
 * 0 is an answer here, not a problem.
 */
export function iccByModel(design: Design, estimation: Estimation = 'reml'): Interval {
  const scaling = scalingOf(design)
  const nesting = {
    ...crossProducts(design, scaling, design.cluster),
    ...nestingOf({ ...design, subcluster: undefined }),
  }
  const at = (ratios: Ratios) => profileAt(nesting, ratios, design.n, design.terms, estimation)
  const { ratios, point } = optimise<Profile, Ratios>(1, at)
  const share = (ratio: number) => ratio / (1 + ratio)
  const limit = point.deviance + chiSquareQuantile(0.95, 1)
  const excess = (icc: number) => at([icc / (1 - icc)]).deviance - limit
  const estimate = share(ratios[0])
  return {
    estimate,
    low: excess(0) <= 0 ? 0 : findRoot(excess, 0, estimate),
    high: excess(0.999999) <= 0 ? 1 : findRoot(excess, estimate, 0.999999),
  }
}
