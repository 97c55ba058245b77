// Studies, their waves and the schools that take part.
import { and, asc, eq, inArray, like, notInArray, or, sql } from 'drizzle-orm'
import type { Database } from '#db/open.ts'
import { round, school, study, studySchool, wave, waveSchool } from '#db/schema.ts'
import { containing } from './school.ts'

export type Study = typeof study.$inferSelect
export type Wave = typeof wave.$inferSelect

export const allStudies = (database: Database): Promise<Study[]> =>
  database.read.select().from(study).orderBy(asc(study.title)).all()

export const findStudy = (database: Database, id: string): Promise<Study | undefined> =>
  database.read.select().from(study).where(eq(study.id, id)).get()

/** Adds a study; one with this id stays as it is, so that sending a form twice makes one. */
export const addStudy = async (database: Database, row: typeof study.$inferInsert): Promise<void> => {
  await database.write(database.read.insert(study).values(row).onConflictDoNothing())
}

/**
 * Changes the settings of a study that has no round.
 * @returns false, and nothing is written, when it has one.
 */
export async function changeStudy(
  database: Database,
  id: string,
  changes: Partial<Omit<Study, 'id'>>,
): Promise<boolean> {
  const [result] = await database.write(
    database.read
      .update(study)
      .set(changes)
      .where(and(eq(study.id, id), sql`not ${hasRoundsSql(id)}`)),
  )
  return result!.rowsAffected === 1
}

const hasRoundsSql = (studyId: string) =>
  sql`exists (select 1 from round r join wave w on w.id = r.wave_id where w.study_id = ${studyId})`

/** Every round of a study, whatever the wave. */
export const roundsOfStudy = (database: Database, studyId: string) =>
  database.read
    .select({
      id: round.id,
      waveId: round.waveId,
      schoolId: round.schoolId,
      cohort: round.cohort,
      respondent: round.respondent,
      status: round.status,
      closedOn: round.closedOn,
      codesGoneOn: round.codesGoneOn,
    })
    .from(round)
    .innerJoin(wave, eq(wave.id, round.waveId))
    .where(eq(wave.studyId, studyId))
    .all()

/* ---- schools that take part ---- */

/** Adds those of these schools that exist. @returns how many did not take part before. */
export async function addStudySchools(
  database: Database,
  studyId: string,
  schoolIds: string[],
): Promise<number> {
  const [result] = await database.write({
    sql: `INSERT INTO study_school (study_id, school_id)
          SELECT ?1, id FROM school WHERE id IN (SELECT value FROM json_each(?2)) ON CONFLICT DO NOTHING`,
    args: [studyId, JSON.stringify(schoolIds)],
  })
  return result!.rowsAffected
}

/**
 * Takes a school out of a study and of its waves.
 * @returns false, and nothing is written, when it has had a round in it or the schools of the study have been drawn.
 */
export async function removeStudySchool(
  database: Database,
  studyId: string,
  schoolId: string,
): Promise<boolean> {
  const untouched = `NOT EXISTS (SELECT 1 FROM round r JOIN wave w ON w.id = r.wave_id
                                 WHERE w.study_id = ?1 AND r.school_id = ?2)
                     AND NOT EXISTS (SELECT 1 FROM allocation WHERE study_id = ?1)`
  const [, result] = await database.write(
    {
      sql: `DELETE FROM wave_school WHERE school_id = ?2 AND wave_id IN (SELECT id FROM wave WHERE study_id = ?1)
            AND ${untouched}`,
      args: [studyId, schoolId],
    },
    {
      sql: `DELETE FROM study_school WHERE study_id = ?1 AND school_id = ?2 AND ${untouched}`,
      args: [studyId, schoolId],
    },
  )
  return result!.rowsAffected === 1
}

/** Schools that do not take part yet, by a part of their name or municipality. */
export const schoolsOutside = (database: Database, studyId: string, words: string, most: number) =>
  database.read
    .select()
    .from(school)
    .where(
      and(
        notInArray(
          school.id,
          database.read
            .select({ id: studySchool.schoolId })
            .from(studySchool)
            .where(eq(studySchool.studyId, studyId)),
        ),
        words === ''
          ? undefined
          : or(
              sql`${like(school.name, containing(words))} escape '\\'`,
              sql`${like(school.municipality, containing(words))} escape '\\'`,
            ),
      ),
    )
    .orderBy(asc(school.municipality), asc(school.name))
    .limit(most)
    .all()

/* ---- waves ---- */

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
