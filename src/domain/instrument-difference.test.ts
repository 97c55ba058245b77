// A difference names every change and nothing else.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Instrument, Item } from '#schemas/instrument.ts'
import { instrumentDifference, isSame, nearestOf } from './instrument-difference.ts'

const text = (words: string) => ({ nb: words, nn: words, en: words })
const single = (id: string, more: Partial<Extract<Item, { kind: 'single' }>> = {}): Item => ({
  kind: 'single',
  id,
  text: text(id),
  construct: 'test',
  source: 'test',
  licence: 'CC BY 4.0',
  year: 2026,
  options: [
    { value: 0, label: text('Nei') },
    { value: 1, label: text('Ja') },
  ],
  ...more,
})
const instrument = (items: Item[], more: Partial<Instrument> = {}): Instrument => ({
  id: 'test',
  title: text('Test'),
  introduction: text('Test'),
  closing: text('Test'),
  respondent: 'pupil',
  minutes: 5,
  languages: ['nb', 'nn', 'en'],
  reviewed: [],
  scales: [],
  pages: items.map((item) => ({ id: `page_${item.id}`, title: text('Side'), items: [item] })),
  ...more,
})
const names = ['a', 'b', 'c', 'd', 'e'].map((id) => single(id))
const itemsOf = (before: Item[], after: Item[]) =>
  instrumentDifference(instrument(before), instrument(after)).items

describe('instrumentDifference', () => {
  it('is nothing between an instrument and itself', () => {
    expect(isSame(instrumentDifference(instrument(names), instrument(names)))).toBe(true)
  })

  it('names what is new and what is gone', () => {
    expect(itemsOf([single('a'), single('b')], [single('b'), single('c')])).toMatchObject([
      { id: 'c', fate: 'added', moved: false },
      { id: 'a', fate: 'removed', moved: false },
    ])
  })

  it('names only the one that was moved', () => {
    const [a, b, c, d, e] = names
    expect(itemsOf(names, [b!, c!, d!, a!, e!])).toMatchObject([{ id: 'a', fate: 'kept', moved: true }])
    expect(itemsOf(names, [a!, e!, b!, c!, d!])).toMatchObject([{ id: 'e', moved: true }])
  })

  it('names wording per language, with what stood there before', () => {
    const reworded = single('a', { text: { ...text('a'), nn: 'Kva?' } })
    expect(itemsOf([single('a')], [reworded])).toMatchObject([
      { id: 'a', changes: [{ part: 'text', locale: 'nn', before: 'a', after: 'Kva?' }] },
    ])
  })

  it('names options that are new, gone and worded anew', () => {
    const options = [
      { value: 1, label: { ...text('Ja'), en: 'Yes' } },
      { value: 2, label: text('Kanskje') },
    ]
    const [change] = itemsOf([single('a')], [single('a', { options })])
    expect(change!.changes.map(({ of, locale, before, after }) => [of, locale, before, after])).toEqual([
      ['1', 'en', 'Ja', 'Yes'],
      ['2', 'nb', undefined, 'Kanskje'],
      ['2', 'nn', undefined, 'Kanskje'],
      ['2', 'en', undefined, 'Kanskje'],
      ['0', 'nb', 'Nei', undefined],
      ['0', 'nn', 'Nei', undefined],
      ['0', 'en', 'Nei', undefined],
    ])
  })

  it('names a condition that came or went', () => {
    const showIf = { variable: 'b', is: [1] }
    expect(itemsOf([single('a')], [single('a', { showIf })])[0]!.condition).toEqual({ after: showIf })
    expect(itemsOf([single('a', { showIf })], [single('a')])[0]!.condition).toEqual({ before: showIf })
  })

  it('names what changed about the whole', () => {
    const quality = { consistency: [], minimumSeconds: 90 }
    const { about } = instrumentDifference(
      instrument(names),
      instrument(names, { minutes: 7, title: { ...text('Test'), nb: 'Prøve' }, quality }),
    )
    expect(about).toEqual([
      { part: 'title', locale: 'nb', before: 'Test', after: 'Prøve' },
      { part: 'minutes', before: '5', after: '7' },
      { part: 'seconds', after: '90' },
    ])
  })

  it('names a scale that is scored in another way', () => {
    const scale = {
      id: 'scale',
      title: text('Skala'),
      construct: 'test',
      source: 'test',
      licence: 'CC BY 4.0',
      year: 2026,
      variables: ['a', 'b'],
      reverse: [],
      score: 'sum' as const,
      minimumAnswered: 1,
    }
    const { scales } = instrumentDifference(
      instrument(names, { scales: [scale] }),
      instrument(names, { scales: [{ ...scale, score: 'mean', reverse: ['b'] }] }),
    )
    expect(scales).toMatchObject([
      {
        id: 'scale',
        changes: [
          { part: 'reverse', after: 'b' },
          { part: 'score', before: 'sum', after: 'mean' },
        ],
      },
    ])
  })

  it('moves as few items as an order can be reached with', () => {
    const orders = fc.shuffledSubarray(names, { minLength: names.length })
    fc.assert(
      fc.property(orders, (order) => {
        const moved = itemsOf(names, order).filter((each) => each.moved)
        // What did not move stands in its old order.
        const rest = order.filter(({ id }) => moved.every((each) => each.id !== id))
        expect(rest).toEqual(names.filter((item) => rest.includes(item)))
        expect(moved.length).toBeLessThan(names.length)
      }),
    )
  })
})

describe('nearestOf', () => {
  it('is the instrument that shares most items, and nobody when none is shared', () => {
    const whole = instrument(names, { id: 'whole' })
    const half = instrument(names.slice(0, 2), { id: 'half' })
    const strange = instrument([single('z')], { id: 'strange' })
    expect(nearestOf(instrument(names.slice(0, 4)), [strange, half])?.id).toBe('half')
    expect(nearestOf(whole, [strange])).toBeUndefined()
  })
})
