// The linkage of a study: what it is made of, round by round, and what it leaves: random panel ids and a report.
import { eq } from 'drizzle-orm'
import type { Database } from '#db/open.ts'
import { linkage } from '#db/schema.ts'
import type { Answers } from '#domain/answers.ts'
import type { LinkageReport } from '#domain/linkage-report.ts'

/** A round of pupils. `hasResponses` is false while it is open: that it turns true would tell when somebody answers. */
export type LinkableRound = {
  id: string
  wave: number
  waveId: string
  schoolId: string
  cohort: number
  instrumentHash: string
  isOpen: boolean
  hasResponses: boolean
}

/** The rounds of pupils of a study, by wave. */
export async function linkableRounds(database: Database, studyId: string): Promise<LinkableRound[]> {
  const { rows } = await database.ask(
    `SELECT round.id, wave.number AS wave, wave_id, school_id, cohort, instrument_hash, status,
       status = 'closed' AND EXISTS (SELECT 1 FROM response WHERE round_id = round.id) AS has_responses
     FROM wave JOIN round ON wave_id = wave.id AND respondent = 'pupil'
     WHERE study_id = ? ORDER BY wave.number, round.id`,
    [studyId],
  )
  return rows.map((row) => ({
    id: String(row['id']),
    wave: Number(row['wave']),
    waveId: String(row['wave_id']),
    schoolId: String(row['school_id']),
    cohort: Number(row['cohort']),
    instrumentHash: String(row['instrument_hash']),
    isOpen: row['status'] === 'open',
    hasResponses: row['has_responses'] === 1,
  }))
}

/**
 * Closes waves for good: two linkages, before and after one more pupil answered, would show what that one answered.
 * From now on no round of them opens again.
 */
export async function releaseLinked(database: Database, waveIds: string[], day: string): Promise<void> {
  await database.write({
    sql: `UPDATE wave SET released_on = ?1
          WHERE released_on IS NULL AND id IN (SELECT value FROM json_each(?2))`,
    args: [day, JSON.stringify(waveIds)],
  })
}

/** The responses of a closed round with their link codes, in the order of random ids. */
export async function codedResponses(
  database: Database,
  roundId: string,
): Promise<{ id: Buffer; answers: Answers; sealed?: Buffer }[]> {
  const { rows } = await database.ask(
    `SELECT response.id, answers, sealed FROM response
     LEFT JOIN link_code ON link_code.round_id = response.round_id AND response_id = response.id
     WHERE response.round_id = ? ORDER BY response.id`,
    [roundId],
  )
  return rows.map((row) => ({
    id: Buffer.from(row['id'] as ArrayBuffer),
    answers: JSON.parse(String(row['answers'])) as Answers,
    ...(row['sealed'] && { sealed: Buffer.from(row['sealed'] as ArrayBuffer) }),
  }))
}

export type PanelMember = { roundId: string; responseId: Buffer; panelId: Buffer }

/** Rows written by one statement. */
const rowsAtOnce = 2000

/**
 * Puts a linkage in the place of the one before: all of it or nothing. The members are written in the order of their
 * keys, as they lie in the file, so that the file does not show which came first.
 */
export async function keepLinkage(
  database: Database,
  studyId: string,
  { madeOn, report, members }: { madeOn: string; report: LinkageReport; members: PanelMember[] },
): Promise<void> {
  const sorted = members.toSorted(
    (a, b) =>
      Number(a.roundId > b.roundId) - Number(a.roundId < b.roundId) || a.responseId.compare(b.responseId),
  )
  const parts = Array.from({ length: Math.ceil(sorted.length / rowsAtOnce) }, (_, part) =>
    sorted.slice(part * rowsAtOnce, (part + 1) * rowsAtOnce),
  )
  const row = { studyId, madeOn, report: JSON.stringify(report) }
  await database.write(
    {
      sql: `DELETE FROM panel_member WHERE round_id IN
              (SELECT round.id FROM round JOIN wave ON wave.id = wave_id WHERE study_id = ?)`,
      args: [studyId],
    },
    ...parts.map((part) => ({
      sql: `INSERT INTO panel_member (round_id, response_id, panel_id) VALUES ${part.map(() => '(?, ?, ?)').join(', ')}`,
      args: part.flatMap(({ roundId, responseId, panelId }) => [roundId, responseId, panelId]),
    })),
    database.read.insert(linkage).values(row).onConflictDoUpdate({ target: linkage.studyId, set: row }),
  )
}

/** How a study was linked the last time; `undefined`: never. */
export async function linkageOf(
  database: Database,
  studyId: string,
): Promise<{ madeOn: string; report: LinkageReport } | undefined> {
  const row = await database.read.select().from(linkage).where(eq(linkage.studyId, studyId)).get()
  return row && { madeOn: row.madeOn, report: JSON.parse(row.report) as LinkageReport }
}
