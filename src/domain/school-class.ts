// Classes through the years: what a class may be called, and what becomes of it in August. The surprise: a group in
// kindergarten has no next grade, because children come and go; only its year turns.
import { cohortOf } from './study.ts'

/** Short, so that no pupil's whole name fits: a class is `9B`, never a list of people. */
export const longestLabel = 12
export const highestGrade = 13
export const largestClass = 60

type ClassYear = { label: string; grade: number; schoolYear: number; cohort: number }
type Kept = { archivedOn: string | null }

/** `2026` as «2026/27». */
export const writeSchoolYear = (year: number): string =>
  `${year}/${String((year + 1) % 100).padStart(2, '0')}`

/** Does its label and grade still hold for a school year that is over? */
export const isDue = (schoolClass: { schoolYear: number } & Kept, year: number): boolean =>
  schoolClass.archivedOn === null && schoolClass.schoolYear < year

/** Same pupils, one grade up a year: `8A` becomes `9A`, `1STB` becomes `2STB`; a label without a number stays. */
export function moveUp(schoolClass: ClassYear, year: number): ClassYear | undefined {
  const years = year - schoolClass.schoolYear
  if (schoolClass.grade === 0) return { ...schoolClass, schoolYear: year, cohort: cohortOf(0, year) }
  const grade = schoolClass.grade + years
  if (grade > highestGrade) return undefined
  const label = schoolClass.label.replace(/^\d{1,2}(?!\d)/, (number) => String(Number(number) + years))
  return { label: label.slice(0, longestLabel), grade, schoolYear: year, cohort: schoolClass.cohort }
}

/** Pupils change school after grades 7, 10 and 13: then the class is put away, unless somebody says otherwise. */
export function proposeMove(schoolClass: ClassYear, year: number): 'up' | 'archive' {
  const next = moveUp(schoolClass, year)
  if (!next) return 'archive'
  const leaves = [7, 10].some((last) => schoolClass.grade <= last && next.grade > last)
  return schoolClass.grade > 0 && leaves ? 'archive' : 'up'
}
