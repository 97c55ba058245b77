// Joins the records of one pupil in two waves by a link code, without knowing who it is. A pair is made only when each
// is the other's one candidate; the surest come first (no differences, then one, then two). Doubt means no link.
import { type Candidates, candidates, distinctCodes } from './linkage-candidates.ts'
import {
  asOnePool,
  type CodedWave,
  codeWaves,
  givenElements,
  type LinkRecord,
  rowsByPool,
} from './linkage-columns.ts'

export type LinkOptions<R extends LinkRecord> = {
  /** Elements that may differ, a missing one included: 1 in the primary analysis, 2 for sensitivity. */
  maxDifferences?: 0 | 1 | 2
  /** Elements that must agree, whatever the length of the code. */
  minAgreements?: number
  /** Pairs that cannot be one person: another sex, an impossible cohort. */
  veto?: (a: R, b: R) => boolean
  /**
   * Look for pupils who changed school among those left over: every element and at least two covariates agree, and no
   * covariate contradicts. Finds nothing where the elements are MACs under a key of the school.
   */
  acrossSchools?: boolean
}

export type Stage = 'exact' | 'off-one' | 'off-two' | 'exact-across-schools'

/** `a` and `b` are places in the two lists of records. */
export type Pair = { a: number; b: number; differences: number; stage: Stage }

/**
 * What became of a record.
 * - `ambiguous`: more than one candidate, or a candidate that has more than one.
 * - `duplicate`: the same code stands more than once in the pool and wave. Such a record is never linked, and it
 *   stands in the way of whoever comes near its code.
 * - `incomplete`: too few elements given to be linked at all.
 */
export type Outcome = 'linked' | 'ambiguous' | 'duplicate' | 'incomplete' | 'unlinked'

export type Linkage = {
  pairs: Pair[]
  a: Outcome[]
  b: Outcome[]
  /** The last stage: the most differences that were allowed. */
  deepest: number
  /** Both waves as numbers, for the measures of quality. */
  coded: [CodedWave, CodedWave]
}

const stages: Stage[] = ['exact', 'off-one', 'off-two']
const agreementsNeeded = 5

/**
 * Staged, mutually unique matching inside pools. The result depends neither on the order of the
 * records nor on which wave is called `a`.
 *
 * @throws RangeError if records have codes of different lengths, or codes too short to be linked.
 */
export function linkWaves<R extends LinkRecord>(
  a: readonly R[],
  b: readonly R[],
  { maxDifferences = 1, minAgreements = agreementsNeeded, veto, acrossSchools }: LinkOptions<R> = {},
): Linkage {
  const [codedA, codedB] = codeWaves([a, b]) as [CodedWave, CodedWave]
  const length = codedA.length
  if (a.length + b.length > 0 && length < minAgreements)
    throw new RangeError(`A link code needs at least ${minAgreements} elements; this one has ${length}.`)
  const deepest = Math.min(maxDifferences, length - minAgreements)
  const sideA = sideOf(codedA, minAgreements)
  const sideB = sideOf(codedB, minAgreements)
  const near = candidates(
    codedA,
    sideA.distinct,
    codedB,
    sideB.distinct,
    deepest,
    // A code that stands twice has no one person to ask the veto about.
    (rowA, rowB) => !!(sideA.repeated[rowA] || sideB.repeated[rowB]) || !veto?.(a[rowA]!, b[rowB]!),
  )
  const pairs: Pair[] = []
  for (let deep = 0; deep <= deepest; deep += 1)
    linkUnique(near, deep, sideA.outcomes, sideB.outcomes, (rowA, rowB) =>
      pairs.push({ a: rowA, b: rowB, differences: deep, stage: stages[deep]! }),
    )
  markAmbiguous(near, sideA.outcomes, sideB.outcomes)
  if (acrossSchools) {
    // One pool for all; a pupil who stayed would have been found already.
    const left = (side: Side) => side.distinct.filter((row) => side.outcomes[row] === 'unlinked')
    const moved = candidates(
      asOnePool(codedA),
      left(sideA),
      asOnePool(codedB),
      left(sideB),
      0,
      (rowA, rowB) => sameCovariates(a[rowA]!, b[rowB]!) && !veto?.(a[rowA]!, b[rowB]!),
    )
    linkUnique(moved, 0, sideA.outcomes, sideB.outcomes, (rowA, rowB) =>
      pairs.push({ a: rowA, b: rowB, differences: 0, stage: 'exact-across-schools' }),
    )
    markAmbiguous(moved, sideA.outcomes, sideB.outcomes)
  }
  pairs.sort((one, other) => one.a - other.a)
  return { pairs, a: sideA.outcomes, b: sideB.outcomes, deepest, coded: [codedA, codedB] }
}

/** One wave under way. `repeated` marks the codes that stand more than once. */
type Side = { distinct: Int32Array; repeated: Uint8Array; outcomes: Outcome[] }

function sideOf(wave: CodedWave, minAgreements: number): Side {
  const rows = rowsByPool(wave)
  const usable = rows.filter((row) => givenElements(wave, row) >= minAgreements)
  const { distinct, repeated } = distinctCodes(wave, usable)
  const outcomes = new Array<Outcome>(wave.size).fill('incomplete')
  for (const row of usable) outcomes[row] = repeated[row] ? 'duplicate' : 'unlinked'
  return { distinct, repeated, outcomes }
}

/** Links those that are each other's only candidate with at most so many differences, among the records still free. */
function linkUnique(
  near: Candidates,
  maxDifferences: number,
  outcomesA: Outcome[],
  outcomesB: Outcome[],
  link: (rowA: number, rowB: number) => void,
): void {
  const open: number[] = []
  const ofA = new Uint32Array(outcomesA.length)
  const ofB = new Uint32Array(outcomesB.length)
  for (let at = 0; at < near.a.length; at += 1) {
    const [rowA, rowB] = [near.a[at]!, near.b[at]!]
    if (near.differences[at]! > maxDifferences) continue
    if (outcomesA[rowA] === 'linked' || outcomesB[rowB] === 'linked') continue
    ofA[rowA]! += 1
    ofB[rowB]! += 1
    open.push(at)
  }
  for (const at of open) {
    const [rowA, rowB] = [near.a[at]!, near.b[at]!]
    if (ofA[rowA] !== 1 || ofB[rowB] !== 1) continue
    if (outcomesA[rowA] !== 'unlinked' || outcomesB[rowB] !== 'unlinked') continue
    outcomesA[rowA] = outcomesB[rowB] = 'linked'
    link(rowA, rowB)
  }
}

/** Those left over that have a candidate which is left over too. */
function markAmbiguous(near: Candidates, outcomesA: Outcome[], outcomesB: Outcome[]): void {
  near.a.forEach((rowA, at) => {
    const rowB = near.b[at]!
    if (outcomesA[rowA] === 'linked' || outcomesB[rowB] === 'linked') return
    if (outcomesA[rowA] === 'unlinked') outcomesA[rowA] = 'ambiguous'
    if (outcomesB[rowB] === 'unlinked') outcomesB[rowB] = 'ambiguous'
  })
}

/** At least two agree and none contradicts; a missing one does neither. */
function sameCovariates(a: LinkRecord, b: LinkRecord): boolean {
  let agreeing = 0
  for (const [index, value] of (a.covariates ?? []).entries()) {
    const other = b.covariates?.[index]
    if (value === undefined || other === undefined) continue
    if (value !== other) return false
    agreeing += 1
  }
  return agreeing >= 2
}
