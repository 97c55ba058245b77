// p values that answer for their number: Holm for secondary outcomes, Benjamini–Hochberg for exploration.

/** Adjusted p values (Holm 1979), in the order given: R's `p.adjust(p, 'holm')`. */
export function holm(p: readonly number[]): number[] {
  const order = ascending(p)
  let largest = 0
  return inOrder(order, (rank) => {
    largest = Math.max(largest, (p.length - rank) * p[order[rank]!]!)
    return Math.min(1, largest)
  })
}

/** Adjusted p values that bound the false discovery rate (Benjamini & Hochberg 1995): `p.adjust(p, 'BH')`. */
export function benjaminiHochberg(p: readonly number[]): number[] {
  const order = ascending(p).reverse()
  let smallest = 1
  return inOrder(order, (rank) => {
    smallest = Math.min(smallest, (p.length / (p.length - rank)) * p[order[rank]!]!)
    return smallest
  })
}

const ascending = (p: readonly number[]): number[] => p.map((_, k) => k).sort((a, b) => p[a]! - p[b]!)

function inOrder(order: number[], value: (rank: number) => number): number[] {
  const result = new Array<number>(order.length)
  for (const [rank, place] of order.entries()) result[place] = value(rank)
  return result
}
