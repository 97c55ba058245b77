// Studies and their waves.

/** Is a wave open on this day (`2026-11-21`)? Both border days belong to it. */
export const isOpenOn = (wave: { opensOn: string; closesOn: string }, day: string): boolean =>
  wave.opensOn <= day && day <= wave.closesOn

/** The year in which a class of this grade started school, when the school year began in `schoolYear`. */
export const cohortOf = (grade: number, schoolYear: number): number => schoolYear - grade + 1

/** The year in which the school year of a day began; it turns on 1 August. */
export const schoolYearOf = (day: string): number =>
  Number(day.slice(0, 4)) - (Number(day.slice(5, 7)) >= 8 ? 0 : 1)
