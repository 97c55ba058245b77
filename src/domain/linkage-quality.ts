// How far a linkage can be trusted: counts, false links by calculation and by experiment, and whether those who were
// linked are like those who were not.
import { type CodedWave, type LinkRecord, rowsByPool } from './linkage-columns.ts'
import { type Linkage, type LinkOptions, linkWaves, type Outcome, type Pair } from './linkage.ts'
import { chiSquareQuantile } from './statistics/distributions.ts'

export type LinkageCounts = {
  pairs: number
  exact: number
  offOne: number
  offTwo: number
  exactAcrossSchools: number
  a: Record<Outcome | 'records', number>
  b: Record<Outcome | 'records', number>
}

export function linkageCounts({ pairs, a, b }: Linkage): LinkageCounts {
  const of = (stage: Pair['stage']) => pairs.filter((pair) => pair.stage === stage).length
  return {
    pairs: pairs.length,
    exact: of('exact'),
    offOne: of('off-one'),
    offTwo: of('off-two'),
    exactAcrossSchools: of('exact-across-schools'),
    a: outcomeCounts(a),
    b: outcomeCounts(b),
  }
}

function outcomeCounts(outcomes: readonly Outcome[]): Record<Outcome | 'records', number> {
  const counts = {
    records: outcomes.length,
    linked: 0,
    ambiguous: 0,
    duplicate: 0,
    incomplete: 0,
    unlinked: 0,
  }
  for (const outcome of outcomes) counts[outcome] += 1
  return counts
}

/**
 * For each element the chance that two different pupils of the same pool and wave agree on it, from how often its
 * values occur. Counted within a wave, so that nobody is compared with themselves.
 */
export function chancesOfAgreement(waves: readonly CodedWave[]): number[] {
  const ordered = waves.map((wave) => ({ ...wave, rows: rowsByPool(wave) }))
  return Array.from({ length: waves[0]?.length ?? 0 }, (_, element) => {
    let [agreeing, all] = [0, 0]
    for (const { rows, start, codes, length } of ordered) {
      const valueOf = (row: number) => codes[row * length + element]!
      const seen = new Int32Array(rows.reduce((largest, row) => Math.max(largest, valueOf(row)), 0) + 1)
      for (let pool = 1; pool + 1 < start.length; pool += 1) {
        const inPool = rows.subarray(start[pool], start[pool + 1])
        for (const row of inPool) if (valueOf(row) !== 0) agreeing += seen[valueOf(row)]!++
        for (const row of inPool) seen[valueOf(row)] = 0
        all += (inPool.length * (inPool.length - 1)) / 2
      }
    }
    return all === 0 ? 0 : agreeing / all
  })
}

/** The chance that two codes differ in at most so many elements, when elements are independent of each other. */
export function chanceWithin(agreement: readonly number[], maxDifferences: number): number {
  // chances[d]: that d of the elements so far differ.
  let chances = [1]
  for (const agrees of agreement)
    chances = Array.from(
      { length: chances.length + 1 },
      (_, differ) => (chances[differ] ?? 0) * agrees + (chances[differ - 1] ?? 0) * (1 - agrees),
    )
  return chances.slice(0, maxDifferences + 1).reduce((sum, chance) => sum + chance, 0)
}

/**
 * Links to expect by chance: over all pairs made inside a pool, the chance that two strangers agree as well, times the
 * records that were still free beside them (the mean of the two waves).
 */
export function expectedFalseLinks({ pairs, a, b, deepest, coded }: Linkage): number {
  const agreement = chancesOfAgreement(coded)
  const [{ pool: poolOfA, start }, { pool: poolOfB }] = coded
  const free = new Int32Array(start.length)
  const count = (outcomes: readonly Outcome[], pool: Int32Array) =>
    outcomes.forEach((outcome, row) => {
      if (outcome !== 'incomplete' && outcome !== 'duplicate') free[pool[row]!]! += 1
    })
  count(a, poolOfA)
  count(b, poolOfB)
  let expected = 0
  for (let differences = 0; differences <= deepest; differences += 1) {
    const chance = chanceWithin(agreement, differences)
    const here = pairs.filter(
      (pair) => pair.differences === differences && pair.stage !== 'exact-across-schools',
    )
    for (const pair of here) expected += (chance * (free[poolOfA[pair.a]!]! - 2)) / 2
    for (const pair of here) free[poolOfA[pair.a]!]! -= 2
  }
  return expected
}

/**
 * Links that are false for certain, by experiment: those whom nobody was found for, against those left over at another
 * school of about the same size. (All pupils against all of another school would find ten times too many: in a real
 * linkage most are already taken by their own record. In simulations this is of the size of the truth.)
 *
 * @param comparable schools are exchanged only where this says the same of both pools, for a cohort in the veto
 * @returns the number to expect in this linkage; undefined with fewer than two pools, and where no value occurs in two
 *   pools, because the elements are MACs under a key of the school
 */
export function linksToOtherSchools<R extends LinkRecord>(
  a: readonly R[],
  b: readonly R[],
  linkage: Linkage,
  options: LinkOptions<R> = {},
  comparable: (pool: string) => string = () => '',
): number | undefined {
  const partner = poolsOfSameSize([...a, ...b], comparable)
  if (partner.size === 0 || !sharesValues(linkage.coded)) return undefined
  const left = a.filter((_, row) => linkage.a[row] !== 'linked')
  const compared = left.filter(({ pool }) => partner.has(pool))
  const moved = b.flatMap((record, row) => {
    const pool = partner.get(record.pool)
    return pool === undefined || linkage.b[row] === 'linked' ? [] : [{ ...record, pool }]
  })
  if (compared.length === 0) return 0
  const found = linkWaves(compared, moved, { ...options, acrossSchools: false }).pairs.length
  return (found * left.length) / compared.length
}

/** How many links are estimated to be false, of how many, and how many it could well be. */
export type FalseLinkRate = {
  falseLinks: number
  links: number
  /** falseLinks / links; 0 without links. */
  rate: number
  /** Upper end of a one-sided 95 % interval for the rate, at most 1; with no false link found, 3 / links. */
  upper: number
}

/**
 * @param falseLinks an estimate: by calculation (`expectedFalseLinks`), or by experiment (`linksToOtherSchools`), which
 *   alone counts something. The upper end takes it as a Poisson count: for 0 it is the rule of three.
 */
export function falseLinkRate(falseLinks: number, links: number): FalseLinkRate {
  if (links === 0) return { falseLinks, links, rate: 0, upper: 1 }
  const most = chiSquareQuantile(0.95, 2 * (falseLinks + 1)) / 2
  return { falseLinks, links, rate: falseLinks / links, upper: Math.min(1, most / links) }
}

/** Each pool's nearest in size, two and two; the last of an odd number has none. */
function poolsOfSameSize(
  records: readonly LinkRecord[],
  comparable: (pool: string) => string,
): Map<string, string> {
  const sizes = new Map<string, number>()
  for (const { pool } of records) sizes.set(pool, (sizes.get(pool) ?? 0) + 1)
  const partner = new Map<string, string>()
  for (const pools of Map.groupBy(sizes.keys(), comparable).values()) {
    pools.sort((one, other) => sizes.get(one)! - sizes.get(other)! || (one < other ? -1 : 1))
    for (let at = 0; at + 1 < pools.length; at += 2) {
      partner.set(pools[at]!, pools[at + 1]!)
      partner.set(pools[at + 1]!, pools[at]!)
    }
  }
  return partner
}

/** Does a value of an element occur in two pools? */
function sharesValues(waves: readonly CodedWave[]): boolean {
  const seenIn = new Map<number, number>()
  return waves.some(({ pool, codes, length }) =>
    codes.some((value, at) => {
      if (value === 0) return false
      const key = value * length + (at % length)
      const here = pool[Math.floor(at / length)]!
      if (!seenIn.has(key)) seenIn.set(key, here)
      return seenIn.get(key) !== here
    }),
  )
}

type Group = { n: number; mean: number; variance: number }
export type Comparison = { linked: Group; unlinked: Group; standardisedDifference: number | undefined }

/**
 * Baseline covariates of those linked and those not: pupils who use more are linked less often (Grube 1989).
 *
 * @param covariates for each name a number for each record (a category as 0 and 1), undefined where unanswered
 * @returns for each name both groups, and the difference of means in standard deviations (undefined without spread)
 */
export function linkedAgainstUnlinked(
  outcomes: readonly Outcome[],
  covariates: Record<string, readonly (number | undefined)[]>,
): Record<string, Comparison> {
  const compare = (values: readonly (number | undefined)[]): Comparison => {
    const where = (isLinked: boolean) =>
      values.filter((value, row) => value !== undefined && (outcomes[row] === 'linked') === isLinked)
    const linked = describe(where(true) as number[])
    const unlinked = describe(where(false) as number[])
    const spread = Math.sqrt((linked.variance + unlinked.variance) / 2)
    const difference = (linked.mean - unlinked.mean) / spread
    return {
      linked,
      unlinked,
      standardisedDifference: Number.isFinite(difference) ? difference : undefined,
    }
  }
  return Object.fromEntries(Object.entries(covariates).map(([name, values]) => [name, compare(values)]))
}

function describe(values: readonly number[]): Group {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  return { n: values.length, mean, variance: squares / (values.length - 1) }
}
