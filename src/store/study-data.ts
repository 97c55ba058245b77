// What an evaluation reads: the responses of pupils in a study's closed rounds, joined by panel id where waves have been
// linked. Stays inside the server: only figures of groups leave, through the report.
import type { Database } from '#db/open.ts'
import type { Answers } from '#domain/answers.ts'
import type { StudyResponse } from '#domain/study-response.ts'

/** Every response of pupils in closed rounds of a study, by wave, in the order of random ids. */
export async function pupilResponses(database: Database, studyId: string): Promise<StudyResponse[]> {
  const { rows } = await database.ask(
    `SELECT wave.number AS wave, round.id AS round_id, round.school_id, round.cohort, response.instrument_hash,
       lower(hex(panel_member.panel_id)) AS panel_id, response.answers
     FROM wave
     JOIN round ON round.wave_id = wave.id AND round.respondent = 'pupil' AND round.status = 'closed'
     JOIN response ON response.round_id = round.id
     LEFT JOIN panel_member
       ON panel_member.round_id = response.round_id AND panel_member.response_id = response.id
     WHERE wave.study_id = ?
     ORDER BY wave.number, response.id`,
    [studyId],
  )
  return rows.map((row) => ({
    wave: Number(row['wave']),
    roundId: String(row['round_id']),
    schoolId: String(row['school_id']),
    cohort: Number(row['cohort']),
    instrumentHash: String(row['instrument_hash']),
    ...(row['panel_id'] && { panelId: String(row['panel_id']) }),
    answers: JSON.parse(String(row['answers'])) as Answers,
  }))
}
