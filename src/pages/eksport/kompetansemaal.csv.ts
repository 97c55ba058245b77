// Which lessons build which competence aim, one row for each pair; an aim without a lesson has a row too. Public.
// Not under a language, as the other downloads: `?sprak=nn` chooses the words.
import type { APIRoute } from 'astro'
import { bandName } from '#components/lesson/band-name.ts'
import { loadCatalogue } from '#components/lesson/load-catalogue.ts'
import { aimCoverage } from '#domain/catalogue.ts'
import { csvLine } from '#domain/formats/csv.ts'
import { defaultLocale, isLocale } from '#domain/locale.ts'
import { inLocale } from '#messages/in-locale.ts'

export const GET: APIRoute = async ({ url }) => {
  const asked = url.searchParams.get('sprak')
  const locale = isLocale(asked) ? asked : defaultLocale
  const m = inLocale(locale)
  const { aims, lessons } = await loadCatalogue(locale)
  const head = [
    m.catalogue_csv_aim(),
    m.catalogue_csv_subject_code(),
    m.catalogue_csv_subject(),
    m.catalogue_csv_after(),
    m.catalogue_csv_quote(),
    m.catalogue_csv_url(),
    m.catalogue_csv_verified(),
    m.catalogue_csv_code(),
    m.catalogue_csv_title(),
    m.catalogue_csv_band(),
    m.catalogue_csv_minutes(),
  ]
  const rows = aimCoverage(aims, lessons).flatMap(({ aim, lessons: found }) => {
    const left = [
      aim.id,
      aim.subject,
      aim.subjectName[locale],
      aim.after[locale],
      aim.quote,
      aim.url,
      aim.verifiedOn,
    ]
    if (found.length === 0) return [[...left, '', '', '', '']]
    return found.map(({ code, title, ageBand, minutes }) => [
      ...left,
      code,
      title,
      bandName(m, ageBand),
      minutes,
    ])
  })
  return new Response([head, ...rows].map(csvLine).join(''), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="kompetansemaal.csv"',
      'cache-control': 'public, max-age=600',
    },
  })
}
