// What plans and coverage call a lesson: its title in the reader's language, or the nearest there is.
import { listLessons } from '#components/lesson/load-lesson.ts'
import type { Locale } from '#domain/locale.ts'
import { ageBands } from '#domain/lesson.ts'
import type { Lesson } from '#schemas/lesson.ts'

export type NamedLesson = { slug: string; language: Locale; lesson: Lesson }

/** By folder name, youngest band first, then in the order of the curriculum plan. */
export async function namedLessons(locale: Locale): Promise<Map<string, NamedLesson>> {
  const placeOf = ({ lesson }: NamedLesson) => ageBands.indexOf(lesson.ageBand)
  return new Map(
    (await listLessons(locale))
      .map(({ slug, language, entry }): NamedLesson => ({ slug, language, lesson: entry.data }))
      .sort((a, b) => placeOf(a) - placeOf(b) || a.lesson.code.localeCompare(b.lesson.code, 'nb'))
      .map((named) => [named.slug, named] as const),
  )
}
