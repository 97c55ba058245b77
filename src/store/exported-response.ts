// The responses that may leave: those of closed rounds that are large enough. One page at a time, so that a million rows
// need no more memory than a thousand and no read blocks a submission for long.
import type { Database } from '#db/open.ts'
import type { Answers } from '#domain/answers.ts'

/** A response as an export reads it. School and cohort are absent where a few colleagues could be told apart by them. */
export type StoredResponse = {
  schoolId?: string
  cohort?: number
  respondent: string
  wave: number
  locale: string
  answers: Answers
  flags: Record<string, number>
}

/** Rows fetched at a time: small enough for constant memory, large enough to be quick. */
const pageRows = 2000

/** A group with fewer responses stays out of every file: a row in a handful is nearly a name (brief §3.3, §3.5). */
export const smallestGroup = 10

/**
 * The responses of a wave's closed rounds. Of pupils and parents, round by round those with at least `smallestGroup`
 * responses, in the order of random ids. The staff of one school are too few for that, so theirs are one group without
 * school and cohort: all or, below `smallestGroup`, none.
 */
export async function* eachResponse(database: Database, waveId: string): AsyncGenerator<StoredResponse> {
  const rounds = await database.ask(
    `SELECT round.id, school_id, cohort, respondent, wave.number AS wave,
       (SELECT count(*) FROM response WHERE round_id = round.id) AS size
     FROM round JOIN wave ON wave.id = wave_id WHERE wave_id = ? AND round.status = 'closed' ORDER BY round.id`,
    [waveId],
  )
  const staff = rounds.rows.filter((round) => round['respondent'] === 'teacher')
  if (staff.reduce((sum, round) => sum + Number(round['size']), 0) >= smallestGroup) {
    // Sorted as one, because round after round would tell which rows are of one school.
    const ids = JSON.stringify(staff.map((round) => round['id']))
    const { rows } = await database.ask(
      `SELECT id, locale, answers, flags FROM response
       WHERE round_id IN (SELECT value FROM json_each(?)) ORDER BY id`,
      [ids],
    )
    for (const row of rows) yield { respondent: 'teacher', wave: Number(staff[0]!['wave']), ...written(row) }
  }
  for (const round of rounds.rows) {
    if (round['respondent'] === 'teacher' || Number(round['size']) < smallestGroup) continue
    const stratum = {
      schoolId: String(round['school_id']),
      cohort: Number(round['cohort']),
      respondent: String(round['respondent']),
      wave: Number(round['wave']),
    }
    let after: ArrayBuffer | Uint8Array = new Uint8Array(0)
    for (;;) {
      const page = await database.ask(
        'SELECT id, locale, answers, flags FROM response WHERE round_id = ? AND id > ? ORDER BY id LIMIT ?',
        [round['id']!, after, pageRows],
      )
      for (const row of page.rows) yield { ...stratum, ...written(row) }
      if (page.rows.length < pageRows) break
      after = page.rows.at(-1)!['id'] as ArrayBuffer
    }
  }
}

const written = (row: Record<string, unknown>) => ({
  locale: String(row['locale']),
  answers: JSON.parse(String(row['answers'])) as Answers,
  flags: JSON.parse(String(row['flags'])) as Record<string, number>,
})
