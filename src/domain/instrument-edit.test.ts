// Composing: each change does what it says, leaves the given instrument alone, and no draft without faults misses the schema.
import fc from 'fast-check'
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { load } from 'js-yaml'
import { Block, Instrument, type Item, type Scale } from '#schemas/instrument.ts'
import { DraftInstrument, type InstrumentEdit } from '#schemas/instrument-edit.ts'
import { editInstrument, emptyInstrument } from './instrument-edit.ts'
import { instrumentFaults } from './instrument-faults.ts'
import { itemsOf } from './variable.ts'

const folder = new URL('../../content/blocks/', import.meta.url)
const blocks = new Map(
  readdirSync(folder)
    .map((file) => Block.parse(load(readFileSync(new URL(file, folder), 'utf8'))))
    .map((block) => [block.id, block] as const),
)
const text = (words: string) => ({ nb: words, nn: words, en: words })
const single = (id: string, more: Partial<Extract<Item, { kind: 'single' }>> = {}): Item => ({
  kind: 'single',
  id,
  text: text(id),
  construct: 'test',
  source: 'Own wording',
  licence: 'CC BY 4.0',
  year: 2026,
  options: [
    { value: 0, label: text('Nei') },
    { value: 1, label: text('Ja') },
  ],
  ...more,
})
const both: Scale = {
  id: 'both',
  title: text('Begge'),
  construct: 'test',
  source: 'test',
  licence: 'CC BY 4.0',
  year: 2026,
  variables: ['life', 'year'],
  reverse: ['life'],
  score: 'sum',
  minimumAnswered: 1,
}
const empty = emptyInstrument('egen-1', { title: 'Fritid', respondent: 'pupil', ageBand: '8-10' })
const edited = (...actions: InstrumentEdit[]) =>
  actions.reduce((now, action) => editInstrument(now, action, blocks), empty)
const page = { kind: 'add-page', title: text('Side') } as const
const add = (item: Item, to = 'egen_1'): InstrumentEdit => ({ kind: 'add-item', page: to, item })
const idsOf = (instrument: Instrument) => instrument.pages.map(({ items }) => items.map(({ id }) => id))

describe('editInstrument', () => {
  it('begins with an instrument that only lacks content', () => {
    expect(DraftInstrument.safeParse(empty).success).toBe(true)
    expect(instrumentFaults(empty).map(({ code }) => code)).toEqual([
      'no-pages',
      'about-language',
      'about-language',
      'about-language',
    ])
  })

  it('leaves the given instrument as it is', () => {
    const before = edited(page, add(single('one')), add(single('two')))
    const copy = structuredClone(before)
    editInstrument(before, { kind: 'move-item', item: 'two', by: -1 }, blocks)
    editInstrument(before, { kind: 'change-item', item: 'two', to: single('three') }, blocks)
    expect(before).toEqual(copy)
  })

  it('takes a block along with its scales and quality checks, and once only', () => {
    const block = [...blocks.values()].find(({ scales, quality }) => scales.length > 0 && quality)!
    const taken = edited({ kind: 'add-block', block: block.id })
    expect(taken.pages.map(({ id }) => id)).toEqual(block.pages.map(({ id }) => id))
    expect(taken.pages.every((each) => each.block === block.id)).toBe(true)
    expect(taken.scales).toEqual(block.scales)
    expect(taken.quality).toMatchObject({ ...block.quality, minimumSeconds: 60 })
    expect(() => editInstrument(taken, { kind: 'add-block', block: block.id }, blocks)).toThrow(
      'request.malformed',
    )
  })

  it.each([...blocks.keys()])('takes the block %s along whole', (block) => {
    const taken = edited({ kind: 'add-block', block })
    expect(DraftInstrument.parse(taken)).toEqual(taken)
  })

  it('clears away with a page the scales and checks that have nothing left to read', () => {
    const block = [...blocks.values()].find(({ scales, quality }) => scales.length > 0 && quality)!
    const taken = edited({ kind: 'add-block', block: block.id })
    const bare = block.pages.reduce(
      (now, { id }) => editInstrument(now, { kind: 'remove-page', page: id }, blocks),
      taken,
    )
    expect(bare.scales).toEqual([])
    expect(bare.quality).toEqual({ consistency: [], minimumSeconds: 60 })
  })

  it('keeps a scale that has lost some of its variables, and the faults name it', () => {
    const scaled = { ...edited(page, add(single('life')), add(single('year'))), scales: [both] }
    const left = editInstrument(scaled, { kind: 'remove-item', item: 'life' }, blocks)
    expect(instrumentFaults(left)).toContainEqual({ code: 'scale-scores', scale: 'both', name: 'life' })
  })

  it('moves pages and items one step, and no further than the end', () => {
    const three = edited(page, page, page, add(single('one'), 'egen_2'), add(single('two'), 'egen_2'))
    const up = editInstrument(three, { kind: 'move-page', page: 'egen_2', by: -1 }, blocks)
    expect(up.pages.map(({ id }) => id)).toEqual(['egen_2', 'egen_1', 'egen_3'])
    expect(editInstrument(up, { kind: 'move-page', page: 'egen_2', by: -1 }, blocks).pages).toEqual(up.pages)
    const turned = editInstrument(three, { kind: 'move-item', item: 'one', by: 1 }, blocks)
    expect(idsOf(turned)).toEqual([[], ['two', 'one'], []])
  })

  it('gives a page the first free number', () => {
    const gap = edited(page, page, { kind: 'remove-page', page: 'egen_1' }, page)
    expect(gap.pages.map(({ id }) => id)).toEqual(['egen_2', 'egen_1'])
  })

  it('lets conditions, scales and checks follow an item that gets another name', () => {
    const named: Instrument = {
      ...edited(
        page,
        add(single('life')),
        page,
        add(single('year', { showIf: { variable: 'life', is: [1] } }), 'egen_2'),
      ),
      scales: [both],
      quality: { consistency: [{ lifetime: 'life', recent: 'year' }], minimumSeconds: 60 },
    }
    const after = editInstrument(named, { kind: 'change-item', item: 'life', to: single('ever') }, blocks)
    expect(itemsOf(after)[1]!.showIf).toEqual({ variable: 'ever', is: [1] })
    expect(after.scales[0]).toMatchObject({ variables: ['ever', 'year'], reverse: ['ever'] })
    expect(after.quality?.consistency).toEqual([{ lifetime: 'ever', recent: 'year' }])
  })

  it('keeps the condition of an item whose words change, and takes it away when asked', () => {
    const condition = { variable: 'one', is: [1] }
    const asked = edited(page, add(single('one')), page, add(single('two'), 'egen_2'), {
      kind: 'set-condition',
      item: 'two',
      condition,
    })
    const reworded = editInstrument(asked, { kind: 'change-item', item: 'two', to: single('two') }, blocks)
    expect(itemsOf(reworded)[1]!.showIf).toEqual(condition)
    const freed = editInstrument(reworded, { kind: 'set-condition', item: 'two' }, blocks)
    expect(itemsOf(freed)[1]).not.toHaveProperty('showIf')
  })

  it('refuses what is not there', () => {
    for (const action of [
      { kind: 'remove-page', page: 'none' },
      { kind: 'remove-item', item: 'none' },
      { kind: 'remove-scale', scale: 'none' },
      { kind: 'add-block', block: 'none' },
    ] satisfies InstrumentEdit[])
      expect(() => edited(action)).toThrow('request.malformed')
  })
})

describe('whatever is composed', () => {
  const ids = fc.constantFrom('one', 'two', 'three', 'four')
  const pages = fc.constantFrom('egen_1', 'egen_2', 'egen_3')
  const by = fc.constantFrom(-1 as const, 1 as const)
  const action: fc.Arbitrary<InstrumentEdit> = fc.oneof(
    fc.constant(page),
    fc.record({ kind: fc.constant('add-block' as const), block: fc.constantFrom(...blocks.keys()) }),
    fc.record({ kind: fc.constant('add-item' as const), page: pages, item: ids.map((id) => single(id)) }),
    fc.record({ kind: fc.constant('remove-item' as const), item: ids }),
    fc.record({ kind: fc.constant('move-page' as const), page: pages, by }),
    fc.record({ kind: fc.constant('remove-page' as const), page: pages }),
    fc.record({
      kind: fc.constant('set-condition' as const),
      item: ids,
      condition: ids.map((variable) => ({ variable, is: [1] })),
    }),
  )

  it('is a draft, and one without faults fits the schema', () => {
    fc.assert(
      fc.property(fc.array(action, { maxLength: 20 }), (actions) => {
        let now: Instrument = { ...empty, introduction: text('Hei'), closing: text('Takk') }
        for (const each of actions)
          try {
            now = editInstrument(now, each, blocks)
          } catch (error) {
            expect((error as Error).message).toBe('request.malformed')
          }
        expect(DraftInstrument.safeParse(now).success).toBe(true)
        if (instrumentFaults(now).length === 0) expect(Instrument.safeParse(now).success).toBe(true)
      }),
    )
  })
})
