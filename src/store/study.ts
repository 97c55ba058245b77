// Studies, their waves and the schools that take part.
import { and, asc, eq, inArray } from 'drizzle-orm'
import type { Database } from '#db/open.ts'
import { school, study, studySchool, wave, waveSchool } from '#db/schema.ts'

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

/** The waves that have been opened for any of these schools, with the study. */
export const wavesOfSchools = (database: Database, schoolIds: string[]) =>
  database.read
    .select({ wave, study, schoolId: waveSchool.schoolId })
    .from(wave)
    .innerJoin(study, eq(study.id, wave.studyId))
    .innerJoin(waveSchool, eq(waveSchool.waveId, wave.id))
    .where(inArray(waveSchool.schoolId, schoolIds))
    .orderBy(asc(wave.opensOn))
    .all()

/** Has this wave been opened for this school? */
export const takesPart = async (database: Database, waveId: string, schoolId: string): Promise<boolean> =>
  (await database.read
    .select({ schoolId: waveSchool.schoolId })
    .from(waveSchool)
    .where(and(eq(waveSchool.waveId, waveId), eq(waveSchool.schoolId, schoolId)))
    .get()) !== undefined
