// Coverage per school for the owner as a file: one row a school, by name. A school with too few classes has no counts.
import type { APIRoute } from 'astro'
import { csvAnswer, refusedAnswer } from '#components/delivery/csv-answer.ts'
import { attempt } from '#components/staff/load.ts'
import { isLocale } from '#domain/locale.ts'
import { writeSchoolYear } from '#domain/school-class.ts'
import { inLocale } from '#messages/in-locale.ts'

export const GET: APIRoute = async ({ params, locals }) => {
  if (!isLocale(params['lang'])) return new Response(null, { status: 404 })
  const { value, problem } = await attempt(() => locals.api.coverage.perSchool())
  if (problem) return refusedAnswer(problem)
  const m = inLocale(locals.locale)
  const year = writeSchoolYear(value.schoolYear)
  const head = [
    m.delivery_coverage_csv_school(),
    m.delivery_coverage_csv_year(),
    m.delivery_coverage_csv_classes(),
    m.delivery_coverage_csv_started(),
    m.delivery_coverage_csv_reached(),
    m.delivery_coverage_csv_deliveries(),
  ]
  const rows = value.schools.map(({ school, classes, counts }) => [
    school,
    year,
    classes,
    counts?.started ?? '',
    counts?.reached ?? '',
    counts?.deliveries ?? '',
  ])
  return csvAnswer(`dekning-skoler-${value.schoolYear}`, [head, ...rows])
}
