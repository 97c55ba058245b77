// Weeks and days as plans write them, and the age band of a grade.
import type { AgeBand } from '#schemas/lesson.ts'
import { formatOf, type Locale } from '#domain/locale.ts'
import { addDays } from '#domain/year-plan.ts'

/** The age band that a grade belongs to. */
export function bandOf(grade: number): AgeBand {
  if (grade === 0) return 'barnehage'
  if (grade <= 4) return '1-4'
  if (grade <= 7) return '5-7'
  return grade <= 10 ? '8-10' : 'vgs'
}

/** Monday to Friday, «16.–20. nov.» */
export const writeWeek = (monday: string, locale: Locale): string =>
  new Intl.DateTimeFormat(formatOf(locale), {
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
  }).formatRange(new Date(monday), new Date(addDays(monday, 4)))

/** «november 2026» of the week's Thursday, so that a week belongs to the month that has most of it. */
export const writeMonth = (monday: string, locale: Locale): string =>
  new Intl.DateTimeFormat(formatOf(locale), { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(addDays(monday, 3)),
  )

/** «16. nov.» */
export const writeShortDay = (day: string, locale: Locale): string =>
  new Intl.DateTimeFormat(formatOf(locale), { day: 'numeric', month: 'short', timeZone: 'UTC' }).format(
    new Date(day),
  )
