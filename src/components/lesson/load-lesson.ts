// Everything that a lesson page shows, gathered once in the page's frontmatter.
// The texts of figures, laws and services come in the lesson's own language, which may be bokmål on a nynorsk page.
import { getCollection, getEntry, type CollectionEntry } from 'astro:content'
import type { Locale } from '#domain/locale.ts'
import { termsIn } from '#domain/lesson-parts.ts'
import { fallbacks, isLocale } from '#domain/locale.ts'
import type { LessonContext } from './lesson-context.ts'

export type LoadedLesson = LessonContext & { entry: CollectionEntry<'lessons'> }

/** `8-10/alle-gjor-det/nb` → slug and language. */
function partsOf(id: string): { slug: string; language: Locale } {
  const [, slug = '', language] = id.split('/')
  return { slug, language: isLocale(language) ? language : 'nb' }
}

/** Each lesson once, in the asked language or the nearest one that exists. */
export async function listLessons(locale: Locale) {
  const bySlug = new Map<string, Map<Locale, CollectionEntry<'lessons'>>>()
  for (const entry of await getCollection('lessons')) {
    const { slug, language } = partsOf(entry.id)
    bySlug.set(slug, (bySlug.get(slug) ?? new Map()).set(language, entry))
  }
  return [...bySlug].flatMap(([slug, versions]) => {
    const language = fallbacks(locale).find((wanted) => versions.has(wanted))
    const entry = language && versions.get(language)
    return language && entry ? [{ slug, language, entry }] : []
  })
}

/** The lesson, or `undefined` where no such lesson exists (the page then answers 404). */
export async function loadLesson(
  slug: string | undefined,
  locale: Locale,
): Promise<LoadedLesson | undefined> {
  const found = (await listLessons(locale)).find((lesson) => lesson.slug === slug)
  if (!found) return undefined
  const { entry, language } = found
  const services = (await getCollection('services')).map(({ data }) => data)
  const aims = await Promise.all(entry.data.aims.map((id) => getEntry('competence-aims', id)))
  return {
    entry,
    slug: found.slug,
    language,
    lesson: entry.data,
    norms: await byId('norms'),
    laws: await byId('laws'),
    terms: await byId('glossary'),
    words: termsIn(entry.body ?? ''),
    sources: await byId('sources'),
    services: services.sort((a, b) => a.order - b.order),
    aims: aims.flatMap((aim) => (aim ? [aim.data] : [])),
  }
}

async function byId<Name extends 'norms' | 'laws' | 'sources' | 'glossary'>(name: Name) {
  const entries: CollectionEntry<Name>[] = await getCollection(name)
  return new Map(entries.map((entry) => [entry.data.id, entry.data as CollectionEntry<Name>['data']]))
}
