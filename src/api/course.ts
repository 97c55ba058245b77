// Micro-courses for staff: who has finished what. Each sees only own ones; nobody else does.
import { z } from 'zod'
import { Problem } from '#domain/problem.ts'
import { completeCourse, completionsOf, findCompletion } from '#store/course.ts'
import { todayOf } from './staff-action.ts'
import { router, staffProcedure } from './trpc.ts'

const CourseId = z.strictObject({ course: z.string().regex(/^[a-z][a-z0-9-]{0,63}$/) })

export const courseRouter = router({
  /** Own finished courses, with the day. */
  completed: staffProcedure.query(async ({ ctx }) =>
    (await completionsOf(ctx.database, ctx.user.id)).map(({ courseId, completedOn }) => ({
      course: courseId,
      completedOn,
    })),
  ),

  /** Notes that this user has gone through a course. Again changes nothing. */
  complete: staffProcedure.input(CourseId).mutation(async ({ ctx, input }) => {
    if (!ctx.courses().has(input.course)) throw new Problem('course.not-found')
    const completedOn = todayOf(ctx)
    await completeCourse(ctx.database, { userId: ctx.user.id, courseId: input.course, completedOn })
    return { completed: true as const }
  }),

  /** What stands on the certificate. */
  certificate: staffProcedure.input(CourseId).query(async ({ ctx, input }) => {
    const completion = await findCompletion(ctx.database, ctx.user.id, input.course)
    if (!completion) throw new Problem('course.not-found')
    return { name: ctx.user.name, completedOn: completion.completedOn }
  }),
})
