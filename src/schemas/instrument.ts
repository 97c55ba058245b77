// An instrument (spørreskjema): one document with every language side by side. The shipped ones stand as YAML in
// content/instruments, a researcher's own ones in the database; both have this shape.
import { z } from 'zod'
import { LocalizedText, SurveyLocale, SurveyText } from './locale.ts'

/** A variable name that SPSS, Stata and R all accept: a letter first, then letters, digits, underscore; at most 32. */
export const VariableName = z.string().regex(/^[a-z][a-z0-9_]{0,31}$/)

/** Name of a picture in the set of lessons, e.g. `grinning-face`. Decoration beside the words, never instead of them. */
const Picture = z.string().regex(/^[a-z0-9-]{1,60}$/)

/** One answer option. `value` is what is stored and exported; it never changes meaning within an item. */
export const Option = z.strictObject({
  value: z.int().min(0).max(97),
  label: SurveyText,
  picture: Picture.optional(),
})
export type Option = z.infer<typeof Option>

/**
 * When an item is asked, as data: about variables of earlier pages only. `is`: one of these values; `from`: this value
 * or higher. What was not answered fulfils neither.
 */
export type Condition =
  | { variable: string; is: number[] }
  | { variable: string; from: number }
  | { all: Condition[] }
  | { any: Condition[] }
  | { not: Condition }

const conditions = z.lazy(() => z.array(Condition).min(1).max(8))
export const Condition: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.strictObject({ variable: VariableName, is: z.array(z.int()).min(1).max(20) }),
    z.strictObject({ variable: VariableName, from: z.int() }),
    z.strictObject({ all: conditions }),
    z.strictObject({ any: conditions }),
    z.strictObject({ not: Condition }),
  ]),
)

/** Where an item comes from and whether it may be used. Shown in the codebook. */
export const Provenance = z.strictObject({
  /** What is measured, in the field's English term, e.g. `perceived descriptive norm`. */
  construct: z.string().trim().min(1).max(200),
  /** Who worded it, e.g. `Forspring, own wording; ESPAD answer scale`. */
  source: z.string().trim().min(1).max(300),
  /** Licence of this wording. */
  licence: z.string().trim().min(1).max(100),
  /** Year of this wording. */
  year: z.int().min(1950).max(2100),
})

/** What an answer tells that people around the respondent know already: several of these together single somebody out. */
export const Identifier = z.enum(['age', 'gender', 'grade', 'country', 'language', 'family', 'place'])
export type Identifier = z.infer<typeof Identifier>

const shown = {
  /** Variable name in every export. A grid's rows carry names of their own that begin with it. */
  id: VariableName,
  text: SurveyText,
  /** A short help sentence under the question. */
  help: SurveyText.optional(),
  /** Asked only when this holds; without it, always. */
  showIf: Condition.optional(),
}

const question = { ...shown, ...Provenance.shape, identifies: Identifier.optional() }

/** A slider's or number's border values, in the unit of the item. */
const range = { min: z.int(), max: z.int() }

export const Item = z.discriminatedUnion('kind', [
  /** Exactly one option, stored as its value. */
  z.strictObject({ kind: z.literal('single'), ...question, options: z.array(Option).min(2).max(12) }),
  /** Any number of options; each becomes its own 0/1 variable `id_value`. `exclusive` unticks the others. */
  z.strictObject({
    kind: z.literal('multiple'),
    ...question,
    options: z
      .array(Option.extend({ exclusive: z.boolean().optional() }))
      .min(2)
      .max(12),
  }),
  /** Several rows that share options; each row is its own variable and its own fieldset on screen. */
  z.strictObject({
    kind: z.literal('grid'),
    ...question,
    rows: z
      .array(z.strictObject({ id: VariableName, text: SurveyText }))
      .min(2)
      .max(10),
    options: z.array(Option).min(2).max(7),
  }),
  /** A whole number typed in. */
  z.strictObject({ kind: z.literal('number'), ...question, ...range, unit: SurveyText.optional() }),
  /** A whole number on a line; nothing is chosen until touched; «vet ikke» is stored as 98. */
  z.strictObject({
    kind: z.literal('slider'),
    ...question,
    ...range,
    step: z.int().min(1),
    minLabel: SurveyText,
    maxLabel: SurveyText,
  }),
  /** Options put in order; each becomes a variable `id_value` that holds its place, 1 first. All are placed or none. */
  z.strictObject({ kind: z.literal('rank'), ...question, options: z.array(Option).min(2).max(7) }),
  /** How many of 100 others do something: 0–100, «vet ikke» is stored as 998. Nothing is pre-chosen. */
  z.strictObject({ kind: z.literal('norm-guess'), ...question, ofWhom: SurveyText }),
  /** Words of one's own, at most `longest` characters. For staff only: words give a child away. */
  z.strictObject({ kind: z.literal('text'), ...question, longest: z.int().min(20).max(500) }),
  /** Text only; stores nothing. */
  z.strictObject({
    kind: z.literal('information'),
    ...shown,
    picture: Picture.optional(),
    /** Says that nobody can find out who answered what. Where a link code was made, what holds there is said instead. */
    promise: z.boolean().optional(),
  }),
])
export type Item = z.infer<typeof Item>

/** One screen: a heading and a few items that belong together. */
export const InstrumentPage = z.strictObject({
  id: VariableName,
  title: SurveyText,
  /** The block that it was taken from, for a reader of the composer; changes nothing. */
  block: z.string().optional(),
  items: z.array(Item).min(1).max(6),
})
export type InstrumentPage = z.infer<typeof InstrumentPage>

/** A scale (skala): items scored together. Reversed items count as lowest + highest value − answer. */
export const Scale = z.strictObject({
  id: VariableName,
  title: LocalizedText,
  ...Provenance.shape,
  variables: z.array(VariableName).min(2).max(40),
  reverse: z.array(VariableName).default([]),
  /** `any`: 1 as soon as one answer is above 0. `midpoint`: sum of the middles of ESPAD's occasions (0, 1–2 … 40+). */
  score: z.enum(['mean', 'sum', 'any', 'midpoint']),
  /** With fewer answers than this there is no score. A sum of fewer than all is mean × number of items. */
  minimumAnswered: z.int().min(1),
})
export type Scale = z.infer<typeof Scale>

/** Quality checks that become flag variables; nobody's answers are deleted because of them. */
export const QualityBlock = z.strictObject({
  /** Item that names a drug that does not exist. Any answer above 0 is flagged. */
  dummyDrug: VariableName.optional(),
  /** Item where `dishonestFrom` or higher means «I would not have said so». */
  honesty: z.strictObject({ item: VariableName, dishonestFrom: z.int() }).optional(),
  /** Pairs where the second may not be above zero when the first is zero (lifetime → recent use). */
  consistency: z.array(z.strictObject({ lifetime: VariableName, recent: VariableName })).default([]),
  /** Seconds a careful reader needs at least, for the three-level speed flag. */
  minimumSeconds: z.int().min(30),
})
export type QualityBlock = z.infer<typeof QualityBlock>

const AgeBand = z.enum(['barnehage', '1-4', '5-7', '8-10', 'vgs'])
const Respondent = z.enum(['pupil', 'parent', 'teacher'])

export const Instrument = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]{0,59}$/),
  title: SurveyText,
  /** What it is about, two or three sentences to the respondent before the first question. */
  introduction: SurveyText,
  /** Something kind and true at the end. */
  closing: SurveyText,
  respondent: Respondent,
  ageBand: AgeBand.optional(),
  minutes: z.int().min(1).max(60),
  /** The languages in which every text is there. Those of the product always are. */
  languages: z.array(SurveyLocale).default(['nb', 'nn', 'en']),
  /** Languages that a native reader has approved; others are marked for staff. */
  reviewed: z.array(SurveyLocale),
  pages: z.array(InstrumentPage).min(1).max(40),
  scales: z.array(Scale).max(30).default([]),
  quality: QualityBlock.optional(),
})
export type Instrument = z.infer<typeof Instrument>

/** A block: pages on one subject that several instruments share, with their scales and quality checks. */
export const Block = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]{0,59}$/),
  /** What researchers read when they pick blocks. */
  title: LocalizedText,
  about: LocalizedText,
  respondents: z.array(Respondent).min(1),
  ageBands: z.array(AgeBand).default([]),
  pages: z.array(InstrumentPage).min(1).max(12),
  scales: z.array(Scale).default([]),
  quality: QualityBlock.omit({ minimumSeconds: true }).optional(),
})
export type Block = z.infer<typeof Block>

/** An instrument as it stands in content/instruments: its pages are its own or whole blocks by name. */
export const InstrumentSource = Instrument.extend({
  pages: z
    .array(z.union([InstrumentPage, z.strictObject({ block: Block.shape.id })]))
    .min(1)
    .max(40),
})
export type InstrumentSource = z.infer<typeof InstrumentSource>
