// What a study's harm monitor has looked at and decided, and the lessons that new classes may not begin because of it.
// A look is kept once, and a decision with its freezes is one unit: neither is ever there without the other.
import { and, asc, eq, isNull } from 'drizzle-orm'
import type { Database } from '#db/open.ts'
import { harmLook, lessonFreeze, study } from '#db/schema.ts'
import type { HarmResults } from '#domain/harm.ts'
import type { LessonFreeze } from '#domain/lesson-freeze.ts'

export type HarmLook = Omit<typeof harmLook.$inferSelect, 'studyId' | 'results'> & { results: HarmResults }

/** The looks of a study, by wave. */
export const looksOf = async (database: Database, studyId: string): Promise<HarmLook[]> =>
  (
    await database.read
      .select()
      .from(harmLook)
      .where(eq(harmLook.studyId, studyId))
      .orderBy(asc(harmLook.waveNumber))
      .all()
  ).map(({ studyId: _, results, ...rest }) => ({ ...rest, results: JSON.parse(results) as HarmResults }))

/** @returns false, and nothing is written, when this wave or a later one has been looked at. */
export async function addLook(
  database: Database,
  studyId: string,
  lookedOn: string,
  results: HarmResults,
): Promise<boolean> {
  const [result] = await database.write({
    sql: `INSERT INTO harm_look (study_id, wave_number, looked_on, results) SELECT ?1, ?2, ?3, ?4
          WHERE NOT EXISTS (SELECT 1 FROM harm_look WHERE study_id = ?1 AND wave_number >= ?2)
          ON CONFLICT DO NOTHING`,
    args: [studyId, results.wave, lookedOn, JSON.stringify(results)],
  })
  return result!.rowsAffected === 1
}

export type HarmDecision = {
  wave: number
  decision: 'continue' | 'freeze'
  reason: string
  decidedOn: string
  decidedBy: string
}

/**
 * Writes the decision on a look, and freezes lessons that this study has not frozen already.
 * @param lessons with an id for each row; none where the study goes on
 * @returns false, and nothing is written, when there is no such look or it has been decided.
 */
export async function decideLook(
  database: Database,
  studyId: string,
  { wave, decision, reason, decidedOn, decidedBy }: HarmDecision,
  lessons: { id: string; lessonId: string }[],
): Promise<boolean> {
  const results = await database.write(
    {
      sql: `INSERT INTO lesson_freeze (id, lesson_id, study_id, frozen_on, frozen_by, reason)
            SELECT each.value ->> 'id', each.value ->> 'lessonId', ?1, ?3, ?4, ?5 FROM json_each(?6) AS each
            WHERE EXISTS (SELECT 1 FROM harm_look
                          WHERE study_id = ?1 AND wave_number = ?2 AND decision IS NULL)
              AND NOT EXISTS (SELECT 1 FROM lesson_freeze
                              WHERE study_id = ?1 AND lesson_id = each.value ->> 'lessonId' AND lifted_on IS NULL)`,
      args: [studyId, wave, decidedOn, decidedBy, reason, JSON.stringify(lessons)],
    },
    {
      sql: `UPDATE harm_look SET decision = ?3, reason = ?4, decided_on = ?5, decided_by = ?6
            WHERE study_id = ?1 AND wave_number = ?2 AND decision IS NULL`,
      args: [studyId, wave, decision, reason, decidedOn, decidedBy],
    },
  )
  return results[1]!.rowsAffected === 1
}

/** Every freeze by a study, also those that were lifted. */
export const freezesOf = (database: Database, studyId: string) =>
  database.read
    .select()
    .from(lessonFreeze)
    .where(eq(lessonFreeze.studyId, studyId))
    .orderBy(asc(lessonFreeze.frozenOn), asc(lessonFreeze.lessonId))
    .all()

/** Lets new classes begin again with everything that a study froze. @returns how many lessons. */
export async function liftFreezes(
  database: Database,
  studyId: string,
  lift: { liftedOn: string; liftedBy: string; liftReason: string },
): Promise<number> {
  const [result] = await database.write(
    database.read
      .update(lessonFreeze)
      .set(lift)
      .where(and(eq(lessonFreeze.studyId, studyId), isNull(lessonFreeze.liftedOn))),
  )
  return result!.rowsAffected
}

/** The lessons that are frozen now, by folder name; of several freezes of one lesson the first. */
export async function frozenLessons(database: Database): Promise<Map<string, LessonFreeze>> {
  const rows = await database.read
    .select({
      lessonId: lessonFreeze.lessonId,
      studyId: lessonFreeze.studyId,
      frozenOn: lessonFreeze.frozenOn,
      reason: lessonFreeze.reason,
      study: study.title,
      contact: study.contact,
      simulated: study.simulated,
    })
    .from(lessonFreeze)
    .leftJoin(study, eq(study.id, lessonFreeze.studyId))
    .where(isNull(lessonFreeze.liftedOn))
    .orderBy(asc(lessonFreeze.frozenOn), asc(lessonFreeze.lessonId), asc(lessonFreeze.id))
    .all()
  const frozen = new Map<string, LessonFreeze>()
  for (const { study: title, contact, simulated, ...row } of rows)
    if (!frozen.has(row.lessonId))
      frozen.set(row.lessonId, {
        ...row,
        study: title ?? '',
        contact: contact ?? '',
        simulated: simulated ?? false,
      })
  return frozen
}
