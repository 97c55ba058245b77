// A programme (opplegg): content/programmes/<id>.yaml, every language side by side. Lessons and survey waves laid out
// over the school years of one age band. Weeks are numbers, because that is how a Norwegian school plans.
import { z } from 'zod'
import { AgeBand } from './lesson.ts'
import { LocalizedText } from './locale.ts'

const Id = z.string().regex(/^[a-z][a-z0-9-]*$/)
/** An ISO week of the school year: 33–53 in autumn, 1–26 in spring. */
const Week = z.int().refine((week) => (week >= 33 && week <= 53) || (week >= 1 && week <= 26))

/** A lesson in a certain week. */
export const ProgrammeLesson = z.strictObject({
  /** Folder name in content/lessons, without the age band. */
  lesson: Id,
  week: Week,
  /** True for the second and later time: a booster (oppfrisking). */
  booster: z.boolean().default(false),
  /** Is still to be written. Then it has a title of its own, and is shown as «kommer». */
  planned: z.literal(true).optional(),
  title: LocalizedText.optional(),
})
export type ProgrammeLesson = z.infer<typeof ProgrammeLesson>

/** A survey wave in a certain week: a recommendation; the study decides the days. */
export const ProgrammeWave = z.strictObject({
  /** Id in content/instruments. */
  instrument: Id,
  week: Week,
  title: LocalizedText,
  planned: z.literal(true).optional(),
})
export type ProgrammeWave = z.infer<typeof ProgrammeWave>

export const ProgrammeGrade = z.strictObject({
  /** 1–13; 0 is kindergarten. */
  grade: z.int().min(0).max(13),
  /** What this year is for, in a sentence or two. */
  about: LocalizedText,
  /** The fewest sessions that the year should have. */
  minimum: z.int().min(1).max(12),
  lessons: z.array(ProgrammeLesson).min(1),
  waves: z.array(ProgrammeWave),
})
export type ProgrammeGrade = z.infer<typeof ProgrammeGrade>

/** When lessons should come again. */
export const BoosterRule = z.strictObject({
  lessons: z.array(Id).min(1),
  /** How long after the last time. */
  months: z.int().min(1).max(36),
  /** In these grades only, and at most so many in a school year. */
  grades: z.array(z.int().min(0).max(13)).min(1),
  perYear: z.int().min(1).max(6),
})
export type BoosterRule = z.infer<typeof BoosterRule>

export const Programme = z.strictObject({
  id: Id,
  title: LocalizedText,
  summary: LocalizedText,
  ageBand: AgeBand,
  /** What it builds on («bygger på»): ids in content/sources, and how. */
  buildsOn: z.array(z.strictObject({ source: Id, how: LocalizedText })).min(1),
  boosters: BoosterRule.optional(),
  grades: z.array(ProgrammeGrade).min(1),
})
export type Programme = z.infer<typeof Programme>
