// When may anybody see which arm a school is in, and under which name? Nobody sees it before the baseline is over, and
// no analysis knows the arms by name before the study is unblinded.
import type { StudyDesign } from '#schemas/study-design.ts'
import type { AllocationRecord } from './randomisation.ts'
import { generatorFrom, shuffled } from './randomisation-generator.ts'
import { isDone } from './wave.ts'

export type BaselineState = {
  /** The waves up to and including the baseline, each with its last day, `2026-11-21`, and every round of it. */
  waves: readonly { closesOn: string; rounds: readonly { status: 'open' | 'closed' }[] }[]
  today: string
}

/**
 * Is a draw still hidden? Until every round of these waves is closed and their last day is past: who knows the arm may
 * answer, recruit and care otherwise. A wave that nobody has begun hides the draw too, and so does having none.
 */
export const isConcealed = ({ waves, today }: BaselineState): boolean =>
  waves.length === 0 || !waves.every(({ closesOn, rounds }) => isDone({ closesOn }, rounds, today))

export type Drawn = { record: Pick<AllocationRecord, 'allocation'> }

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
 * given in an order drawn from a seed that nobody outside the server can know: with one that is public, as the record's
 * hash is, anybody could work out which letter got the lessons.
 *
 * @param maskSeed 1 to 32 hexadecimal digits, always the same for one draw
 */
export function armsOf(
  { record }: Drawn,
  design: Pick<StudyDesign, 'arms'>,
  isUnblinded: boolean,
  maskSeed: string,
): Map<string, SchoolArm> {
  const names = [...new Set(record.allocation.map(({ arm }) => arm))].sort()
  const masked = shuffled(names, generatorFrom(maskSeed))
  return new Map(
    record.allocation.map(({ id, arm }) => {
      const key = String.fromCharCode(65 + masked.indexOf(arm))
      if (!isUnblinded) return [id, { key, name: key }]
      const kind = design.arms.find(({ name }) => name === arm)?.kind
      return [id, { key, name: arm, ...(kind && { kind }) }]
    }),
  )
}
