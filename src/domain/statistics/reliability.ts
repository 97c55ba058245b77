// How well the items of a scale hang together: Cronbach's alpha and McDonald's omega of one common factor.
// Omega does not ask that all items weigh the same; where they do, the two agree.
import { dot, type Matrix, zeros } from './matrix.ts'
import { StatisticsProblem } from './statistics-problem.ts'

/** Covariances of the columns over complete rows (n − 1). `answers` is one row a respondent. */
export function covarianceOf(answers: readonly (readonly number[])[]): Matrix {
  const items = answers[0]?.length ?? 0
  if (items < 2 || answers.length <= items)
    throw new StatisticsProblem('too-few-rows', 'A scale needs two items and more respondents than items.')
  const means = Array.from(
    { length: items },
    (_, j) => answers.reduce((sum, row) => sum + row[j]!, 0) / answers.length,
  )
  const covariance = zeros(items, items)
  for (const row of answers)
    for (let i = 0; i < items; i += 1)
      for (let j = 0; j < items; j += 1)
        covariance[i]![j]! += ((row[i]! - means[i]!) * (row[j]! - means[j]!)) / (answers.length - 1)
  if (covariance.some((row, i) => !(row[i]! > 0)))
    throw new StatisticsProblem('zero-variance', 'An item has the same answer from everybody.')
  return covariance
}

/** Cronbach's alpha from a covariance matrix. */
export function alpha(covariance: Matrix): number {
  const items = covariance.length
  const own = covariance.reduce((sum, row, i) => sum + row[i]!, 0)
  const all = covariance.flat().reduce((sum, value) => sum + value, 0)
  return (items / (items - 1)) * (1 - own / all)
}

/**
 * One factor by maximum likelihood on the correlations, as R's `factanal(factors = 1)`.
 * @returns standardised loadings (their sum is positive), uniquenesses, and omega = (Σλ)² / ((Σλ)² + Σψ)
 * @throws StatisticsProblem `no-convergence` for a Heywood case, where an item would have no error at all
 */
export function omega(covariance: Matrix): { omega: number; loadings: number[]; uniquenesses: number[] } {
  const items = covariance.length
  if (items < 3) throw new StatisticsProblem('too-few-rows', 'Omega needs three items or more.')
  const r = covariance.map((row, i) =>
    row.map((value, j) => value / Math.sqrt(covariance[i]![i]! * covariance[j]![j]!)),
  )
  let loadings = r.map((row) =>
    Math.sqrt(Math.min(0.9, Math.max(0.05, row.reduce((sum, v) => sum + Math.abs(v), -1) / (items - 1)))),
  )
  // Signs of the first row, so that reversed items start on their own side.
  loadings = loadings.map((value, j) => value * Math.sign(r[0]![j]! || 1))
  for (let step = 0; step < 20_000; step += 1) {
    const next = expectationStep(r, loadings)
    const twice = expectationStep(r, next)
    const change = Math.max(...twice.map((value, j) => Math.abs(value - next[j]!)))
    loadings = change < 1e-13 ? twice : extrapolate(loadings, next, twice)
    if (change < 1e-13) {
      const uniquenesses = loadings.map((value) => 1 - value * value)
      if (uniquenesses.some((value) => value < 0.005))
        throw new StatisticsProblem(
          'no-convergence',
          'One item follows the factor without error (a Heywood case).',
        )
      const sum = loadings.reduce((total, value) => total + value, 0)
      const rest = uniquenesses.reduce((total, value) => total + value, 0)
      return {
        omega: sum ** 2 / (sum ** 2 + rest),
        loadings: loadings.map((v) => v * Math.sign(sum)),
        uniquenesses,
      }
    }
  }
  throw new StatisticsProblem('no-convergence', 'One common factor does not fit these items.')
}

/** One step of the EM algorithm (Rubin & Thayer 1982); it never makes the likelihood smaller. */
function expectationStep(r: Matrix, loadings: number[]): number[] {
  const uniquenesses = loadings.map((value) => Math.max(1e-4, 1 - value * value))
  const weighted = loadings.map((value, j) => value / uniquenesses[j]!)
  const scale = 1 + dot(loadings, weighted)
  const beta = weighted.map((value) => value / scale)
  const shared = r.map((row) => dot(row, beta))
  const spread = 1 - dot(beta, loadings) + dot(beta, shared)
  return shared.map((value) => value / spread)
}

/** Squared extrapolation (Varadhan & Roland 2008): EM's many small steps taken as one. */
function extrapolate(before: number[], once: number[], twice: number[]): number[] {
  const first = once.map((value, j) => value - before[j]!)
  const second = twice.map((value, j) => value - once[j]! - first[j]!)
  const length = Math.min(-1, -Math.sqrt(dot(first, first) / dot(second, second)))
  const jumped = before.map((value, j) => value - 2 * length * first[j]! + length ** 2 * second[j]!)
  return jumped.every((value) => Math.abs(value) < 0.999) ? jumped : twice
}
