// Programmes (opplegg) as pure data: what is wrong with a file, what a programme proposes to a class, and how many
// sessions a year can have at least. A lesson that is not written yet is never proposed.
import type { Programme, ProgrammeGrade, ProgrammeLesson } from '#schemas/programme.ts'
import { addDays, type Delivered, mondayOf, mondayOfWeek, type Planned } from './year-plan.ts'

type Known = Record<'lessons' | 'instruments' | 'sources', ReadonlySet<string>>

/** Dangling references, and entries that are neither written nor said to be planned. */
export function programmeFaults(programme: Programme, known: Known): string[] {
  const grades = programme.grades.map(({ grade }) => grade)
  const lessons = programme.grades.flatMap((each) => each.lessons)
  const names = new Set(lessons.map(({ lesson }) => lesson))
  return [
    ...programme.buildsOn
      .filter(({ source }) => !known.sources.has(source))
      .map(({ source }) => `there is no "${source}" in sources`),
    ...lessons
      .filter(({ lesson, planned }) => !planned && !known.lessons.has(lesson))
      .map(({ lesson }) => `there is no lesson "${lesson}"; say planned: true if it is still to be written`),
    ...lessons
      .filter(({ planned, title }) => planned && !title)
      .map(({ lesson }) => `"${lesson}" is planned and has no title`),
    ...programme.grades
      .flatMap(({ waves }) => waves)
      .filter(({ instrument, planned }) => !planned && !known.instruments.has(instrument))
      .map(({ instrument }) => `there is no instrument "${instrument}"`),
    ...(programme.boosters?.lessons ?? [])
      .filter((lesson) => !names.has(lesson))
      .map((lesson) => `"${lesson}" has boosters and stands in no grade`),
    ...(new Set(grades).size === grades.length ? [] : ['a grade stands twice']),
  ]
}

/** Is it written? What the file calls planned counts as written as soon as it is there. */
export const isWritten = ({ lesson }: ProgrammeLesson, lessons: { has(id: string): boolean }): boolean =>
  lessons.has(lesson)

/** In the order of the school year: autumn first. */
export const inYearOrder = <Entry extends { week: number }>(entries: readonly Entry[]): Entry[] =>
  entries.toSorted((a, b) => ((a.week + 20) % 53) - ((b.week + 20) % 53))

export const gradeOf = (programme: Programme, grade: number): ProgrammeGrade | undefined =>
  programme.grades.find((each) => each.grade === grade)

/** The fewest sessions of a grade's year, as far as the programmes are written; 0 where none has the grade. */
export function minimumOf(
  programmes: Iterable<Programme>,
  grade: number,
  lessons: { has(id: string): boolean },
): number {
  for (const programme of programmes) {
    const year = gradeOf(programme, grade)
    if (year) return Math.min(year.minimum, year.lessons.filter((each) => isWritten(each, lessons)).length)
  }
  return 0
}

export type Proposal = { lessonId: string; week: string; booster: boolean }

/**
 * What a programme proposes to a class for the rest of this school year: neither what is planned nor what was had.
 * What should have come earlier is proposed from next week on, one a week.
 * @param delivered of all years.
 */
export function proposals(
  year: ProgrammeGrade,
  schoolYear: number,
  open: readonly Planned[],
  delivered: readonly Delivered[],
  lessons: { has(id: string): boolean },
  today: string,
): Proposal[] {
  const from = `${schoolYear}-08-01`
  const hadThisYear = new Set(
    delivered.filter(({ deliveredOn }) => deliveredOn >= from).map(({ lessonId }) => lessonId),
  )
  const hadEver = new Set(delivered.map(({ lessonId }) => lessonId))
  const planned = new Set(open.map(({ lessonId }) => lessonId))
  let next = addDays(mondayOf(today), 7)
  return inYearOrder(year.lessons)
    .filter((entry) => isWritten(entry, lessons))
    .filter(({ lesson }) => !planned.has(lesson) && !hadThisYear.has(lesson))
    .filter(({ lesson, booster }) => booster || !hadEver.has(lesson))
    .map(({ lesson, week }) => {
      const monday = mondayOfWeek(schoolYear, week)
      const late = monday < mondayOf(today)
      const proposal = { lessonId: lesson, week: late ? next : monday, booster: hadEver.has(lesson) }
      if (late) next = addDays(next, 7)
      return proposal
    })
    .filter(({ week }) => week <= mondayOfWeek(schoolYear, 26))
}
