// Studies and their waves.
import type { SurveyLocale } from './locale.ts'

/** Is a wave open on this day (`2026-11-21`)? Both border days belong to it. */
export const isOpenOn = (wave: { opensOn: string; closesOn: string }, day: string): boolean =>
  wave.opensOn <= day && day <= wave.closesOn

/** The year in which a class of this grade started school, when the school year began in `schoolYear`. */
export const cohortOf = (grade: number, schoolYear: number): number => schoolYear - grade + 1

/** The year in which the school year of a day began; it turns on 1 August. */
export const schoolYearOf = (day: string): number =>
  Number(day.slice(0, 4)) - (Number(day.slice(5, 7)) >= 8 ? 0 : 1)

/** The grades that take part in a wave. */
export const gradesOf = (wave: { grades: string }): number[] => JSON.parse(wave.grades) as number[]

/** The survey languages that respondents of a wave may choose. */
export const languagesOf = (wave: { languages: string }): SurveyLocale[] =>
  JSON.parse(wave.languages) as SurveyLocale[]

/**
 * Do the days of deletion make sense? Each lies ahead and after the last wave, and a linked study says when its key is
 * destroyed: until then the law treats its data as personal.
 */
export function hasStudyDates(
  study: { mode: 'anonymous' | 'linked'; keyDestroyedOn: string | null; responsesDeletedOn: string | null },
  waves: readonly { closesOn: string }[],
  today: string,
): boolean {
  const earliest = waves.reduce((day, { closesOn }) => (closesOn > day ? closesOn : day), today)
  const days = [study.keyDestroyedOn, study.responsesDeletedOn].filter((day) => day !== null)
  return (study.mode === 'anonymous' || study.keyDestroyedOn !== null) && days.every((day) => day > earliest)
}
