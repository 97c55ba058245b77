// Year plans: the lessons that a class has planned, and the programme that it follows.
import { and, between, eq } from 'drizzle-orm'
import type { Database } from '#db/open.ts'
import { plannedLesson, schoolClass } from '#db/schema.ts'

export type PlannedLesson = typeof plannedLesson.$inferSelect

/** What a class has planned in the weeks from `first` to `last`, both Mondays. */
export const plannedOf = (
  database: Database,
  classId: string,
  first: string,
  last: string,
): Promise<PlannedLesson[]> =>
  database.read
    .select()
    .from(plannedLesson)
    .where(and(eq(plannedLesson.classId, classId), between(plannedLesson.week, first, last)))
    .orderBy(plannedLesson.week, plannedLesson.lessonId)
    .all()

export const findPlanned = (database: Database, id: string): Promise<PlannedLesson | undefined> =>
  database.read.select().from(plannedLesson).where(eq(plannedLesson.id, id)).get()

/** A lesson that stands in that week already stays as it is. */
export const addPlanned = async (
  database: Database,
  fresh: (typeof plannedLesson.$inferInsert)[],
): Promise<void> => {
  await database.write(database.read.insert(plannedLesson).values(fresh).onConflictDoNothing())
}

/** Moves it to another week; where the same lesson stands there already, the two become one. */
export const movePlanned = async (database: Database, id: string, week: string): Promise<void> => {
  await database.write(
    { sql: 'UPDATE OR IGNORE planned_lesson SET week = ? WHERE id = ?', args: [week, id] },
    { sql: 'DELETE FROM planned_lesson WHERE id = ? AND week <> ?', args: [id, week] },
  )
}

export const removePlanned = async (database: Database, id: string): Promise<void> => {
  await database.write(database.read.delete(plannedLesson).where(eq(plannedLesson.id, id)))
}

/** Follows a programme, or none; what is planned and delivered stays. */
export const followProgramme = async (
  database: Database,
  classId: string,
  programmeId: string | null,
): Promise<void> => {
  await database.write(
    database.read.update(schoolClass).set({ programmeId }).where(eq(schoolClass.id, classId)),
  )
}
