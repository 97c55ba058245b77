// Coverage per grade for the school contact as a file: one row a lesson in a grade.
import type { APIRoute } from 'astro'
import { csvAnswer, refusedAnswer } from '#components/delivery/csv-answer.ts'
import { namedLessons } from '#components/delivery/lesson-names.ts'
import { attempt } from '#components/staff/load.ts'
import { isLocale } from '#domain/locale.ts'
import { writeSchoolYear } from '#domain/school-class.ts'
import { inLocale } from '#messages/in-locale.ts'

export const GET: APIRoute = async ({ params, locals }) => {
  if (!isLocale(params['lang'])) return new Response(null, { status: 404 })
  const { value, problem } = await attempt(() => locals.api.coverage.perGrade())
  if (problem) return refusedAnswer(problem)
  const m = inLocale(locals.locale)
  const lessons = await namedLessons(locals.locale)
  const year = writeSchoolYear(value.schoolYear)
  const head = [
    m.delivery_coverage_csv_school(),
    m.delivery_coverage_csv_year(),
    m.delivery_coverage_csv_grade(),
    m.delivery_coverage_csv_lesson(),
    m.delivery_coverage_csv_had(),
    m.delivery_coverage_csv_classes(),
  ]
  const rows = value.schools.flatMap(({ name, grades }) =>
    grades.flatMap(({ grade, classes, lessons: had }) =>
      had.map((each) => [
        name,
        year,
        grade,
        lessons.get(each.lessonId)?.lesson.title ?? each.lessonId,
        each.classes,
        classes,
      ]),
    ),
  )
  return csvAnswer(`dekning-${value.schoolYear}`, [head, ...rows])
}
