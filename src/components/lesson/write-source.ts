// The line under a figure: who published it, for which year, and when we last looked.
import { inLocale } from '#messages/in-locale.ts'
import type { Norm } from '#schemas/reference-data.ts'
import { rowOf, writeDate, type LessonContext } from './lesson-context.ts'

/** «Kilde: Ungdata 2025, gjengitt av IOGT (2025). Kontrollert 21. november 2026.» */
export function writeSource(context: LessonContext, norm: Norm): string {
  const m = inLocale(context.language)
  const source = rowOf(context.sources, norm.source)
  const checked = m.lesson_verified({ date: writeDate(norm.verifiedOn, context.language) })
  return `${m.lesson_source_line()} ${source.publisher}, ${norm.year}. ${checked}.`
}
