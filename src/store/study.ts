// Studies, their waves and the schools that take part.
import { and, asc, eq, inArray } from 'drizzle-orm'
import type { Database } from '#db/open.ts'
import { school, study, studySchool, wave } from '#db/schema.ts'

export type Study = typeof study.$inferSelect
export type Wave = typeof wave.$inferSelect

export const allStudies = (database: Database): Promise<Study[]> =>
  database.read.select().from(study).orderBy(asc(study.title)).all()

export const findStudy = (database: Database, id: string): Promise<Study | undefined> =>
  database.read.select().from(study).where(eq(study.id, id)).get()

export const findWave = (database: Database, id: string): Promise<Wave | undefined> =>
  database.read.select().from(wave).where(eq(wave.id, id)).get()

export const wavesOf = (database: Database, studyId: string): Promise<Wave[]> =>
  database.read.select().from(wave).where(eq(wave.studyId, studyId)).orderBy(asc(wave.number)).all()

export const schoolsOfStudy = (database: Database, studyId: string) =>
  database.read
    .select({
      id: school.id,
      name: school.name,
      municipality: school.municipality,
      simulated: school.simulated,
    })
    .from(school)
    .innerJoin(studySchool, eq(studySchool.schoolId, school.id))
    .where(eq(studySchool.studyId, studyId))
    .orderBy(asc(school.name))
    .all()

/** The waves of the studies in which any of these schools takes part, with the study. */
export const wavesOfSchools = (database: Database, schoolIds: string[]) =>
  database.read
    .select({ wave, study, schoolId: studySchool.schoolId })
    .from(wave)
    .innerJoin(study, eq(study.id, wave.studyId))
    .innerJoin(studySchool, eq(studySchool.studyId, study.id))
    .where(inArray(studySchool.schoolId, schoolIds))
    .orderBy(asc(wave.opensOn))
    .all()

/** Does this school take part in the study of this wave? */
export const takesPart = async (database: Database, studyId: string, schoolId: string): Promise<boolean> =>
  (await database.read
    .select({ schoolId: studySchool.schoolId })
    .from(studySchool)
    .where(and(eq(studySchool.studyId, studyId), eq(studySchool.schoolId, schoolId)))
    .get()) !== undefined
