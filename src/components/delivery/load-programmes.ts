// The programmes as public pages show them: youngest first, each entry with the title of its lesson, or its own where
// the lesson is still to be written.
import { getCollection } from 'astro:content'
import type { Locale } from '#domain/locale.ts'
import { ageBands } from '#domain/lesson.ts'
import { inYearOrder, isWritten } from '#domain/programme.ts'
import type { Programme } from '#schemas/programme.ts'
import type { NamedLesson } from './lesson-names.ts'

export async function listProgrammes(): Promise<Programme[]> {
  const entries = await getCollection('programmes')
  return entries
    .map(({ data }) => data)
    .sort((a, b) => ageBands.indexOf(a.ageBand) - ageBands.indexOf(b.ageBand))
}

/** How many lessons it has: a booster is no further one. */
export function countWritten(programme: Programme, lessons: Map<string, NamedLesson>) {
  const entries = programme.grades.flatMap((grade) => grade.lessons)
  const all = new Set(entries.map(({ lesson }) => lesson))
  const written = new Set(entries.filter((each) => isWritten(each, lessons)).map(({ lesson }) => lesson))
  return { written: written.size, coming: all.size - written.size }
}

export type PathEntry = {
  week: number
  title: string
  kind: 'lesson' | 'wave'
  booster: boolean
  coming: boolean
  /** Folder name, minutes and language of a lesson that is written. */
  lesson: { slug: string; minutes: number; language: Locale } | undefined
}

/** Lessons and waves of one year in the order in which they come. */
export function pathOf(
  { lessons: entries, waves }: Programme['grades'][number],
  lessons: Map<string, NamedLesson>,
  locale: Locale,
): PathEntry[] {
  return inYearOrder([
    ...entries.map(({ lesson: slug, week, booster, title }): PathEntry => {
      const named = lessons.get(slug)
      return {
        week,
        title: named?.lesson.title ?? title?.[locale] ?? slug,
        kind: 'lesson',
        booster,
        coming: !named,
        lesson: named && { slug, minutes: named.lesson.minutes, language: named.language },
      }
    }),
    ...waves.map(({ week, title, planned }): PathEntry => ({
      week,
      title: title[locale],
      kind: 'wave',
      booster: false,
      coming: planned === true,
      lesson: undefined,
    })),
  ])
}
