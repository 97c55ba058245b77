// Rounds: one wave in one stratum (school × cohort × respondent), each with a signing key of its own.
import { and, eq } from 'drizzle-orm'
import type { Database } from '#db/open.ts'
import { round, wave } from '#db/schema.ts'
import { Problem } from '#domain/problem.ts'

export type Round = typeof round.$inferSelect
export type Stratum = Pick<Round, 'waveId' | 'schoolId' | 'cohort' | 'respondent'>

export const findRound = (database: Database, id: string): Promise<Round | undefined> =>
  database.read.select().from(round).where(eq(round.id, id)).get()

export const findRoundOf = (database: Database, stratum: Stratum): Promise<Round | undefined> =>
  database.read
    .select()
    .from(round)
    .where(
      and(
        eq(round.waveId, stratum.waveId),
        eq(round.schoolId, stratum.schoolId),
        eq(round.cohort, stratum.cohort),
        eq(round.respondent, stratum.respondent),
      ),
    )
    .get()

export const roundsOfWave = (database: Database, waveId: string): Promise<Round[]> =>
  database.read.select().from(round).where(eq(round.waveId, waveId)).all()

export const roundsOfSchool = (database: Database, schoolId: string) =>
  database.read
    .select({ round, wave })
    .from(round)
    .innerJoin(wave, eq(wave.id, round.waveId))
    .where(eq(round.schoolId, schoolId))
    .all()

/**
 * Opens a round unless the stratum has one; two teachers who open at once get the same round.
 * @returns the stratum's round, open or closed.
 */
export async function openRound(database: Database, fresh: typeof round.$inferInsert): Promise<Round> {
  await database.write(database.read.insert(round).values(fresh).onConflictDoNothing())
  return (await findRoundOf(database, fresh))!
}

/**
 * Closes a round: nothing more is accepted and its private key is gone. Then the write-ahead log is emptied and the
 * file rewritten, so that neither page order nor log tells in which order responses came.
 * @returns false when it was closed already.
 */
export async function closeRound(database: Database, id: string, closedOn: string): Promise<boolean> {
  const [result] = await database.write({
    sql: `UPDATE round SET status = 'closed', closed_on = ?, private_key = NULL WHERE id = ? AND status = 'open'`,
    args: [closedOn, id],
  })
  await rewriteFile(database)
  return result!.rowsAffected === 1
}

/**
 * Rewrites the whole file in key order and empties the log; also what erases deleted rows for good.
 * @throws Problem `server.busy` when a backup or another reader holds the log, so that it could not be emptied:
 *   closing again, or the next clean stop of the server, does it.
 */
export async function rewriteFile(database: Database): Promise<void> {
  await database.maintain('PRAGMA wal_checkpoint(TRUNCATE)', 'VACUUM')
  const [log] = (await database.ask('PRAGMA wal_checkpoint(TRUNCATE)')).rows
  if (Number(log?.['busy'] ?? 0) !== 0) throw new Problem('server.busy')
}
