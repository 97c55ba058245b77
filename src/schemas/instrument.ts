// An instrument (spørreskjema) as it stands in content/instruments: one YAML file with every language side by side.
import { z } from 'zod'
import { LocalizedText } from './locale.ts'

/** A variable name that SPSS, Stata and R all accept: a letter first, then letters, digits, underscore; at most 32. */
export const VariableName = z.string().regex(/^[a-z][a-z0-9_]{0,31}$/)

/** One answer option. `value` is what is stored and exported; it never changes meaning within an item. */
export const Option = z.strictObject({
  value: z.int().min(0).max(97),
  label: LocalizedText,
})
export type Option = z.infer<typeof Option>

/** Where an item comes from and whether it may be used. Shown in the codebook. */
export const Provenance = z.strictObject({
  /** What is measured, in the field's English term, e.g. `perceived descriptive norm`. */
  construct: z.string().min(1),
  /** Who worded it, e.g. `Forspring, own wording; ESPAD answer scale`. */
  source: z.string().min(1),
  /** Licence of this wording. */
  licence: z.string().min(1),
  /** Year of this wording. */
  year: z.int().min(1950).max(2100),
})

const base = {
  /** Variable name in every export. A grid's rows carry names of their own that begin with it. */
  id: VariableName,
  text: LocalizedText,
  /** A short help sentence under the question. */
  help: LocalizedText.optional(),
  ...Provenance.shape,
}

/** A slider's or number's border values, in the unit of the item. */
const range = { min: z.int(), max: z.int() }

export const Item = z.discriminatedUnion('kind', [
  /** Exactly one option, stored as its value. */
  z.strictObject({ kind: z.literal('single'), ...base, options: z.array(Option).min(2).max(12) }),
  /** Any number of options; each becomes its own 0/1 variable `id_value`. `exclusive` unticks the others. */
  z.strictObject({
    kind: z.literal('multiple'),
    ...base,
    options: z
      .array(Option.extend({ exclusive: z.boolean().optional() }))
      .min(2)
      .max(12),
  }),
  /** Several rows that share options; each row is its own variable and its own fieldset on screen. */
  z.strictObject({
    kind: z.literal('grid'),
    ...base,
    rows: z
      .array(z.strictObject({ id: VariableName, text: LocalizedText }))
      .min(2)
      .max(10),
    options: z.array(Option).min(2).max(7),
  }),
  /** A whole number typed in. */
  z.strictObject({ kind: z.literal('number'), ...base, ...range, unit: LocalizedText.optional() }),
  /** A whole number on a line; nothing is chosen until touched; «vet ikke» is stored as 98. */
  z.strictObject({
    kind: z.literal('slider'),
    ...base,
    ...range,
    step: z.int().min(1),
    minLabel: LocalizedText,
    maxLabel: LocalizedText,
  }),
  /** How many of 100 others do something: 0–100, «vet ikke» is stored as 998. Nothing is pre-chosen. */
  z.strictObject({ kind: z.literal('norm-guess'), ...base, ofWhom: LocalizedText }),
  /** Text only; stores nothing. */
  z.strictObject({
    kind: z.literal('information'),
    id: VariableName,
    text: LocalizedText,
    help: LocalizedText.optional(),
  }),
])
export type Item = z.infer<typeof Item>

/** One screen: a heading and a few items that belong together. */
export const InstrumentPage = z.strictObject({
  id: VariableName,
  title: LocalizedText,
  items: z.array(Item).min(1).max(5),
})

/** Quality checks that become flag variables; nobody's answers are deleted because of them. */
export const QualityBlock = z.strictObject({
  /** Item that names a drug that does not exist. Any answer above 0 is flagged. */
  dummyDrug: VariableName,
  /** Item where `dishonestFrom` or higher means «I would not have said so». */
  honesty: z.strictObject({ item: VariableName, dishonestFrom: z.int() }),
  /** Pairs where the second may not be above zero when the first is zero (lifetime → recent use). */
  consistency: z.array(z.strictObject({ lifetime: VariableName, recent: VariableName })),
  /** Seconds a careful reader needs at least, for the three-level speed flag. */
  minimumSeconds: z.int().min(30),
})

export const Instrument = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  title: LocalizedText,
  /** What it is about, two or three sentences to the respondent before the first question. */
  introduction: LocalizedText,
  /** Something kind and true at the end. */
  closing: LocalizedText,
  respondent: z.enum(['pupil', 'parent', 'teacher']),
  ageBand: z.enum(['barnehage', '1-4', '5-7', '8-10', 'vgs']).optional(),
  minutes: z.int().min(1).max(60),
  /** Languages that a native reader has approved; others are marked for staff. */
  reviewed: z.array(z.enum(['nb', 'nn', 'en'])),
  pages: z.array(InstrumentPage).min(1).max(40),
  quality: QualityBlock.optional(),
})
export type Instrument = z.infer<typeof Instrument>
