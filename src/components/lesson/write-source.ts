// The line under a figure or a rule: who published it, for which year, and when we last looked.
import { inLocale } from '#messages/in-locale.ts'
import type { Norm, Source } from '#schemas/reference-data.ts'
import { rowOf, writeDate, type LessonContext } from './lesson-context.ts'

/** «2024», or the day we looked where the page itself bears no date. */
export function writeYear(context: LessonContext, source: Source): string {
  if (source.year !== undefined) return String(source.year)
  const date = writeDate(source.verifiedOn, context.language)
  return inLocale(context.language).lesson_read({ date })
}

/** «Elever på ungdomsskolen i Norge. Kilde: IOGT, 2025. Tallet gjelder 2025.» and what must be said with it. */
export function writeFigure(context: LessonContext, norm: Norm): string {
  const m = inLocale(context.language)
  const source = rowOf(context.sources, norm.source)
  const population = norm.population[context.language]
  const note = norm.note?.[context.language]
  return [
    `${population.charAt(0).toUpperCase()}${population.slice(1)}, ${norm.year}.`,
    `${m.lesson_source_line()} ${source.publisher}, ${writeYear(context, source)}.`,
    ...(note ? [note] : []),
  ].join(' ')
}
