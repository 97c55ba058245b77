// Linear mixed model with random intercepts of clusters, and of classes within them: the same numbers as R's lme4.
// One pass over the rows, then only sums by group: a nation's pupils fit in a moment.
import { checkClusters, nestingOf } from './cluster-checks.ts'
import { crossProducts, factorTerms } from './cross-products.ts'
import { kenwardRoger, satterthwaiteOf } from './degrees-of-freedom.ts'
import type { Design } from './design.ts'
import { estimateOf, type Fit } from './estimate.ts'
import { optimise } from './optimise.ts'
import { type Estimation, type Profile, profileAt } from './profile.ts'
import { backTransform, coefficients, logScale, scalingOf } from './scaling.ts'
import { StatisticsProblem } from './statistics-problem.ts'
import type { Ratios } from './variance-structure.ts'

export type DegreesOfFreedom = 'satterthwaite' | 'kenward-roger'

export type MixedOptions = { estimation?: Estimation; df?: DegreesOfFreedom }

/**
 * @param design with `subcluster` for three levels
 * @param options REML and Satterthwaite unless said otherwise; Kenward–Roger needs REML
 * @returns `variance` of `cluster`, `subcluster` (three levels) and `residual`; `icc` is the cluster's share of all;
 *   `logLik` as R's `logLik()` of the same fit
 * @throws StatisticsProblem `singular-fit` when a variance is estimated at zero, and what its parts throw
 */
export function mixedModel(
  design: Design,
  { estimation = 'reml', df = 'satterthwaite' }: MixedOptions = {},
): Fit {
  if (df === 'kenward-roger' && estimation === 'ml')
    throw new StatisticsProblem('bad-argument', 'Kenward–Roger degrees of freedom need REML.')
  checkClusters(design)
  const { terms, n, cluster } = design
  const scaling = scalingOf(design)
  const { total, groups } = crossProducts(design, scaling, design.subcluster ?? cluster)
  factorTerms(total, terms)
  const nesting = { groups, total, ...nestingOf(design) }
  const best = optimise<Profile, Ratios>(design.subcluster ? 2 : 1, (ratios) =>
    profileAt(nesting, ratios, n, terms, estimation),
  )
  refuseSingular(best.ratios, best.point)

  const back = backTransform(scaling)
  const { point } = best
  const estimates = coefficients(back, point.beta)
  const test = df === 'satterthwaite' ? satterthwaiteOf(point) : kenwardRoger(point, n)
  const residual = (point.squares / point.freedom) * scaling.scale.at(-1)! ** 2
  const [between, within] = best.ratios
  const variances = {
    cluster: between * residual,
    ...(within === undefined ? {} : { subcluster: within * residual }),
  }
  const everything = residual * best.ratios.reduce((sum, ratio) => sum + ratio, 1)
  return {
    fixed: terms.map((term, j) => {
      const { variance, df: freedom } = test(back.map[j]!)
      return estimateOf(term, estimates[j]!, Math.sqrt(variance), freedom)
    }),
    variance: { ...variances, residual },
    icc: variances.cluster / everything,
    logLik: logLikelihood(point, estimation, logScale(scaling), scaling.scale.at(-1)!),
    n,
    clusters: cluster.names.length,
  }
}

function logLikelihood(point: Profile, estimation: Estimation, termScale: number, unit: number): number {
  const { freedom } = point
  const constant = freedom * (1 + Math.log((2 * Math.PI * unit ** 2) / freedom))
  // log|X'M⁻¹X| of the unscaled terms is larger by twice the logarithms of their scales.
  const scaleBack = estimation === 'reml' ? 2 * termScale : 0
  return -(point.deviance + constant + scaleBack) / 2
}

function refuseSingular(ratios: Ratios, { squares }: Profile): void {
  if (!(squares > 1e-13))
    throw new StatisticsProblem('zero-variance', 'The terms explain the outcome without a remainder.')
  const zero = ratios.findIndex((ratio) => ratio < 1e-9)
  if (zero < 0) return
  const advice =
    zero === 1
      ? 'The variance between classes within a school is estimated at zero (a singular fit): leave out the subcluster.'
      : 'The variance between clusters is estimated at zero (a singular fit): use cluster summaries or least squares with CR2.'
  throw new StatisticsProblem('singular-fit', advice)
}
