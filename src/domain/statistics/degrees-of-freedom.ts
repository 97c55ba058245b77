// Degrees of freedom of a contrast in a mixed model: Satterthwaite's as lmerTest has it, Kenward & Roger's as pbkrtest.
import {
  addTo,
  invert,
  inner,
  leading,
  type Matrix,
  multiply,
  quadratic,
  transpose,
  zeros,
} from './matrix.ts'
import type { Profile } from './profile.ts'

/** Variance of contrast'β (scaled units) and its degrees of freedom. */
export type ContrastTest = (contrast: number[]) => { variance: number; df: number }

/**
 * Satterthwaite: 2 v² / (g'Ag), where v is the contrast's variance, g its gradient in the variance parameters and A
 * their covariance, twice the inverse of the observed Hessian of the deviance (Kuznetsova et al. 2017).
 */
export function satterthwaiteOf(point: Profile): ContrastTest {
  const { bread, squares, squaresFirst, freedom, firstTerms, squaresSecond, curvatureTrace } = point
  const sigma2 = squares / freedom
  // Parameters: residual variance first, then the ratios to it.
  const ratios = squaresFirst.length
  const hessian = zeros(ratios + 1, ratios + 1)
  hessian[0]![0] = freedom / sigma2 ** 2
  for (let r = 0; r < ratios; r += 1) {
    hessian[0]![r + 1] = hessian[r + 1]![0] = squaresFirst[r]! / sigma2 ** 2
    for (let s = 0; s < ratios; s += 1)
      hessian[r + 1]![s + 1] = (2 * squaresSecond[r]![s]!) / sigma2 - curvatureTrace[r]![s]!
  }
  const covariance = invert(hessian).map((row) => row.map((value) => 2 * value))
  const slopes = firstTerms.map((matrix) => multiply(multiply(bread, matrix), bread))
  return (contrast) => {
    const unit = quadratic(contrast, bread)
    const gradient = [unit, ...slopes.map((slope) => sigma2 * quadratic(contrast, slope))]
    const variance = sigma2 * unit
    return { variance, df: (2 * variance ** 2) / quadratic(gradient, covariance) }
  }
}

/**
 * Kenward & Roger (1997): the covariance of the coefficients enlarged for the uncertainty of the variances, and
 * degrees of freedom from the expected information. For one contrast their scaling factor is 1.
 */
export function kenwardRoger(point: Profile, n: number): ContrastTest {
  const { ratios, structure, squares, freedom } = point
  const sigma2 = squares / freedom
  const p = point.bread.length
  const all = ratios.map((_, r) => r)
  // The residual variance's own matrix is I = M − Σ λG, so its products follow from the others'.
  const combine = (whole: Matrix, parts: Matrix[]): Matrix =>
    parts.reduce(
      (sum, part, s) => addTo(sum, part, -ratios[s]!),
      whole.map((row) => [...row]),
    )
  const less = (whole: number, parts: number[]) =>
    parts.reduce((sum, part, s) => sum - ratios[s]! * part, whole)
  const first0 = combine(structure.products, structure.first)
  const mixed = all.map((r) =>
    combine(
      structure.first[r]!,
      structure.second.map((row) => row[r]!),
    ),
  )
  const second00 = combine(first0, mixed)
  const traceMixed = all.map((r) =>
    less(
      structure.traces[r]!,
      structure.traces2.map((row) => row[r]!),
    ),
  )
  const trace00 = less(less(n, structure.traces), traceMixed)

  const bread = point.bread.map((row) => row.map((value) => value * sigma2))
  const scale = (matrix: Matrix, power: number) =>
    leading(matrix, p).map((row) => row.map((value) => value / sigma2 ** power))
  // Index 0 is the residual, 1… the clusters.
  const q = [
    [second00, ...mixed],
    ...all.map((r) => [mixed[r]!, ...all.map((s) => structure.second[r]![s]!)]),
  ].map((row) => row.map((matrix) => scale(matrix, 3)))
  const minusP = [first0, ...structure.first].map((matrix) => scale(matrix, 2))
  const traces = [[trace00, ...traceMixed], ...all.map((r) => [traceMixed[r]!, ...structure.traces2[r]!])]
  const breadP = minusP.map((matrix) => multiply(bread, matrix))
  const information = q.map((row, r) =>
    row.map(
      (matrix, s) =>
        (traces[r]![s]! / sigma2 ** 2 - 2 * inner(bread, matrix) + inner(breadP[r]!, transpose(breadP[s]!))) /
        2,
    ),
  )
  const w = invert(information)
  const middle = zeros(p, p)
  for (const [r, row] of q.entries())
    for (const [s, matrix] of row.entries()) {
      addTo(middle, matrix, w[r]![s])
      addTo(middle, multiply(minusP[r]!, breadP[s]!), -w[r]![s]!)
    }
  const adjusted = addTo(multiply(multiply(bread, middle), bread), bread, 0.5).map((row) =>
    row.map((value) => 2 * value),
  )
  const slopes = breadP.map((matrix) => multiply(matrix, bread))
  return (contrast) => {
    const gradient = slopes.map((slope) => quadratic(contrast, slope))
    return {
      variance: quadratic(contrast, adjusted),
      df: (2 * quadratic(contrast, bread) ** 2) / quadratic(gradient, w),
    }
  }
}
