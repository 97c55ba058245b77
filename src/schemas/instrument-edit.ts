// What a researcher does to an own instrument, one change at a time, and the draft it is done to. The surprise: a draft
// may lack words, options and whole pages, so that nobody must write everything at once; domain/instrument-faults.ts
// names what is missing before it can be used.
import { z } from 'zod'
import { Condition, Instrument, InstrumentPage, Item, Option, VariableName } from './instrument.ts'
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

const loose = { text: DraftText, help: DraftText.optional() }
const looseQuestion = { ...loose, construct: words(200), source: words(300), licence: words(100) }
const options = z.array(Option.extend({ label: DraftText })).max(20)
const [single, multiple, grid, number, slider, rank, guess, text, information] = Item.options
/** Each kind as it is when finished, with texts that may be empty and any number of options. */
const DraftItem = z.discriminatedUnion('kind', [
  single.extend({ ...looseQuestion, options }),
  multiple.extend({
    ...looseQuestion,
    options: z.array(multiple.shape.options.element.extend({ label: DraftText })).max(20),
  }),
  grid.extend({
    ...looseQuestion,
    rows: z.array(grid.shape.rows.element.extend({ text: DraftText })).max(20),
    options,
  }),
  number.extend({ ...looseQuestion, unit: DraftText.optional() }),
  slider.extend({ ...looseQuestion, minLabel: DraftText, maxLabel: DraftText }),
  rank.extend({ ...looseQuestion, options }),
  guess.extend({ ...looseQuestion, ofWhom: DraftText }),
  text.extend(looseQuestion),
  information.extend(loose),
])

const DraftPage = InstrumentPage.extend({ title: DraftText, items: z.array(DraftItem).max(60) })

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
