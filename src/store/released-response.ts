// The responses that may leave, and the mark that they have. One page at a time, so that a million rows need no more
// memory than a thousand and no read blocks a submission for long.
import type { Database } from '#db/open.ts'
import type { Answers } from '#domain/answers.ts'
import { fewestResponses } from '#domain/data-quality.ts'
import { hidesLanguage, type KeptLanguage, keptLanguage } from '#domain/response.ts'

/** Rounds whose responses leave as one group: one of pupils or parents, or those of all staff of a wave. */
export type ReleasedGroup = {
  rounds: string[]
  respondent: string
  wave: number
  /** Absent, like the cohort, where a few colleagues could be told apart by them. */
  schoolId?: string
  cohort?: number
}

/** A response as an export reads it. */
export type ReleasedResponse = Omit<ReleasedGroup, 'rounds'> & {
  /** Absent where a rare language could tell one person of the group from the others. */
  locale?: KeptLanguage
  /** As linkage gave it; absent where the response is linked to no other. It may leave only under a file's own key. */
  panelId?: string
  answers: Answers
  flags: Record<string, number>
}

/** Rows fetched at a time: small enough for constant memory, large enough to be quick. */
const pageRows = 2000

/**
 * The rounds of wave ?1 that may leave on day ?2. Of pupils and parents each closed one with at least ?3 responses: a
 * row in a handful is nearly a name (brief §3.3, §3.5). The staff of one school are too few for that, so theirs leave
 * together, once nobody of them can answer any more: two takings, before and after one more colleague, would show that
 * one's row.
 */
const leaving = `WITH counted AS (
    SELECT round.id, school_id, cohort, respondent, status, closes_on, wave.number AS wave,
      (SELECT count(*) FROM response WHERE round_id = round.id) AS size
    FROM round JOIN wave ON wave.id = wave_id WHERE wave_id = ?1)
  SELECT id, school_id, cohort, respondent, wave FROM counted
  WHERE status = 'closed' AND CASE respondent WHEN 'teacher'
    THEN closes_on < ?2 AND NOT EXISTS (SELECT 1 FROM counted WHERE respondent = 'teacher' AND status = 'open')
      AND (SELECT sum(size) FROM counted WHERE respondent = 'teacher') >= ?3
    ELSE size >= ?3 END`

/**
 * Releases what may leave of a wave. If anything does, the first day is noted, and from then on no round of it opens
 * again and no new one of staff. Listed and noted in one unit: a round that is listed can never be answered again.
 */
export async function releaseWave(database: Database, waveId: string, day: string): Promise<ReleasedGroup[]> {
  const args = [waveId, day, fewestResponses]
  const [listed] = await database.write(
    { sql: `${leaving} ORDER BY id`, args },
    {
      sql: `UPDATE wave SET released_on = ?2 WHERE id = ?1 AND released_on IS NULL AND EXISTS (${leaving})`,
      args,
    },
  )
  const rounds = listed!.rows.map((row) => ({
    rounds: [String(row['id'])],
    respondent: String(row['respondent']),
    wave: Number(row['wave']),
    schoolId: String(row['school_id']),
    cohort: Number(row['cohort']),
  }))
  const [ofStaff, others] = [true, false].map((staff) =>
    rounds.filter(({ respondent }) => (respondent === 'teacher') === staff),
  ) as [typeof rounds, typeof rounds]
  const [first] = ofStaff
  if (!first) return others
  const together = ofStaff.flatMap((round) => round.rounds)
  return [{ rounds: together, respondent: first.respondent, wave: first.wave }, ...others]
}

/** The responses of these groups, group by group; within one in the order of random ids, whatever the round. */
export async function* eachResponse(
  database: Database,
  groups: readonly ReleasedGroup[],
): AsyncGenerator<ReleasedResponse> {
  for (const { rounds, ...group } of groups) {
    const ofGroup = `FROM response WHERE round_id IN (${rounds.map(() => '?').join(', ')})`
    const { rows } = await database.ask(`SELECT locale, count(*) AS count ${ofGroup} GROUP BY locale`, rounds)
    const isHidden = hidesLanguage(
      group.respondent,
      rows.map((row) => ({ locale: String(row['locale']), count: Number(row['count']) })),
    )
    let after: ArrayBuffer | Uint8Array = new Uint8Array(0)
    for (;;) {
      const page = await database.ask(
        `SELECT id, locale, answers, flags, (SELECT hex(panel_id) FROM panel_member
           WHERE panel_member.round_id = response.round_id AND response_id = id) AS panel_id
         ${ofGroup} AND id > ? ORDER BY id LIMIT ?`,
        [...rounds, after, pageRows],
      )
      for (const row of page.rows)
        yield {
          ...group,
          ...(!isHidden && { locale: keptLanguage(String(row['locale'])) }),
          ...(row['panel_id'] && { panelId: String(row['panel_id']) }),
          answers: JSON.parse(String(row['answers'])) as Answers,
          flags: JSON.parse(String(row['flags'])) as Record<string, number>,
        }
      if (page.rows.length < pageRows) break
      after = page.rows.at(-1)!['id'] as ArrayBuffer
    }
  }
}
