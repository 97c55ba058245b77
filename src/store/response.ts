// The side of the answers: knows neither codes nor classes, and keeps no time.
import type { Database } from '#db/open.ts'
import { eq } from 'drizzle-orm'
import { round, study, wave } from '#db/schema.ts'
import type { KeptLanguage } from '#domain/response.ts'

export type NewResponse = {
  roundId: string
  /** SHA-256 of the token's message. */
  tokenHash: Buffer
  /** 128 random bits. */
  id: Buffer
  instrumentHash: string
  locale: KeptLanguage
  answers: string
  flags: string
  /** A link code, sealed under the study's key. */
  link?: Buffer | undefined
}

/** Which study a round belongs to, and on which terms people answer in it. */
export const termsOf = (database: Database, roundId: string) =>
  database.read
    .select({
      studyId: study.id,
      mode: study.mode,
      linkSet: study.linkSet,
      schoolId: round.schoolId,
      cohort: round.cohort,
      respondent: round.respondent,
      languages: wave.languages,
    })
    .from(round)
    .innerJoin(wave, eq(wave.id, round.waveId))
    .innerJoin(study, eq(study.id, wave.studyId))
    .where(eq(round.id, roundId))
    .get()

export type Terms = NonNullable<Awaited<ReturnType<typeof termsOf>>>

/** `stored`: written now. `repeat`: this token was used before; the first answers stand. `closed`: nothing written. */
export type SaveOutcome = 'stored' | 'repeat' | 'closed'

/**
 * Writes token, response and link code as one unit; resolves when all are on disk. The token is the idempotency key.
 */
export async function saveResponse(database: Database, response: NewResponse): Promise<SaveOutcome> {
  const { link } = response
  const linkCode = link && {
    // Again what the statement above wrote: a repeat brings no second code, and none without its response. Nor after the
    // key has been destroyed, by a command in another process perhaps.
    sql: `INSERT INTO link_code (round_id, response_id, sealed)
          SELECT ?1, ?2, ?3 WHERE changes() = 1
            AND EXISTS (SELECT 1 FROM round JOIN wave ON wave.id = wave_id JOIN study ON study.id = study_id
                        WHERE round.id = ?1 AND key_gone_on IS NULL)`,
    args: [response.roundId, response.id, link],
  }
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
    ...(linkCode ? [linkCode] : []),
    {
      sql: 'SELECT 1 FROM spent_token WHERE round_id = ? AND hash = ?',
      args: [response.roundId, response.tokenHash],
    },
  )
  if (results[1]!.rowsAffected === 1) return 'stored'
  return results.at(-1)!.rows.length === 1 ? 'repeat' : 'closed'
}
