// The side of the answers: knows neither codes nor classes, and keeps no time.
import type { Database } from '#db/open.ts'
import type { Answers } from '#domain/answers.ts'

export type NewResponse = {
  roundId: string
  /** SHA-256 of the token's message. */
  tokenHash: Buffer
  /** 128 random bits. */
  id: Buffer
  instrumentHash: string
  locale: string
  answers: string
  flags: string
}

/** `stored`: written now. `repeat`: this token was used before; the first answers stand. `closed`: nothing written. */
export type SaveOutcome = 'stored' | 'repeat' | 'closed'

/**
 * Writes token and response as one unit; resolves when both are on disk. The token is the idempotency key.
 */
export async function saveResponse(database: Database, response: NewResponse): Promise<SaveOutcome> {
  const results = await database.write(
    {
      sql: `INSERT INTO spent_token (round_id, hash)
            SELECT id, ?2 FROM round WHERE id = ?1 AND status = 'open'
            ON CONFLICT DO NOTHING`,
      args: [response.roundId, response.tokenHash],
    },
    {
      // changes() is what the statement above wrote: only a token that is new brings a response.
      sql: `INSERT INTO response (round_id, id, instrument_hash, locale, answers, flags)
            SELECT ?, ?, ?, ?, ?, ? WHERE changes() = 1`,
      args: [
        response.roundId,
        response.id,
        response.instrumentHash,
        response.locale,
        response.answers,
        response.flags,
      ],
    },
    {
      sql: 'SELECT 1 FROM spent_token WHERE round_id = ? AND hash = ?',
      args: [response.roundId, response.tokenHash],
    },
  )
  if (results[1]!.rowsAffected === 1) return 'stored'
  return results[2]!.rows.length === 1 ? 'repeat' : 'closed'
}

export type StoredResponse = {
  schoolId: string
  cohort: number
  respondent: string
  wave: number
  locale: string
  answers: Answers
  flags: Record<string, number>
}

/** Rows fetched at a time: small enough for constant memory, large enough to be quick. */
const pageRows = 2000

/** A stratum with fewer responses stays out of every file: a row in a handful is nearly a name (brief §3.3, §3.5). */
export const smallestStratum = 10

/**
 * The responses of the closed rounds of a wave that have at least `smallestStratum` of them, round by round in the order of random ids. One page at a time, so
 * that a million rows need no more memory than a thousand and no read blocks a submission for long.
 */
export async function* eachResponse(database: Database, waveId: string): AsyncGenerator<StoredResponse> {
  const rounds = await database.ask(
    `SELECT round.id, school_id, cohort, respondent, wave.number AS wave FROM round JOIN wave ON wave.id = wave_id
     WHERE wave_id = ?1 AND round.status = 'closed'
       AND (SELECT count(*) FROM response WHERE round_id = round.id) >= ?2
     ORDER BY round.id`,
    [waveId, smallestStratum],
  )
  for (const round of rounds.rows) {
    let after: ArrayBuffer | Uint8Array = new Uint8Array(0)
    for (;;) {
      const page = await database.ask(
        'SELECT id, locale, answers, flags FROM response WHERE round_id = ? AND id > ? ORDER BY id LIMIT ?',
        [round['id']!, after, pageRows],
      )
      for (const row of page.rows) {
        yield {
          schoolId: String(round['school_id']),
          cohort: Number(round['cohort']),
          respondent: String(round['respondent']),
          wave: Number(round['wave']),
          locale: String(row['locale']),
          answers: JSON.parse(String(row['answers'])) as Answers,
          flags: JSON.parse(String(row['flags'])) as Record<string, number>,
        }
      }
      if (page.rows.length < pageRows) break
      after = page.rows.at(-1)!['id'] as ArrayBuffer
    }
  }
}
