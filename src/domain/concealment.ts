// When may anybody see which arm a school is in, and under which name? Nobody sees it before the baseline is over, and
// no analysis knows the arms by name before the study is unblinded.
import type { StudyDesign } from '#schemas/study-design.ts'
import type { AllocationRecord } from './randomisation.ts'
import { generatorFrom, shuffled } from './randomisation-generator.ts'

export type BaselineState = {
  /** The last day of the study's first wave, `2026-11-21`; null: it has no wave yet. */
  baselineClosesOn: string | null
  /** Every round of that wave. */
  rounds: readonly { status: 'open' | 'closed' }[]
  today: string
}

/**
 * Is a draw still hidden? Until every round of the baseline is closed and its last day is past: who knows the arm may
 * answer, recruit and care otherwise. A baseline that nobody has begun hides the draw too.
 */
export const isConcealed = ({ baselineClosesOn, rounds, today }: BaselineState): boolean =>
  baselineClosesOn === null ||
  today <= baselineClosesOn ||
  rounds.length === 0 ||
  rounds.some(({ status }) => status === 'open')

/** A draw and the SHA-256 of its whole record, in hexadecimal digits. */
export type Drawn = { record: Pick<AllocationRecord, 'allocation'>; hash: string }

export type SchoolArm = {
  /** `A`, `B` …: the same before and after unblinding. */
  key: string
  /** The letter, and after unblinding the arm's name. */
  name: string
  /** Only after unblinding, and while the plan has an arm of that name. */
  kind?: StudyDesign['arms'][number]['kind']
}

/**
 * The arm of each school by the school's id, under names that tell nothing until the study is unblinded. Letters are
 * given in an order drawn from the record's hash: A is not always the arm that gets the lessons.
 */
export function armsOf(
  { record, hash }: Drawn,
  design: Pick<StudyDesign, 'arms'>,
  isUnblinded: boolean,
): Map<string, SchoolArm> {
  const names = [...new Set(record.allocation.map(({ arm }) => arm))].sort()
  const masked = shuffled(names, generatorFrom(hash.slice(0, 32)))
  return new Map(
    record.allocation.map(({ id, arm }) => {
      const key = String.fromCharCode(65 + masked.indexOf(arm))
      if (!isUnblinded) return [id, { key, name: key }]
      const kind = design.arms.find(({ name }) => name === arm)?.kind
      return [id, { key, name: arm, ...(kind && { kind }) }]
    }),
  )
}
