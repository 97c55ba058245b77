// Inverse-probability weights for pupils who answered at baseline and not later.
// Chosen over multiple imputation: one model to state in the plan (who stays), no model of the outcome itself, nothing
// drawn at random, so the same file gives the same number; imputing within schools needs a second mixed model and a seed.
import type { Design } from './design.ts'
import { gee } from './gee.ts'
import { StatisticsProblem } from './statistics-problem.ts'

/** `weights[row]` is 0 for those who left; `effective` is Kish's (Σw)² / Σw², to be read beside `stayed`. */
export type AttritionWeights = {
  weights: Float64Array
  effective: number
  largest: number
  stayed: number
  balance: BalanceLine[]
}

/**
 * One term: its mean among everybody at baseline, and how far those who stayed are from it, in standard deviations of
 * everybody. After weighting it should be near 0; above 0.1 in size is a common sign that the model of staying is poor.
 */
export type BalanceLine = { term: string; mean: number; before: number; after: number }

/**
 * A logistic regression of staying on what is known of everybody (baseline, arm, their product), then
 * weight = share that stayed / probability of staying, cut at its 99th percentile.
 * @param design everybody at baseline; its outcome is 1 for who answered again and 0 for who did not
 * @returns weights with mean about 1 among those who stayed, and how alike they make those to everybody
 * @throws StatisticsProblem `separation` when a group left or stayed as a whole: no weight can speak for it
 */
export function attritionWeights(design: Design): AttritionWeights {
  const { columns, outcome: stayed, n } = design
  const { fixed } = gee(design, { family: 'binomial', correction: 'cr0' })
  const share = stayed.reduce((sum, value) => sum + value, 0) / n
  const weights = new Float64Array(n)
  for (let row = 0; row < n; row += 1) {
    if (stayed[row] !== 1) continue
    const eta = fixed.reduce((sum, { estimate }, j) => sum + estimate * columns[j]![row]!, 0)
    weights[row] = share * (1 + Math.exp(-eta))
  }
  const kept = weights.filter((weight) => weight > 0).sort()
  const cut = kept[Math.ceil(0.99 * kept.length) - 1]!
  for (let row = 0; row < n; row += 1) weights[row] = Math.min(weights[row]!, cut)
  const sum = weights.reduce((total, weight) => total + weight, 0)
  const squares = weights.reduce((total, weight) => total + weight ** 2, 0)
  return {
    weights,
    effective: sum ** 2 / squares,
    largest: cut,
    stayed: kept.length,
    balance: balanceOf(design, weights),
  }
}

/** Of every term but the intercept; a term with one value is in balance. */
function balanceOf(design: Design, weights: Float64Array): BalanceLine[] {
  const { terms, columns, outcome: stayed, intercept } = design
  const everybody = stayed.map(() => 1)
  return terms.slice(intercept ? 1 : 0).map((term, at) => {
    const values = columns[at + (intercept ? 1 : 0)]!
    const mean = weightedMean(values, everybody)
    const variance = weightedMean(
      values.map((value) => (value - mean) ** 2),
      everybody,
    )
    const apart = (by: Float64Array) =>
      variance > 0 ? (weightedMean(values, by) - mean) / Math.sqrt(variance) : 0
    return { term, mean, before: apart(stayed), after: apart(weights) }
  })
}

function weightedMean(values: Float64Array, weights: Float64Array): number {
  let [sum, weight] = [0, 0]
  for (const [row, value] of values.entries()) {
    sum += weights[row]! * value
    weight += weights[row]!
  }
  return sum / weight
}

/**
 * The same design with rows weighted: least squares on it is weighted least squares, and its error takes the weights as
 * known. Rows of weight 0 go out. Not for the other models, which would read it as other data.
 */
export function weighted(design: Design, weights: Float64Array): Design {
  if (weights.length !== design.n || weights.some((weight) => !(weight >= 0)))
    throw new StatisticsProblem('bad-argument', 'Every row needs a weight of 0 or more.')
  const kept = Array.from(weights.keys()).filter((row) => weights[row]! > 0)
  const scale = (values: Float64Array) =>
    Float64Array.from(kept, (row) => values[row]! * Math.sqrt(weights[row]!))
  const only = <T extends { names: string[]; codes: Int32Array }>({ names, codes }: T) => {
    const left = names.filter((_, k) => kept.some((row) => codes[row] === k))
    return { names: left, codes: Int32Array.from(kept, (row) => left.indexOf(names[codes[row]!]!)) }
  }
  return {
    ...design,
    columns: design.columns.map(scale),
    outcome: scale(design.outcome),
    // The column of ones became one of roots of weights: nothing may be centred any more.
    intercept: false,
    cluster: only(design.cluster),
    subcluster: design.subcluster && only(design.subcluster),
    n: kept.length,
  }
}
