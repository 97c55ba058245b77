// Deliveries: one class got one lesson.
import { and, between, count, desc, eq, inArray, isNull } from 'drizzle-orm'
import type { Database } from '#db/open.ts'
import { delivery, schoolClass } from '#db/schema.ts'

export type Delivery = typeof delivery.$inferSelect

/** Every delivery of a class, of all years, the latest first. */
export const deliveriesOf = (database: Database, classId: string): Promise<Delivery[]> =>
  database.read
    .select()
    .from(delivery)
    .where(eq(delivery.classId, classId))
    .orderBy(desc(delivery.deliveredOn), delivery.id)
    .all()

export const findDelivery = (database: Database, id: string): Promise<Delivery | undefined> =>
  database.read.select().from(delivery).where(eq(delivery.id, id)).get()

/** @returns false when this id has been stored before; then nothing is changed. */
export async function addDelivery(database: Database, fresh: typeof delivery.$inferInsert): Promise<boolean> {
  const [result] = await database.write(database.read.insert(delivery).values(fresh).onConflictDoNothing())
  return result!.rowsAffected === 1
}

type Changes = Omit<Delivery, 'id' | 'classId' | 'lessonId' | 'teacherId'>

/** Both only for the one who wrote it down. @returns false when there is nothing like that. */
export async function changeDelivery(
  database: Database,
  { id, teacherId }: { id: string; teacherId: string },
  changes: Changes,
): Promise<boolean> {
  const [result] = await database.write(
    database.read
      .update(delivery)
      .set(changes)
      .where(and(eq(delivery.id, id), eq(delivery.teacherId, teacherId))),
  )
  return result!.rowsAffected === 1
}

export async function removeDelivery(
  database: Database,
  { id, teacherId }: { id: string; teacherId: string },
): Promise<boolean> {
  const [result] = await database.write(
    database.read.delete(delivery).where(and(eq(delivery.id, id), eq(delivery.teacherId, teacherId))),
  )
  return result!.rowsAffected === 1
}

/** The classes of these schools that are in use. */
export const classesInUse = (database: Database, schoolIds: string[]) =>
  database.read
    .select({
      id: schoolClass.id,
      schoolId: schoolClass.schoolId,
      grade: schoolClass.grade,
      schoolYear: schoolClass.schoolYear,
    })
    .from(schoolClass)
    .where(and(inArray(schoolClass.schoolId, schoolIds), isNull(schoolClass.archivedOn)))
    .all()

/** How often each class of these schools had each lesson between two days. Neither teachers nor remarks. */
export const countDelivered = (
  database: Database,
  schoolIds: string[],
  { from, to }: { from: string; to: string },
) =>
  database.read
    .select({ classId: delivery.classId, lessonId: delivery.lessonId, times: count() })
    .from(delivery)
    .innerJoin(schoolClass, eq(schoolClass.id, delivery.classId))
    .where(and(inArray(schoolClass.schoolId, schoolIds), between(delivery.deliveredOn, from, to)))
    .groupBy(delivery.classId, delivery.lessonId)
    .all()
