// Random intercepts of clusters and classes within them, as sums over groups: all a mixed model asks of its covariance.
// V = σ² M, M = I + λ₀ Z₀Z₀' + λ₁ Z₁Z₁'. Closed forms per cluster (Woodbury), so cost grows with groups, not rows.
import type { GroupSums } from './cross-products.ts'
import { addOuter, addTo, type Matrix, zeros } from './matrix.ts'

/** Column sums of the finest groups, and which cluster each belongs to. */
export type Nesting = { groups: GroupSums; clusterOf: Int32Array; clusters: number; total: Matrix }

/** Variance ratios to the residual: [clusters] or [clusters, classes within clusters]. */
export type Ratios = [cluster: number] | [cluster: number, subcluster: number]

/**
 * For W = [terms, outcome]: `products` W'M⁻¹W; `first[r]` W'M⁻¹GᵣM⁻¹W; `second[r][s]` W'M⁻¹GᵣM⁻¹GₛM⁻¹W (symmetric
 * part); `traces[r]` tr M⁻¹Gᵣ; `traces2[r][s]` tr M⁻¹GᵣM⁻¹Gₛ; and log|M|.
 */
export type Structure = {
  products: Matrix
  first: Matrix[]
  second: Matrix[][]
  traces: number[]
  traces2: number[][]
  logDeterminant: number
}

export function structureAt(nesting: Nesting, ratios: Ratios): Structure {
  const { groups, clusterOf, clusters, total } = nesting
  const [between, within = 0] = ratios
  const width = total.length
  const count = groups.sizes.length
  const levels = ratios.length
  const result: Structure = {
    products: total.map((row) => [...row]),
    first: ratios.map(() => zeros(width, width)),
    second: ratios.map(() => ratios.map(() => zeros(width, width))),
    traces: ratios.map(() => 0),
    traces2: ratios.map(() => ratios.map(() => 0)),
    logDeterminant: 0,
  }
  const { products, first, second, traces, traces2 } = result

  // First round: per cluster, with mⱼ = 1'A⁻¹1 of a group and A the covariance without the cluster's own part.
  const mass = new Float64Array(clusters)
  const mass2 = new Float64Array(clusters)
  const mass4 = new Float64Array(clusters)
  const sums = new Float64Array(clusters * width)
  for (let j = 0; j < count; j += 1) {
    const shrink = 1 / (1 + groups.sizes[j]! * within)
    const m = groups.sizes[j]! * shrink
    const k = clusterOf[j]!
    mass[k]! += m
    mass2[k]! += m * m
    mass4[k]! += m ** 4
    result.logDeterminant -= Math.log(shrink)
    for (let c = 0; c < width; c += 1) sums[k * width + c]! += groups.sums[j * width + c]! * shrink
    if (within > 0) addOuter(products, groups.sums.subarray(j * width, (j + 1) * width), -within * shrink)
  }

  const u = new Float64Array(width)
  for (let k = 0; k < clusters; k += 1) {
    const shrink = 1 / (1 + between * mass[k]!)
    const t = sums.subarray(k * width, (k + 1) * width)
    const h = mass[k]! * shrink
    for (let c = 0; c < width; c += 1) u[c] = t[c]! * shrink
    result.logDeterminant -= Math.log(shrink)
    addOuter(products, t, -between * shrink)
    addOuter(first[0]!, u)
    addOuter(second[0]![0]!, u, h)
    traces[0]! += h
    traces2[0]![0]! += h * h
    const c = between * shrink
    if (levels === 2) {
      traces[1]! += mass[k]! - c * mass2[k]!
      traces2[0]![1]! += mass2[k]! * shrink ** 2
      traces2[1]![1]! += c * c * (mass2[k]! ** 2 - mass4[k]!)
    }
  }
  if (levels === 2) subclusterPart(nesting, ratios, mass, sums, result)
  return result
}

/** Second round over the classes, now that each school's totals are known. */
function subclusterPart(
  { groups, clusterOf, clusters, total }: Nesting,
  [between, within]: [number, number],
  mass: Float64Array,
  sums: Float64Array,
  { first, second, traces2 }: Structure,
): void {
  const width = total.length
  const weighted = new Float64Array(clusters * width)
  const massWeighted = new Float64Array(clusters * width)
  const v = new Float64Array(width)
  for (let j = 0; j < groups.sizes.length; j += 1) {
    const shrink = 1 / (1 + groups.sizes[j]! * within)
    const m = groups.sizes[j]! * shrink
    const k = clusterOf[j]!
    const outer = 1 / (1 + between * mass[k]!)
    const c = between * outer
    for (let i = 0; i < width; i += 1) {
      v[i] = groups.sums[j * width + i]! * shrink - c * m * sums[k * width + i]!
      massWeighted[k * width + i]! += m * v[i]!
      weighted[k * width + i]! += m * outer * v[i]!
    }
    addOuter(first[1]!, v)
    addOuter(second[1]![1]!, v, m)
    traces2[1]![1]! += (m - c * m * m) ** 2
  }
  const across = zeros(width, width)
  for (let k = 0; k < clusters; k += 1) {
    const outer = 1 / (1 + between * mass[k]!)
    const u = sums.subarray(k * width, (k + 1) * width).map((value) => value * outer)
    const own = massWeighted.subarray(k * width, (k + 1) * width)
    addOuter(second[1]![1]!, own, -between * outer)
    const half = weighted.subarray(k * width, (k + 1) * width)
    addOuter(across, half, 0.5, u)
    addOuter(across, u, 0.5, half)
  }
  addTo(second[0]![1]!, across)
  addTo(second[1]![0]!, across)
  traces2[1]![0] = traces2[0]![1]!
}
