// What a report counts beside the answers: who was there, who did not answer and why, and what was taught. By school and
// wave; never a class.
import type { Database } from '#db/open.ts'
import type { TaughtClass, Turnup } from '#domain/report/course-of-study.ts'

/** Pupils of the classes that got slips for a pupil round, and why some did not answer. */
export async function turnupOf(database: Database, studyId: string): Promise<Turnup[]> {
  const { rows } = await database.ask(
    `WITH asked AS (
       SELECT DISTINCT wave.id AS wave_id, wave.number, code_sheet.class_id
       FROM wave JOIN round ON round.wave_id = wave.id AND round.respondent = 'pupil'
       JOIN code_sheet ON code_sheet.round_id = round.id
       WHERE wave.study_id = ?)
     SELECT asked.number AS wave, school_class.school_id, sum(school_class.size) AS pupils,
       total(turnout.opted_out) AS opted_out, total(turnout.absent) AS absent,
       total(turnout.declined) AS declined, total(turnout.unable) AS unable
     FROM asked JOIN school_class ON school_class.id = asked.class_id
     LEFT JOIN turnout ON turnout.wave_id = asked.wave_id AND turnout.class_id = asked.class_id
     GROUP BY asked.number, school_class.school_id`,
    [studyId],
  )
  return rows.map((row) => ({
    wave: Number(row['wave']),
    schoolId: String(row['school_id']),
    pupils: Number(row['pupils']),
    optedOut: Number(row['opted_out']),
    absent: Number(row['absent']),
    declined: Number(row['declined']),
    unable: Number(row['unable']),
  }))
}

/** The classes that got slips, with the deliveries between two days. */
export async function taughtClasses(
  database: Database,
  studyId: string,
  from: string,
  to: string,
): Promise<TaughtClass[]> {
  const { rows } = await database.ask(
    `WITH asked AS (
       SELECT DISTINCT code_sheet.class_id
       FROM wave JOIN round ON round.wave_id = wave.id AND round.respondent = 'pupil'
       JOIN code_sheet ON code_sheet.round_id = round.id
       WHERE wave.study_id = ?1)
     SELECT school_class.id, school_class.school_id, delivery.lesson_id,
       max(json_array_length(delivery.steps_done)) AS steps
     FROM asked JOIN school_class ON school_class.id = asked.class_id
     LEFT JOIN delivery ON delivery.class_id = school_class.id AND delivery.delivered_on BETWEEN ?2 AND ?3
     GROUP BY school_class.id, delivery.lesson_id`,
    [studyId, from, to],
  )
  return [...Map.groupBy(rows, (row) => String(row['id'])).values()].map((each) => ({
    schoolId: String(each[0]!['school_id']),
    lessons: each
      .filter((row) => row['lesson_id'] !== null)
      .map((row) => ({ lessonId: String(row['lesson_id']), steps: Number(row['steps']) })),
  }))
}
