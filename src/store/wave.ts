// Waves as the researcher runs them: dates, the schools they are open for, and the counts of their strata.
import { and, asc, eq, gte, inArray, lte, sql } from 'drizzle-orm'
import type { Database } from '#db/open.ts'
import { school, schoolClass, study, turnout, wave, waveSchool } from '#db/schema.ts'
import type { QualityCounts } from '#domain/data-quality.ts'
import type { Study, Wave } from './study.ts'

/** Adds a wave with the next number of its study; one with this id stays as it is. */
export const addWave = async (
  database: Database,
  row: Omit<Wave, 'number' | 'releasedOn'>,
): Promise<void> => {
  await database.write({
    sql: `INSERT INTO wave (id, study_id, number, instrument_id, opens_on, closes_on, languages, grades)
          SELECT ?1, ?2, (SELECT coalesce(max(number), 0) + 1 FROM wave WHERE study_id = ?2), ?3, ?4, ?5, ?6, ?7
          WHERE true ON CONFLICT DO NOTHING`,
    args: [row.id, row.studyId, row.instrumentId, row.opensOn, row.closesOn, row.languages, row.grades],
  })
}

/** @returns false, and nothing is written, when `whileUnopened` is set and the wave has a round. */
export async function changeWave(
  database: Database,
  id: string,
  changes: Partial<Omit<Wave, 'id' | 'studyId' | 'number'>>,
  whileUnopened: boolean,
): Promise<boolean> {
  const [result] = await database.write(
    database.read
      .update(wave)
      .set(changes)
      .where(
        and(
          eq(wave.id, id),
          whileUnopened ? sql`not exists (select 1 from round r where r.wave_id = ${id})` : undefined,
        ),
      ),
  )
  return result!.rowsAffected === 1
}

/** @returns false, and nothing is written, when the wave has a round. */
export async function removeWave(database: Database, id: string): Promise<boolean> {
  const [result] = await database.write({
    sql: 'DELETE FROM wave WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM round WHERE wave_id = ?1)',
    args: [id],
  })
  return result!.rowsAffected === 1
}

/* ---- the schools that a wave is open for ---- */

export const schoolsOfWave = (database: Database, waveId: string) =>
  database.read
    .select({ id: school.id, name: school.name, municipality: school.municipality })
    .from(school)
    .innerJoin(waveSchool, eq(waveSchool.schoolId, school.id))
    .where(eq(waveSchool.waveId, waveId))
    .orderBy(asc(school.name))
    .all()

/** Opens a wave for those of these schools that take part in its study. @returns how many it was not open for. */
export async function openWaveFor(database: Database, waveId: string, schoolIds: string[]): Promise<number> {
  const [result] = await database.write({
    sql: `INSERT INTO wave_school (wave_id, school_id)
          SELECT wave.id, study_school.school_id FROM wave
          JOIN study_school ON study_school.study_id = wave.study_id
          WHERE wave.id = ?1 AND study_school.school_id IN (SELECT value FROM json_each(?2))
          ON CONFLICT DO NOTHING`,
    args: [waveId, JSON.stringify(schoolIds)],
  })
  return result!.rowsAffected
}

/** @returns false, and nothing is written, when the school has a round in this wave. */
export async function withdrawWaveFrom(
  database: Database,
  waveId: string,
  schoolId: string,
): Promise<boolean> {
  const [result] = await database.write({
    sql: `DELETE FROM wave_school WHERE wave_id = ?1 AND school_id = ?2
          AND NOT EXISTS (SELECT 1 FROM round WHERE wave_id = ?1 AND school_id = ?2)`,
    args: [waveId, schoolId],
  })
  return result!.rowsAffected === 1
}

/** The waves that are open on a day, each with its study and the schools it has been opened for. */
export async function wavesOpenOn(
  database: Database,
  day: string,
): Promise<{ wave: Wave; study: Study; schoolIds: string[] }[]> {
  const rows = await database.read
    .select({ wave, study, schoolId: waveSchool.schoolId })
    .from(wave)
    .innerJoin(study, eq(study.id, wave.studyId))
    .innerJoin(waveSchool, eq(waveSchool.waveId, wave.id))
    .where(and(lte(wave.opensOn, day), gte(wave.closesOn, day)))
    .all()
  return [...Map.groupBy(rows, (row) => row.wave.id).values()].map((ofWave) => ({
    wave: ofWave[0]!.wave,
    study: ofWave[0]!.study,
    schoolIds: ofWave.map(({ schoolId }) => schoolId),
  }))
}

/* ---- counts ---- */

export type Reasons = { optedOut: number; absent: number; declined: number; unable: number }

/** Why pupils did not answer, per class: counts that a teacher noted. */
export const turnoutOfWave = (
  database: Database,
  waveId: string,
): Promise<({ classId: string } & Reasons)[]> =>
  database.read
    .select({
      classId: turnout.classId,
      optedOut: turnout.optedOut,
      absent: turnout.absent,
      declined: turnout.declined,
      unable: turnout.unable,
    })
    .from(turnout)
    .where(eq(turnout.waveId, waveId))
    .all()

/** The classes of these schools, put away or not: an old wave still had them. */
export const classesAt = (database: Database, schoolIds: string[]) =>
  database.read
    .select({
      id: schoolClass.id,
      schoolId: schoolClass.schoolId,
      grade: schoolClass.grade,
      schoolYear: schoolClass.schoolYear,
      cohort: schoolClass.cohort,
      size: schoolClass.size,
      archivedOn: schoolClass.archivedOn,
    })
    .from(schoolClass)
    .where(inArray(schoolClass.schoolId, schoolIds))
    .all()

/** Sums of the quality flags of a round's responses, made where the flags lie. */
export async function qualityOfRound(database: Database, roundId: string): Promise<QualityCounts> {
  const flag = (name: string) => `json_extract(flags, '$.${name}')`
  const { rows } = await database.ask(
    `SELECT count(*) AS responses,
       count(${flag('q_dummy')}) AS dummyAsked, coalesce(sum(${flag('q_dummy')} = 1), 0) AS dummy,
       count(${flag('q_honest')}) AS honestyAsked, coalesce(sum(${flag('q_honest')} = 0), 0) AS dishonest,
       count(${flag('q_inconsistent')}) AS checked,
       coalesce(sum(${flag('q_inconsistent')} > 0), 0) AS contradictory,
       coalesce(sum(${flag('q_inconsistent')}), 0) AS contradictions,
       count(${flag('q_straight')}) AS gridded, coalesce(sum(${flag('q_straight')} = 100), 0) AS straight,
       coalesce(sum(${flag('q_speed')} > 0), 0) AS fast,
       coalesce(sum(${flag('q_answered')} < 50), 0) AS underHalf,
       coalesce(sum(${flag('q_answered')}), 0) AS answeredSum
     FROM response WHERE round_id = ?`,
    [roundId],
  )
  return Object.fromEntries(
    Object.entries(rows[0]!).map(([name, value]) => [name, Number(value)]),
  ) as QualityCounts
}
