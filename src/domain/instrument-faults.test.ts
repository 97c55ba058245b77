// Each fault is made by one change to a sound instrument, so a test fails if a check stops seeing it.
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { Instrument, type Item } from '#schemas/instrument.ts'
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
    expect(instrumentFaults(instrument([], { pages }))).toEqual(['Page id same is used twice.'])
  })

  it('names an item id used twice, and the variable it would store twice', () => {
    expect(faultsOf(single('same'), single('same'))).toEqual([
      'Item id same is used twice.',
      'Variable same is stored twice.',
    ])
  })

  it.each([
    ['a row of a grid', grid('alc', ['alc_life', 'alc_year']), 'alc_life'],
    ['an option of a multiple', multiple('many'), 'many_1'],
  ])('names a single that collides with %s', (_, item, name) => {
    expect(faultsOf(item, single(name))).toEqual([`Variable ${name} is stored twice.`])
  })

  it('names a variable that became too long', () => {
    const id = 'a_name_of_exactly_32_characters_'
    expect(faultsOf(multiple(id))).toEqual([
      `Variable ${id}_0 is longer than 32 characters.`,
      `Variable ${id}_1 is longer than 32 characters.`,
    ])
  })

  it('names an option value and a label used twice', () => {
    const item = single('one', {
      options: [...options, { value: 1, label: { ...text('Ofte'), nn: 'Aldri' } }],
    })
    expect(faultsOf(item)).toEqual([
      'Item one has value 1 twice.',
      'Item one has the nn label “Aldri” twice.',
    ])
  })

  it('names a choice without a choice', () => {
    expect(faultsOf(single('one', { options: options.slice(1) }))).toEqual([
      'Item one has fewer than two options.',
    ])
  })

  it('names a grid without rows, a row used twice, and a row outside its grid', () => {
    expect(faultsOf(grid('empty', []))).toEqual(['Grid empty has no rows.'])
    expect(faultsOf(grid('g', ['g_row', 'g_row']))).toEqual(['Variable g_row is stored twice.'])
    expect(faultsOf(grid('g', ['g_row', 'row']))).toEqual(['Row row of grid g does not begin with g_.'])
  })

  it.each([
    ['empty', number(5, 5), 'Item number has min 5, not below max 5.'],
    ['backwards', slider(10, 0), 'Item slider has min 10, not below max 0.'],
    ['not reached by its step', slider(0, 10, 3), 'Slider slider cannot reach 10 in steps of 3.'],
    ['taken by «vet ikke»', slider(0, 100), 'Slider slider reaches 98, which means «vet ikke».'],
  ])('names a range that is %s', (_, item, fault) => {
    expect(faultsOf(item)).toEqual([fault])
  })

  it.each([
    [{ dummyDrug: 'gone' }, 'Quality dummyDrug names gone, which is no single-choice variable.'],
    [{ dummyDrug: 'drug' }, 'Quality dummyDrug names drug, which is no single-choice variable.'],
    [
      { honesty: { item: 'gone', dishonestFrom: 1 } },
      'Quality honesty names gone, which is no single-choice variable.',
    ],
    [{ honesty: { item: 'honesty', dishonestFrom: 2 } }, 'Quality honesty: no option of honesty reaches 2.'],
    [
      { consistency: [{ lifetime: 'life', recent: 'gone' }] },
      'Quality consistency names gone, which is no single-choice variable.',
    ],
    [
      { consistency: [{ lifetime: 'life', recent: 'life' }] },
      'Quality consistency compares life with itself.',
    ],
  ])('names a quality reference that leads nowhere: %j', (change, fault) => {
    expect(faultsOfQuality(change)).toEqual([fault])
  })

  it('names a variable without the 0 that a check needs', () => {
    const noZero = single('life', {
      options: options.map((option) => ({ ...option, value: option.value + 1 })),
    })
    const items = [noZero, ...sound.slice(1)]
    expect(instrumentFaults(instrument(items, { quality }))).toEqual([
      'Quality consistency: life has no option with value 0.',
    ])
  })
})

describe('the instruments in content', () => {
  const folder = new URL('../../content/instruments/', import.meta.url)
  const files = readdirSync(folder).filter((name) => name.endsWith('.yaml'))

  it.each(files)('%s is valid, without faults, and named by its id', (file) => {
    const shipped = Instrument.parse(parse(readFileSync(new URL(file, folder), 'utf8')))
    expect(instrumentFaults(shipped)).toEqual([])
    expect(`${shipped.id}.yaml`).toBe(file)
  })
})
