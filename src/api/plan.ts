// The year plan of a class: planned, delivered, boosters due, survey waves, and what a programme proposes.
// The teacher decides: a programme only proposes, and leaving one takes nothing away.
import { randomId } from '#crypto/random.ts'
import { Problem } from '#domain/problem.ts'
import { gradeOf, proposals } from '#domain/programme.ts'
import { schoolYearOf } from '#domain/study.ts'
import { boostersDue, daysOf, gradeIn, nextThings, openPlans, weeksOf } from '#domain/year-plan.ts'
import { Adoption, MovedPlan, NewPlan, OfClass, OfId } from '#schemas/delivery.ts'
import { deliveriesOf } from '#store/delivery.ts'
import {
  addPlanned,
  findPlanned,
  followProgramme,
  movePlanned,
  plannedOf,
  removePlanned,
} from '#store/plan.ts'
import { schoolsOf } from '#store/school.ts'
import { wavesOfSchools } from '#store/study.ts'
import { refuseFrozen } from './frozen-lesson.ts'
import { ownClass, ownClassInUse } from './own-class.ts'
import { todayOf } from './staff-action.ts'
import { type Context, router, schoolProcedure } from './trpc.ts'

/** The plan goes over the present school year. @throws Problem `delivery.unfitting` for a day that is no week of it. */
function weekOf(ctx: Context, week: string): string {
  if (!weeksOf(schoolYearOf(todayOf(ctx))).includes(week)) throw new Problem('delivery.unfitting')
  return week
}

export const planRouter = router({
  ofClass: schoolProcedure.input(OfClass).query(async ({ ctx, input }) => {
    const schoolClass = await ownClass(ctx, input.classId)
    const today = todayOf(ctx)
    const schoolYear = schoolYearOf(today)
    const [weeks, days] = [weeksOf(schoolYear), daysOf(schoolYear)]
    const grade = gradeIn(schoolYear, schoolClass)
    const [schools, delivered, planned, waves] = await Promise.all([
      schoolsOf(ctx.database, ctx.user.id),
      deliveriesOf(ctx.database, schoolClass.id),
      plannedOf(ctx.database, schoolClass.id, weeks[0]!, weeks.at(-1)!),
      wavesOfSchools(ctx.database, [schoolClass.schoolId]),
    ])
    const thisYear = delivered.filter(({ deliveredOn }) => days.from <= deliveredOn && deliveredOn <= days.to)
    const open = openPlans(
      planned.map(({ id, lessonId, week, booster }) => ({ id, lessonId, week, booster })),
      thisYear,
    )
    const all = [...ctx.programmes().values()]
    const programme = all.find(({ id }) => id === schoolClass.programmeId)
    const year = programme && gradeOf(programme, grade)
    const boosters = boostersDue(
      all.flatMap((each) => each.boosters ?? []),
      grade,
      delivered,
      days,
    )
    const waveDays = waves
      .map(({ wave, study }) => ({
        id: wave.id,
        study: study.title,
        number: wave.number,
        opensOn: wave.opensOn,
        closesOn: wave.closesOn,
      }))
      .filter(({ opensOn, closesOn }) => opensOn <= days.to && closesOn >= days.from)
    const school = schools.find(({ id }) => id === schoolClass.schoolId)
    return {
      class: {
        id: schoolClass.id,
        label: schoolClass.label,
        grade,
        archived: schoolClass.archivedOn !== null,
        school: school?.name ?? '',
        simulated: school?.simulated ?? false,
      },
      today,
      schoolYear,
      weeks,
      open,
      delivered: thisYear.map((row) => ({
        id: row.id,
        lessonId: row.lessonId,
        deliveredOn: row.deliveredOn,
        minutes: row.minutes,
        stepsDone: JSON.parse(row.stepsDone) as string[],
        mine: row.teacherId === ctx.user.id,
        again: delivered.some(
          ({ lessonId, deliveredOn }) => lessonId === row.lessonId && deliveredOn < row.deliveredOn,
        ),
      })),
      waves: waveDays,
      boosters,
      next: nextThings(open, boosters, waveDays, today),
      /** The programmes that have something for this grade. */
      programmes: all.filter((each) => gradeOf(each, grade)).map(({ id, title }) => ({ id, title })),
      programme: programme && {
        id: programme.id,
        title: programme.title,
        about: year?.about,
        minimum: year?.minimum,
        proposals: year ? proposals(year, schoolYear, open, delivered, ctx.lessons(), today) : [],
      },
    }
  }),

  add: schoolProcedure.input(NewPlan).mutation(async ({ ctx, input }) => {
    const schoolClass = await ownClassInUse(ctx, input.classId)
    const classId = schoolClass.id
    const lessonIds = input.lessons.map(({ lessonId }) => lessonId)
    if (lessonIds.some((lessonId) => !ctx.lessons().has(lessonId))) throw new Problem('lesson.not-found')
    await refuseFrozen(ctx, lessonIds, schoolClass)
    const fresh = input.lessons.map(({ lessonId, week, booster }) => ({
      id: randomId(),
      classId,
      lessonId,
      week: weekOf(ctx, week),
      booster,
    }))
    await addPlanned(ctx.database, fresh)
    return { added: fresh.length }
  }),

  move: schoolProcedure.input(MovedPlan).mutation(async ({ ctx, input }) => {
    await ownPlanned(ctx, input.id)
    await movePlanned(ctx.database, input.id, weekOf(ctx, input.week))
    return { moved: true as const }
  }),

  remove: schoolProcedure.input(OfId).mutation(async ({ ctx, input }) => {
    await ownPlanned(ctx, input.id)
    await removePlanned(ctx.database, input.id)
    return { removed: true as const }
  }),

  /** Follows a programme, or with `null` none. */
  adopt: schoolProcedure.input(Adoption).mutation(async ({ ctx, input }) => {
    const schoolClass = await ownClassInUse(ctx, input.classId)
    if (input.programmeId !== null) {
      const programme = ctx.programmes().get(input.programmeId)
      const grade = gradeIn(schoolYearOf(todayOf(ctx)), schoolClass)
      if (!programme || !gradeOf(programme, grade)) throw new Problem('programme.not-found')
    }
    await followProgramme(ctx.database, schoolClass.id, input.programmeId)
    return { programmeId: input.programmeId }
  }),
})

/** @throws Problem `delivery.not-found` for a plan that is gone or another's. */
async function ownPlanned(ctx: Parameters<typeof ownClass>[0], id: string): Promise<void> {
  const found = await findPlanned(ctx.database, id)
  if (!found) throw new Problem('delivery.not-found')
  await ownClassInUse(ctx, found.classId)
}
