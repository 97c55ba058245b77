// Each warning is called forth by one change to a calm instrument.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Instrument, Item } from '#schemas/instrument.ts'
import { instrumentWarnings } from './instrument-warnings.ts'
import { smallestGroup } from './smallest-group.ts'

const text = (words: string) => ({ nb: words, nn: words, en: words })
const single = (id: string, more: Partial<Extract<Item, { kind: 'single' }>> = {}, count = 2): Item => ({
  kind: 'single',
  id,
  text: text(id),
  construct: id,
  source: 'Own wording',
  licence: 'CC BY 4.0',
  year: 2026,
  options: Array.from({ length: count }, (_, value) => ({ value, label: text(`Svar ${value}`) })),
  ...more,
})
const instrument = (items: Item[], more: Partial<Instrument> = {}): Instrument => ({
  id: 'test',
  title: text('Test'),
  introduction: text('Test'),
  closing: text('Test'),
  respondent: 'pupil',
  ageBand: '8-10',
  minutes: 5,
  languages: ['nb', 'nn', 'en'],
  reviewed: ['nb', 'nn', 'en'],
  scales: [],
  pages: [{ id: 'page', title: text('Page'), items }],
  ...more,
})
const warningsOf = (items: Item[], more: Partial<Instrument> = {}) =>
  instrumentWarnings(instrument(items, more))

describe('instrumentWarnings', () => {
  it('says nothing about a calm instrument', () => {
    expect(warningsOf([single('one'), single('two')])).toEqual([])
  })

  it.each([
    ['CC BY-NC-SA 3.0', 'licence-limits'],
    ['All rights reserved', 'licence-unclear'],
    ['unknown', 'licence-unclear'],
  ])('names the licence %s', (licence, code) => {
    expect(warningsOf([single('one', { licence })])).toEqual([{ code, item: 'one', licence }])
  })

  it('names wording whose owner must be asked, and not a construct worded anew', () => {
    expect(warningsOf([single('one', { source: 'SDQ, Norwegian version' })])).toEqual([
      { code: 'source-restricted', item: 'one', name: 'SDQ' },
    ])
    expect(warningsOf([single('one', { source: 'Own wording; construct after HBSC' })])).toEqual([])
  })

  it('names a language that no native reader has read', () => {
    expect(warningsOf([single('one')], { reviewed: ['nb', 'en'] })).toEqual([
      { code: 'language-unread', language: 'nn' },
    ])
  })

  it('names the fewest answers that would single somebody out', () => {
    const gender = single('gender', { identifies: 'gender' }, 3)
    const country = single('country', { identifies: 'country' }, 8)
    const grade = single('grade', { identifies: 'grade' }, 3)
    expect(warningsOf([gender, grade])).toEqual([])
    const family = single('family', { identifies: 'family' }, 4)
    const [warning] = warningsOf([grade, gender, family])
    expect(warning).toMatchObject({ code: 'identifying', items: ['gender', 'family'], pupils: 60 })
    expect(warningsOf([gender, country])).toMatchObject([{ code: 'identifying', items: ['country'] }])
  })

  it('does not count «vet ikke» as a group', () => {
    const options = [0, 1, 96, 97].map((value) => ({ value, label: text(`Svar ${value}`) }))
    const two = (id: string, identifies: 'gender' | 'family' | 'place') => single(id, { identifies, options })
    expect(warningsOf([two('one', 'gender'), two('two', 'family')])).toEqual([])
    expect(warningsOf([two('one', 'gender'), two('two', 'family'), two('three', 'place')])).toMatchObject([
      { code: 'identifying' },
    ])
  })

  it('names own use below grade 8, and not what others do', () => {
    const own = single('own', { construct: 'alcohol use, lifetime' })
    const others = single('others', { construct: 'perceived descriptive norm, alcohol use' })
    expect(warningsOf([own, others], { ageBand: '5-7' })).toEqual([{ code: 'own-use-young', item: 'own' }])
    expect(warningsOf([own, others])).toEqual([])
  })

  it('names items that ask for words', () => {
    const item: Item = { ...single('one'), kind: 'text', longest: 200 } as never
    expect(warningsOf([item], { respondent: 'teacher' })).toEqual([{ code: 'words', item: 'one' }])
  })

  it('names an instrument that takes longer than it says', () => {
    const long = single('long', { help: text('ord '.repeat(1500)) })
    expect(warningsOf([long])).toEqual([{ code: 'long', minutes: 5, estimate: 7 }])
  })

  it('names one construct measured by several items, unless they are a scale', () => {
    const items = [single('one', { construct: 'mood' }), single('two', { construct: 'mood' })]
    expect(warningsOf(items)).toEqual([{ code: 'construct-twice', construct: 'mood', items: ['one', 'two'] }])
    const scale = {
      id: 'mood',
      title: text('Humør'),
      construct: 'mood',
      source: 'test',
      licence: 'CC BY 4.0',
      year: 2026,
      variables: ['one', 'two'],
      reverse: [],
      score: 'sum' as const,
      minimumAnswered: 1,
    }
    expect(warningsOf(items, { scales: [scale] })).toEqual([])
  })
})

describe('smallestGroup', () => {
  it('agrees with counting by hand', () => {
    expect(smallestGroup(60, 1)).toBeCloseTo(60, 9)
    // Two people, two groups: together with chance ½, then the smallest is empty; apart, it has one.
    expect(smallestGroup(2, 2)).toBeCloseTo(0.5, 12)
    // Three people, two groups: 2 of 8 ways leave one empty, the other six leave one alone.
    expect(smallestGroup(3, 2)).toBeCloseTo(0.75, 12)
    expect(smallestGroup(5, 6)).toBe(0)
  })

  it('is never more than an equal share, and falls with more groups', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 30 }), (people, groups) => {
        const smallest = smallestGroup(people, groups)
        expect(smallest).toBeLessThanOrEqual(people / groups + 1e-9)
        expect(smallestGroup(people, groups + 1)).toBeLessThanOrEqual(smallest + 1e-9)
      }),
    )
  })
})
