// The responses that may leave, and the mark that they have. One page at a time, so that a million rows need little more
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

/** Where a response lies. The text of the round is shared, so that a place is little more than its id. */
type Place = { round: string; id: string }

/**
 * The responses of these groups, group by group; within one in an order of its own each time, whatever the round: files
 * with one order could be joined line by line. In memory are the ids of one group and a page of rows.
 * @param keysFor so many random numbers
 */
export async function* eachResponse(
  database: Database,
  groups: readonly ReleasedGroup[],
  keysFor: (count: number) => number[],
): AsyncGenerator<ReleasedResponse> {
  for (const { rounds, ...group } of groups) {
    const ofGroup = `FROM response WHERE round_id IN (${rounds.map(() => '?').join(', ')})`
    const { rows } = await database.ask(`SELECT locale, count(*) AS count ${ofGroup} GROUP BY locale`, rounds)
    const isHidden = hidesLanguage(
      group.respondent,
      rows.map((row) => ({ locale: String(row['locale']), count: Number(row['count']) })),
    )
    const places = inOrderOf(keysFor, await placesIn(database, rounds))
    for (let from = 0; from < places.length; from += pageRows)
      for (const row of await rowsAt(database, places.slice(from, from + pageRows)))
        yield {
          ...group,
          ...(!isHidden && { locale: keptLanguage(String(row['locale'])) }),
          ...(row['panel_id'] && { panelId: String(row['panel_id']) }),
          answers: JSON.parse(String(row['answers'])) as Answers,
          flags: JSON.parse(String(row['flags'])) as Record<string, number>,
        }
  }
}

/** Where the responses of these rounds lie, read page by page. */
async function placesIn(database: Database, rounds: readonly string[]): Promise<Place[]> {
  const places: Place[] = []
  for (const round of rounds) {
    let after = ''
    for (;;) {
      const { rows } = await database.ask(
        'SELECT hex(id) AS id FROM response WHERE round_id = ? AND id > unhex(?) ORDER BY id LIMIT ?',
        [round, after, pageRows],
      )
      for (const row of rows) places.push({ round, id: String(row['id']) })
      if (rows.length < pageRows) break
      after = places.at(-1)!.id
    }
  }
  return places
}

function inOrderOf(keysFor: (count: number) => number[], places: readonly Place[]): Place[] {
  const keys = keysFor(places.length)
  return places
    .map((place, index) => ({ place, key: keys[index]! }))
    .sort((a, b) => a.key - b.key)
    .map(({ place }) => place)
}

/** The rows at these places, in their order. CROSS JOIN keeps SQLite from reading whole rounds instead. */
const rowsAt = async (database: Database, places: readonly Place[]) =>
  (
    await database.ask(
      `SELECT locale, answers, flags, (SELECT hex(panel_id) FROM panel_member
         WHERE panel_member.round_id = response.round_id AND response_id = response.id) AS panel_id
       FROM json_each(?) AS place CROSS JOIN response
         ON round_id = place.value ->> 'round' AND response.id = unhex(place.value ->> 'id')
       ORDER BY place.key`,
      [JSON.stringify(places)],
    )
  ).rows
