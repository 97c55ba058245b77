// The (restricted) likelihood of a mixed model as a function of the variance ratios alone, its slope and its curvature.
// Coefficients and residual variance are solved for exactly at every point (Bates et al. 2015 do the same).
import { collinear } from './cross-products.ts'
import {
  cholesky,
  inner,
  inverseOf,
  leading,
  type Matrix,
  multiply,
  multiplyVector,
  quadratic,
  transpose,
} from './matrix.ts'
import { type Nesting, type Ratios, type Structure, structureAt } from './variance-structure.ts'

export type Estimation = 'reml' | 'ml'

export type Profile = {
  ratios: Ratios
  structure: Structure
  /** (X'M⁻¹X)⁻¹ and the coefficients, in scaled units. */
  bread: Matrix
  beta: number[]
  /** r'M⁻¹r, and with Gᵣ inside: r'M⁻¹GᵣM⁻¹r. */
  squares: number
  squaresFirst: number[]
  /** Terms' blocks X'M⁻¹GᵣM⁻¹X. */
  firstTerms: Matrix[]
  /** y'PGᵣPGₛPy and tr(PGᵣPGₛ) (M⁻¹ in place of P in the trace under ML). */
  squaresSecond: number[][]
  curvatureTrace: number[][]
  /** −2 log likelihood but for the constant; its first and second derivatives in the ratios. */
  deviance: number
  slope: number[]
  curvature: Matrix
  /** n − p under REML, n under ML. */
  freedom: number
}

export function profileAt(
  nesting: Nesting,
  ratios: Ratios,
  n: number,
  terms: readonly string[],
  estimation: Estimation,
): Profile {
  const p = terms.length
  const structure = structureAt(nesting, ratios)
  const { products, first, second, traces, traces2 } = structure
  const { lower, dependent } = cholesky(leading(products, p))
  if (dependent !== undefined) throw collinear(terms[dependent]!)
  const { inverse: bread, logDeterminant } = inverseOf(lower)
  const beta = multiplyVector(
    bread,
    products.slice(0, p).map((row) => row[p]!),
  )
  const residual = [...beta.map((value) => -value), 1]
  const squares = quadratic(residual, products)
  const restricted = estimation === 'reml'
  const freedom = restricted ? n - p : n

  const firstTerms = first.map((matrix) => leading(matrix, p))
  const breadFirst = firstTerms.map((matrix) => multiply(bread, matrix))
  const squaresFirst = first.map((matrix) => quadratic(residual, matrix))
  const scores = first.map((matrix) => multiplyVector(matrix, residual).slice(0, p))
  const pairs = <T>(f: (r: number, s: number) => T): T[][] =>
    ratios.map((_, r) => ratios.map((_, s) => f(r, s)))
  const squaresSecond = pairs(
    (r, s) => quadratic(residual, second[r]![s]!) - quadratic(scores[r]!, bread, scores[s]),
  )
  const curvatureTrace = pairs((r, s) =>
    restricted
      ? traces2[r]![s]! -
        2 * inner(bread, leading(second[r]![s]!, p)) +
        inner(breadFirst[r]!, transpose(breadFirst[s]!))
      : traces2[r]![s]!,
  )
  return {
    ratios,
    structure,
    bread,
    beta,
    squares,
    squaresFirst,
    firstTerms,
    squaresSecond,
    curvatureTrace,
    freedom,
    deviance: structure.logDeterminant + (restricted ? logDeterminant : 0) + freedom * Math.log(squares),
    slope: ratios.map(
      (_, r) =>
        traces[r]! - (restricted ? inner(bread, firstTerms[r]!) : 0) - (freedom * squaresFirst[r]!) / squares,
    ),
    curvature: pairs(
      (r, s) =>
        freedom *
          ((2 * squaresSecond[r]![s]!) / squares - (squaresFirst[r]! * squaresFirst[s]!) / squares ** 2) -
        curvatureTrace[r]![s]!,
    ),
  }
}
