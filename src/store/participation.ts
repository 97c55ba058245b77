// The side of the codes: knows classes and sheets, never answers. Counts are all that staff ever see of it.
import { and, eq } from 'drizzle-orm'
import type { Database } from '#db/open.ts'
import { codeSheet } from '#db/schema.ts'

/** What a code opens: its round, with the key to sign with. */
export type CodeRound = {
  spentBy: Uint8Array | undefined
  round: {
    id: string
    publicKey: string
    fingerprint: string
    instrumentHash: string
    privateKey: Uint8Array
  }
}

/** The round of a code that may still be used or retried; `undefined` for unknown, revoked or closed. */
export async function findByCode(database: Database, mac: Buffer): Promise<CodeRound | undefined> {
  const { rows } = await database.ask(
    `SELECT spent_by, round.id, public_key, fingerprint, instrument_hash, private_key
     FROM participation_code
     JOIN code_sheet ON code_sheet.id = sheet_id
     JOIN round ON round.id = round_id
     WHERE mac = ? AND revoked = 0 AND status = 'open' AND private_key IS NOT NULL`,
    [mac],
  )
  const [row] = rows
  if (!row) return undefined
  return {
    spentBy: row['spent_by'] === null ? undefined : new Uint8Array(row['spent_by'] as ArrayBuffer),
    round: {
      id: String(row['id']),
      publicKey: String(row['public_key']),
      fingerprint: String(row['fingerprint']),
      instrumentHash: String(row['instrument_hash']),
      privateKey: new Uint8Array(row['private_key'] as ArrayBuffer),
    },
  }
}

/** Was this code ever on a slip, whatever became of it? For counting guesses; no answer may differ by it. */
export async function isKnownCode(database: Database, mac: Buffer): Promise<boolean> {
  return (await database.ask('SELECT 1 FROM participation_code WHERE mac = ?', [mac])).rows.length > 0
}

/**
 * Spends a code on one blinded message, in one statement: of fifty at once, one wins.
 * @returns false when the code is unknown, revoked, of a closed round, or spent on another message.
 */
export async function spendCode(database: Database, mac: Buffer, blindedHash: Buffer): Promise<boolean> {
  const [result] = await database.write({
    sql: `UPDATE participation_code SET spent_by = ?1
          WHERE mac = ?2 AND (spent_by IS NULL OR spent_by = ?1)
            AND EXISTS (SELECT 1 FROM code_sheet JOIN round ON round.id = code_sheet.round_id
                        WHERE code_sheet.id = participation_code.sheet_id
                          AND code_sheet.revoked = 0 AND round.status = 'open')
          RETURNING 1`,
    args: [blindedHash, mac],
  })
  return result!.rows.length === 1
}

export type NewSheet = { id: string; roundId: string; classId: string; issuedOn: string; macs: Buffer[] }

/**
 * Stores a sheet of codes; the class's earlier sheets of the round stop working when `replace` is set.
 * @returns false, and nothing is written, when the class has a working sheet and `replace` is not set,
 *   or the round is no longer open.
 */
export async function addSheet(database: Database, sheet: NewSheet, replace: boolean): Promise<boolean> {
  const revoke = {
    sql: `UPDATE code_sheet SET revoked = 1 WHERE round_id = ? AND class_id = ? AND ?`,
    args: [sheet.roundId, sheet.classId, replace ? 1 : 0],
  }
  const insertSheet = {
    sql: `INSERT INTO code_sheet (id, round_id, class_id, issued_on, issued)
          SELECT ?1, ?2, ?3, ?4, ?5
          WHERE EXISTS (SELECT 1 FROM round WHERE id = ?2 AND status = 'open')
            AND NOT EXISTS (SELECT 1 FROM code_sheet WHERE round_id = ?2 AND class_id = ?3 AND revoked = 0)`,
    args: [sheet.id, sheet.roundId, sheet.classId, sheet.issuedOn, sheet.macs.length],
  }
  const insertCodes = {
    // Hex in one JSON array: one statement for the whole sheet.
    sql: `INSERT INTO participation_code (mac, sheet_id)
          SELECT unhex(value), ?1 FROM json_each(?2) WHERE EXISTS (SELECT 1 FROM code_sheet WHERE id = ?1)`,
    args: [sheet.id, JSON.stringify(sheet.macs.map((mac) => mac.toString('hex')))],
  }
  const results = await database.write(revoke, insertSheet, insertCodes)
  return results[1]!.rowsAffected === 1
}

/** Codes issued and used per class in a round: the only thing that staff see of participation. */
export type ClassCount = { classId: string; issued: number; used: number }

export const countByClass = async (database: Database, roundId: string): Promise<ClassCount[]> =>
  countSheets(database, 'round_id = ?', roundId)

/** The same for every round of a wave. */
export const countByClassOfWave = (
  database: Database,
  waveId: string,
): Promise<(ClassCount & { roundId: string })[]> =>
  countSheets(database, 'round_id IN (SELECT id FROM round WHERE wave_id = ?)', waveId)

/** Codes of a replaced sheet count only if they were used: the slips were lost, the answers were not. */
async function countSheets(database: Database, where: string, id: string) {
  const { rows } = await database.ask(
    `SELECT round_id, class_id, sum(CASE WHEN revoked THEN used_now ELSE issued END) AS issued,
       sum(used_now) AS used
     FROM (SELECT round_id, class_id, revoked, issued,
             -- Counted when the codes were deleted, or now.
             coalesce(used, (SELECT count(*) FROM participation_code
                             WHERE sheet_id = code_sheet.id AND spent_by IS NOT NULL)) AS used_now
           FROM code_sheet WHERE ${where})
     GROUP BY round_id, class_id`,
    [id],
  )
  return rows.map((row) => ({
    roundId: String(row['round_id']),
    classId: String(row['class_id']),
    issued: Number(row['issued']),
    used: Number(row['used']),
  }))
}

/** Has this class a sheet that works in this round? */
export async function hasSheet(database: Database, roundId: string, classId: string): Promise<boolean> {
  const rows = await database.read
    .select({ id: codeSheet.id })
    .from(codeSheet)
    .where(and(eq(codeSheet.roundId, roundId), eq(codeSheet.classId, classId), eq(codeSheet.revoked, false)))
  return rows.length > 0
}
