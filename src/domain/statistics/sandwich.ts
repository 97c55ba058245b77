// Cluster-robust covariance with its small-sample corrections, for least squares and GEE alike.
// All corrections are functions of the cluster leverage, so p × p matrices suffice: no n × n one is ever made.
import {
  addOuter,
  cholesky,
  inner,
  type Matrix,
  multiply,
  multiplyVector,
  quadratic,
  symmetricEigen,
  transpose,
  zeros,
} from './matrix.ts'
import { StatisticsProblem } from './statistics-problem.ts'

/**
 * How residuals are enlarged, H being the leverage of their cluster.
 * - cr0: not at all (Liang & Zeger 1986).
 * - cr2: (I − H)^(−1/2), for least squares (Bell & McCaffrey 2002).
 * - kc: the same power for GEE (Kauermann & Carroll 2001); what the literature calls a CR2-type correction.
 * - md: (I − H)^(−1) for GEE (Mancl & DeRouen 2001); a CR3-type correction.
 * - fg: each score divided by √(1 − its own diagonal entry of the leverage), that entry at most 0.75 (Fay & Graubard
 *   2001); neither of the CR family. With an intercept the terms are centred first, else adding a constant to a
 *   covariate would change the other terms' errors. Published formula and packages centre nothing.
 */
export type Correction = 'cr0' | 'cr2' | 'kc' | 'md' | 'fg'

/** Of one cluster: `information` D'V⁻¹D and `score` D'V⁻¹r. */
export type ClusterPart = { information: Matrix; score: number[] }

const power: Record<'cr2' | 'kc' | 'md', number> = { cr2: -0.5, kc: -0.5, md: -1 }

/** (1 − x)^power, and 0 where the cluster decides a coefficient alone (the generalised inverse, as clubSandwich). */
const shrunk = (x: number, exponent: number): number => (1 - x < 1e-10 ? 0 : (1 - x) ** exponent)

/**
 * @param bread (Σ D'V⁻¹D)⁻¹
 * @param parts of scaled terms (scaling.ts): Fay–Graubard, alone, depends on where their zero is
 * @returns covariance of the coefficients
 */
export function sandwich(parts: readonly ClusterPart[], bread: Matrix, correction: Correction): Matrix {
  const correct = correctionOf(correction, bread)
  const meat = zeros(bread.length, bread.length)
  for (const part of parts) addOuter(meat, correct(part))
  return multiply(multiply(bread, meat), bread)
}

/** How the score of a cluster is enlarged for its own pull on the coefficients. */
function correctionOf(correction: Correction, bread: Matrix): (part: ClusterPart) => number[] {
  if (correction === 'cr0') return ({ score }) => score
  if (correction === 'fg')
    return ({ information, score }) =>
      score.map((value, j) => {
        const leverage = information[j]!.reduce((sum, entry, k) => sum + entry * bread[k]![j]!, 0)
        return value / Math.sqrt(1 - Math.min(0.75, leverage))
      })
  // f(BM) g = L⁻ᵀ f(L'BL) L'g with M = L L'.
  const { lower } = factor(bread)
  return ({ information, score }) => {
    const { values, vectors } = leverageOf(information, lower)
    const rotated = multiplyVector(transpose(vectors), multiplyVector(transpose(lower), score))
    const enlarged = rotated.map((value, k) => value * shrunk(values[k]!, power[correction]))
    return solveTransposed(lower, multiplyVector(vectors, enlarged))
  }
}

/**
 * Satterthwaite degrees of freedom of a contrast under CR2 with independent equal errors as working model
 * (Bell & McCaffrey 2002; Pustejovsky & Tipton 2018; clubSandwich's `coef_test`).
 */
export function satterthwaite(parts: readonly ClusterPart[], bread: Matrix, contrast: number[]): number {
  const { lower } = factor(bread)
  const start = multiplyVector(transpose(lower), contrast)
  const between = zeros(bread.length, bread.length)
  let trace = 0
  let squares = 0
  for (const { information } of parts) {
    const { values, vectors } = leverageOf(information, lower)
    const rotated = multiplyVector(transpose(vectors), start)
    // In the coordinates L⁻¹: z = A-weighted leverage on the contrast, own = squared length of the cluster's weights.
    const z = multiplyVector(
      vectors,
      rotated.map((value, k) => value * values[k]! * shrunk(values[k]!, -0.5)),
    )
    const own = rotated.reduce((sum, value, k) => sum + value ** 2 * values[k]! * shrunk(values[k]!, -1), 0)
    const length = z.reduce((sum, value) => sum + value * value, 0)
    trace += own - length
    squares += own * own - 2 * own * length
    addOuter(between, z)
  }
  return trace ** 2 / (squares + inner(between, between))
}

function factor(bread: Matrix): { lower: Matrix } {
  const { lower, dependent } = cholesky(bread, 0)
  if (dependent !== undefined)
    throw new StatisticsProblem('no-convergence', 'The covariance of the terms is not positive definite.')
  return { lower }
}

const leverageOf = (information: Matrix, lower: Matrix) =>
  symmetricEigen(multiply(multiply(transpose(lower), information), lower))

/** x with L' x = b. */
function solveTransposed(lower: Matrix, b: number[]): number[] {
  const x = [...b]
  for (let i = b.length - 1; i >= 0; i -= 1) {
    for (let k = i + 1; k < b.length; k += 1) x[i]! -= lower[k]![i]! * x[k]!
    x[i]! /= lower[i]![i]!
  }
  return x
}

/** c' V c, and its root. */
export const errorOf = (covariance: Matrix, contrast: number[]): number =>
  Math.sqrt(quadratic(contrast, covariance))
