// Several waves of a study become one panel: each wave is linked to all earlier ones, and what hangs together is one
// pupil. A chain that ends in two records of the same wave is thrown away whole: at least one link of it is wrong.
import { type LinkRecord } from './linkage-columns.ts'
import { type Linkage, type LinkOptions, linkWaves } from './linkage.ts'

/** A record by its place: wave and row, both from 0. */
export type Member = { wave: number; row: number }

export type Panel = {
  linkages: { earlier: number; later: number; linkage: Linkage }[]
  /** Records of one pupil, in the order of the waves; only those of two waves or more. */
  clusters: Member[][]
  /** Chains with two records of the same wave. Their records stay unlinked. */
  rejected: Member[][]
}

/** @throws RangeError as linkWaves does. */
export function linkPanel<R extends LinkRecord>(
  waves: readonly (readonly R[])[],
  options: LinkOptions<R> = {},
): Panel {
  const linkages = waves.flatMap((_, later) =>
    waves.slice(0, later).map((wave, earlier) => ({
      earlier,
      later,
      linkage: linkWaves(wave, waves[later]!, options),
    })),
  )
  const offsets = waves.map((_, wave) => waves.slice(0, wave).reduce((sum, { length }) => sum + length, 0))
  // Union–find: each record points at one of its cluster, the root at itself. The root is the earliest.
  const root = Int32Array.from({ length: waves.reduce((sum, { length }) => sum + length, 0) }, (_, at) => at)
  const rootOf = (at: number): number => {
    while (root[at] !== at) at = root[at] = root[root[at]!]!
    return at
  }
  for (const { earlier, later, linkage } of linkages)
    for (const { a, b } of linkage.pairs) {
      const [one, other] = [rootOf(offsets[earlier]! + a), rootOf(offsets[later]! + b)]
      root[Math.max(one, other)] = Math.min(one, other)
    }
  const members = new Map<number, Member[]>()
  for (const [wave, records] of waves.entries())
    for (let row = 0; row < records.length; row += 1) {
      const first = rootOf(offsets[wave]! + row)
      const cluster = members.get(first)
      if (cluster) cluster.push({ wave, row })
      else members.set(first, [{ wave, row }])
    }
  const chains = [...members.values()].filter(({ length }) => length > 1)
  const isSound = (chain: Member[]) => new Set(chain.map(({ wave }) => wave)).size === chain.length
  return {
    linkages,
    clusters: chains.filter(isSound),
    rejected: chains.filter((chain) => !isSound(chain)),
  }
}

/**
 * A panel id for every record of every wave: one for a cluster, one of its own for each record that is in none.
 *
 * @param sizes how many records each wave has
 * @param newId a new random id at each call; says nothing about order or school
 */
export function panelIds(panel: Panel, sizes: readonly number[], newId: () => string): string[][] {
  const ids = sizes.map((size) => new Array<string>(size).fill(''))
  for (const cluster of panel.clusters) {
    const id = newId()
    for (const { wave, row } of cluster) ids[wave]![row] = id
  }
  return ids.map((wave) => wave.map((id) => id || newId()))
}
