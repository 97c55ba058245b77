// What a report may show so far: arms under the names that they may have, and outcomes that nobody is to see later.
import type { StudyDesign } from '#schemas/study-design.ts'
import type { SchoolArm } from '../concealment.ts'
import type { ReportArm } from './report.ts'

/** In the order of their letters. Control is the plan's first that does not get the lessons now; blinded simply A. */
export function armsFor(
  named: Map<string, SchoolArm>,
  plan: Pick<StudyDesign, 'arms'>,
  isUnblinded: boolean,
): ReportArm[] {
  const each = [...new Map([...named.values()].map((arm) => [arm.key, arm])).values()].sort((a, b) =>
    a.key < b.key ? -1 : 1,
  )
  const usual = plan.arms.find(({ kind }) => kind !== 'programme')?.name
  const control = (isUnblinded && each.find(({ name }) => name === usual)) || each[0]!
  return [control, ...each.filter((arm) => arm !== control)].map((arm) => ({
    name: arm.name,
    isControl: arm === control,
    kind: arm.kind ?? null,
  }))
}

/**
 * Outcomes whose waves are over. In a trial none before the arms may be told, and a harm outcome only after the harm
 * monitor, who sees it first, has decided on every look so far, and on one after the outcome's wave. A look that was skipped
 * is made up for by a later.
 */
export function shownOutcomes(
  { template, outcomes, harm }: StudyDesign,
  closed: ReadonlySet<number>,
  decided: readonly { waveNumber: number }[],
  hasArms: boolean,
): StudyDesign['outcomes'] {
  if (template === 'trial' && !hasArms) return []
  // Of all that is closed, since an outcome's column holds its answers of every wave.
  const due = harm.looks.filter((look) => look <= Math.max(...closed))
  const isSeen = (wave: number) => decided.some(({ waveNumber }) => waveNumber >= wave)
  const isHarmSeen = due.every(isSeen)
  return outcomes.filter(
    ({ role, wave, baselineWave }) =>
      closed.has(wave) &&
      (baselineWave === null || closed.has(baselineWave)) &&
      (role !== 'harm' || template !== 'trial' || (isHarmSeen && isSeen(wave))),
  )
}
