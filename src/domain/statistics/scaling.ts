// Centres and scales columns while they are read, so that cross-products keep their digits, and brings results back.
// A year beside a 0/1 column would otherwise cost half of them.
import type { Design } from './design.ts'
import { type Matrix, multiplyVector } from './matrix.ts'
import { StatisticsProblem } from './statistics-problem.ts'

/** One entry a term; the last is the outcome's. Scaled value = (value − centre) / scale. */
export type Scaling = { centre: number[]; scale: number[]; intercept: boolean }

/**
 * @throws StatisticsProblem `zero-variance` when outcome or a term has one value only, `too-few-rows` when there are
 *   not more rows than terms
 */
export function scalingOf(design: Design): Scaling {
  const { terms, columns, outcome, intercept, n } = design
  if (n <= terms.length)
    throw new StatisticsProblem('too-few-rows', `There are ${n} complete rows for ${terms.length} terms.`)
  const centre: number[] = []
  const scale: number[] = []
  for (const [index, values] of [...columns, outcome].entries()) {
    if (intercept && index === 0) {
      centre.push(0)
      scale.push(1)
      continue
    }
    let mean = 0
    for (let row = 0; row < n; row += 1) mean += values[row]!
    mean /= n
    let squares = 0
    for (let row = 0; row < n; row += 1) squares += (values[row]! - mean) ** 2
    const deviation = Math.sqrt(squares / n)
    if (!(deviation > 1e-12 * Math.abs(mean))) {
      const what = index === terms.length ? 'outcome' : `term «${terms[index]}»`
      if (intercept || index === terms.length)
        throw new StatisticsProblem('zero-variance', `The ${what} has the same value in every row.`)
    }
    centre.push(intercept ? mean : 0)
    scale.push(intercept ? deviation : Math.hypot(deviation, mean) || 1)
  }
  return { centre, scale, intercept }
}

/** Coefficients of the scaled problem in the units of the data: b = map · scaled + shift. */
export type BackTransform = { map: Matrix; shift: number[] }

/** The outcome's scale is part of the map: a covariance in the scaled problem goes through `map` on both sides. */
export function backTransform({ centre, scale, intercept }: Scaling): BackTransform {
  const p = scale.length - 1
  const unit = scale[p]!
  const map = Array.from({ length: p }, (_, i) =>
    Array.from({ length: p }, (_, j) => (i === j ? unit / scale[j]! : 0)),
  )
  const shift = new Array<number>(p).fill(0)
  if (intercept) {
    for (let j = 1; j < p; j += 1) map[0]![j] = (-unit * centre[j]!) / scale[j]!
    shift[0] = centre[p]!
  }
  return { map, shift }
}

export const coefficients = ({ map, shift }: BackTransform, scaled: number[]): number[] =>
  multiplyVector(map, scaled).map((value, i) => value + shift[i]!)

/** Σ log(scale) of the terms: half of what scaling takes from log|X'X|. */
export const logScale = ({ scale }: Scaling): number =>
  scale.slice(0, -1).reduce((sum, value) => sum + Math.log(value), 0)

/** One scaled row [terms…, outcome] at a time into the same buffer. */
export function scaledRows(
  design: Design,
  { centre, scale }: Scaling,
): (row: number, into: Float64Array) => void {
  const columns = [...design.columns, design.outcome]
  const factor = scale.map((value) => 1 / value)
  return (row, into) => {
    for (let j = 0; j < columns.length; j += 1) into[j] = (columns[j]![row]! - centre[j]!) * factor[j]!
  }
}
