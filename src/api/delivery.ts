// Deliveries (gjennomføringer): written down, changed and removed by the teacher of the class, and read by nobody else.
// What a contact or an owner sees is in coverage.ts; remarks never leave the one who wrote them.
import { mayTeachClass } from '#domain/access.ts'
import { earliestDay, fitsLesson } from '#domain/delivery.ts'
import { Problem } from '#domain/problem.ts'
import { ChangedDelivery, type DeliveryReport, NewDelivery, OfClass, OfId } from '#schemas/delivery.ts'
import {
  addDelivery,
  changeDelivery,
  type Delivery,
  deliveriesOf,
  findDelivery,
  removeDelivery,
} from '#store/delivery.ts'
import { classesOf, schoolsOf } from '#store/school.ts'
import { ownClass, ownClassInUse } from './own-class.ts'
import { todayOf } from './staff-action.ts'
import { type Context, router, schoolProcedure } from './trpc.ts'

/** As pages get it: lists instead of JSON, and remarks only for the writer. */
const shown = (row: Delivery, userId: string) => ({
  id: row.id,
  classId: row.classId,
  lessonId: row.lessonId,
  deliveredOn: row.deliveredOn,
  stepsDone: JSON.parse(row.stepsDone) as string[],
  variants: JSON.parse(row.variants) as Record<string, string>,
  minutes: row.minutes,
  way: row.way,
  pupils: row.pupils,
  engagement: row.engagement,
  remarks: row.teacherId === userId ? row.remarks : '',
  mine: row.teacherId === userId,
})

/** What is stored of a report that fits its lesson. @throws Problem `lesson.not-found`, `delivery.unfitting`. */
function fitting(ctx: Context, lessonId: string, report: Omit<DeliveryReport, 'classId' | 'lessonId'>) {
  const lesson = ctx.lessons().get(lessonId)
  if (!lesson) throw new Problem('lesson.not-found')
  if (!fitsLesson(report, lesson, todayOf(ctx))) throw new Problem('delivery.unfitting')
  const { deliveredOn, stepsDone, variants, minutes, way, pupils, engagement, remarks } = report
  return {
    lessonReviewed: lesson.reviewed,
    deliveredOn,
    stepsDone: JSON.stringify(stepsDone),
    variants: JSON.stringify(variants),
    minutes,
    way,
    pupils,
    engagement,
    remarks,
  }
}

export const deliveryRouter = router({
  /** Own classes that are in use, and which days may be written down. */
  classes: schoolProcedure.query(async ({ ctx }) => {
    const schools = await schoolsOf(ctx.database, ctx.user.id)
    const all = await classesOf(
      ctx.database,
      schools.map(({ id }) => id),
    )
    const today = todayOf(ctx)
    return {
      today,
      earliest: earliestDay(today),
      classes: all
        .filter((each) => mayTeachClass(ctx.user, each) && each.archivedOn === null)
        .map(({ id, label, grade, size, schoolId }) => {
          const school = schools.find((each) => each.id === schoolId)
          return { id, label, grade, size, school: school?.name ?? '', simulated: school?.simulated ?? false }
        }),
    }
  }),

  /** Every delivery of an own class, the latest first. */
  ofClass: schoolProcedure.input(OfClass).query(async ({ ctx, input }) => {
    const { id } = await ownClass(ctx, input.classId)
    return (await deliveriesOf(ctx.database, id)).map((row) => shown(row, ctx.user.id))
  }),

  /** One of the user's own deliveries, to change it. */
  find: schoolProcedure.input(OfId).query(async ({ ctx, input }) => {
    const found = await findDelivery(ctx.database, input.id)
    if (!found || found.teacherId !== ctx.user.id) throw new Problem('delivery.not-found')
    await ownClass(ctx, found.classId)
    return shown(found, ctx.user.id)
  }),

  /** Writes one down. The same id again changes nothing and is answered like the first. */
  record: schoolProcedure.input(NewDelivery).mutation(async ({ ctx, input }) => {
    const { id, classId, lessonId, ...report } = input
    await ownClassInUse(ctx, classId)
    const stored = fitting(ctx, lessonId, report)
    const added = await addDelivery(ctx.database, {
      id,
      classId,
      lessonId,
      teacherId: ctx.user.id,
      ...stored,
    })
    if (!added) {
      const before = await findDelivery(ctx.database, id)
      if (before?.teacherId !== ctx.user.id || before.classId !== classId)
        throw new Problem('delivery.not-found')
    }
    return { id, classId }
  }),

  /** Class and lesson stay; what changed is only what was told about it. */
  change: schoolProcedure.input(ChangedDelivery).mutation(async ({ ctx, input }) => {
    const { id, ...report } = input
    const found = await findDelivery(ctx.database, id)
    if (!found || found.teacherId !== ctx.user.id) throw new Problem('delivery.not-found')
    await ownClassInUse(ctx, found.classId)
    // Steps that the lesson no longer has make it unfitting: what was taught then was another wording.
    await changeDelivery(ctx.database, { id, teacherId: ctx.user.id }, fitting(ctx, found.lessonId, report))
    return { id, classId: found.classId }
  }),

  remove: schoolProcedure.input(OfId).mutation(async ({ ctx, input }) => {
    const found = await findDelivery(ctx.database, input.id)
    if (!found || found.teacherId !== ctx.user.id) throw new Problem('delivery.not-found')
    await ownClassInUse(ctx, found.classId)
    await removeDelivery(ctx.database, { id: input.id, teacherId: ctx.user.id })
    return { classId: found.classId }
  }),
})
