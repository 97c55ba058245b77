// What is wrong with an instrument that zod cannot see: faults between fields, each as one sentence.
// Compares the variables that are stored, not the item ids: a grid stores its rows, a multiple `id_value`.
import type { Instrument, Item, Scale } from '#schemas/instrument.ts'
import { variablesIn } from './condition.ts'
import { locales, surveyLocales } from './locale.ts'
import { dontKnowSlider, itemsOf, variablesOf, variablesOfItem } from './variable.ts'

const longestVariableName = 32

export function instrumentFaults(instrument: Instrument): string[] {
  const items = itemsOf(instrument)
  return [
    ...repeated(instrument.pages.map((page) => page.id)).map((id) => `Page id ${id} is used twice.`),
    ...repeated(items.map((item) => item.id)).map((id) => `Item id ${id} is used twice.`),
    ...variableFaults(instrument),
    ...items.flatMap(itemFaults),
    ...languageFaults(instrument),
    ...conditionFaults(instrument),
    ...items
      .filter((item) => item.kind === 'text' && instrument.respondent !== 'teacher')
      .map((item) => `Item ${item.id} asks for words of one's own; only teachers' instruments may.`),
    ...instrument.scales.flatMap((scale) => scaleFaults(scale, instrument)),
    ...qualityFaults(instrument),
  ]
}

/** A text that lacks one of the instrument's languages, named by the item that it belongs to. */
function languageFaults(instrument: Instrument): string[] {
  const { id, title, introduction, closing, languages, pages } = instrument
  const texts: [where: string, part: unknown][] = [
    [`The instrument ${id}`, { title, introduction, closing }],
    ...pages.flatMap((page): [string, unknown][] => [
      [`Page ${page.id}`, page.title],
      ...page.items.map((item): [string, unknown] => [`Item ${item.id}`, item]),
    ]),
  ]
  return [
    ...locales
      .filter((each) => !languages.includes(each))
      .map((each) => `The instrument lacks the language ${each}.`),
    ...texts.flatMap(([where, part]) =>
      languages
        .filter((language) => textsIn(part).some((text) => !text[language]))
        .map((language) => `${where} has a text without ${language}.`),
    ),
  ]
}

/** Every localized text somewhere inside a part of an instrument. */
function textsIn(part: unknown): Record<string, string>[] {
  if (typeof part !== 'object' || part === null) return []
  if ('nb' in part) return [part as Record<string, string>]
  return Object.values(part).flatMap(textsIn)
}

/** Conditions ask about earlier pages only, and leave every page something for everybody: all see as many screens. */
function conditionFaults(instrument: Instrument): string[] {
  const known = new Set<string>()
  return instrument.pages.flatMap((page) => {
    const faults = page.items.flatMap((item) =>
      (item.showIf ? variablesIn(item.showIf) : [])
        .filter((name) => !known.has(name))
        .map((name) => `Item ${item.id} depends on ${name}, which no earlier page asks.`),
    )
    for (const { name } of page.items.flatMap(variablesOfItem)) known.add(name)
    return page.items.every((item) => item.showIf)
      ? [...faults, `Page ${page.id} could be empty: give it one item without a condition.`]
      : faults
  })
}

function scaleFaults({ id, variables, reverse, minimumAnswered }: Scale, instrument: Instrument): string[] {
  const known = new Map(variablesOf(instrument).map((variable) => [variable.name, variable]))
  const measured = (name: string) => known.get(name) && known.get(name)!.longest === undefined
  return [
    ...(known.has(id) ? [`Scale ${id} has the name of a variable.`] : []),
    ...variables
      .filter((name) => !measured(name))
      .map((name) => `Scale ${id} scores ${name}, which is no variable with codes.`),
    ...reverse
      .filter((name) => !variables.includes(name))
      .map((name) => `Scale ${id} reverses ${name}, which it does not score.`),
    ...repeated(variables).map((name) => `Scale ${id} scores ${name} twice.`),
    ...(minimumAnswered > variables.length
      ? [`Scale ${id} asks for ${minimumAnswered} answers and has ${variables.length} items.`]
      : []),
  ]
}

function variableFaults(instrument: Instrument): string[] {
  const names = variablesOf(instrument).map((variable) => variable.name)
  return [
    ...repeated(names).map((name) => `Variable ${name} is stored twice.`),
    ...names
      .filter((name) => name.length > longestVariableName)
      .map((name) => `Variable ${name} is longer than ${longestVariableName} characters.`),
  ]
}

function itemFaults(item: Item): string[] {
  switch (item.kind) {
    case 'single':
    case 'multiple':
    case 'rank':
      return optionFaults(item)
    case 'grid':
      return [...rowFaults(item), ...optionFaults(item)]
    case 'number':
      return rangeFaults(item)
    case 'slider':
      return [...rangeFaults(item), ...sliderFaults(item)]
    default:
      return []
  }
}

function optionFaults({ id, options }: Extract<Item, { options: unknown }>): string[] {
  return [
    ...(options.length < 2 ? [`Item ${id} has fewer than two options.`] : []),
    ...repeated(options.map((option) => option.value)).map((value) => `Item ${id} has value ${value} twice.`),
    ...surveyLocales.flatMap((language) =>
      repeated(options.map((option) => option.label[language]).filter((label) => label !== undefined)).map(
        (label) => `Item ${id} has the ${language} label “${label}” twice.`,
      ),
    ),
  ]
}

/** Rows are stored under their own ids; the grid's id in front keeps them together and apart from other grids. */
function rowFaults({ id, rows }: Extract<Item, { kind: 'grid' }>): string[] {
  return [
    ...(rows.length === 0 ? [`Grid ${id} has no rows.`] : []),
    ...rows
      .filter((row) => !row.id.startsWith(`${id}_`))
      .map((row) => `Row ${row.id} of grid ${id} does not begin with ${id}_.`),
  ]
}

function rangeFaults({ id, min, max }: { id: string; min: number; max: number }): string[] {
  return min >= max ? [`Item ${id} has min ${min}, not below max ${max}.`] : []
}

function sliderFaults({ id, min, max, step }: Extract<Item, { kind: 'slider' }>): string[] {
  return [
    ...(min < max && (max - min) % step !== 0
      ? [`Slider ${id} cannot reach ${max} in steps of ${step}.`]
      : []),
    ...(min <= dontKnowSlider && dontKnowSlider <= max
      ? [`Slider ${id} reaches ${dontKnowSlider}, which means «vet ikke».`]
      : []),
  ]
}

function qualityFaults(instrument: Instrument): string[] {
  if (!instrument.quality) return []
  const { dummyDrug, honesty, consistency } = instrument.quality
  const chosen = chosenValues(instrument)
  const honest = honesty && chosen.get(honesty.item)
  return [
    ...(dummyDrug ? zeroFaults('dummyDrug', dummyDrug, chosen) : []),
    ...(honesty && !honest ? [missing('honesty', honesty.item)] : []),
    ...(honesty && honest && !honest.some((value) => value >= honesty.dishonestFrom)
      ? [`Quality honesty: no option of ${honesty.item} reaches ${honesty.dishonestFrom}.`]
      : []),
    ...consistency.flatMap(({ lifetime, recent }) => [
      ...(lifetime === recent ? [`Quality consistency compares ${lifetime} with itself.`] : []),
      ...[lifetime, recent].flatMap((name) => zeroFaults('consistency', name, chosen)),
    ]),
  ]
}

/** The checks read 0 as «never», so a variable they name must offer it. */
function zeroFaults(check: string, name: string, chosen: Map<string, number[]>): string[] {
  const values = chosen.get(name)
  if (!values) return [missing(check, name)]
  return values.includes(0) ? [] : [`Quality ${check}: ${name} has no option with value 0.`]
}

const missing = (check: string, name: string) =>
  `Quality ${check} names ${name}, which is no single-choice variable.`

/** Only variables that hold one chosen option can be checked: singles and the rows of grids. */
function chosenValues(instrument: Instrument): Map<string, number[]> {
  return new Map(
    variablesOf(instrument)
      .filter(({ item }) => item.kind === 'single' || item.kind === 'grid')
      .map(({ name, values }) => [name, values.map((option) => option.value)]),
  )
}

function repeated<T>(values: T[]): T[] {
  return [...new Set(values.filter((value, index) => values.indexOf(value) !== index))]
}
