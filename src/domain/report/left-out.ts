// Who is not in a main comparison: schools that were lost, or have no baseline, and pupils without a value that it uses.
// A reader who sees the number of schools should see how many there ought to have been.
import type { ArmComparison, ChangeComparison } from './comparison.ts'
import type { FlowArm } from './report.ts'

/** `arm` null: everybody. */
export type SchoolsIn = { arm: string | null; used: number; all: number }

/** @returns `schools` of every arm that is compared where any of them lacks one, else none */
export function leftOut(
  flow: readonly Pick<FlowArm, 'arm' | 'schools'>[],
  comparison: ArmComparison | ChangeComparison,
): { schools: SchoolsIn[]; dropped: number } {
  const { arms, dropped } = 'analysis' in comparison ? comparison.analysis : comparison
  const schools = arms.flatMap(({ name, clusters }): SchoolsIn[] => {
    const all = flow.find(({ arm }) => arm === name)?.schools
    return all === undefined ? [] : [{ arm: name, used: clusters, all }]
  })
  return { schools: schools.some(({ used, all }) => used < all) ? schools : [], dropped }
}
