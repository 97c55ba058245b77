// What an evaluation reads: the responses of pupils in a study's closed rounds, joined by panel id where waves have been
// linked. Stays inside the server: only figures of groups leave, through the report.
import { setImmediate as letOthersIn } from 'node:timers/promises'
import type { Database } from '#db/open.ts'
import type { Answers } from '#domain/answers.ts'
import type { StudyResponse } from '#domain/study-response.ts'
import { variablesBehind } from '#domain/variable.ts'
import type { Instrument } from '#schemas/instrument.ts'
import { findVersions } from './instrument.ts'

/** So many rounds are read at a time: somebody who sends answers meanwhile waits for one such read at most. */
const roundsAtOnce = 20

/** The responses of one round: a panel id, which may be empty, and the answers in the order of the variables. */
type Group = [panelId: string, answers: (number | string | null)[]][]

export type StudyData = {
  responses: StudyResponse[]
  /** Each version that pupils of the study were asked, by hash. */
  instruments: Map<string, Instrument>
}

/**
 * Every response of pupils in closed rounds of a study, by wave and round, with the answers that these measures are made
 * of and no others.
 * @param measures names of variables and scales
 */
export async function pupilData(
  database: Database,
  studyId: string,
  measures: readonly string[],
): Promise<StudyData> {
  const { rows } = await database.ask(
    `SELECT DISTINCT round.instrument_hash AS hash FROM wave JOIN round ON round.wave_id = wave.id
     WHERE wave.study_id = ? AND round.respondent = 'pupil'`,
    [studyId],
  )
  const instruments = await findVersions(
    database,
    rows.map((row) => String(row['hash'])),
  )
  const variables = variablesBehind(measures, instruments.values())
  return { instruments, responses: await pupilResponses(database, studyId, variables) }
}

/** A round is one piece of JSON on its way here: a row for each response costs ten times as much. */
async function pupilResponses(
  database: Database,
  studyId: string,
  variables: readonly string[],
): Promise<StudyResponse[]> {
  const { rows: rounds } = await database.ask(
    `SELECT wave.number AS wave, round.id, round.school_id, round.cohort
     FROM wave JOIN round ON round.wave_id = wave.id AND round.respondent = 'pupil' AND round.status = 'closed'
     WHERE wave.study_id = ? ORDER BY wave.number, round.id`,
    [studyId],
  )
  const answers = variables.map((_, at) => `response.answers ->> ?${at + 2}`).join(', ')
  const responses: StudyResponse[] = []
  for (let first = 0; first < rounds.length; first += roundsAtOnce) {
    const some = new Map(rounds.slice(first, first + roundsAtOnce).map((row) => [String(row['id']), row]))
    const { rows: groups } = await database.ask(
      `SELECT response.round_id, response.instrument_hash,
         json_group_array(json_array(lower(hex(panel_member.panel_id)), json_array(${answers}))) AS responses
       FROM response LEFT JOIN panel_member
         ON panel_member.round_id = response.round_id AND panel_member.response_id = response.id
       WHERE response.round_id IN (SELECT value FROM json_each(?1))
       GROUP BY response.round_id, response.instrument_hash`,
      [JSON.stringify([...some.keys()]), ...variables],
    )
    for (const group of groups) {
      const round = some.get(String(group['round_id']))!
      const shared = {
        wave: Number(round['wave']),
        roundId: String(round['id']),
        schoolId: String(round['school_id']),
        cohort: Number(round['cohort']),
        instrumentHash: String(group['instrument_hash']),
      }
      for (const [panelId, values] of JSON.parse(String(group['responses'])) as Group)
        responses.push({ ...shared, ...(panelId && { panelId }), answers: named(variables, values) })
    }
    await letOthersIn()
  }
  return responses
}

function named(names: readonly string[], values: readonly (number | string | null)[]): Answers {
  const answers: Answers = {}
  for (const [at, name] of names.entries()) {
    const value = values[at]
    if (value !== null && value !== undefined) answers[name] = value
  }
  return answers
}
