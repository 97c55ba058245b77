// Each fault is made by one change to a sound instrument, so a test fails if a check stops seeing it.
import { describe, expect, it } from 'vitest'
import { Instrument, type Item } from '#schemas/instrument.ts'
import type { Fault } from './instrument-fault.ts'
import { instrumentFaults } from './instrument-faults.ts'

const text = (words: string) => ({ nb: words, nn: words, en: words })
const origin = { construct: 'test', source: 'test', licence: 'CC BY 4.0', year: 2026 }
const options = [
  { value: 0, label: text('Aldri') },
  { value: 1, label: text('Én gang') },
]

const single = (id: string, more: Partial<Extract<Item, { kind: 'single' }>> = {}): Item => ({
  kind: 'single',
  id,
  text: text(id),
  ...origin,
  options,
  ...more,
})
const multiple = (id: string): Item => ({ kind: 'multiple', id, text: text(id), ...origin, options })
const grid = (id: string, rows: string[]): Item => ({
  kind: 'grid',
  id,
  text: text(id),
  ...origin,
  rows: rows.map((row) => ({ id: row, text: text(row) })),
  options,
})
const slider = (min: number, max: number, step = 1): Item => ({
  kind: 'slider',
  id: 'slider',
  text: text('slider'),
  ...origin,
  min,
  max,
  step,
  minLabel: text('least'),
  maxLabel: text('most'),
})
const number = (min: number, max: number): Item => ({
  kind: 'number',
  id: 'number',
  text: text('number'),
  ...origin,
  min,
  max,
})

const quality = {
  dummyDrug: 'drug_dummy',
  honesty: { item: 'honesty', dishonestFrom: 1 },
  consistency: [{ lifetime: 'life', recent: 'year' }],
  minimumSeconds: 60,
}
const sound = [single('life'), single('year'), single('honesty'), grid('drug', ['drug_real', 'drug_dummy'])]

const instrument = (items: Item[], more: Partial<Instrument> = {}): Instrument => ({
  id: 'test',
  title: text('Test'),
  introduction: text('Test'),
  closing: text('Test'),
  respondent: 'pupil',
  minutes: 5,
  languages: ['nb', 'nn', 'en'],
  reviewed: ['nb'],
  scales: [],
  pages: items.map((item, index) => ({ id: `page_${index}`, title: text('Page'), items: [item] })),
  ...more,
})
const faultsOf = (...items: Item[]) => instrumentFaults(instrument(items))
const faultsOfQuality = (change: Partial<typeof quality>) =>
  instrumentFaults(instrument(sound, { quality: { ...quality, ...change } }))

describe('instrumentFaults', () => {
  it('finds nothing in a sound instrument', () => {
    const items = [...sound, multiple('many'), slider(0, 10), number(0, 9)]
    expect(instrumentFaults(instrument(items, { quality }))).toEqual([])
  })

  it('names a page id used twice', () => {
    const page = { id: 'same', title: text('Page'), items: [single('one')] }
    const pages = [page, { ...page, items: [single('two')] }]
    expect(instrumentFaults(instrument([], { pages }))).toEqual([{ code: 'page-twice', page: 'same' }])
  })

  it('names an item id used twice, and the variable it would store twice', () => {
    expect(faultsOf(single('same'), single('same'))).toEqual([
      { code: 'item-twice', item: 'same' },
      { code: 'variable-twice', name: 'same' },
    ])
  })

  it.each([
    ['a row of a grid', grid('alc', ['alc_life', 'alc_year']), 'alc_life'],
    ['an option of a multiple', multiple('many'), 'many_1'],
  ])('names a single that collides with %s', (_, item, name) => {
    expect(faultsOf(item, single(name))).toEqual([{ code: 'variable-twice', name }])
  })

  it('names a variable that became too long', () => {
    const id = 'a_name_of_exactly_32_characters_'
    expect(faultsOf(multiple(id))).toEqual([
      { code: 'variable-long', name: `${id}_0`, most: 32 },
      { code: 'variable-long', name: `${id}_1`, most: 32 },
    ])
  })

  it('names an option value and a label used twice', () => {
    const item = single('one', {
      options: [...options, { value: 1, label: { ...text('Ofte'), nn: 'Aldri' } }],
    })
    expect(faultsOf(item)).toEqual([
      { code: 'option-value-twice', item: 'one', value: 1 },
      { code: 'option-label-twice', item: 'one', language: 'nn', label: 'Aldri' },
    ])
  })

  it('names a choice without a choice', () => {
    expect(faultsOf(single('one', { options: options.slice(1) }))).toEqual([
      { code: 'options-few', item: 'one' },
    ])
  })

  it('names a grid without rows, a row used twice, and a row outside its grid', () => {
    expect(faultsOf(grid('empty', []))).toEqual([{ code: 'rows-few', item: 'empty' }])
    expect(faultsOf(grid('g', ['g_row', 'g_row']))).toEqual([{ code: 'variable-twice', name: 'g_row' }])
    expect(faultsOf(grid('g', ['g_row', 'row']))).toEqual([{ code: 'row-name', item: 'g', name: 'row' }])
  })

  it.each([
    ['empty', number(5, 5), { code: 'range-empty', item: 'number', min: 5, max: 5 }],
    ['backwards', slider(10, 0), { code: 'range-empty', item: 'slider', min: 10, max: 0 }],
    ['not reached by its step', slider(0, 10, 3), { code: 'slider-step', item: 'slider', max: 10, step: 3 }],
    ['taken by «vet ikke»', slider(0, 100), { code: 'slider-reserved', item: 'slider', value: 98 }],
  ])('names a range that is %s', (_, item, fault) => {
    expect(faultsOf(item)).toEqual([fault])
  })

  it.each([
    [{ dummyDrug: 'gone' }, { code: 'quality-variable', check: 'dummyDrug', name: 'gone' }],
    [{ dummyDrug: 'drug' }, { code: 'quality-variable', check: 'dummyDrug', name: 'drug' }],
    [
      { honesty: { item: 'gone', dishonestFrom: 1 } },
      { code: 'quality-variable', check: 'honesty', name: 'gone' },
    ],
    [
      { honesty: { item: 'honesty', dishonestFrom: 2 } },
      { code: 'quality-honesty', name: 'honesty', from: 2 },
    ],
    [
      { consistency: [{ lifetime: 'life', recent: 'gone' }] },
      { code: 'quality-variable', check: 'consistency', name: 'gone' },
    ],
    [{ consistency: [{ lifetime: 'life', recent: 'life' }] }, { code: 'quality-itself', name: 'life' }],
  ])('names a quality reference that leads nowhere: %j', (change, fault) => {
    expect(faultsOfQuality(change)).toEqual([fault])
  })

  it('names a variable without the 0 that a check needs', () => {
    const noZero = single('life', {
      options: options.map((option) => ({ ...option, value: option.value + 1 })),
    })
    const items = [noZero, ...sound.slice(1)]
    expect(instrumentFaults(instrument(items, { quality }))).toEqual([
      { code: 'quality-zero', check: 'consistency', name: 'life' },
    ])
  })
})

describe('a draft without faults', () => {
  const words = (nb: string) => ({ ...text(nb), nb })
  const many = (count: number) =>
    Array.from({ length: count }, (_, value) => ({ value, label: text(`Svar ${value}`) }))
  const drafts: [string, Instrument, Fault][] = [
    ['has pages', instrument([]), { code: 'no-pages' }],
    [
      'has something on each page',
      instrument([], { pages: [{ id: 'bare', title: text('Bare'), items: [] }] }),
      { code: 'page-empty', page: 'bare' },
    ],
    [
      'has pages that fit a screen',
      instrument([], {
        pages: [{ id: 'full', title: text('Full'), items: 'abcdefg'.split('').map((id) => single(id)) }],
      }),
      { code: 'page-full', page: 'full', most: 6 },
    ],
    [
      'says where its items come from',
      instrument([single('one', { licence: '' })]),
      { code: 'item-origin', item: 'one' },
    ],
    [
      'has words in each language',
      instrument([single('one', { text: { ...words('Hva?'), en: '' } })]),
      { code: 'item-language', item: 'one', language: 'en' },
    ],
    [
      'has options that a person can take in',
      instrument([single('one', { options: many(13) })]),
      { code: 'options-many', item: 'one', most: 12 },
    ],
  ]

  it.each(drafts)('%s, as the schema demands', (_, draft, fault) => {
    expect(Instrument.safeParse(draft).success).toBe(false)
    expect(instrumentFaults(draft)).toEqual([fault])
  })
})
