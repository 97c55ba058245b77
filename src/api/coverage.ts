// Coverage (dekning): how many classes had what this school year. A contact gets it per grade, an owner per school.
// Counts only: no class, no teacher, no day and no remark leaves here.
import type { Covered } from '#domain/coverage.ts'
import { coverageOfGrades, coverageOfSchools } from '#domain/coverage.ts'
import { Problem } from '#domain/problem.ts'
import { gradeOf, inYearOrder, minimumOf } from '#domain/programme.ts'
import { schoolYearOf } from '#domain/study.ts'
import { daysOf, gradeIn } from '#domain/year-plan.ts'
import { classesInUse, countDelivered } from '#store/delivery.ts'
import { schoolsOf } from '#store/school.ts'
import { todayOf } from './staff-action.ts'
import { type Context, ownerProcedure, router, schoolProcedure } from './trpc.ts'

/** Each class in use with the lessons that it had this year. */
async function covered(ctx: Context, schoolIds: string[], schoolYear: number): Promise<Covered[]> {
  const [classes, counts] = await Promise.all([
    classesInUse(ctx.database, schoolIds),
    countDelivered(ctx.database, schoolIds, daysOf(schoolYear)),
  ])
  const had = Map.groupBy(counts, ({ classId }) => classId)
  return classes.map((each) => ({
    schoolId: each.schoolId,
    grade: gradeIn(schoolYear, each),
    had: (had.get(each.id) ?? []).flatMap(({ lessonId, times }) => Array<string>(times).fill(lessonId)),
  }))
}

const minimumIn = (ctx: Context) => (grade: number) =>
  minimumOf(ctx.programmes().values(), grade, ctx.lessons())

/** The lessons that the programmes have for a grade and that are written. */
const expectedIn = (ctx: Context) => (grade: number) =>
  [...ctx.programmes().values()]
    .flatMap((programme) => inYearOrder(gradeOf(programme, grade)?.lessons ?? []))
    .map(({ lesson }) => lesson)
    .filter((lesson) => ctx.lessons().has(lesson))

export const coverageRouter = router({
  /** For a contact: each own school, each grade, each lesson. */
  perGrade: schoolProcedure.query(async ({ ctx }) => {
    if (ctx.user.role !== 'contact') throw new Problem('access.role')
    const schoolYear = schoolYearOf(todayOf(ctx))
    const schools = await schoolsOf(ctx.database, ctx.user.id)
    const classes = await covered(
      ctx,
      schools.map(({ id }) => id),
      schoolYear,
    )
    return {
      schoolYear,
      schools: schools.map(({ id, name, simulated }) => ({
        name,
        simulated,
        grades: coverageOfGrades(
          classes.filter(({ schoolId }) => schoolId === id),
          minimumIn(ctx),
          expectedIn(ctx),
        ),
      })),
    }
  }),

  /** For an owner: one row of counts for each own school, by name. */
  perSchool: ownerProcedure.query(async ({ ctx }) => {
    const schoolYear = schoolYearOf(todayOf(ctx))
    const schools = await schoolsOf(ctx.database, ctx.user.id)
    const classes = await covered(
      ctx,
      schools.map(({ id }) => id),
      schoolYear,
    )
    return { schoolYear, schools: coverageOfSchools(schools, classes, minimumIn(ctx)) }
  }),
})
