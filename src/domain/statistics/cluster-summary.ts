// Analysis of cluster summaries: the first choice below about 20 clusters (Hayes & Moulton; Leyrat et al. 2018).
// Pupils are summed up to one number a school, and schools are compared by ordinary regression or a t test.
import { checkClusters } from './cluster-checks.ts'
import { collinear } from './cross-products.ts'
import { clusterLevel, type Design, type Grouping } from './design.ts'
import { estimateOf, type Estimate, type Fit } from './estimate.ts'
import { scaledSolution } from './least-squares.ts'
import { addOuter, cholesky, inverseOf, multiplyVector, zeros } from './matrix.ts'
import { scalingOf } from './scaling.ts'
import { StatisticsProblem } from './statistics-problem.ts'

/** How much a cluster counts: all the same, by its size, or by 1 / (between + within / size). */
export type Weighting = 'unweighted' | 'size' | 'inverse-variance'

export type Summary = { name: string; size: number; mean: number; variance: number }

/**
 * Two stages: least squares of the outcome on the terms that vary within clusters, without arm; then the clusters'
 * mean residuals on the terms of whole clusters. Without terms of the first kind it is a comparison of cluster means.
 * @returns the terms of whole clusters only, with clusters − terms degrees of freedom; `variance.cluster` is the
 *   residual variance between cluster means (of unit weight)
 * @throws StatisticsProblem `crossed-levels` when a term of the first stage holds a term of the second, as «arm:sex»
 *   does: the first stage would take away a part of the effect and call it the pupils' own
 */
export function clusterSummary(design: Design, weighting: Weighting = 'unweighted'): Fit {
  checkClusters(design)
  scalingOf(design) // refuses what has one value only
  const { terms, columns, cluster, n } = design
  const values = columns.map((column) => clusterLevel(column, cluster))
  const between = terms.flatMap((_, j) => (values[j] ? [j] : []))
  if (between.length === 0)
    throw new StatisticsProblem(
      'bad-argument',
      'No term differs between clusters only: there is nothing to compare.',
    )
  refuseCrossed(design, values)
  const summaries = summarise(
    design,
    individualResiduals(
      design,
      values.map((value) => !value),
    ),
  )
  const { fixed, residual } = weightedRegression(
    between.map((j) => terms[j]!),
    between.map((j) => [...values[j]!]),
    summaries.map(({ mean }) => mean),
    weightsOf(summaries, weighting),
  )
  return { fixed, variance: { cluster: residual }, icc: null, logLik: null, n, clusters: summaries.length }
}

/**
 * By the formula, and by the numbers: a product made by hand has one value in a whole arm, and varies in most clusters
 * of the other. (A rare answer that one arm happens not to have varies in few.)
 */
function refuseCrossed(design: Design, values: readonly (Float64Array | undefined)[]): void {
  const { terms, columns, cluster, crossed = [] } = design
  const isProduct = (column: Float64Array): boolean => {
    const flat = flatIn(column, cluster)
    return values.some((arm) => {
      const arms = [...new Set(arm)]
      if (!arm || arms.length !== 2) return false
      const [one, other] = arms.map((each) => flat.filter((_, k) => arm[k] === each)) as [Flat, Flat]
      const isWhole = (side: Flat) => side[0] !== undefined && side.every((value) => value === side[0])
      const isVaried = (side: Flat) => side.filter((value) => value === undefined).length * 2 > side.length
      return (isWhole(one) && isVaried(other)) || (isWhole(other) && isVaried(one))
    })
  }
  const term = terms.find((each, j) => !values[j] && (crossed.includes(each) || isProduct(columns[j]!)))
  if (term !== undefined)
    throw new StatisticsProblem(
      'crossed-levels',
      `«${term}» holds a difference between whole clusters: cluster summaries cannot take it away first. Leave it ` +
        'out, or use least squares with CR2.',
    )
}

type Flat = (number | undefined)[]

/** The value of each cluster in which a column does not vary. */
function flatIn(column: Float64Array, { names, codes }: Grouping): Flat {
  const value: Flat = new Array<number | undefined>(names.length)
  const varies = new Uint8Array(names.length)
  for (const [row, each] of column.entries()) {
    const code = codes[row]!
    value[code] ??= each
    if (value[code] !== each) varies[code] = 1
  }
  return value.map((each, k) => (varies[k] ? undefined : each))
}

/**
 * Residuals of least squares on the terms that `isUsed` marks, beside the intercept; the outcome itself where it marks
 * none.
 */
export function individualResiduals(design: Design, isUsed: readonly boolean[]): Float64Array {
  if (!isUsed.includes(true)) return design.outcome
  const kept = <T>(all: T[]): T[] => all.filter((_, j) => isUsed[j] || (design.intercept && j === 0))
  const individual = { ...design, terms: kept(design.terms), columns: kept(design.columns) }
  const scaling = scalingOf(individual)
  const { scaled } = scaledSolution(individual, scaling)
  const { centre, scale } = scaling
  const p = scaled.length
  return design.outcome.map((value, row) => {
    let rest = (value - centre[p]!) / scale[p]!
    for (let j = 0; j < p; j += 1)
      rest -= (scaled[j]! * (individual.columns[j]![row]! - centre[j]!)) / scale[j]!
    return rest * scale[p]!
  })
}

/** Size, mean and variance within of every cluster. */
export function summarise({ cluster }: Pick<Design, 'cluster'>, values: Float64Array): Summary[] {
  const summaries = cluster.names.map((name) => ({ name, size: 0, mean: 0, variance: 0 }))
  for (const [row, value] of values.entries()) {
    const summary = summaries[cluster.codes[row]!]!
    summary.size += 1
    const from = value - summary.mean
    summary.mean += from / summary.size
    summary.variance += from * (value - summary.mean)
  }
  for (const summary of summaries) summary.variance /= Math.max(1, summary.size - 1)
  return summaries
}

/** Inverse-variance weights take both variances from the one-way analysis of variance over all clusters. */
function weightsOf(summaries: Summary[], weighting: Weighting): number[] {
  if (weighting === 'unweighted') return summaries.map(() => 1)
  if (weighting === 'size') return summaries.map(({ size }) => size)
  const { between, within } = varianceComponents(summaries)
  return summaries.map(({ size }) => 1 / (Math.max(0, between) + within / size))
}

/**
 * Moment estimates of one-way analysis of variance; `between` may be negative. `size` is the average size m₀, `freedom`
 * that of the clusters: one less than there are in each arm.
 * @param arms of each cluster; with them clusters are held against the mean of their own arm
 */
export function varianceComponents(summaries: readonly Summary[], arms?: ArrayLike<number | string>) {
  const k = summaries.length
  const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0)
  const inArms = [...Map.groupBy(summaries, (_, place) => arms?.[place]).values()]
  const freedom = k - inArms.length
  const n = total(summaries.map(({ size }) => size))
  const within = total(summaries.map(({ size, variance }) => (size - 1) * variance)) / (n - k)
  const parts = inArms.map((own) => {
    const pupils = total(own.map(({ size }) => size))
    const middle = total(own.map(({ size, mean }) => size * mean)) / pupils
    return {
      squares: total(own.map(({ size, mean }) => size * (mean - middle) ** 2)),
      sizes: total(own.map(({ size }) => size ** 2)) / pupils,
    }
  })
  const meanSquare = total(parts.map(({ squares }) => squares)) / freedom
  const size = (n - total(parts.map(({ sizes }) => sizes))) / freedom
  return { between: (meanSquare - within) / size, within, meanSquare, size, n, clusters: k, freedom }
}

/**
 * Weighted least squares on one row a cluster: R's `lm(y ~ …, weights = w)`.
 * @param columns one a term, `(Intercept)` included where there is one
 */
export function weightedRegression(
  terms: readonly string[],
  columns: readonly (readonly number[])[],
  outcome: readonly number[],
  weights: readonly number[],
): { fixed: Estimate[]; residual: number } {
  const [p, rows] = [terms.length, outcome.length]
  if (rows <= p)
    throw new StatisticsProblem(
      'too-few-clusters',
      `There are ${rows} clusters for ${p} terms that differ between them.`,
    )
  const products = zeros(p, p)
  const xy = new Array<number>(p).fill(0)
  const x = new Array<number>(p).fill(0)
  for (let row = 0; row < rows; row += 1) {
    for (let j = 0; j < p; j += 1) x[j] = columns[j]![row]!
    addOuter(products, x, weights[row])
    for (let j = 0; j < p; j += 1) xy[j]! += weights[row]! * x[j]! * outcome[row]!
  }
  const { lower, dependent } = cholesky(products)
  if (dependent !== undefined) throw collinear(terms[dependent]!)
  const { inverse } = inverseOf(lower)
  const beta = multiplyVector(inverse, xy)
  let squares = 0
  let size = 0
  for (let row = 0; row < rows; row += 1) {
    const fitted = beta.reduce((sum, value, j) => sum + value * columns[j]![row]!, 0)
    squares += weights[row]! * (outcome[row]! - fitted) ** 2
    size += weights[row]! * outcome[row]! ** 2
  }
  if (!(squares > 1e-20 * size))
    throw new StatisticsProblem('zero-variance', 'The clusters do not differ beyond what the terms explain.')
  const residual = squares / (rows - p)
  const fixed = terms.map((term, j) =>
    estimateOf(term, beta[j]!, Math.sqrt(residual * inverse[j]![j]!), rows - p),
  )
  return { fixed, residual }
}

/**
 * Analysis of covariance on cluster means, for anonymous cross-sections (mode A): the follow-up mean of each school on
 * arm and the school's own baseline mean. `arm` is 0 or 1.
 */
export function clusterAncova(
  schools: readonly { arm: number; baseline: number; followUp: number; size?: number }[],
): Estimate[] {
  const weights = schools.map(({ size }) => size ?? 1)
  return weightedRegression(
    ['(Intercept)', 'arm', 'baseline'],
    [schools.map(() => 1), schools.map(({ arm }) => arm), schools.map(({ baseline }) => baseline)],
    schools.map(({ followUp }) => followUp),
    weights,
  ).fixed
}
