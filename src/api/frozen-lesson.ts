// Keeps new classes from lessons that are frozen, wherever one is begun or planned. What was taught can always be
// written down: a delivery is a fact.
import { freezeFor } from '#domain/lesson-freeze.ts'
import { Problem } from '#domain/problem.ts'
import { deliveriesOf } from '#store/delivery.ts'
import { frozenLessons } from '#store/harm.ts'
import { findSchool, type SchoolClass } from '#store/school.ts'
import type { Context } from './trpc.ts'

/**
 * @param schoolClass undefined where nobody said which class it is: then it counts as a new one
 * @throws Problem `lesson.frozen` when one of these lessons is frozen and the class has not begun with it
 */
export async function refuseFrozen(
  { database }: Pick<Context, 'database'>,
  lessonIds: readonly string[],
  schoolClass: SchoolClass | undefined,
): Promise<void> {
  const frozen = await frozenLessons(database)
  if (!lessonIds.some((id) => frozen.has(id))) return
  const waiting = schoolClass && {
    simulated: (await findSchool(database, schoolClass.schoolId))?.simulated ?? false,
    delivered: await deliveriesOf(database, schoolClass.id),
  }
  if (lessonIds.some((id) => freezeFor(frozen, id, waiting))) throw new Problem('lesson.frozen')
}
