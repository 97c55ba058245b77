// Facts that change: every row carries its source, year and the day it was checked.
import { z } from 'zod'
import { LocalizedText } from './locale.ts'

const checked = {
  /** Ids in content/sources. */
  source: z.string(),
  verifiedOn: z.iso.date(),
}

/** A publication or page that something builds on. */
export const Source = z.strictObject({
  id: z.string(),
  title: z.string().min(1),
  publisher: z.string().min(1),
  year: z.int(),
  url: z.url().optional(),
  /** How far it carries: `study`, `review`, `official`, `organisation`, `news`. */
  kind: z.enum(['study', 'review', 'official', 'organisation', 'news']),
  /** A limit that a reader should know of, e.g. that the figure is given by a third party. */
  note: LocalizedText.optional(),
})
export type Source = z.infer<typeof Source>

/** A share of a population: «86 av 100 har ikke vært beruset». */
export const Norm = z.strictObject({
  id: z.string(),
  /** Of 100, how many do not. */
  ofHundred: z.int().min(0).max(100),
  statement: LocalizedText,
  population: LocalizedText,
  year: z.int(),
  ...checked,
})
export type Norm = z.infer<typeof Norm>

export const Service = z.strictObject({
  id: z.string(),
  name: z.string().min(1),
  kind: z.enum(['emergency', 'talk', 'drugs', 'health', 'online']),
  what: LocalizedText,
  /** Digits as one dials them, shown in groups. */
  phone: z.string().regex(/^[\d ]+$/).optional(),
  hours: LocalizedText.optional(),
  url: z.url().optional(),
  /** Shown first on the help page and in the help card. */
  first: z.boolean(),
  ...checked,
})
export type Service = z.infer<typeof Service>

export const Law = z.strictObject({
  id: z.string(),
  rule: LocalizedText,
  detail: LocalizedText,
  ...checked,
})
export type Law = z.infer<typeof Law>

export const CompetenceAim = z.strictObject({
  id: z.string(),
  /** Curriculum code, e.g. `SAF01-04`. */
  subject: z.string().regex(/^[A-Z]{3}\d{2}-\d{2}$/),
  subjectName: LocalizedText,
  after: LocalizedText,
  /** The words quoted from the aim, in the language in which they were read. */
  quote: z.string().min(1),
  url: z.url(),
  verifiedOn: z.iso.date(),
})
export type CompetenceAim = z.infer<typeof CompetenceAim>
