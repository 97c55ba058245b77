// What the components inside a course's text know. The page puts it into `Astro.locals.course`, because MDX hands its
// components only what the author wrote.
import type { Locale } from '#domain/locale.ts'
import type { Course } from '#schemas/course.ts'

export type CourseContext = { id: string; language: Locale; course: Course }

export function courseOf(locals: App.Locals): CourseContext {
  if (!locals.course) throw new Error('A course component stands outside a course page')
  return locals.course
}
