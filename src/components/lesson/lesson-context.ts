// What the components inside a lesson's text know. The page puts it into `Astro.locals.lesson`, because MDX
// hands its components only what the author wrote.
import { formatOf, type Locale } from '#domain/locale.ts'
import type { Lesson } from '#schemas/lesson.ts'
import type { CompetenceAim, Law, Norm, Service, Source, Term } from '#schemas/reference-data.ts'

export type LessonContext = {
  slug: string
  /** The language that the lesson is written in; labels inside it follow. */
  language: Locale
  lesson: Lesson
  norms: Map<string, Norm>
  laws: Map<string, Law>
  sources: Map<string, Source>
  terms: Map<string, Term>
  /** The words that the text explains, each once. */
  words: string[]
  services: Service[]
  aims: CompetenceAim[]
}

export function lessonOf(locals: App.Locals): LessonContext {
  if (!locals.lesson) throw new Error('A lesson component stands outside a lesson page')
  return locals.lesson
}

const turns = new WeakMap<LessonContext, number>()

/** 1, 2, 3 … in one page, for ids that must not meet. */
export function turnOf(context: LessonContext): number {
  const turn = (turns.get(context) ?? 0) + 1
  turns.set(context, turn)
  return turn
}

/** A row that the build has checked to be there. */
export function rowOf<Row>(rows: Map<string, Row>, id: string): Row {
  const row = rows.get(id)
  if (row === undefined) throw new Error(`No row "${id}"`)
  return row
}

/** `2026-11-21` as one writes it in a sentence. */
export const writeDate = (day: string, locale: Locale): string =>
  new Intl.DateTimeFormat(formatOf(locale), { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(day))
