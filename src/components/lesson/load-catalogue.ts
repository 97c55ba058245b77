// What the catalogue and its search know of every lesson, gathered once in a page's frontmatter.
import { getCollection } from 'astro:content'
import { byBandAndCode } from '#domain/catalogue.ts'
import type { Locale } from '#domain/locale.ts'
import { createSearch, type Search, type SearchEntry } from '#islands/catalogue/search.ts'
import { inLocale } from '#messages/in-locale.ts'
import type { CompetenceAim } from '#schemas/reference-data.ts'
import { bandName } from './band-name.ts'
import { listLessons } from './load-lesson.ts'
import { themeName } from './theme-name.ts'

/** Every lesson in the reader's language, or the nearest one there is. */
export async function loadCatalogue(locale: Locale) {
  const aims = (await getCollection('competence-aims')).map(({ data }) => data as CompetenceAim)
  const lessons = (await listLessons(locale))
    .map(({ slug, language, entry }) => ({ ...entry.data, slug, language }))
    .sort(byBandAndCode)
  const subjectNames = new Map(aims.map(({ subject, subjectName }) => [subject, subjectName[locale]]))
  return { aims, lessons, subjectName: (code: string) => subjectNames.get(code) ?? code }
}

/** The texts that the search looks into. */
export async function searchEntries(locale: Locale): Promise<SearchEntry[]> {
  const m = inLocale(locale)
  const { aims, lessons, subjectName } = await loadCatalogue(locale)
  const quotes = new Map(aims.map(({ id, quote }) => [id, quote]))
  return lessons.map((lesson) => ({
    id: lesson.slug,
    title: lesson.title,
    summary: lesson.summary,
    labels: [
      ...lesson.themes.map((theme) => themeName(m, theme)),
      ...lesson.subjects.flatMap((code) => [subjectName(code), code]),
      bandName(m, lesson.ageBand),
      ...lesson.grades,
      lesson.code,
    ].join(' '),
    more: [
      ...lesson.goals,
      ...lesson.steps.flatMap(({ title, summary }) => [title, summary]),
      ...lesson.aims.map((id) => quotes.get(id) ?? ''),
    ].join(' '),
  }))
}

const searches = new Map<Locale, Promise<Search>>()

/** The search for an address that holds one. The content is fixed when built, so one index a language is enough. */
export function searchIn(locale: Locale): Promise<Search> {
  const kept = import.meta.env.DEV ? undefined : searches.get(locale)
  const search = kept ?? searchEntries(locale).then(createSearch)
  searches.set(locale, search)
  return search
}
