// What differs between two instruments, or two versions of one, in the order of the newer: for a person to read, so a
// difference is a part with what stood there before and what stands there now.
import type { Condition, Instrument, InstrumentPage, Item, Scale } from '#schemas/instrument.ts'
import type { SurveyText } from '#schemas/locale.ts'
import { surveyLocales, type SurveyLocale } from './locale.ts'
import { itemsOf } from './variable.ts'

/** One thing that an instrument, a page, an item or a scale says of itself. */
export type Part =
  | 'title'
  | 'introduction'
  | 'closing'
  | 'respondent'
  | 'age-band'
  | 'minutes'
  | 'languages'
  | 'reviewed'
  | 'checks'
  | 'seconds'
  | 'kind'
  | 'text'
  | 'help'
  | 'option'
  | 'exclusive'
  | 'row'
  | 'range'
  | 'unit'
  | 'ends'
  | 'of-whom'
  | 'longest'
  | 'picture'
  | 'promise'
  | 'identifies'
  | 'construct'
  | 'source'
  | 'licence'
  | 'year'
  | 'variables'
  | 'reverse'
  | 'score'
  | 'minimum'

type Fact = { part: Part; of?: string | undefined; locale?: SurveyLocale; says: string }

/** A part that says something else, something for the first time, or nothing any more. `of`: which option or row. */
export type Changed = Omit<Fact, 'says'> & { before?: string | undefined; after?: string | undefined }

export type Fate = 'added' | 'removed' | 'kept'

/** What became of a page, an item or a scale. `moved`: it stands in another order among those that were there before. */
export type ThingChange = { id: string; title: SurveyText; fate: Fate; moved: boolean; changes: Changed[] }
export type ItemChange = ThingChange & { condition?: { before?: Condition; after?: Condition } }

export type Difference = {
  about: Changed[]
  pages: ThingChange[]
  items: ItemChange[]
  scales: ThingChange[]
}

/** Everything that differs; what is the same in both is left out. */
export const instrumentDifference = (before: Instrument, after: Instrument): Difference => ({
  about: changed(factsOfInstrument(before), factsOfInstrument(after)),
  pages: things(before.pages, after.pages, factsOfPage, ({ title }) => title),
  items: things(itemsOf(before), itemsOf(after), factsOfItem, ({ text }) => text, conditions),
  scales: things(before.scales, after.scales, factsOfScale, ({ title }) => title),
})

/** Is there anything to read? */
export const isSame = ({ about, pages, items, scales }: Difference): boolean =>
  about.length + pages.length + items.length + scales.length === 0

/** The instrument among these that shares most items with this one, if any: what a copy was most likely made from. */
export function nearestOf(instrument: Instrument, others: Instrument[]): Instrument | undefined {
  const own = new Set(itemsOf(instrument).map(({ id }) => id))
  const shared = (other: Instrument) =>
    itemsOf(other).filter(({ id }) => own.has(id)).length / (itemsOf(other).length || 1)
  const [first] = others.filter((each) => shared(each) > 0).sort((a, b) => shared(b) - shared(a))
  return first
}

function things<T extends { id: string }>(
  before: T[],
  after: T[],
  factsOf: (thing: T) => Fact[],
  titleOf: (thing: T) => SurveyText,
  more?: (was: T, is: T) => Partial<ItemChange>,
): ItemChange[] {
  const was = new Map(before.map((each) => [each.id, each]))
  const is = new Set(after.map(({ id }) => id))
  const stayed = inOrder(
    before.map(({ id }) => id).filter((id) => is.has(id)),
    after.map(({ id }) => id).filter((id) => was.has(id)),
  )
  const named = (each: T) => ({ id: each.id, title: titleOf(each), moved: false })
  const now = after.map((each): ItemChange => {
    const old = was.get(each.id)
    if (!old) return { ...named(each), fate: 'added', changes: [] }
    const changes = changed(factsOf(old), factsOf(each))
    return { ...named(each), fate: 'kept', moved: !stayed.has(each.id), changes, ...more?.(old, each) }
  })
  const gone = before.filter(({ id }) => !is.has(id))
  return [
    ...now.filter(
      ({ fate, moved, changes, condition }) => fate === 'added' || moved || changes.length > 0 || condition,
    ),
    ...gone.map((each): ItemChange => ({ ...named(each), fate: 'removed', changes: [] })),
  ]
}

function conditions(was: Item, is: Item): Partial<ItemChange> {
  if (JSON.stringify(was.showIf) === JSON.stringify(is.showIf)) return {}
  return {
    condition: { ...(was.showIf && { before: was.showIf }), ...(is.showIf && { after: is.showIf }) },
  }
}

/** The most that need not move: a longest common subsequence of two orders of the same names. */
function inOrder(before: string[], after: string[]): Set<string> {
  const place = new Map(before.map((id, index) => [id, index]))
  const best: { id: string; at: number; length: number; last: number }[] = []
  after.forEach((id) => {
    const at = place.get(id)!
    let last = -1
    best.forEach((each, index) => {
      if (each.at < at && each.length > (best[last]?.length ?? 0)) last = index
    })
    best.push({ id, at, length: (best[last]?.length ?? 0) + 1, last })
  })
  const kept = new Set<string>()
  let at = best.reduce((top, each, index) => (each.length > (best[top]?.length ?? 0) ? index : top), -1)
  for (; at >= 0; at = best[at]!.last) kept.add(best[at]!.id)
  return kept
}

function changed(before: Fact[], after: Fact[]): Changed[] {
  const name = ({ part, of, locale }: Fact) => `${part} ${of ?? ''} ${locale ?? ''}`
  const was = new Map(before.map((fact) => [name(fact), fact]))
  const is = new Set(after.map(name))
  const different = ({ says: _, ...fact }: Fact, old?: string, now?: string): Changed => ({
    ...fact,
    ...(old !== undefined && { before: old }),
    ...(now !== undefined && { after: now }),
  })
  return [
    ...after
      .filter((fact) => was.get(name(fact))?.says !== fact.says)
      .map((fact) => different(fact, was.get(name(fact))?.says, fact.says)),
    ...before.filter((fact) => !is.has(name(fact))).map((fact) => different(fact, fact.says)),
  ]
}

/** Nothing for what is not said. */
const fact = (part: Part, says: string | number | undefined, of?: string): Fact[] =>
  says === undefined || says === '' ? [] : [{ part, says: String(says), ...(of !== undefined && { of }) }]

const texts = (part: Part, text: SurveyText | undefined, of?: string): Fact[] =>
  surveyLocales.flatMap((locale) => fact(part, text?.[locale], of).map((each) => ({ ...each, locale })))

const factsOfInstrument = (instrument: Instrument): Fact[] => [
  ...texts('title', instrument.title),
  ...texts('introduction', instrument.introduction),
  ...texts('closing', instrument.closing),
  ...fact('respondent', instrument.respondent),
  ...fact('age-band', instrument.ageBand),
  ...fact('minutes', instrument.minutes),
  ...fact('languages', instrument.languages.join(', ')),
  ...fact('reviewed', instrument.reviewed.join(', ')),
  ...fact('seconds', instrument.quality?.minimumSeconds),
  ...fact('checks', checksOf(instrument).join(', ')),
]

const checksOf = ({ quality }: Instrument): string[] => [
  ...(quality?.dummyDrug ? [quality.dummyDrug] : []),
  ...(quality?.honesty ? [`${quality.honesty.item} ≥ ${quality.honesty.dishonestFrom}`] : []),
  ...(quality?.consistency ?? []).map(({ lifetime, recent }) => `${lifetime} → ${recent}`),
]

const factsOfPage = ({ title }: InstrumentPage): Fact[] => texts('title', title)

function factsOfItem(item: Item): Fact[] {
  const common = [...fact('kind', item.kind), ...texts('text', item.text), ...texts('help', item.help)]
  if (item.kind === 'information')
    return [...common, ...fact('picture', item.picture), ...(item.promise ? fact('promise', '✓') : [])]
  return [
    ...common,
    ...('rows' in item ? item.rows.flatMap(({ id, text }) => texts('row', text, id)) : []),
    ...('options' in item ? item.options.flatMap(factsOfOption) : []),
    ...('min' in item
      ? fact('range', `${item.min}–${item.max}${'step' in item ? ` (${item.step})` : ''}`)
      : []),
    ...('unit' in item ? texts('unit', item.unit) : []),
    ...('minLabel' in item
      ? [...texts('ends', item.minLabel, 'min'), ...texts('ends', item.maxLabel, 'max')]
      : []),
    ...('ofWhom' in item ? texts('of-whom', item.ofWhom) : []),
    ...('longest' in item ? fact('longest', item.longest) : []),
    ...fact('identifies', item.identifies),
    ...fact('construct', item.construct),
    ...fact('source', item.source),
    ...fact('licence', item.licence),
    ...fact('year', item.year),
  ]
}

const factsOfOption = (option: {
  value: number
  label: SurveyText
  picture?: string | undefined
  exclusive?: boolean | undefined
}): Fact[] => [
  ...texts('option', option.label, String(option.value)),
  ...fact('picture', option.picture, String(option.value)),
  ...(option.exclusive ? fact('exclusive', '✓', String(option.value)) : []),
]

const factsOfScale = (scale: Scale): Fact[] => [
  ...texts('title', scale.title),
  ...fact('variables', scale.variables.join(', ')),
  ...fact('reverse', scale.reverse.join(', ')),
  ...fact('score', scale.score),
  ...fact('minimum', scale.minimumAnswered),
  ...fact('construct', scale.construct),
  ...fact('source', scale.source),
  ...fact('licence', scale.licence),
  ...fact('year', scale.year),
]
