// Ordinary least squares with cluster-robust errors: CR0 with clusters − 1 degrees of freedom, CR2 with Satterthwaite's.
import { checkClusters } from './cluster-checks.ts'
import { crossProducts, factorTerms } from './cross-products.ts'
import type { Design } from './design.ts'
import { estimateOf, type Fit } from './estimate.ts'
import { dot, inverseOf, type Matrix, multiplyVector, zeros } from './matrix.ts'
import { type ClusterPart, errorOf, sandwich, satterthwaite } from './sandwich.ts'
import { backTransform, coefficients, type Scaling, scaledRows, scalingOf } from './scaling.ts'
import { StatisticsProblem } from './statistics-problem.ts'

/**
 * @param correction cr2 unless the number of clusters is large (Pustejovsky & Tipton 2018)
 * @returns `variance.residual` with n − p in the denominator, `logLik` as R's `logLik(lm(…))`
 * @throws StatisticsProblem `collinear`, `zero-variance`, `too-few-clusters`, `single-cluster-in-arm`
 */
export function leastSquares(design: Design, correction: 'cr0' | 'cr2' = 'cr2'): Fit {
  checkClusters(design)
  const scaling = scalingOf(design)
  const { terms, n, cluster } = design
  const { scaled, bread, squares } = scaledSolution(design, scaling)
  const parts = clusterParts(design, scaling, scaled)
  const back = backTransform(scaling)
  const covariance = sandwich(parts, bread, correction)
  const estimates = coefficients(back, scaled)
  const unit = scaling.scale.at(-1)!
  const residual = squares * unit ** 2
  return {
    fixed: terms.map((term, j) => {
      const contrast = back.map[j]!
      const df = correction === 'cr2' ? satterthwaite(parts, bread, contrast) : cluster.names.length - 1
      return estimateOf(term, estimates[j]!, errorOf(covariance, contrast), df)
    }),
    variance: { residual: residual / (n - terms.length) },
    icc: null,
    logLik: (-n / 2) * (Math.log((2 * Math.PI * residual) / n) + 1),
    n,
    clusters: cluster.names.length,
  }
}

/** Coefficients and (X'X)⁻¹ in scaled units, and the residual sum of squares. */
export function scaledSolution(design: Design, scaling: Scaling) {
  const { total } = crossProducts(design, scaling, design.cluster)
  const p = design.terms.length
  const { inverse: bread } = inverseOf(factorTerms(total, design.terms))
  const xy = total.slice(0, p).map((row) => row[p]!)
  const scaled = multiplyVector(bread, xy)
  const squares = total[p]![p]! - dot(scaled, xy)
  if (squares < 1e-12 * total[p]![p]!)
    throw new StatisticsProblem('zero-variance', 'The terms explain the outcome without a remainder.')
  return { scaled, bread, squares }
}

function clusterParts(design: Design, scaling: Scaling, scaled: number[]): ClusterPart[] {
  const p = design.terms.length
  const parts = design.cluster.names.map(() => ({
    information: zeros(p, p),
    score: new Array<number>(p).fill(0),
  }))
  const read = scaledRows(design, scaling)
  const row = new Float64Array(p + 1)
  for (let index = 0; index < design.n; index += 1) {
    read(index, row)
    let residual = row[p]!
    for (let j = 0; j < p; j += 1) residual -= scaled[j]! * row[j]!
    addRow(parts[design.cluster.codes[index]!]!, row, 1, residual)
  }
  return parts
}

/** Adds weight · x x' and x · residual of one row, x being the first p entries. */
export function addRow(part: ClusterPart, x: Float64Array, weight: number, residual: number): void {
  const { information, score }: { information: Matrix; score: number[] } = part
  for (let i = 0; i < score.length; i += 1) {
    const scaled = weight * x[i]!
    score[i]! += x[i]! * residual
    for (let j = 0; j < score.length; j += 1) information[i]![j]! += scaled * x[j]!
  }
}
