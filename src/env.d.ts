/// <reference types="astro/client" />
// What middleware and server put into `Astro.locals`.

declare namespace App {
  interface Locals {
    /** Why the error page is shown, when a refusal led there. */
    problem?: import('#domain/problem.ts').ProblemCode | undefined
    locale: import('#domain/locale.ts').Locale
    /** Who is signed in. */
    user?: import('#domain/access.ts').StaffUser | undefined
    /** The API as this request may use it; the only way in for pages. */
    api: import('#api/router.ts').Api
    staff: import('#http/staff-session.ts').StaffSession
    /** Network address, for the limit on sign-in attempts only. */
    address: string
    /** The address that people type, printed on slips. */
    origin: string
    log: import('#http/log.ts').Log
    /** Folder of the built client files; none in `npm run dev`. */
    clientFiles?: string | undefined
    /** The lesson being shown and how; see components/lesson. */
    lesson?: import('#components/lesson/lesson-context.ts').LessonContext | undefined
    /** The micro-course being shown; see components/course. */
    course?: import('#components/course/course-context.ts').CourseContext | undefined
  }
}
