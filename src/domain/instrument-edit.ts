// Composing an instrument: each change makes a new one. What a change leaves behind without meaning is cleared away with
// it; what only the researcher can decide stays and is named as a fault.
import type { Block, Instrument, InstrumentPage, Item, QualityBlock } from '#schemas/instrument.ts'
import type { InstrumentEdit } from '#schemas/instrument-edit.ts'
import type { SurveyText } from '#schemas/locale.ts'
import { renameIn } from './condition-parts.ts'
import { withChecksOf } from './instrument.ts'
import { locales } from './locale.ts'
import { Problem } from './problem.ts'
import { itemsOf, variablesOf, variablesOfItem } from './variable.ts'

type Action<Kind extends InstrumentEdit['kind']> = Extract<InstrumentEdit, { kind: Kind }>

const noWords: SurveyText = { nb: '', nn: '', en: '' }

/** An instrument without pages. `title` stands in each language until it is translated. */
export const emptyInstrument = (
  id: string,
  { title, respondent, ageBand }: { title: string } & Pick<Instrument, 'respondent' | 'ageBand'>,
): Instrument => ({
  id,
  title: { nb: title, nn: title, en: title },
  introduction: noWords,
  closing: noWords,
  respondent,
  ...(ageBand && { ageBand }),
  minutes: 15,
  languages: [...locales],
  reviewed: [],
  pages: [],
  scales: [],
  quality: { consistency: [], minimumSeconds: 60 },
})

/**
 * The instrument after one change; the given one stays as it is.
 * @throws Problem `request.malformed` for a page, item, scale or block that is not there: a page of ours never asks that.
 */
export function editInstrument(
  instrument: Instrument,
  action: InstrumentEdit,
  blocks: ReadonlyMap<string, Block>,
): Instrument {
  switch (action.kind) {
    case 'details': {
      const { kind: _, ageBand, ...details } = action
      const { ageBand: _before, ...rest } = instrument
      return { ...rest, ...details, ...(ageBand && { ageBand }) }
    }
    case 'add-block':
      return addBlock(instrument, blocks.get(action.block))
    case 'add-page': {
      const page = { id: freePageId(instrument), title: action.title, items: [] }
      return { ...instrument, pages: [...instrument.pages, page] }
    }
    case 'name-page':
      return withPage(instrument, action.page, (page) => [{ ...page, title: action.title }])
    case 'move-page': {
      const at = indexOf(instrument.pages, action.page)
      return { ...instrument, pages: moved(instrument.pages, at, action.by) }
    }
    case 'remove-page':
      return cleared(withPage(instrument, action.page, () => []))
    case 'own-page':
      return withPage(instrument, action.page, ({ block: _, ...page }) => [page])
    case 'set-seconds':
      return {
        ...instrument,
        quality: { consistency: [], ...instrument.quality, minimumSeconds: action.seconds },
      }
    case 'remove-scale': {
      indexOf(instrument.scales, action.scale)
      return { ...instrument, scales: instrument.scales.filter(({ id }) => id !== action.scale) }
    }
    default:
      return editItems(instrument, action)
  }
}

type ItemAction = Action<'add-item' | 'change-item' | 'move-item' | 'remove-item' | 'set-condition'>

function editItems(instrument: Instrument, action: ItemAction): Instrument {
  switch (action.kind) {
    case 'add-item':
      return withPage(instrument, action.page, (page) => [{ ...page, items: [...page.items, action.item] }])
    case 'change-item':
      return changeItem(instrument, action.item, action.to)
    case 'move-item':
      return withItems(instrument, action.item, (items, at) => moved(items, at, action.by))
    case 'remove-item':
      return cleared(withItems(instrument, action.item, (items, at) => items.toSpliced(at, 1)))
    case 'set-condition':
      return withItems(instrument, action.item, (items, at) => {
        const { showIf: _, ...item } = items[at]!
        const { condition } = action
        return items.with(at, condition ? { ...item, showIf: condition } : item)
      })
  }
}

/** The block's pages behind the others, with its scales and quality checks. A block stands in an instrument once. */
function addBlock(instrument: Instrument, block: Block | undefined): Instrument {
  if (!block || instrument.pages.some((page) => page.block === block.id))
    throw new Problem('request.malformed')
  const quality: QualityBlock = instrument.quality ?? { consistency: [], minimumSeconds: 60 }
  return {
    ...instrument,
    pages: [...instrument.pages, ...block.pages.map((page) => ({ ...page, block: block.id }))],
    scales: [...instrument.scales, ...block.scales],
    quality: withChecksOf(quality, [block]),
  }
}

/** What is asked keeps its condition, and what names its variables follows when they get other names. */
function changeItem(instrument: Instrument, id: string, to: Item): Instrument {
  const before = itemsOf(instrument).find((item) => item.id === id)
  const after = before?.showIf ? { ...to, showIf: before.showIf } : to
  const changed = withItems(instrument, id, (items, at) => items.with(at, after))
  const names = new Map(newNames(before!, after))
  const name = (old: string) => names.get(old) ?? old
  const { quality } = changed
  return cleared({
    ...changed,
    pages: changed.pages.map((page) => ({
      ...page,
      items: page.items.map((item) =>
        item.showIf ? { ...item, showIf: renameIn(item.showIf, name) } : item,
      ),
    })),
    scales: changed.scales.map((scale) => ({
      ...scale,
      variables: scale.variables.map(name),
      reverse: scale.reverse.map(name),
    })),
    ...(quality && { quality: renamedChecks(quality, name) }),
  })
}

/** Old and new name of each variable that has one under the same place: rows in their order, options by value. */
function newNames(before: Item, after: Item): [string, string][] {
  const now = variablesOfItem(after).map((variable) => variable.name)
  return variablesOfItem(before).flatMap(({ name }, index): [string, string][] => {
    const same = 'options' in before && before.kind !== 'grid' && before.kind !== 'single'
    const next = same ? `${after.id}${name.slice(before.id.length)}` : now[index]
    return next && now.includes(next) && !now.includes(name) ? [[name, next]] : []
  })
}

const renamedChecks = (quality: QualityBlock, name: (old: string) => string): QualityBlock => ({
  ...quality,
  ...(quality.dummyDrug && { dummyDrug: name(quality.dummyDrug) }),
  ...(quality.honesty && { honesty: { ...quality.honesty, item: name(quality.honesty.item) } }),
  consistency: quality.consistency.map(({ lifetime, recent }) => ({
    lifetime: name(lifetime),
    recent: name(recent),
  })),
})

/** Without scales that have lost every variable, and without quality checks that have lost one. */
function cleared(instrument: Instrument): Instrument {
  const known = new Set(variablesOf(instrument).map(({ name }) => name))
  const scales = instrument.scales.filter((scale) => scale.variables.some((name) => known.has(name)))
  if (!instrument.quality) return { ...instrument, scales }
  const { dummyDrug, honesty, consistency, minimumSeconds } = instrument.quality
  const quality: QualityBlock = {
    ...(dummyDrug && known.has(dummyDrug) && { dummyDrug }),
    ...(honesty && known.has(honesty.item) && { honesty }),
    consistency: consistency.filter(({ lifetime, recent }) => known.has(lifetime) && known.has(recent)),
    minimumSeconds,
  }
  return { ...instrument, scales, quality }
}

/** `egen_1`, `egen_2` …, the first that no page has. */
function freePageId({ pages }: Instrument): string {
  let number = 1
  while (pages.some((page) => page.id === `egen_${number}`)) number += 1
  return `egen_${number}`
}

function indexOf(list: { id: string }[], id: string): number {
  const at = list.findIndex((each) => each.id === id)
  if (at < 0) throw new Problem('request.malformed')
  return at
}

/** One step up or down; at the end of the list it stays where it is. */
function moved<T>(list: T[], at: number, by: -1 | 1): T[] {
  const to = at + by
  if (to < 0 || to >= list.length) return list
  return list.with(to, list[at]!).with(at, list[to]!)
}

function withPage(
  instrument: Instrument,
  id: string,
  change: (page: InstrumentPage) => InstrumentPage[],
): Instrument {
  const at = indexOf(instrument.pages, id)
  return { ...instrument, pages: instrument.pages.toSpliced(at, 1, ...change(instrument.pages[at]!)) }
}

/** Changes the items of the page on which this one stands. */
function withItems(
  instrument: Instrument,
  id: string,
  change: (items: Item[], at: number) => Item[],
): Instrument {
  const page = instrument.pages.find(({ items }) => items.some((item) => item.id === id))
  if (!page) throw new Problem('request.malformed')
  return withPage(instrument, page.id, () => [
    { ...page, items: change(page.items, indexOf(page.items, id)) },
  ])
}
