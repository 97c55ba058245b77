// What is deleted when its day has come: codes, responses, link codes. Deleted rows are overwritten, and the caller
// rewrites the file afterwards (`rewriteFile`), so that nothing of them is left in it.
import type { Database } from '#db/open.ts'

/**
 * Deletes the codes of closed rounds and keeps how many were used on their sheets.
 * @returns how many rounds had codes until now.
 */
export async function deleteCodes(database: Database, roundIds: string[], day: string): Promise<number> {
  const args = [JSON.stringify(roundIds), day]
  const closed = `SELECT id FROM round WHERE status = 'closed' AND codes_gone_on IS NULL
                  AND id IN (SELECT value FROM json_each(?1))`
  const [, , result] = await database.write(
    {
      sql: `UPDATE code_sheet SET used = (SELECT count(*) FROM participation_code
              WHERE sheet_id = code_sheet.id AND spent_by IS NOT NULL)
            WHERE used IS NULL AND round_id IN (${closed})`,
      args: args.slice(0, 1),
    },
    {
      sql: `DELETE FROM participation_code
            WHERE sheet_id IN (SELECT id FROM code_sheet WHERE round_id IN (${closed}))`,
      args: args.slice(0, 1),
    },
    {
      sql: `UPDATE round SET codes_gone_on = ?2 WHERE id IN (${closed})`,
      args,
    },
  )
  return result!.rowsAffected
}

const roundsOf = `SELECT round.id FROM round JOIN wave ON wave.id = wave_id WHERE study_id = ?1`

/** Deletes every response of a study with its link code, panel id and spent token. @returns how many responses there were. */
export async function deleteResponses(database: Database, studyId: string, day: string): Promise<number> {
  const [, , responses] = await database.write(
    { sql: `DELETE FROM link_code WHERE round_id IN (${roundsOf})`, args: [studyId] },
    { sql: `DELETE FROM spent_token WHERE round_id IN (${roundsOf})`, args: [studyId] },
    { sql: `DELETE FROM response WHERE round_id IN (${roundsOf})`, args: [studyId] },
    { sql: `DELETE FROM panel_member WHERE round_id IN (${roundsOf})`, args: [studyId] },
    {
      sql: 'UPDATE study SET responses_gone_on = ?2 WHERE id = ?1 AND responses_gone_on IS NULL',
      args: [studyId, day],
    },
  )
  return responses!.rowsAffected
}

/** Deletes every link code of a study whose key has been destroyed, and notes the day. @returns how many there were. */
export async function deleteLinkCodes(database: Database, studyId: string, day: string): Promise<number> {
  const [codes] = await database.write(
    { sql: `DELETE FROM link_code WHERE round_id IN (${roundsOf})`, args: [studyId] },
    {
      sql: 'UPDATE study SET key_gone_on = ?2 WHERE id = ?1 AND key_gone_on IS NULL',
      args: [studyId, day],
    },
  )
  return codes!.rowsAffected
}

/** How many responses of a study's closed rounds carry a link code: a count that grows would tell who gives one. */
export async function countLinkCodes(database: Database, studyId: string): Promise<number> {
  const { rows } = await database.ask(
    `SELECT count(*) AS codes FROM link_code WHERE round_id IN (${roundsOf} AND round.status = 'closed')`,
    [studyId],
  )
  return Number(rows[0]!['codes'])
}
