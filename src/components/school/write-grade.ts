// A grade as people say it: «8. trinn», «Vg1», «Barnehagegruppe».
import type { Locale } from '#domain/locale.ts'
import { inLocale } from '#messages/in-locale.ts'

export function writeGrade(grade: number, locale: Locale): string {
  const m = inLocale(locale)
  if (grade === 0) return m.school_class_grade_0()
  return grade > 10 ? m.school_class_grade_vg({ year: grade - 10 }) : m.school_class_grade_n({ grade })
}
