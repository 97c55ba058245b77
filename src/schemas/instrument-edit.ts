// What a researcher does to an own instrument, one change at a time, and the draft it is done to. The surprise: a draft
// may lack words, options and whole pages, so that nobody must write everything at once; domain/instrument-faults.ts
// names what is missing before it can be used.
import { z } from 'zod'
import { Condition, Identifier, Instrument, VariableName } from './instrument.ts'
import { SurveyLocale } from './locale.ts'

const words = (most: number) => z.string().trim().max(most)

/** A text that may still be empty. */
const DraftText = z.strictObject({
  nb: words(3000),
  nn: words(3000),
  en: words(3000),
  pl: words(3000).optional(),
  ar: words(3000).optional(),
  uk: words(3000).optional(),
  so: words(3000).optional(),
})

const picture = z
  .string()
  .regex(/^[a-z0-9-]{1,60}$/)
  .optional()
const DraftOption = z.strictObject({ value: z.int().min(0).max(97), label: DraftText, picture })

const shown = {
  id: VariableName,
  text: DraftText,
  help: DraftText.optional(),
  showIf: Condition.optional(),
}
const question = {
  ...shown,
  construct: words(200),
  source: words(300),
  licence: words(100),
  year: z.int().min(1950).max(2100),
  identifies: Identifier.optional(),
}
const range = { min: z.int(), max: z.int() }
const options = z.array(DraftOption).max(20)

const DraftItem = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('single'), ...question, options }),
  z.strictObject({
    kind: z.literal('multiple'),
    ...question,
    options: z.array(DraftOption.extend({ exclusive: z.boolean().optional() })).max(20),
  }),
  z.strictObject({
    kind: z.literal('grid'),
    ...question,
    rows: z.array(z.strictObject({ id: VariableName, text: DraftText })).max(20),
    options,
  }),
  z.strictObject({ kind: z.literal('number'), ...question, ...range, unit: DraftText.optional() }),
  z.strictObject({
    kind: z.literal('slider'),
    ...question,
    ...range,
    step: z.int().min(1),
    minLabel: DraftText,
    maxLabel: DraftText,
  }),
  z.strictObject({ kind: z.literal('rank'), ...question, options }),
  z.strictObject({ kind: z.literal('norm-guess'), ...question, ofWhom: DraftText }),
  z.strictObject({ kind: z.literal('text'), ...question, longest: z.int().min(20).max(500) }),
  z.strictObject({ kind: z.literal('information'), ...shown, picture }),
])

const DraftPage = z.strictObject({
  id: VariableName,
  title: DraftText,
  block: z.string().optional(),
  items: z.array(DraftItem).max(60),
})

/** An instrument in the making. */
export const DraftInstrument = Instrument.extend({
  title: DraftText,
  introduction: DraftText,
  closing: DraftText,
  pages: z.array(DraftPage).max(60),
})

const { respondent, ageBand, minutes } = Instrument.shape
const Step = z.union([z.literal(-1), z.literal(1)])

/** What a researcher says when beginning with an empty one. */
export const NewInstrument = z.strictObject({ title: words(200).min(1), respondent, ageBand })
export type NewInstrument = z.infer<typeof NewInstrument>

/** One change. Pages, items and scales are named by their ids. */
export const InstrumentEdit = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('details'),
    title: DraftText,
    introduction: DraftText,
    closing: DraftText,
    respondent,
    ageBand,
    minutes,
    languages: z.array(SurveyLocale).min(1),
    reviewed: z.array(SurveyLocale),
  }),
  z.strictObject({ kind: z.literal('add-block'), block: z.string() }),
  z.strictObject({ kind: z.literal('add-page'), title: DraftText }),
  z.strictObject({ kind: z.literal('name-page'), page: VariableName, title: DraftText }),
  z.strictObject({ kind: z.literal('move-page'), page: VariableName, by: Step }),
  z.strictObject({ kind: z.literal('remove-page'), page: VariableName }),
  /** Lets go of the bank: from now on the page's wording is one's own. */
  z.strictObject({ kind: z.literal('own-page'), page: VariableName }),
  z.strictObject({ kind: z.literal('add-item'), page: VariableName, item: DraftItem }),
  z.strictObject({ kind: z.literal('change-item'), item: VariableName, to: DraftItem }),
  z.strictObject({ kind: z.literal('move-item'), item: VariableName, by: Step }),
  z.strictObject({ kind: z.literal('remove-item'), item: VariableName }),
  z.strictObject({
    kind: z.literal('set-condition'),
    item: VariableName,
    condition: Condition.optional(),
  }),
  z.strictObject({ kind: z.literal('remove-scale'), scale: VariableName }),
  z.strictObject({ kind: z.literal('set-seconds'), seconds: z.int().min(30).max(3600) }),
])
export type InstrumentEdit = z.infer<typeof InstrumentEdit>
