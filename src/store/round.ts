// Rounds: one wave in one stratum (school × cohort × respondent), each with a signing key of its own.
import { and, eq, lt } from 'drizzle-orm'
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

/** Any round of a wave; they all have one wording. */
export const aRoundOfWave = (database: Database, waveId: string): Promise<Round | undefined> =>
  database.read.select().from(round).where(eq(round.waveId, waveId)).limit(1).get()

export const roundsOfSchool = (database: Database, schoolId: string) =>
  database.read
    .select({ round, wave })
    .from(round)
    .innerJoin(wave, eq(wave.id, round.waveId))
    .where(eq(round.schoolId, schoolId))
    .all()

export type FreshKey = Pick<Round, 'publicKey' | 'fingerprint'> & { privateKey: Uint8Array }
type FreshRound = Stratum & FreshKey & Pick<Round, 'id' | 'instrumentHash' | 'openedOn'>

/**
 * Opens a round unless the stratum has one; two teachers who open at once get the same round.
 * @returns the stratum's round, open or closed; `undefined` when there is none and data of the staff, or of a
 *   study with a frozen plan, have left: then nothing is written, because what one more school adds to them could be told.
 */
export async function openRound(database: Database, fresh: FreshRound): Promise<Round | undefined> {
  await database.write({
    sql: `INSERT INTO round (id, wave_id, school_id, cohort, respondent, instrument_hash, opened_on,
            public_key, fingerprint, private_key)
          SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10 FROM wave
          WHERE id = ?2 AND (released_on IS NULL OR (?5 <> 'teacher' AND NOT EXISTS
            (SELECT 1 FROM plan_version WHERE plan_version.study_id = wave.study_id))) ON CONFLICT DO NOTHING`,
    args: [
      ...[fresh.id, fresh.waveId, fresh.schoolId, fresh.cohort, fresh.respondent],
      ...[fresh.instrumentHash, fresh.openedOn, fresh.publicKey, fresh.fingerprint, fresh.privateKey],
    ],
  })
  return findRoundOf(database, fresh)
}

/**
 * Closes rounds: nothing more is accepted and their private keys are gone. Then the write-ahead log is emptied and the
 * file rewritten, once for all of them, so that neither page order nor log tells in which order responses came.
 * @returns how many were open.
 * @throws Problem `server.busy` as rewriteFile does; the rounds are closed all the same.
 */
export async function closeRounds(database: Database, ids: string[], closedOn: string): Promise<number> {
  const [result] = await database.write({
    sql: `UPDATE round SET status = 'closed', closed_on = ?1, private_key = NULL
          WHERE status = 'open' AND id IN (SELECT value FROM json_each(?2))`,
    args: [closedOn, JSON.stringify(ids)],
  })
  await rewriteFile(database)
  return result!.rowsAffected
}

/**
 * Opens a closed round again with a fresh key, because the old private one is gone: tokens of the old key fit no more,
 * and every slip from before stops working.
 * @returns false, and nothing is written, when it was open or data of its wave have left.
 */
export async function reopenRound(database: Database, id: string, key: FreshKey): Promise<boolean> {
  const [, result] = await database.write(
    {
      sql: `UPDATE code_sheet SET revoked = 1 WHERE round_id = ?1
            AND EXISTS (SELECT 1 FROM round JOIN wave ON wave.id = wave_id
                        WHERE round.id = ?1 AND status = 'closed' AND released_on IS NULL)`,
      args: [id],
    },
    {
      sql: `UPDATE round SET status = 'open', closed_on = NULL, codes_gone_on = NULL,
              public_key = ?2, fingerprint = ?3, private_key = ?4
            WHERE id = ?1 AND status = 'closed'
              AND EXISTS (SELECT 1 FROM wave WHERE wave.id = wave_id AND released_on IS NULL)`,
      args: [id, key.publicKey, key.fingerprint, key.privateKey],
    },
  )
  return result!.rowsAffected === 1
}

/** The open rounds of waves whose last day has passed. */
export const roundsOverdue = (database: Database, day: string): Promise<{ id: string }[]> =>
  database.read
    .select({ id: round.id })
    .from(round)
    .innerJoin(wave, eq(wave.id, round.waveId))
    .where(and(eq(round.status, 'open'), lt(wave.closesOn, day)))
    .all()

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
