// Draws of a study: added, read, never changed. Each write carries its own condition, so that of two draws at the same
// moment one counts and the other is refused.
import { and, asc, eq, inArray, isNull } from 'drizzle-orm'
import type { Database } from '#db/open.ts'
import { allocation, school, study, studySchool } from '#db/schema.ts'
import type { StoredRecord } from '#domain/allocation.ts'

export type Allocation = Omit<typeof allocation.$inferSelect, 'record'> & { record: StoredRecord }

const read = ({ record, ...rest }: typeof allocation.$inferSelect): Allocation => ({
  ...rest,
  record: JSON.parse(record) as StoredRecord,
})

/** Every draw of a study, the first one first. */
export const allocationsOf = async (database: Database, studyId: string): Promise<Allocation[]> =>
  (
    await database.read
      .select()
      .from(allocation)
      .where(eq(allocation.studyId, studyId))
      .orderBy(asc(allocation.number))
      .all()
  ).map(read)

/** The draw that counts; undefined before the first. */
export const latestAllocation = async (
  database: Database,
  studyId: string,
): Promise<Allocation | undefined> => (await allocationsOf(database, studyId)).at(-1)

/** The record as it is stored and hashed, letter by letter. */
export const recordText = async (
  database: Database,
  studyId: string,
  number: number,
): Promise<string | undefined> =>
  (
    await database.read
      .select({ record: allocation.record })
      .from(allocation)
      .where(and(eq(allocation.studyId, studyId), eq(allocation.number, number)))
      .get()
  )?.record

/**
 * @param plan the version that was drawn by
 * @returns false, and nothing is written, when the study has not exactly `number` − 1 draws or that is not its plan.
 */
export async function addAllocation(
  database: Database,
  row: typeof allocation.$inferInsert,
  plan: number,
): Promise<boolean> {
  const [result] = await database.write({
    sql: `INSERT INTO allocation (study_id, number, record, hash, drawn_on, drawn_by, reason)
          SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7
          WHERE (SELECT count(*) FROM allocation WHERE study_id = ?1) = ?2 - 1
            AND (SELECT max(number) FROM plan_version WHERE study_id = ?1) = ?8 ON CONFLICT DO NOTHING`,
    args: [row.studyId, row.number, row.record, row.hash, row.drawnOn, row.drawnBy, row.reason ?? '', plan],
  })
  return result!.rowsAffected === 1
}

/** Has a class at one of these schools had one of these lessons on this day or later? */
export async function isDelivered(
  database: Database,
  schoolIds: string[],
  lessonIds: string[],
  day: string,
): Promise<boolean> {
  const { rows } = await database.ask(
    `SELECT 1 FROM delivery JOIN school_class ON school_class.id = delivery.class_id
     WHERE school_class.school_id IN (SELECT value FROM json_each(?1))
       AND delivery.lesson_id IN (SELECT value FROM json_each(?2)) AND delivery.delivered_on >= ?3 LIMIT 1`,
    [JSON.stringify(schoolIds), JSON.stringify(lessonIds), day],
  )
  return rows.length > 0
}

/** The studies in which something has been drawn and one of these schools still takes part, with that school. */
export const drawnStudiesOf = (database: Database, schoolIds: string[]) =>
  database.read
    .selectDistinct({ study, school: { id: school.id, name: school.name } })
    .from(study)
    .innerJoin(studySchool, eq(studySchool.studyId, study.id))
    .innerJoin(school, eq(school.id, studySchool.schoolId))
    .innerJoin(allocation, eq(allocation.studyId, study.id))
    .where(and(inArray(studySchool.schoolId, schoolIds), isNull(studySchool.leftOn)))
    .orderBy(asc(study.title), asc(school.name))
    .all()
