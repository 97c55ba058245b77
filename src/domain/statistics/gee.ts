// Generalised estimating equations (Liang & Zeger 1986), independence or exchangeable, identity or logit link.
// Correlation and scale are estimated by moments as geepack does; the correlation is not a model of anything.
import { checkClusters } from './cluster-checks.ts'
import { collinear } from './cross-products.ts'
import type { Design } from './design.ts'
import { estimateOf, type Fit } from './estimate.ts'
import { addOuter, addTo, cholesky, inverseOf, type Matrix, multiplyVector, zeros } from './matrix.ts'
import { addRow } from './least-squares.ts'
import { type ClusterPart, type Correction, errorOf, sandwich } from './sandwich.ts'
import { backTransform, coefficients, scaledRows, scalingOf } from './scaling.ts'
import { StatisticsProblem } from './statistics-problem.ts'

export type Correlation = 'independence' | 'exchangeable'
export type Family = 'gaussian' | 'binomial'
export type GeeCorrection = Exclude<Correction, 'cr2'>

export type GeeOptions = { correlation?: Correlation; family?: Family; correction?: GeeCorrection }

/** What one pass over the rows gives at some coefficients. */
type Pass = { parts: ClusterPart[]; information: Matrix; score: number[]; scale: number; correlation: number }

/**
 * @param options independence, gaussian and Mancl–DeRouen unless said otherwise (binomial: logit link). Mancl–DeRouen,
 *   because it does not depend on how terms are coded and errs on the safe side with few clusters (bench/coverage.ts)
 * @returns tests with clusters − terms degrees of freedom, or normal ones for `cr0`, as geepack; `icc` is the working
 *   correlation, null under independence; `variance.residual` the scale
 * @throws StatisticsProblem `separation`, `not-binary`, `no-convergence`, and what the checks throw
 */
export function gee(
  design: Design,
  { correlation = 'independence', family = 'gaussian', correction = 'md' }: GeeOptions = {},
): Fit {
  checkClusters(design)
  const { terms, n, cluster } = design
  const scaling = scalingOf(design)
  const p = terms.length
  if (family === 'binomial') {
    refuseNotBinary(design)
    scaling.centre[p] = 0
    scaling.scale[p] = 1
  }
  const read = scaledRows(design, scaling)
  const { beta, pass, bread } = solveEquations(design, read, correlation, family)
  const back = backTransform(scaling)
  const covariance = sandwich(pass.parts, bread, correction)
  const estimates = coefficients(back, beta)
  const df = correction === 'cr0' ? Infinity : cluster.names.length - p
  if (df < 1)
    throw new StatisticsProblem(
      'too-few-clusters',
      `There are ${cluster.names.length} clusters for ${p} terms.`,
    )
  return {
    fixed: terms.map((term, j) => estimateOf(term, estimates[j]!, errorOf(covariance, back.map[j]!), df)),
    variance: { residual: pass.scale * scaling.scale[p]! ** 2 },
    icc: correlation === 'exchangeable' ? pass.correlation : null,
    logLik: null,
    n,
    clusters: cluster.names.length,
  }
}

function refuseNotBinary({ outcome }: Design): void {
  if (outcome.some((value) => value !== 0 && value !== 1))
    throw new StatisticsProblem('not-binary', 'A binomial outcome must be 0 or 1 in every row.')
}

function solveEquations(
  design: Design,
  read: ReturnType<typeof scaledRows>,
  correlation: Correlation,
  family: Family,
): { beta: number[]; pass: Pass; bread: Matrix } {
  const { terms, intercept, outcome } = design
  let beta = terms.map(() => 0)
  if (family === 'binomial' && intercept) {
    const mean = outcome.reduce((sum, value) => sum + value, 0) / outcome.length
    beta[0] = Math.log(mean / (1 - mean))
  }
  // The correlation in use is always that of the residuals before, until both stand still.
  let used = 0
  for (let step = 0; step < 60; step += 1) {
    const pass = passOver(design, read, beta, family, used)
    const { lower, dependent } = cholesky(pass.information)
    if (dependent !== undefined) throw step === 0 ? collinear(terms[dependent]!) : separation(terms, beta)
    const { inverse: bread } = inverseOf(lower)
    const change = multiplyVector(bread, pass.score)
    const next = correlation === 'exchangeable' ? pass.correlation : 0
    const settled =
      change.every((value, j) => Math.abs(value) <= 1e-10 * Math.max(1, Math.abs(beta[j]!))) &&
      Math.abs(next - used) <= 1e-11
    if (settled) return { beta, pass, bread }
    beta = beta.map((value, j) => value + change[j]!)
    // The first residuals are of the starting point; a correlation is worth taking from the second on.
    if (step > 0) used = next
  }
  if (family === 'binomial') throw separation(terms, beta)
  throw new StatisticsProblem('no-convergence', 'The estimating equations did not settle after 60 steps.')
}

function separation(terms: readonly string[], beta: readonly number[]): StatisticsProblem {
  const sizes = beta.map((value, j) => (terms[j] === '(Intercept)' ? 0 : Math.abs(value)))
  const term = terms[sizes.indexOf(Math.max(...sizes))]!
  return new StatisticsProblem(
    'separation',
    `Some rows can be told without error from «${term}» (separation): its estimate runs to infinity.`,
  )
}

function passOver(
  { terms, cluster, n }: Design,
  read: ReturnType<typeof scaledRows>,
  beta: readonly number[],
  family: Family,
  used: number,
): Pass {
  const p = terms.length
  const parts = cluster.names.map((): ClusterPart => ({
    information: zeros(p, p),
    score: new Array<number>(p).fill(0),
  }))
  // By cluster: size, Σ of the weighted terms, Σ of the standardised residuals.
  const size = new Int32Array(parts.length)
  const sums = parts.map(() => new Array<number>(p).fill(0))
  const residualSum = new Float64Array(parts.length)
  let squares = 0
  const x = new Float64Array(p + 1)
  for (let row = 0; row < n; row += 1) {
    read(row, x)
    let eta = 0
    for (let j = 0; j < p; j += 1) eta += beta[j]! * x[j]!
    const mean = family === 'binomial' ? 1 / (1 + Math.exp(-eta)) : eta
    const root = family === 'binomial' ? Math.sqrt(mean * (1 - mean)) : 1
    const residual = root > 0 ? (x[p]! - mean) / root : 0
    for (let j = 0; j < p; j += 1) x[j]! *= root
    const code = cluster.codes[row]!
    addRow(parts[code]!, x, 1, residual)
    size[code]! += 1
    for (let j = 0; j < p; j += 1) sums[code]![j]! += x[j]!
    residualSum[code]! += residual
    squares += residual * residual
  }
  const information = zeros(p, p)
  const score = new Array<number>(p).fill(0)
  let pairs = 0
  let products = -squares
  for (const [k, part] of parts.entries()) {
    pairs += size[k]! * (size[k]! - 1)
    products += residualSum[k]! ** 2
    const shrink = used / (1 + (size[k]! - 1) * used)
    if (!Number.isFinite(shrink) || 1 + (size[k]! - 1) * used <= 0)
      throw new StatisticsProblem(
        'no-convergence',
        'The working correlation became impossible: use independence.',
      )
    if (used !== 0) {
      addOuter(part.information, sums[k]!, -shrink)
      for (let j = 0; j < p; j += 1) part.score[j]! -= shrink * sums[k]![j]! * residualSum[k]!
    }
    addTo(information, part.information)
    for (let j = 0; j < p; j += 1) score[j]! += part.score[j]!
  }
  const scale = squares / n
  return { parts, information, score, scale, correlation: pairs > 0 ? products / (scale * pairs) : 0 }
}
