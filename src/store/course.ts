// Micro-courses that staff have finished.
import { and, eq } from 'drizzle-orm'
import type { Database } from '#db/open.ts'
import { courseCompletion } from '#db/schema.ts'

export type CourseCompletion = typeof courseCompletion.$inferSelect

/** Notes that somebody has finished; the first day stands. */
export async function completeCourse(database: Database, completion: CourseCompletion): Promise<void> {
  await database.write(database.read.insert(courseCompletion).values(completion).onConflictDoNothing())
}

export const completionsOf = (database: Database, userId: string): Promise<CourseCompletion[]> =>
  database.read.select().from(courseCompletion).where(eq(courseCompletion.userId, userId)).all()

export const findCompletion = (
  database: Database,
  userId: string,
  courseId: string,
): Promise<CourseCompletion | undefined> =>
  database.read
    .select()
    .from(courseCompletion)
    .where(and(eq(courseCompletion.userId, userId), eq(courseCompletion.courseId, courseId)))
    .get()
