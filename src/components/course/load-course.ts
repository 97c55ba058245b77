// The micro-courses as pages show them: each once, in the asked language or the nearest one that exists.
import { getCollection, type CollectionEntry } from 'astro:content'
import { fallbacks, isLocale, type Locale } from '#domain/locale.ts'

export type LoadedCourse = { id: string; language: Locale; entry: CollectionEntry<'courses'> }

export async function listCourses(locale: Locale): Promise<LoadedCourse[]> {
  const byId = new Map<string, Map<Locale, CollectionEntry<'courses'>>>()
  for (const entry of await getCollection('courses')) {
    const [id = '', language] = entry.id.split('/')
    if (!isLocale(language)) continue
    byId.set(id, (byId.get(id) ?? new Map()).set(language, entry))
  }
  return [...byId]
    .flatMap(([id, versions]) => {
      const language = fallbacks(locale).find((wanted) => versions.has(wanted))
      const entry = language && versions.get(language)
      return language && entry ? [{ id, language, entry }] : []
    })
    .sort((a, b) => a.entry.data.order - b.entry.data.order)
}

export const loadCourse = async (id: string | undefined, locale: Locale): Promise<LoadedCourse | undefined> =>
  (await listCourses(locale)).find((course) => course.id === id)
