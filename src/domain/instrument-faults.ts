// What is wrong with an instrument that stops it from being used: each fault as a code with its names, worded by
// src/messages/instrument-sentence.ts. The surprise: a draft may be asked too, so what zod demands of a finished
// instrument is asked here again.
import type { Instrument, InstrumentPage, Item, Scale } from '#schemas/instrument.ts'
import { variablesIn } from './condition.ts'
import type { Fault } from './instrument-fault.ts'
import { locales, surveyLocales } from './locale.ts'
import { qualityFaults } from './instrument-quality-faults.ts'
import { dontKnowSlider, itemsOf, variablesOf, variablesOfItem } from './variable.ts'

const longestVariableName = 32
const mostItems = 6
const mostRows = 10
const mostOptions = { single: 12, multiple: 12, grid: 7, rank: 7 }

/** Every fault of an instrument; none: it fits the schema, and its parts fit each other. */
export function instrumentFaults(instrument: Instrument): Fault[] {
  const items = itemsOf(instrument)
  return [
    ...(instrument.pages.length === 0 ? [{ code: 'no-pages' } as const] : []),
    ...repeated(instrument.pages.map(({ id }) => id)).map((page) => ({ code: 'page-twice', page }) as const),
    ...instrument.pages.flatMap(pageFaults),
    ...repeated(items.map(({ id }) => id)).map((item) => ({ code: 'item-twice', item }) as const),
    ...variableFaults(instrument),
    ...items.flatMap(itemFaults),
    ...languageFaults(instrument),
    ...conditionFaults(instrument),
    ...items
      .filter(({ kind }) => kind === 'text' && instrument.respondent !== 'teacher')
      .map(({ id }) => ({ code: 'item-text', item: id }) as const),
    ...instrument.scales.flatMap((scale) => scaleFaults(scale, instrument)),
    ...qualityFaults(instrument),
  ]
}

function pageFaults({ id, items }: InstrumentPage): Fault[] {
  if (items.length === 0) return [{ code: 'page-empty', page: id }]
  return items.length > mostItems ? [{ code: 'page-full', page: id, most: mostItems }] : []
}

/** A text that lacks one of the instrument's languages, named by the item or page that it belongs to. */
function languageFaults({ title, introduction, closing, languages, pages }: Instrument): Fault[] {
  const lacking = (part: unknown) =>
    languages.filter((language) => textsIn(part).some((text) => !text[language]))
  return [
    ...locales
      .filter((each) => !languages.includes(each))
      .map((language) => ({ code: 'language-missing', language }) as const),
    ...lacking({ title, introduction, closing }).map(
      (language) => ({ code: 'about-language', language }) as const,
    ),
    ...pages.flatMap((page): Fault[] => [
      ...lacking(page.title).map((language) => ({ code: 'page-language', page: page.id, language }) as const),
      ...page.items.flatMap((item) =>
        lacking(item).map((language) => ({ code: 'item-language', item: item.id, language }) as const),
      ),
    ]),
  ]
}

/** Every localized text somewhere inside a part of an instrument. */
function textsIn(part: unknown): Record<string, string>[] {
  if (typeof part !== 'object' || part === null) return []
  if ('nb' in part) return [part as Record<string, string>]
  return Object.values(part).flatMap(textsIn)
}

/** Conditions ask about earlier pages only, and leave every page something for everybody: all see as many screens. */
function conditionFaults(instrument: Instrument): Fault[] {
  const known = new Set<string>()
  return instrument.pages.flatMap((page) => {
    const faults: Fault[] = page.items.flatMap((item) =>
      (item.showIf ? variablesIn(item.showIf) : [])
        .filter((name) => !known.has(name))
        .map((name) => ({ code: 'item-depends', item: item.id, name }) as const),
    )
    for (const { name } of page.items.flatMap(variablesOfItem)) known.add(name)
    const conditional = page.items.length > 0 && page.items.every((item) => item.showIf)
    return conditional ? [...faults, { code: 'page-conditional', page: page.id } as const] : faults
  })
}

function scaleFaults({ id, variables, reverse, minimumAnswered }: Scale, instrument: Instrument): Fault[] {
  const known = new Map(variablesOf(instrument).map((variable) => [variable.name, variable]))
  const measured = (name: string) => known.get(name) && known.get(name)!.longest === undefined
  const naming = (code: 'scale-scores' | 'scale-reverses' | 'scale-twice') => (name: string) => ({
    code,
    scale: id,
    name,
  })
  return [
    ...(known.has(id) ? [{ code: 'scale-variable', scale: id } as const] : []),
    ...variables.filter((name) => !measured(name)).map(naming('scale-scores')),
    ...reverse.filter((name) => !variables.includes(name)).map(naming('scale-reverses')),
    ...repeated(variables).map(naming('scale-twice')),
    ...(minimumAnswered > variables.length
      ? [{ code: 'scale-minimum', scale: id, minimum: minimumAnswered, items: variables.length } as const]
      : []),
  ]
}

function variableFaults(instrument: Instrument): Fault[] {
  const names = variablesOf(instrument).map((variable) => variable.name)
  return [
    ...repeated(names).map((name) => ({ code: 'variable-twice', name }) as const),
    ...names
      .filter((name) => name.length > longestVariableName)
      .map((name) => ({ code: 'variable-long', name, most: longestVariableName }) as const),
  ]
}

function itemFaults(item: Item): Fault[] {
  if (item.kind === 'information') return []
  const { id, construct, source, licence } = item
  return [
    ...(construct && source && licence ? [] : [{ code: 'item-origin', item: id } as const]),
    ...('options' in item ? optionFaults(item) : []),
    ...(item.kind === 'grid' ? rowFaults(item) : []),
    ...('min' in item && item.min >= item.max
      ? [{ code: 'range-empty', item: id, min: item.min, max: item.max } as const]
      : []),
    ...(item.kind === 'slider' ? sliderFaults(item) : []),
  ]
}

function optionFaults({ id, kind, options }: Extract<Item, { options: unknown }>): Fault[] {
  const most = mostOptions[kind]
  const labels = (language: (typeof surveyLocales)[number]) =>
    options.map((option) => option.label[language]).filter((label) => label !== undefined && label !== '')
  return [
    ...(options.length < 2 ? [{ code: 'options-few', item: id } as const] : []),
    ...(options.length > most ? [{ code: 'options-many', item: id, most } as const] : []),
    ...repeated(options.map((option) => option.value)).map(
      (value) => ({ code: 'option-value-twice', item: id, value }) as const,
    ),
    ...surveyLocales.flatMap((language) =>
      repeated(labels(language)).map(
        (label) => ({ code: 'option-label-twice', item: id, language, label: label! }) as const,
      ),
    ),
  ]
}

/** Rows are stored under their own ids; the grid's id in front keeps them together and apart from other grids. */
function rowFaults({ id, rows }: Extract<Item, { kind: 'grid' }>): Fault[] {
  return [
    ...(rows.length < 2 ? [{ code: 'rows-few', item: id } as const] : []),
    ...(rows.length > mostRows ? [{ code: 'rows-many', item: id, most: mostRows } as const] : []),
    ...rows
      .filter((row) => !row.id.startsWith(`${id}_`))
      .map((row) => ({ code: 'row-name', item: id, name: row.id }) as const),
  ]
}

function sliderFaults({ id, min, max, step }: Extract<Item, { kind: 'slider' }>): Fault[] {
  return [
    ...(min < max && (max - min) % step !== 0 ? [{ code: 'slider-step', item: id, max, step } as const] : []),
    ...(min <= dontKnowSlider && dontKnowSlider <= max
      ? [{ code: 'slider-reserved', item: id, value: dontKnowSlider } as const]
      : []),
  ]
}

function repeated<T>(values: T[]): T[] {
  return [...new Set(values.filter((value, index) => values.indexOf(value) !== index))]
}
