// Ways to divide units among arms: permuted blocks inside strata, and all (or very many) ways for two arms of which only
// the best balanced may be drawn.
import { imbalance, standardScores, type Unit } from './randomisation-balance.ts'
import { type Generator, shuffled } from './randomisation-generator.ts'
import { StatisticsProblem } from './statistics/statistics-problem.ts'

/** An arm, and its share as a whole number: 2 beside 1 gets two of three. */
export type Arm = { name: string; share: number }

/**
 * In each stratum, in the order of the units: block after block in which every arm has its share, in an order drawn
 * anew. The last block may be cut off.
 *
 * @param blockSizes multiples of the sum of shares; with several, the size of each block is drawn too
 * @returns the number of each unit's arm, from 0
 */
export function permutedBlocks(
  units: readonly Unit[],
  arms: readonly Arm[],
  blockSizes: readonly number[],
  generator: Generator,
): Uint8Array {
  const shares = arms.reduce((sum, { share }) => sum + share, 0)
  if (blockSizes.length === 0 || blockSizes.some((size) => !(size > 0) || size % shares !== 0))
    throw new StatisticsProblem('bad-argument', `The size of a block is a multiple of ${shares}.`)
  const once = arms.flatMap(({ share }, arm) => new Array<number>(share).fill(arm))
  const allocation = new Uint8Array(units.length)
  for (const stratum of [...new Set(units.map((unit) => unit.stratum))].sort()) {
    let block: number[] = []
    for (const [place, unit] of units.entries()) {
      if (unit.stratum !== stratum) continue
      if (block.length === 0) {
        const size =
          blockSizes.length === 1 ? blockSizes[0]! : blockSizes[generator.below(blockSizes.length)]!
        block = shuffled(
          Array.from({ length: size }, (_, at) => once[at % shares]!),
          generator,
        )
      }
      allocation[place] = block.pop()!
    }
  }
  return allocation
}

export type Constraint = {
  /** The share of schemes, the best balanced, that may be drawn. */
  keep: number
  /** Up to so many schemes, all are looked at. */
  most: number
  /** Otherwise so many different ones are drawn, and the best of them kept. */
  sample: number
}

export type SchemeSet = {
  /** How many were looked at, and whether these are all there are. */
  considered: number
  isComplete: boolean
  /** The imbalance of each that was looked at. */
  scores: Float64Array
  /** 1 is the first arm; the order is that in which they were made. */
  acceptable: Uint8Array[]
}

/**
 * Covariate-constrained randomisation (Raab & Butcher 2001, Li 2016). Exactly `keep` of the schemes are acceptable, rounded
 * down; chance decides which of those that tie for the last place.
 *
 * @param treated how many units the first arm gets
 * @throws StatisticsProblem if a covariate is constant, or no scheme would be left
 */
export function constrainedSchemes(
  units: readonly Unit[],
  treated: number,
  { keep, most, sample }: Constraint,
  generator: Generator,
): SchemeSet {
  if (sample > most) throw new StatisticsProblem('bad-argument', 'A sample is no larger than `most`.')
  const isComplete = waysToChoose(units.length, treated) <= most
  const schemes = isComplete
    ? allSchemes(units.length, treated)
    : sampledSchemes(units.length, treated, sample, generator)
  const columns = standardScores(units)
  // A scheme and its mirror image have the same score but for the last digits, which must not decide.
  const scores = Float64Array.from(schemes, (scheme) => Math.round(imbalance(columns, scheme) * 1e9) / 1e9)
  const count = Math.floor(keep * schemes.length + 1e-9)
  if (!(keep > 0 && keep <= 1) || count < 1)
    throw new StatisticsProblem('bad-argument', 'The share of schemes to keep leaves none, or is no share.')
  // Among equals chance decides: the first ones made would always treat the first units.
  const worst = scores.toSorted()[count - 1]!
  const places = [...schemes.keys()]
  const better = places.filter((at) => scores[at]! < worst)
  const equal = shuffled(
    places.filter((at) => scores[at] === worst),
    generator,
  )
  const best = [...better, ...equal.slice(0, count - better.length)].sort((one, other) => one - other)
  return { considered: schemes.length, isComplete, scores, acceptable: best.map((at) => schemes[at]!) }
}

function waysToChoose(from: number, count: number): number {
  let ways = 1
  for (let taken = 1; taken <= count; taken += 1) ways = (ways * (from - count + taken)) / taken
  return Math.round(ways)
}

/** Every way to choose, in the order of the first unit chosen, then the second, and so on. */
function allSchemes(units: number, treated: number): Uint8Array[] {
  const chosen = Array.from({ length: treated }, (_, at) => at)
  const schemes: Uint8Array[] = []
  for (;;) {
    schemes.push(schemeOf(units, chosen))
    let last = treated - 1
    while (last >= 0 && chosen[last] === units - treated + last) last -= 1
    if (last < 0) return schemes
    chosen[last]! += 1
    for (let at = last + 1; at < treated; at += 1) chosen[at] = chosen[at - 1]! + 1
  }
}

function sampledSchemes(units: number, treated: number, sample: number, generator: Generator): Uint8Array[] {
  const everyone = Array.from({ length: units }, (_, unit) => unit)
  const schemes = new Map<string, Uint8Array>()
  while (schemes.size < sample) {
    const scheme = schemeOf(units, shuffled(everyone, generator).slice(0, treated))
    schemes.set(schemeText(scheme), scheme)
  }
  return [...schemes.values()]
}

function schemeOf(units: number, chosen: readonly number[]): Uint8Array {
  const scheme = new Uint8Array(units)
  for (const unit of chosen) scheme[unit] = 1
  return scheme
}

/** With fewer acceptable schemes no permutation test can go below 0.05. */
export const fewestSchemes = 20

/** Units that every acceptable scheme puts in the same arm, or in different ones, by their places. */
export type FixedPairs = { together: [number, number][]; apart: [number, number][] }

/**
 * Whether two units are still drawn independently: in a set that is too narrow some are bound to each other, and an
 * analysis that treats them as drawn one by one is wrong (Moulton 2004).
 */
export function fixedPairs(acceptable: readonly Uint8Array[]): FixedPairs {
  const found: FixedPairs = { together: [], apart: [] }
  const units = acceptable[0]?.length ?? 0
  for (let one = 0; one < units; one += 1)
    for (let other = one + 1; other < units; other += 1) {
      const isTogether = acceptable[0]![one] === acceptable[0]![other]
      if (acceptable.some((scheme) => (scheme[one] === scheme[other]) !== isTogether)) continue
      found[isTogether ? 'together' : 'apart'].push([one, other])
    }
  return found
}

/** `0110…`, for hashes and comparisons. */
export const schemeText = (scheme: Uint8Array): string => scheme.join('')
