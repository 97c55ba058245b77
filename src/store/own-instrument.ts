// Instruments that researchers compose, the frozen versions of an instrument, and the waves that use it.
import { and, asc, eq, sql } from 'drizzle-orm'
import type { Database } from '#db/open.ts'
import { instrumentVersion, ownInstrument, round, study, wave } from '#db/schema.ts'
import type { OwnInstrument } from './instrument.ts'

export const allOwnInstruments = (database: Database): Promise<OwnInstrument[]> =>
  database.read.select().from(ownInstrument).orderBy(asc(ownInstrument.id)).all()

export const addOwnInstrument = async (
  database: Database,
  fresh: typeof ownInstrument.$inferInsert,
): Promise<void> => {
  await database.write(database.read.insert(ownInstrument).values(fresh))
}

/** Writes the next revision. @returns false when somebody else has written it first; then nothing is changed. */
export async function changeOwnInstrument(
  database: Database,
  { id, revision, document, changedOn }: Pick<OwnInstrument, 'id' | 'revision' | 'document' | 'changedOn'>,
): Promise<boolean> {
  const [result] = await database.write(
    database.read
      .update(ownInstrument)
      .set({ document, changedOn, revision: revision + 1 })
      .where(and(eq(ownInstrument.id, id), eq(ownInstrument.revision, revision))),
  )
  return result!.rowsAffected === 1
}

/** Puts it away on a day, or brings it back with null. */
export const archiveOwnInstrument = async (
  database: Database,
  id: string,
  archivedOn: string | null,
): Promise<void> => {
  await database.write(
    database.read.update(ownInstrument).set({ archivedOn }).where(eq(ownInstrument.id, id)),
  )
}

/** Deletes one that no wave names and no round has used. @returns false when it is in use. */
export async function removeOwnInstrument(database: Database, id: string): Promise<boolean> {
  const [result] = await database.write(
    database.read
      .delete(ownInstrument)
      .where(
        and(
          eq(ownInstrument.id, id),
          sql`not exists (select 1 from ${wave} where ${wave.instrumentId} = ${id})`,
          sql`not exists (select 1 from ${instrumentVersion} where ${instrumentVersion.instrumentId} = ${id})`,
        ),
      ),
  )
  return result!.rowsAffected === 1
}

/** The waves that name an instrument, in the order in which they open. */
export const wavesWith = (database: Database, instrumentId: string) =>
  database.read
    .select({ id: wave.id, number: wave.number, opensOn: wave.opensOn, study: study.title })
    .from(wave)
    .innerJoin(study, eq(study.id, wave.studyId))
    .where(eq(wave.instrumentId, instrumentId))
    .orderBy(asc(wave.opensOn))
    .all()

/** The frozen versions of an instrument, each with the rounds that use it: counts only. */
export const versionsOf = (database: Database, instrumentId: string) =>
  database.read
    .select({
      hash: instrumentVersion.hash,
      waveId: wave.id,
      number: wave.number,
      study: study.title,
      firstOn: sql<string>`min(${round.openedOn})`,
      rounds: sql<number>`count(${round.id})`,
    })
    .from(instrumentVersion)
    .innerJoin(round, eq(round.instrumentHash, instrumentVersion.hash))
    .innerJoin(wave, eq(wave.id, round.waveId))
    .innerJoin(study, eq(study.id, wave.studyId))
    .where(eq(instrumentVersion.instrumentId, instrumentId))
    .groupBy(instrumentVersion.hash, wave.id)
    .orderBy(sql`min(${round.openedOn})`)
    .all()
