// A study's design as it is written now, and its plan as it was frozen. What is frozen is never changed: an amendment is
// another row. Each write carries its own condition, so that two researchers cannot both be first.
import { asc, eq } from 'drizzle-orm'
import type { Database } from '#db/open.ts'
import { planVersion, school, study, studySchool, user } from '#db/schema.ts'
import { FrozenPlan, StudyDesign } from '#schemas/study-design.ts'

export type PlanVersion = Omit<typeof planVersion.$inferSelect, 'document' | 'studyId'> & FrozenPlan

/** The design of a study as it is written now; undefined where none is. */
export const designOf = ({ design }: Pick<typeof study.$inferSelect, 'design'>): StudyDesign | undefined =>
  design === '' ? undefined : StudyDesign.parse(JSON.parse(design))

/** Every frozen version, the first one first. */
export const planVersions = async (database: Database, studyId: string): Promise<PlanVersion[]> =>
  (
    await database.read
      .select()
      .from(planVersion)
      .where(eq(planVersion.studyId, studyId))
      .orderBy(asc(planVersion.number))
      .all()
  ).map(({ document, studyId: _, ...rest }) => ({
    ...rest,
    ...FrozenPlan.parse(JSON.parse(document)),
  }))

/** The plan in force; undefined while nothing is frozen. */
export const latestPlan = async (database: Database, studyId: string): Promise<PlanVersion | undefined> =>
  (await planVersions(database, studyId)).at(-1)

/** @returns false, and nothing is written, when the plan is frozen or somebody has saved after `revision`. */
export async function saveDesign(
  database: Database,
  studyId: string,
  document: string,
  revision: number,
): Promise<boolean> {
  const [result] = await database.write({
    sql: `UPDATE study SET design = ?2, design_revision = design_revision + 1
          WHERE id = ?1 AND design_revision = ?3
            AND NOT EXISTS (SELECT 1 FROM plan_version WHERE study_id = ?1)`,
    args: [studyId, document, revision],
  })
  return result!.rowsAffected === 1
}

/** `document`: the FrozenPlan, `written`: the design in it, both canonical. `outcomeWaves`: whose figures bear on it. */
export type Freeze = {
  document: string
  written: string
  hash: string
  frozenOn: string
  frozenBy: string
  outcomeWaves: readonly number[]
}

/** What could be known of the outcomes when a plan was frozen; `waves` is the number of the argument with their waves. */
const couldSee = (waves: number): string =>
  `CASE WHEN unblinded_on IS NOT NULL THEN 'arms'
     WHEN EXISTS (SELECT 1 FROM wave WHERE study_id = ?1 AND released_on IS NOT NULL
                    AND number IN (SELECT value FROM json_each(?${waves}))) THEN 'figures'
     ELSE 'nothing' END`

/** Freezes the design as the first version. @returns false, and nothing is written, when it has changed or is frozen. */
export async function freezePlan(
  database: Database,
  studyId: string,
  { document, written, hash, frozenOn, frozenBy, outcomeWaves }: Freeze,
): Promise<boolean> {
  const [result] = await database.write({
    sql: `INSERT INTO plan_version (study_id, number, document, hash, frozen_on, frozen_by, seen)
          SELECT id, 1, ?2, ?3, ?4, ?5, ${couldSee(7)} FROM study
          WHERE id = ?1 AND design = ?6 AND unblinded_on IS NULL ON CONFLICT DO NOTHING`,
    args: [studyId, document, hash, frozenOn, frozenBy, written, JSON.stringify(outcomeWaves)],
  })
  return result!.rowsAffected === 1
}

/**
 * Adds an amendment, which is also the design as it is written from then on.
 * @param number of the version that it amends
 * @param whileUndrawn only while no school has been drawn
 * @returns false, and nothing is written, when that is not the latest one, or schools have been drawn meanwhile.
 */
export async function amendPlan(
  database: Database,
  studyId: string,
  {
    document,
    written,
    hash,
    frozenOn,
    frozenBy,
    outcomeWaves,
    reason,
    number,
    whileUndrawn,
  }: Freeze & { reason: string; number: number; whileUndrawn: boolean },
): Promise<boolean> {
  const [result] = await database.write(
    {
      sql: `INSERT INTO plan_version
              (study_id, number, document, hash, frozen_on, frozen_by, reason, seen)
            SELECT id, ?7 + 1, ?2, ?3, ?4, ?5, ?6, ${couldSee(9)} FROM study
            WHERE id = ?1 AND (SELECT max(number) FROM plan_version WHERE study_id = ?1) = ?7
              AND (?8 = 0 OR NOT EXISTS (SELECT 1 FROM allocation WHERE study_id = ?1))
            ON CONFLICT DO NOTHING`,
      args: [
        ...[studyId, document, hash, frozenOn, frozenBy, reason, number],
        ...[whileUndrawn ? 1 : 0, JSON.stringify(outcomeWaves)],
      ],
    },
    {
      sql: `UPDATE study SET design = ?2, design_revision = design_revision + 1
            WHERE id = ?1 AND design <> ?2
              AND EXISTS (SELECT 1 FROM plan_version WHERE study_id = ?1 AND number = ?3 + 1 AND document = ?4)`,
      args: [studyId, written, number, document],
    },
  )
  return result!.rowsAffected === 1
}

/* ---- people and schools of the design ---- */

/** Who may be harm monitor: researchers, who alone can open a study. */
export const researchers = (database: Database): Promise<{ id: string; name: string }[]> =>
  database.read
    .select({ id: user.id, name: user.name })
    .from(user)
    .where(eq(user.role, 'researcher'))
    .orderBy(asc(user.name))
    .all()

export const setHarmMonitor = async (
  database: Database,
  studyId: string,
  userId: string | null,
): Promise<void> => {
  await database.write(
    database.read.update(study).set({ harmMonitorId: userId }).where(eq(study.id, studyId)),
  )
}

/** The schools of a study with what the draw needs to know of each. */
export const designSchools = (database: Database, studyId: string) =>
  database.read
    .select({
      id: school.id,
      name: school.name,
      municipality: school.municipality,
      stratum: studySchool.stratum,
      leftOn: studySchool.leftOn,
    })
    .from(school)
    .innerJoin(studySchool, eq(studySchool.schoolId, school.id))
    .where(eq(studySchool.studyId, studyId))
    .orderBy(asc(school.name))
    .all()

/** Writes the strata of schools. @returns false, and nothing is written, when schools have been drawn. */
export async function setStrata(
  database: Database,
  studyId: string,
  strata: { schoolId: string; stratum: string }[],
): Promise<boolean> {
  if (await isDrawn(database, studyId)) return false
  await database.write({
    sql: `UPDATE study_school SET stratum = each.value ->> 'stratum' FROM json_each(?2) AS each
          WHERE study_id = ?1 AND school_id = each.value ->> 'schoolId'
            AND NOT EXISTS (SELECT 1 FROM allocation WHERE study_id = ?1)`,
    args: [studyId, JSON.stringify(strata)],
  })
  return true
}

/** @param leftOn null when the school has not left after all. @returns false when the school is not in the study. */
export async function setLeft(
  database: Database,
  studyId: string,
  schoolId: string,
  leftOn: string | null,
): Promise<boolean> {
  const [result] = await database.write({
    sql: 'UPDATE study_school SET left_on = ?3 WHERE study_id = ?1 AND school_id = ?2',
    args: [studyId, schoolId, leftOn],
  })
  return result!.rowsAffected === 1
}

export const isDrawn = async (database: Database, studyId: string): Promise<boolean> => {
  const { rows } = await database.ask('SELECT 1 FROM allocation WHERE study_id = ? LIMIT 1', [studyId])
  return rows.length > 0
}

/** Names the arms from this day on. @returns false, and nothing is written, when they have their names already. */
export async function unblindStudy(database: Database, studyId: string, day: string): Promise<boolean> {
  const [result] = await database.write({
    sql: 'UPDATE study SET unblinded_on = ?2 WHERE id = ?1 AND unblinded_on IS NULL',
    args: [studyId, day],
  })
  return result!.rowsAffected === 1
}
