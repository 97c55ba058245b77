// What a teacher writes down about a delivery (gjennomføring), and what may be put into a year plan.
import { z } from 'zod'

const LessonId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,80}$/)
const ClassId = z.string().min(1).max(64)

/** One class got one lesson. The limits that depend on the lesson are in domain/delivery.ts. */
export const DeliveryReport = z.strictObject({
  classId: ClassId,
  lessonId: LessonId,
  deliveredOn: z.iso.date(),
  stepsDone: z.array(z.string().max(80)).max(10),
  /** `{step: variant}` */
  variants: z.record(z.string().max(80), z.string().max(80)),
  minutes: z.int(),
  way: z.enum(['live', 'devices', 'none']),
  pupils: z.int().min(1).max(60).nullable(),
  engagement: z.int().min(1).max(5).nullable(),
  /** Own words, no names. Nobody but the writer reads them. */
  remarks: z.string().trim().max(500),
})
export type DeliveryReport = z.infer<typeof DeliveryReport>

/** A new one bears the id of its form, so that a form that is sent twice is one delivery. */
export const NewDelivery = DeliveryReport.extend({ id: z.uuid() })
export const ChangedDelivery = DeliveryReport.omit({ classId: true, lessonId: true }).extend({ id: z.uuid() })

export const NewPlan = z.strictObject({
  classId: ClassId,
  lessons: z
    .array(z.strictObject({ lessonId: LessonId, week: z.iso.date(), booster: z.boolean() }))
    .min(1)
    .max(20),
})
export const MovedPlan = z.strictObject({ id: z.uuid(), week: z.iso.date() })
export const Adoption = z.strictObject({ classId: ClassId, programmeId: z.string().max(80).nullable() })
export const OfClass = z.strictObject({ classId: ClassId })
export const OfId = z.strictObject({ id: z.uuid() })
