// Classes: a teacher keeps own ones, a contact those of own schools. The surprise: handing a class over takes it away
// from the teacher who did it, and only the colleague or the contact can give it back.
import { z } from 'zod'
import { randomId } from '#crypto/random.ts'
import { maySeeClass } from '#domain/access.ts'
import { Problem } from '#domain/problem.ts'
import { highestGrade, isDue, largestClass, longestLabel, moveUp, proposeMove } from '#domain/school-class.ts'
import { cohortOf, schoolYearOf } from '#domain/study.ts'
import {
  addClass,
  changeClass,
  classesOf,
  classesWithSlips,
  classTeachersAt,
  findClass,
  moveClasses,
  schoolsOf,
} from '#store/school.ts'
import { note, type StaffContext, todayOf } from './staff-action.ts'
import { type Context, router, schoolProcedure } from './trpc.ts'

const Label = z.string().trim().min(1).max(longestLabel)
const Grade = z.int().min(0).max(highestGrade)
const Size = z.int().min(1).max(largestClass)
const Id = z.strictObject({ id: z.string() })

async function visibleClass(ctx: StaffContext, id: string) {
  const schoolClass = await findClass(ctx.database, id)
  if (!schoolClass || !maySeeClass(ctx.user, schoolClass)) throw new Problem('class.not-found')
  return schoolClass
}

/** @throws Problem `account.not-found` unless this is a teacher or contact of the school. */
async function checkTeacher(ctx: Context, schoolId: string, teacherId: string) {
  const teachers = await classTeachersAt(ctx.database, [schoolId])
  if (!teachers.some(({ id }) => id === teacherId)) throw new Problem('account.not-found')
}

export const schoolClassRouter = router({
  /** Own classes with those that are put away, own schools, and who can have a class there. */
  list: schoolProcedure.query(async ({ ctx }) => {
    const { database, user } = ctx
    const schools = (await schoolsOf(database, user.id)).filter(({ id }) => user.schoolIds.includes(id))
    const ids = schools.map(({ id }) => id)
    const [classes, teachers] = await Promise.all([classesOf(database, ids), classTeachersAt(database, ids)])
    const own = classes.filter((schoolClass) => maySeeClass(user, schoolClass))
    const measured = await classesWithSlips(
      database,
      own.map(({ id }) => id),
    )
    const schoolYear = schoolYearOf(todayOf(ctx))
    return {
      schools,
      teachers,
      schoolYear,
      classes: own.map((schoolClass) => ({
        ...schoolClass,
        teacher: teachers.find(({ id }) => id === schoolClass.teacherId)?.name,
        isMeasured: measured.has(schoolClass.id),
        isDue: isDue(schoolClass, schoolYear),
      })),
    }
  }),

  /** A teacher's new class is the teacher's; a contact says whose it is, or leaves it open. */
  create: schoolProcedure
    .input(
      z.strictObject({
        schoolId: z.string(),
        label: Label,
        grade: Grade,
        size: Size,
        teacherId: z.string().nullable(),
      }),
    )
    .mutation(async ({ ctx, input }) => {
      if (!ctx.user.schoolIds.includes(input.schoolId)) throw new Problem('school.not-found')
      const teacherId = ctx.user.role === 'teacher' ? ctx.user.id : input.teacherId
      if (teacherId !== null) await checkTeacher(ctx, input.schoolId, teacherId)
      const schoolYear = schoolYearOf(todayOf(ctx))
      const id = randomId()
      const cohort = cohortOf(input.grade, schoolYear)
      await addClass(ctx.database, { ...input, id, teacherId, schoolYear, cohort })
      await note(ctx, 'class.create', id)
      return { id }
    }),

  /** A class that has had slips keeps its grade: its answers lie in a round of its cohort. */
  edit: schoolProcedure
    .input(z.strictObject({ id: z.string(), label: Label, grade: Grade, size: Size }))
    .mutation(async ({ ctx, input: { id, label, grade, size } }) => {
      const schoolClass = await visibleClass(ctx, id)
      if (schoolClass.archivedOn) throw new Problem('class.archived')
      const regraded = grade !== schoolClass.grade
      if (regraded && (await classesWithSlips(ctx.database, [id])).has(id))
        throw new Problem('class.measured')
      const cohort = regraded ? cohortOf(grade, schoolClass.schoolYear) : schoolClass.cohort
      await changeClass(ctx.database, id, { label, grade, size, cohort })
      await note(ctx, 'class.edit', id)
      return { id }
    }),

  handOver: schoolProcedure
    .input(z.strictObject({ id: z.string(), teacherId: z.string() }))
    .mutation(async ({ ctx, input: { id, teacherId } }) => {
      const schoolClass = await visibleClass(ctx, id)
      await checkTeacher(ctx, schoolClass.schoolId, teacherId)
      await changeClass(ctx.database, id, { teacherId })
      await note(ctx, 'class.hand-over', `${id} ${teacherId}`)
      return { id }
    }),

  archive: schoolProcedure.input(Id).mutation(async ({ ctx, input: { id } }) => {
    const schoolClass = await visibleClass(ctx, id)
    if (schoolClass.archivedOn) return { id }
    await changeClass(ctx.database, id, { archivedOn: todayOf(ctx) })
    await note(ctx, 'class.archive', id)
    return { id }
  }),

  restore: schoolProcedure.input(Id).mutation(async ({ ctx, input: { id } }) => {
    await visibleClass(ctx, id)
    await changeClass(ctx.database, id, { archivedOn: null })
    await note(ctx, 'class.restore', id)
    return { id }
  }),

  /** The own classes whose school year is over, and what is proposed for each. */
  newYear: schoolProcedure.query(async ({ ctx }) => {
    const schoolYear = schoolYearOf(todayOf(ctx))
    const classes = await classesOf(ctx.database, ctx.user.schoolIds)
    return {
      schoolYear,
      schools: await schoolsOf(ctx.database, ctx.user.id),
      classes: classes
        .filter((schoolClass) => maySeeClass(ctx.user, schoolClass) && isDue(schoolClass, schoolYear))
        .map((schoolClass) => ({
          id: schoolClass.id,
          schoolId: schoolClass.schoolId,
          label: schoolClass.label,
          grade: schoolClass.grade,
          schoolYear: schoolClass.schoolYear,
          next: moveUp(schoolClass, schoolYear),
          proposed: proposeMove(schoolClass, schoolYear),
        })),
    }
  }),

  /** Moves classes up or puts them away. Who presses twice moves nothing twice: `from` is the year that was shown. */
  turnYear: schoolProcedure
    .input(
      z.strictObject({
        classes: z
          .array(z.strictObject({ id: z.string(), from: z.int(), to: z.enum(['up', 'archive']) }))
          .max(200),
      }),
    )
    .mutation(async ({ ctx, input }) => {
      const today = todayOf(ctx)
      const schoolYear = schoolYearOf(today)
      const moves = await Promise.all(
        input.classes.map(async ({ id, from, to }) => {
          const schoolClass = await visibleClass(ctx, id)
          if (schoolClass.schoolYear !== from || !isDue(schoolClass, schoolYear)) return []
          const next = moveUp(schoolClass, schoolYear)
          if (to === 'archive' || !next) return [{ id, from, changes: { archivedOn: today } }]
          const { label, grade, cohort } = next
          return [{ id, from, changes: { label, grade, cohort, schoolYear } }]
        }),
      )
      const moved = await moveClasses(ctx.database, moves.flat())
      if (moved.length > 0) await note(ctx, 'class.turn-year', `${schoolYear} ${moved.length}`)
      return { moved: moved.length }
    }),
})
