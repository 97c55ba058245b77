// What a researcher may write into a study and a wave; shapes and limits, not what is wise.
import { z } from 'zod'
import { surveyLocales } from '#domain/locale.ts'
import { highestGrade } from '#domain/school-class.ts'

const Day = z.iso.date()
const line = z.string().trim().min(1).max(200)
const purpose = z.string().trim().min(1).max(2000)

export const StudySettings = z.strictObject({
  title: z.string().trim().min(1).max(120),
  mode: z.enum(['anonymous', 'linked']),
  /** Stands in letters, so in every language that they are complete in. */
  purpose: z.strictObject({ nb: purpose, nn: purpose, en: purpose }),
  responsible: line,
  contact: line,
  consent: z.enum(['opt-out', 'active']),
  decidesAlone: z.int().min(13).max(19),
  linkSet: z.enum(['standard', 'harmless']),
  keyDestroyedOn: Day.nullable(),
  responsesDeletedOn: Day.nullable(),
})
export type StudySettings = z.infer<typeof StudySettings>

export const WaveSettings = z.strictObject({
  instrumentId: z.string().max(64),
  opensOn: Day,
  closesOn: Day,
  grades: z.array(z.int().min(0).max(highestGrade)).max(highestGrade + 1),
  languages: z.array(z.enum(surveyLocales)).max(surveyLocales.length),
})
export type WaveSettings = z.infer<typeof WaveSettings>

/** Why a step was taken that others live with: long enough to say something, and read by everybody whom it concerns. */
export const Reason = z.string().trim().min(20).max(1000)

/** More at once than a person ticks; a county comes in several goes. */
export const SchoolIds = z.array(z.string().max(64)).max(500)
