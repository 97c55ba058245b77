// Everything a linear model needs of the data: cross-products of [terms, outcome] and sums by group, in one pass.
// Nothing else here grows with the number of rows.
import type { Design, Grouping } from './design.ts'
import { cholesky, leading, type Matrix, zeros } from './matrix.ts'
import type { Scaling } from './scaling.ts'
import { StatisticsProblem } from './statistics-problem.ts'

/** `sums` holds one row of [terms…, outcome] a group, one after the other. */
export type GroupSums = { sizes: Int32Array; sums: Float64Array }

export type CrossProducts = { total: Matrix; groups: GroupSums }

const block = 256

/** Scaled cross-products W'W and, for each group, the scaled column sums 1'W. */
export function crossProducts(design: Design, scaling: Scaling, grouping: Grouping): CrossProducts {
  const columns = [...design.columns, design.outcome]
  const width = columns.length
  const total = zeros(width, width)
  const sizes = new Int32Array(grouping.names.length)
  const sums = new Float64Array(sizes.length * width)
  for (const code of grouping.codes) sizes[code]! += 1
  const buffer = columns.map(() => new Float64Array(block))
  for (let start = 0; start < design.n; start += block) {
    const length = Math.min(block, design.n - start)
    for (let j = 0; j < width; j += 1) {
      const [column, scaled] = [columns[j]!, buffer[j]!]
      const [centre, factor] = [scaling.centre[j]!, 1 / scaling.scale[j]!]
      for (let row = 0; row < length; row += 1) {
        const value = (column[start + row]! - centre) * factor
        scaled[row] = value
        sums[grouping.codes[start + row]! * width + j]! += value
      }
      for (let i = 0; i <= j; i += 1) {
        const other = buffer[i]!
        let sum = 0
        for (let row = 0; row < length; row += 1) sum += other[row]! * scaled[row]!
        total[i]![j]! += sum
      }
    }
  }
  for (let j = 0; j < width; j += 1) for (let i = 0; i < j; i += 1) total[j]![i] = total[i]![j]!
  return { total, groups: { sizes, sums } }
}

/**
 * Cholesky factor of the terms' part of W'W.
 * @throws StatisticsProblem `collinear`, naming the first term that follows from the ones before it
 */
export function factorTerms(total: Matrix, terms: readonly string[]): Matrix {
  const { lower, dependent } = cholesky(leading(total, terms.length))
  if (dependent !== undefined) throw collinear(terms[dependent]!)
  return lower
}

export const collinear = (term: string): StatisticsProblem =>
  new StatisticsProblem(
    'collinear',
    `The term «${term}» follows exactly from the other terms: leave one of them out.`,
  )
