// Schools and classes.
import { and, asc, count, eq, inArray, isNull, like, or, sql } from 'drizzle-orm'
import type { Database } from '#db/open.ts'
import { codeSheet, membership, school, schoolClass, user } from '#db/schema.ts'

export type School = typeof school.$inferSelect
export type SchoolClass = typeof schoolClass.$inferSelect

export const schoolsOf = (database: Database, userId: string): Promise<School[]> =>
  database.read
    .select({
      id: school.id,
      name: school.name,
      municipality: school.municipality,
      simulated: school.simulated,
    })
    .from(school)
    .innerJoin(membership, eq(membership.schoolId, school.id))
    .where(eq(membership.userId, userId))
    .orderBy(asc(school.name))
    .all()

export async function membershipsOf(database: Database, userId: string): Promise<string[]> {
  const rows = await database.read
    .select({ id: membership.schoolId })
    .from(membership)
    .where(eq(membership.userId, userId))
    .all()
  return rows.map(({ id }) => id)
}

export const allSchools = (database: Database): Promise<School[]> =>
  database.read.select().from(school).orderBy(asc(school.name)).all()

export const findSchool = (database: Database, id: string): Promise<School | undefined> =>
  database.read.select().from(school).where(eq(school.id, id)).get()

/** `%` and `_` in what somebody typed are letters, not patterns. */
export const containing = (words: string): string => `%${words.replace(/[%_\\]/g, '\\$&')}%`

/** Schools by a part of their name or municipality, with how many accounts and classes in use each has. */
export const searchSchools = (database: Database, words: string, most: number) =>
  database.read
    .select({
      id: school.id,
      name: school.name,
      municipality: school.municipality,
      simulated: school.simulated,
      // Written out, because Drizzle leaves out the table of a column in a list of fields.
      accounts: sql<number>`(select count(*) from membership m where m.school_id = school.id)`,
      classes: sql<number>`(select count(*) from school_class c where c.school_id = school.id
        and c.archived_on is null)`,
    })
    .from(school)
    .where(
      words === ''
        ? undefined
        : or(
            sql`${like(school.name, containing(words))} escape '\\'`,
            sql`${like(school.municipality, containing(words))} escape '\\'`,
          ),
    )
    .orderBy(asc(school.name))
    .limit(most)
    .all()

export async function countSchools(database: Database): Promise<number> {
  return (await database.read.select({ count: count() }).from(school).get())?.count ?? 0
}

export const addSchool = async (database: Database, row: School): Promise<void> => {
  await database.write(database.read.insert(school).values(row))
}

export const changeSchool = async (
  database: Database,
  id: string,
  changes: Pick<School, 'name' | 'municipality'>,
): Promise<void> => {
  await database.write(database.read.update(school).set(changes).where(eq(school.id, id)))
}

/** Those who can have a class at these schools. */
export const classTeachersAt = (database: Database, schoolIds: string[]) =>
  database.read
    .select({ id: user.id, name: user.name, schoolId: membership.schoolId })
    .from(user)
    .innerJoin(membership, eq(membership.userId, user.id))
    .where(and(inArray(membership.schoolId, schoolIds), inArray(user.role, ['teacher', 'contact'])))
    .orderBy(asc(user.name))
    .all()

/* ---- classes ---- */

export const findClass = (database: Database, id: string): Promise<SchoolClass | undefined> =>
  database.read.select().from(schoolClass).where(eq(schoolClass.id, id)).get()

export const classesOf = (database: Database, schoolIds: string[]): Promise<SchoolClass[]> =>
  database.read
    .select()
    .from(schoolClass)
    .where(inArray(schoolClass.schoolId, schoolIds))
    .orderBy(asc(schoolClass.label))
    .all()

export const addClass = async (database: Database, row: typeof schoolClass.$inferInsert): Promise<void> => {
  await database.write(database.read.insert(schoolClass).values(row))
}

export const changeClass = async (
  database: Database,
  id: string,
  changes: Partial<Omit<SchoolClass, 'id' | 'schoolId'>>,
): Promise<void> => {
  await database.write(database.read.update(schoolClass).set(changes).where(eq(schoolClass.id, id)))
}

export type Move = {
  id: string
  /** The school year that the class must still be in: pressing twice moves nothing twice. */
  from: number
  changes: Partial<Omit<SchoolClass, 'id' | 'schoolId'>>
}

/** Moves classes to the next school year as one unit. @returns the ids of those that were moved now. */
export async function moveClasses(database: Database, moves: Move[]): Promise<string[]> {
  if (moves.length === 0) return []
  const results = await database.write(
    ...moves.map(({ id, from, changes }) =>
      database.read
        .update(schoolClass)
        .set(changes)
        .where(and(eq(schoolClass.id, id), eq(schoolClass.schoolYear, from), isNull(schoolClass.archivedOn))),
    ),
  )
  return moves.filter((_, index) => results[index]!.rowsAffected > 0).map(({ id }) => id)
}

/** Which of these classes ever got slips: their cohort is where their answers are, and must stay. */
export async function classesWithSlips(database: Database, classIds: string[]): Promise<Set<string>> {
  const rows = await database.read
    .selectDistinct({ id: codeSheet.classId })
    .from(codeSheet)
    .where(inArray(codeSheet.classId, classIds))
    .all()
  return new Set(rows.map(({ id }) => id))
}
