// Draws which schools get which arm, with a record from which anyone can draw the same again. The order of the rows does
// not matter: units are sorted by id first.
import {
  type BalanceRow,
  balanceTable,
  imbalance,
  standardScores,
  type Unit,
} from './randomisation-balance.ts'
import { generatorFrom, readSeed } from './randomisation-generator.ts'
import {
  type Arm,
  type Constraint,
  constrainedSchemes,
  fewestSchemes,
  fixedPairs,
  permutedBlocks,
  type SchemeSet,
  schemeText,
} from './randomisation-schemes.ts'
import { StatisticsProblem } from './statistics/statistics-problem.ts'

export type Design =
  | { scheme: 'blocks'; arms: Arm[]; blockSizes: number[] }
  /** Two arms. The strata of the units are not looked at: make a covariate of what they say. */
  | ({ scheme: 'constrained'; arms: Arm[] } & Constraint)

/** Everything that is needed to draw again and to see that it was drawn so. */
export type AllocationRecord = {
  algorithm: string
  /** 32 hexadecimal digits. */
  seed: string
  codeVersion: string
  /** Of units and design, in an order of their own. */
  inputHash: string
  /** Only where a scheme was drawn from a set: the set, and which one, from 0. */
  schemes?: {
    considered: number
    isComplete: boolean
    acceptable: number
    hash: string
    chosen: number
    imbalance: number
    /** Fewer than 20 are acceptable: a permutation test cannot find anything at 0.05. */
    isFew: boolean
    /** Ids of units that every acceptable scheme puts in the same arm, and in different arms. Should be none. */
    alwaysTogether: [string, string][]
    neverTogether: [string, string][]
  }
  /** By id. */
  allocation: { id: string; arm: string }[]
  balance: BalanceRow[]
}

const generatorName = 'xoshiro128** 1.1, seeded through SplitMix64'

/**
 * @param seed 1 to 32 hexadecimal digits, drawn by the caller
 * @param codeVersion of the product
 * @param hash a cryptographic hash of a text
 * @throws StatisticsProblem if there are too few units or arms, an id comes twice, or a covariate is constant
 */
export function randomise(
  units: readonly Unit[],
  design: Design,
  { seed, codeVersion, hash }: { seed: string; codeVersion: string; hash: (text: string) => string },
): AllocationRecord {
  const sorted = prepared(units, design)
  const { allocation, drawn } = draw(sorted, design, seed)
  return {
    algorithm: `${algorithmOf(design)}; ${generatorName}`,
    seed: readSeed(seed),
    codeVersion,
    inputHash: hash(inputText(sorted, design)),
    ...(drawn && { schemes: schemesRecord(sorted, drawn, hash) }),
    allocation: sorted.map(({ id }, place) => ({ id, arm: design.arms[allocation[place]!]!.name })),
    balance: balanceTable(sorted, allocation, design.arms.length),
  }
}

function schemesRecord(
  sorted: readonly Unit[],
  { set, chosen }: { set: SchemeSet; chosen: number },
  hash: (text: string) => string,
): NonNullable<AllocationRecord['schemes']> {
  const { together, apart } = fixedPairs(set.acceptable)
  const ids = ([one, other]: [number, number]): [string, string] => [sorted[one]!.id, sorted[other]!.id]
  return {
    considered: set.considered,
    isComplete: set.isComplete,
    acceptable: set.acceptable.length,
    hash: hash(set.acceptable.map(schemeText).join('\n')),
    chosen,
    imbalance: imbalance(standardScores(sorted), set.acceptable[chosen]!),
    isFew: set.acceptable.length < fewestSchemes,
    alwaysTogether: together.map(ids),
    neverTogether: apart.map(ids),
  }
}

const byId = (one: Unit, other: Unit): number => (one.id < other.id ? -1 : one.id > other.id ? 1 : 0)

function prepared(units: readonly Unit[], { arms, scheme }: Design): Unit[] {
  const bad = (message: string) => new StatisticsProblem('bad-argument', message)
  if (arms.length < 2) throw bad('There are at least two arms.')
  if (new Set(arms.map(({ name }) => name)).size < arms.length) throw bad('Each arm has a name of its own.')
  if (arms.some(({ share }) => !Number.isInteger(share) || share < 1))
    throw bad('The share of an arm is a whole number from 1 up.')
  if (scheme === 'constrained' && arms.length > 2) throw bad('Constrained randomisation is for two arms.')
  if (scheme === 'constrained' && !units.some(({ covariates }) => Object.keys(covariates).length > 0))
    throw bad('Constrained randomisation needs a covariate.')
  if (units.length < arms.length) throw bad('There are fewer units than arms.')
  const sorted = units.toSorted(byId)
  const twice = sorted.find(({ id }, place) => id === sorted[place + 1]?.id)
  if (twice) throw bad(`The id «${twice.id}» comes twice.`)
  return sorted
}

/** `again` draws another allocation of the same kind; after it the generator has moved on. */
type Draw =
  | { allocation: Uint8Array; again: () => Uint8Array; drawn?: never }
  | { allocation: Uint8Array; again?: never; drawn: { set: SchemeSet; chosen: number } }

function draw(sorted: readonly Unit[], design: Design, seed: string): Draw {
  const generator = generatorFrom(seed)
  if (design.scheme === 'blocks') {
    const again = () => permutedBlocks(sorted, design.arms, design.blockSizes, generator)
    return { allocation: again(), again }
  }
  const set = constrainedSchemes(sorted, firstArmOf(sorted.length, design.arms), design, generator)
  const chosen = generator.below(set.acceptable.length)
  return { allocation: allocationOf(set.acceptable[chosen]!), drawn: { set, chosen } }
}

/** In a scheme the first arm is 1, in an allocation it is 0. */
const allocationOf = (scheme: Uint8Array): Uint8Array => scheme.map((one) => 1 - one)

/** How many units the first of two arms gets; of an odd number shared evenly, one more. */
const firstArmOf = (units: number, [first, second]: readonly Arm[]): number =>
  Math.min(units - 1, Math.max(1, Math.round((units * first!.share) / (first!.share + second!.share))))

const algorithmOf = (design: Design): string =>
  design.scheme === 'blocks'
    ? `permuted blocks of ${design.blockSizes.join(' or ')} within strata`
    : `covariate-constrained, l2 imbalance, best ${design.keep} of the schemes`

function inputText(sorted: readonly Unit[], design: Design): string {
  const units = sorted.map(({ id, stratum, covariates }) => [
    id,
    stratum,
    Object.entries(covariates).sort(([one], [other]) => (one < other ? -1 : 1)),
  ])
  const { scheme, arms } = design
  const settings = scheme === 'blocks' ? [design.blockSizes] : [design.keep, design.most, design.sample]
  return JSON.stringify({ scheme, arms: arms.map(({ name, share }) => [name, share]), settings, units })
}

export type PermutationTest = {
  /** Mean of the first arm less mean of the second. */
  difference: number
  /** Two-sided: the share of allocations with a difference at least as far from 0, the actual one among them. */
  p: number
  /** How many allocations were compared, and how many of them part the units with an outcome in another way. */
  allocations: number
  different: number
  /** Units with an outcome. */
  compared: number
  /** The actual allocation, by id. */
  armOf: Map<string, string>
}

/**
 * Randomisation test for two arms among the allocations that could have been drawn: all acceptable ones after
 * constrained randomisation; after blocks the actual one and `redraws` others.
 *
 * All units are drawn each time, and those with an outcome compared: if nobody is affected by anything, who has an
 * outcome does not depend on the draw either.
 *
 * @param outcomes one number a unit: a mean, or a mean residual after adjustment for covariates (Gail et al. 1996)
 * @param seed that of the allocation
 * @throws StatisticsProblem as randomise does; `bad-argument` without two arms, `too-few-clusters` where some allocation
 *   leaves an arm without a unit that has an outcome
 */
export function permutationTest(
  units: readonly Unit[],
  design: Design,
  seed: string,
  outcomes: ReadonlyMap<string, number>,
  redraws = 9_999,
): PermutationTest {
  const sorted = prepared(units, design)
  if (design.arms.length !== 2)
    throw new StatisticsProblem('bad-argument', 'The permutation test is for two arms.')
  const places = [...sorted.keys()].filter((place) => outcomes.has(sorted[place]!.id))
  const values = places.map((place) => outcomes.get(sorted[place]!.id)!)
  const { allocation, drawn, again } = draw(sorted, design, seed)
  const possible = drawn
    ? drawn.set.acceptable.map(allocationOf)
    : [allocation, ...Array.from({ length: redraws }, again)]
  const compared = possible.map((arms) => Uint8Array.from(places, (place) => arms[place]!))
  const difference = differenceOf(
    values,
    Uint8Array.from(places, (place) => allocation[place]!),
  )
  // Differences that are equal but for rounding count as equal.
  const far = Math.abs(difference) * (1 - 1e-12)
  const asFar = compared.filter((arms) => Math.abs(differenceOf(values, arms)) >= far)
  return {
    difference,
    p: asFar.length / possible.length,
    allocations: possible.length,
    different: new Set(compared.map(schemeText)).size,
    compared: places.length,
    armOf: new Map(sorted.map(({ id }, place) => [id, design.arms[allocation[place]!]!.name])),
  }
}

/** Mean of the first arm less mean of the second. */
function differenceOf(values: readonly number[], arms: Uint8Array): number {
  const sums = [0, 0]
  const sizes = [0, 0]
  for (const [place, value] of values.entries()) {
    sums[arms[place]!]! += value
    sizes[arms[place]!]! += 1
  }
  if (sizes.includes(0))
    throw new StatisticsProblem('too-few-clusters', 'In some allocation an arm has no unit with an outcome.')
  return sums[0]! / sizes[0]! - sums[1]! / sizes[1]!
}
