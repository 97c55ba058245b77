// Waves: which strata one has, and which of its fields may still change. Pure; a stratum is a school and a cohort, never
// a class, so that nothing below it is ever counted for a researcher.
import { gradesOf, schoolYearOf } from './study.ts'
import { gradeIn } from './year-plan.ts'

type ClassLike = { id: string; schoolId: string; grade: number; schoolYear: number; cohort: number }
type Period = { opensOn: string; closesOn: string }

/**
 * Is this class of a grade that the wave is for? The grade is the one of the school year in which the wave opens, so
 * that a class which has moved up since, or has not been moved up yet, is still in its own wave.
 */
export const isOfWave = (wave: { grades: string; opensOn: string }, schoolClass: ClassLike): boolean =>
  gradesOf(wave).includes(gradeIn(schoolYearOf(wave.opensOn), schoolClass))

export type WaveStratum<Class extends ClassLike> = { schoolId: string; cohort: number; classes: Class[] }

/** The strata of a wave among these classes, by school and then the youngest first. */
export function strataOf<Class extends ClassLike>(
  wave: { grades: string; opensOn: string },
  classes: readonly Class[],
): WaveStratum<Class>[] {
  const strata = new Map<string, WaveStratum<Class>>()
  for (const schoolClass of classes) {
    if (!isOfWave(wave, schoolClass)) continue
    const { schoolId, cohort } = schoolClass
    const name = `${schoolId} ${cohort}`
    const stratum = strata.get(name) ?? { schoolId, cohort, classes: [] }
    stratum.classes.push(schoolClass)
    strata.set(name, stratum)
  }
  return [...strata.values()].sort((a, b) => a.schoolId.localeCompare(b.schoolId) || b.cohort - a.cohort)
}

/** The grade in which a cohort was when the wave opened. */
export const gradeOfCohort = (wave: { opensOn: string }, cohort: number): number =>
  schoolYearOf(wave.opensOn) - cohort + 1

/** Has the last day of the wave passed? */
export const isOver = (wave: Pick<Period, 'closesOn'>, day: string): boolean => wave.closesOn < day

/** Is the wave over and every round of it closed? One that nobody has begun is not. */
export const isDone = (
  wave: Pick<Period, 'closesOn'>,
  rounds: readonly { status: 'open' | 'closed' }[],
  day: string,
): boolean => wave.closesOn < day && rounds.length > 0 && rounds.every(({ status }) => status === 'closed')

/** Days in order, and done before the key is destroyed and the responses are deleted. */
export const hasDates = (
  wave: Period,
  study: { keyDestroyedOn: string | null; responsesDeletedOn: string | null },
): boolean =>
  wave.opensOn <= wave.closesOn &&
  [study.keyDestroyedOn, study.responsesDeletedOn].every((day) => day === null || wave.closesOn < day)

/** Part of those who could have answered; `undefined` where nobody is known to be able to. */
export const responseRate = (submitted: number, size: number): number | undefined =>
  size > 0 ? Math.min(submitted / size, 1) : undefined
