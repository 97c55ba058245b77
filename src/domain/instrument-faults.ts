// What is wrong with an instrument that zod cannot see: faults between fields, each as one sentence.
// A grid's variables are `item_row`, a multiple's are `item_value`; the item ids themselves store nothing there.
import type { Instrument, Item } from '#schemas/instrument.ts'

const longestVariableName = 32
const sliderUnknown = 98

export function instrumentFaults(instrument: Instrument): string[] {
  const items = instrument.pages.flatMap((page) => page.items)
  return [
    ...repeated(instrument.pages.map((page) => page.id)).map((id) => `Page id ${id} is used twice.`),
    ...repeated(items.map((item) => item.id)).map((id) => `Item id ${id} is used twice.`),
    ...variableFaults(items),
    ...items.flatMap(itemFaults),
    ...qualityFaults(instrument.quality, items),
  ]
}

function variableFaults(items: Item[]): string[] {
  const names = items.flatMap(variableNames)
  return [
    ...repeated(names).map((name) => `Variable ${name} is stored twice.`),
    ...names
      .filter((name) => name.length > longestVariableName)
      .map((name) => `Variable ${name} is longer than ${longestVariableName} characters.`),
  ]
}

function variableNames(item: Item): string[] {
  switch (item.kind) {
    case 'information':
      return []
    case 'grid':
      return item.rows.map((row) => `${item.id}_${row.id}`)
    case 'multiple':
      return item.options.map((option) => `${item.id}_${option.value}`)
    default:
      return [item.id]
  }
}

function itemFaults(item: Item): string[] {
  switch (item.kind) {
    case 'single':
    case 'multiple':
      return optionFaults(item)
    case 'grid':
      return [
        ...(item.rows.length === 0 ? [`Grid ${item.id} has no rows.`] : []),
        ...repeated(item.rows.map((row) => row.id)).map((id) => `Grid ${item.id} has row ${id} twice.`),
        ...optionFaults(item),
      ]
    case 'number':
      return rangeFaults(item)
    case 'slider':
      return [...rangeFaults(item), ...stepFaults(item)]
    default:
      return []
  }
}

function optionFaults(item: Extract<Item, { options: unknown }>): string[] {
  const { id, options } = item
  return [
    ...(options.length < 2 ? [`Item ${id} has fewer than two options.`] : []),
    ...repeated(options.map((option) => option.value)).map((value) => `Item ${id} has value ${value} twice.`),
    ...(['nb', 'nn', 'en'] as const).flatMap((language) =>
      repeated(options.map((option) => option.label[language])).map(
        (label) => `Item ${id} has the ${language} label “${label}” twice.`,
      ),
    ),
  ]
}

function rangeFaults(item: Extract<Item, { min: number }>): string[] {
  return item.min >= item.max ? [`Item ${item.id} has min ${item.min}, not below max ${item.max}.`] : []
}

function stepFaults(item: Extract<Item, { kind: 'slider' }>): string[] {
  const { id, min, max, step } = item
  return [
    ...(min < max && (max - min) % step !== 0
      ? [`Slider ${id} cannot reach ${max} in steps of ${step}.`]
      : []),
    ...(min <= sliderUnknown && sliderUnknown <= max
      ? [`Slider ${id} reaches ${sliderUnknown}, which means «vet ikke».`]
      : []),
  ]
}

function qualityFaults(quality: Instrument['quality'], items: Item[]): string[] {
  if (!quality) return []
  const values = valuesByVariable(items)
  const { dummyDrug, honesty, consistency } = quality
  const honest = values.get(honesty.item)
  return [
    ...zeroFaults('dummyDrug', dummyDrug, values),
    ...(honest ? [] : [missing('honesty', honesty.item)]),
    ...(honest && !honest.some((value) => value >= honesty.dishonestFrom)
      ? [`Quality honesty: no option of ${honesty.item} reaches ${honesty.dishonestFrom}.`]
      : []),
    ...consistency.flatMap(({ lifetime, recent }) => [
      ...(lifetime === recent ? [`Quality consistency compares ${lifetime} with itself.`] : []),
      ...zeroFaults('consistency', lifetime, values),
      ...zeroFaults('consistency', recent, values),
    ]),
  ]
}

/** The checks read 0 as «never», so a variable they name must offer it. */
function zeroFaults(check: string, name: string, values: Map<string, number[]>): string[] {
  const offered = values.get(name)
  if (!offered) return [missing(check, name)]
  return offered.includes(0) ? [] : [`Quality ${check}: ${name} has no option with value 0.`]
}

const missing = (check: string, name: string) =>
  `Quality ${check} names ${name}, which is no single-choice variable.`

/** Only variables that hold one chosen option can be checked: singles and the rows of grids. */
function valuesByVariable(items: Item[]): Map<string, number[]> {
  return new Map(
    items.flatMap((item) =>
      item.kind === 'single' || item.kind === 'grid'
        ? variableNames(item).map((name) => [name, item.options.map((option) => option.value)] as const)
        : [],
    ),
  )
}

function repeated<T>(values: T[]): T[] {
  return [...new Set(values.filter((value, index) => values.indexOf(value) !== index))]
}
