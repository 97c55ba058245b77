// A study's responses as the rows of an export. Schools get numbers that are new in every export.
import type { Answers } from './answers.ts'
import type { Codebook } from './codebook.ts'

export type ExportedResponse = {
  /** Absent, like the cohort, where it would tell a few apart. */
  schoolId?: string
  cohort?: number
  respondent: string
  wave: number
  /** As it is kept with the response; absent where it could tell one person from the others. */
  locale?: string
  /** The id of the pupil in this file; absent where the response is linked to no other. */
  panelId?: string | undefined
  answers: Answers
  /** Scores of the instrument's scales. */
  scores: Record<string, number>
  flags: Record<string, number>
}

/**
 * The cells of one response in the order of the codebook's columns; what was not answered is `undefined`.
 * @param schoolNumbers the export's own random number of each school.
 */
export function exportRow(
  codebook: Codebook,
  response: ExportedResponse,
  schoolNumbers: ReadonlyMap<string, number>,
): (string | number | undefined)[] {
  return codebook.columns.map((column) => {
    if (column.kind === 'item') return response.answers[column.name]
    if (column.kind === 'scale') return response.scores[column.name]
    if (column.kind === 'quality') return response.flags[column.name]
    switch (column.name) {
      case 'school':
        return response.schoolId === undefined ? undefined : schoolNumbers.get(response.schoolId)
      case 'cohort':
        return response.cohort
      case 'respondent':
        return response.respondent
      case 'wave':
        return response.wave
      case 'panel_id':
        return response.panelId
      default:
        return response.locale
    }
  })
}

/** Numbers 1 … n for schools in an order given by random keys, one per school. */
export const numberSchools = (schoolIds: string[], randomKeys: number[]): Map<string, number> =>
  new Map(
    schoolIds
      .map((id, index) => ({ id, key: randomKeys[index] ?? 0 }))
      .sort((a, b) => a.key - b.key)
      .map(({ id }, index) => [id, index + 1]),
  )
