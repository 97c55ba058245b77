// The variables that an instrument's items become: the one bridge from question to stored number to export.
import { surveyLocales } from './locale.ts'
import type { Instrument, Item } from '#schemas/instrument.ts'
import type { SurveyText } from '#schemas/locale.ts'

export type Variable = {
  /** Name in the database and in every export. */
  name: string
  item: Item
  label: SurveyText
  /** The codes that are answers, with their words; empty for a measured number. */
  values: { value: number; label: SurveyText }[]
  /** Borders of a measured number. */
  range?: { min: number; max: number }
  /** Words, at most so many characters. */
  longest?: number
  /** Codes that are an answer but no measurement («vet ikke»); declared missing in exports. */
  missing: { value: number; label: SurveyText }[]
}

/** «vet ikke» on a slider, and on a guess of 0–100. */
export const dontKnowSlider = 98
export const dontKnowGuess = 998

/** Options from here on are no substance, in every item: 96 «vet ikke», «husker ikke», 97 «vil ikke svare». */
export const firstMissingOption = 96
const split = (options: { value: number; label: SurveyText }[]) => ({
  values: options.filter((option) => option.value < firstMissingOption),
  missing: options.filter((option) => option.value >= firstMissingOption),
})

const dontKnow: SurveyText = { nb: 'Vet ikke', nn: 'Veit ikkje', en: 'Don’t know' }
const ticked = [
  { value: 0, label: { nb: 'Ikke krysset av', nn: 'Ikkje kryssa av', en: 'Not ticked' } },
  { value: 1, label: { nb: 'Krysset av', nn: 'Kryssa av', en: 'Ticked' } },
]

/** Both texts, in the languages that both have. */
const joined = (a: SurveyText, b: SurveyText): SurveyText =>
  Object.fromEntries(
    surveyLocales.filter((each) => a[each] && b[each]).map((each) => [each, `${a[each]} – ${b[each]}`]),
  ) as SurveyText

export const itemsOf = (instrument: Instrument): Item[] => instrument.pages.flatMap((page) => page.items)

/** The variables of one item, in the order of the screen; none for information. */
export function variablesOfItem(item: Item): Variable[] {
  const base = { item, label: item.text, values: [], missing: [] }
  switch (item.kind) {
    case 'information':
      return []
    case 'single':
      return [{ ...base, name: item.id, ...split(item.options) }]
    case 'multiple':
      return item.options.map((option) => ({
        ...base,
        name: `${item.id}_${option.value}`,
        label: joined(item.text, option.label),
        values: ticked,
      }))
    case 'grid':
      return item.rows.map((row) => ({
        ...base,
        name: row.id,
        label: joined(item.text, row.text),
        ...split(item.options),
      }))
    case 'rank':
      return item.options.map((option) => ({
        ...base,
        name: `${item.id}_${option.value}`,
        label: joined(item.text, option.label),
        range: { min: 1, max: item.options.length },
      }))
    case 'text':
      return [{ ...base, name: item.id, longest: item.longest }]
    case 'number':
      return [{ ...base, name: item.id, range: { min: item.min, max: item.max } }]
    case 'slider':
      return [
        {
          ...base,
          name: item.id,
          range: { min: item.min, max: item.max },
          missing: [{ value: dontKnowSlider, label: dontKnow }],
        },
      ]
    case 'norm-guess':
      return [
        {
          ...base,
          name: item.id,
          range: { min: 0, max: 100 },
          missing: [{ value: dontKnowGuess, label: dontKnow }],
        },
      ]
  }
}

const made = new WeakMap<Instrument, Variable[]>()

/** Every variable of an instrument, in the order of the screens. Made once: each submission asks for them. */
export function variablesOf(instrument: Instrument): readonly Variable[] {
  let variables = made.get(instrument)
  if (!variables) made.set(instrument, (variables = itemsOf(instrument).flatMap(variablesOfItem)))
  return variables
}

/** Is `value` something that this variable can hold? */
export const fits = (variable: Variable, value: number | string): boolean =>
  typeof value === 'string'
    ? variable.longest !== undefined && value.length > 0 && value.length <= variable.longest
    : Number.isInteger(value) &&
      (variable.values.some((option) => option.value === value) ||
        variable.missing.some((code) => code.value === value) ||
        (variable.range !== undefined && value >= variable.range.min && value <= variable.range.max))

/** The variables that these variables and scales are made of, each once. */
export const variablesBehind = (names: readonly string[], instruments: Iterable<Instrument>): string[] => {
  const scales = [...instruments].flatMap((instrument) => instrument.scales ?? [])
  return [
    ...new Set(
      names.flatMap((name) => [
        name,
        ...scales.filter(({ id }) => id === name).flatMap(({ variables }) => variables),
      ]),
    ),
  ]
}
