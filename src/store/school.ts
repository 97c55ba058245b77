// Schools and classes.
import { asc, eq, inArray } from 'drizzle-orm'
import type { Database } from '#db/open.ts'
import { membership, school, schoolClass } from '#db/schema.ts'

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

export const allSchools = (database: Database): Promise<School[]> =>
  database.read.select().from(school).orderBy(asc(school.name)).all()

export const findClass = (database: Database, id: string): Promise<SchoolClass | undefined> =>
  database.read.select().from(schoolClass).where(eq(schoolClass.id, id)).get()

export const classesOf = (database: Database, schoolIds: string[]): Promise<SchoolClass[]> =>
  database.read
    .select()
    .from(schoolClass)
    .where(inArray(schoolClass.schoolId, schoolIds))
    .orderBy(asc(schoolClass.label))
    .all()
