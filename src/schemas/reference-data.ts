// Facts that change: every row carries its source and the day it was checked. Objects are strict, so that a
// misspelt optional field stops the build instead of vanishing.
import { z } from 'zod'
import { LocalizedText, SurveyLocale } from './locale.ts'

/** A row's id is its file name. */
const Id = z.string().regex(/^[a-z][a-z0-9-]*$/)

const checked = {
  /** Ids in content/sources. */
  source: Id,
  verifiedOn: z.iso.date(),
}

/** A publication or page that something builds on. */
export const Source = z.strictObject({
  id: Id,
  title: z.string().min(1),
  publisher: z.string().min(1),
  /** Year of publication. Left out where the page bears no date: then show `verifiedOn`. */
  year: z.int().min(1950).max(2100).optional(),
  url: z.url({ protocol: /^https$/ }).optional(),
  /** How far it carries: `study`, `review`, `official`, `organisation`, `news`. */
  kind: z.enum(['study', 'review', 'official', 'organisation', 'news']),
  /** A limit that a reader should know of, e.g. that the figure is given by a third party. */
  note: LocalizedText.optional(),
  verifiedOn: z.iso.date(),
})
export type Source = z.infer<typeof Source>

/** A share of a population: «86 av 100 har ikke vært beruset». */
export const Norm = z.strictObject({
  id: Id,
  /** Of 100, how many do not. */
  ofHundred: z.int().min(0).max(100),
  statement: LocalizedText,
  population: LocalizedText,
  /** The year in which people were asked, not the year of the page. */
  year: z.int().min(1990).max(2100),
  /** What must be said wherever the figure is shown, e.g. that use has grown since. */
  note: LocalizedText.optional(),
  ...checked,
})
export type Norm = z.infer<typeof Norm>

export const Service = z.strictObject({
  id: Id,
  /** A proper name is the same in every language; «helsesykepleieren» is not. */
  name: LocalizedText,
  kind: z.enum(['emergency', 'talk', 'drugs', 'health', 'online']),
  what: LocalizedText,
  /** Digits as one dials them, shown in groups. */
  phone: z
    .string()
    .regex(/^\d+( \d+)*$/)
    .optional(),
  hours: LocalizedText.optional(),
  url: z.url({ protocol: /^https$/ }).optional(),
  /** Shown first on the help page and in the help card. */
  first: z.boolean(),
  /** Place in every list, 113 before all: sort by this, for files come in the order of their names. */
  order: z.int().min(1),
  ...checked,
})
export type Service = z.infer<typeof Service>

export const Law = z.strictObject({
  id: Id,
  rule: LocalizedText,
  detail: LocalizedText,
  ...checked,
})
export type Law = z.infer<typeof Law>

export const CompetenceAim = z.strictObject({
  id: Id,
  /** Curriculum code, e.g. `SAF01-04`. */
  subject: z.string().regex(/^[A-Z]{3}\d{2}-\d{2}$/),
  subjectName: LocalizedText,
  after: LocalizedText,
  /** The words quoted from the aim, in the language in which they were read. */
  quote: z.string().min(1),
  /** The language of the quote, for the `lang` attribute around it. */
  quoteLanguage: z.enum(['nb', 'nn']),
  url: z.url({ protocol: /^https$/ }),
  verifiedOn: z.iso.date(),
})
export type CompetenceAim = z.infer<typeof CompetenceAim>

/** A word that a lesson explains. A plain definition needs no source; one that states a fact does. */
export const Term = z.strictObject({
  id: Id,
  term: LocalizedText,
  /** One to three short sentences that a pupil understands. */
  text: LocalizedText,
  source: Id.optional(),
  verifiedOn: z.iso.date(),
})
export type Term = z.infer<typeof Term>

/** The parent page in a language that only surveys have: short, because it was translated and not written there. */
export const ParentPage = z.strictObject({
  language: SurveyLocale,
  /** That no native reader has checked it yet, in its own words. */
  note: z.string().trim().min(1),
  title: z.string().trim().min(1),
  lede: z.string().trim().min(1),
  adviceTitle: z.string().trim().min(1),
  advice: z.array(z.string().trim().min(1)).min(1),
  adviceSource: z.string().trim().min(1),
  meetingTitle: z.string().trim().min(1),
  meeting: z.string().trim().min(1),
  questions: z.array(z.string().trim().min(1)).min(1),
  helpTitle: z.string().trim().min(1),
  help: z
    .array(
      z.strictObject({
        /** Row of content/services, which has number and address. */
        service: Id,
        name: z.string().trim().min(1),
        what: z.string().trim().min(1),
        hours: z.string().trim().min(1).optional(),
      }),
    )
    .min(1),
})
export type ParentPage = z.infer<typeof ParentPage>
