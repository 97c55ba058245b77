// The flags on cases that can be counted by hand.
import { describe, expect, test } from 'vitest'
import type { Instrument, Item } from '#schemas/instrument.ts'
import { qualityFlags } from './quality.ts'

const text = { nb: 'x', nn: 'x', en: 'x' }
const base = { text, construct: 'x', source: 'x', licence: 'x', year: 2026 }
const options = [0, 1, 2, 3, 97].map((value) => ({ value, label: text }))
const single = (id: string): Item => ({ kind: 'single', id, ...base, options })
const grid = (id: string, rows: number): Item => ({
  kind: 'grid',
  id,
  ...base,
  rows: Array.from({ length: rows }, (_, row) => ({ id: `${id}_${row}`, text })),
  options,
})

const instrument = {
  id: 'test',
  title: text,
  introduction: text,
  closing: text,
  respondent: 'pupil',
  minutes: 5,
  reviewed: [],
  pages: [
    { id: 'one', title: text, items: ['dummy', 'honest', 'life', 'recent', 'other'].map(single) },
    { id: 'two', title: text, items: [grid('a', 4), grid('b', 5), grid('short', 3)] },
  ],
  quality: {
    dummyDrug: 'dummy',
    honesty: { item: 'honest', dishonestFrom: 2 },
    consistency: [
      { lifetime: 'life', recent: 'recent' },
      { lifetime: 'life', recent: 'other' },
    ],
    minimumSeconds: 60,
  },
} as unknown as Instrument

const flags = (answers: Record<string, number>) => qualityFlags(instrument, answers, 0)
const straight = (id: string, rows: number, value: number) =>
  Object.fromEntries(Array.from({ length: rows }, (_, row) => [`${id}_${row}`, value]))

describe('a flag', () => {
  test('of the drug that does not exist rises with any use, and not with a refusal or no answer', () => {
    expect([0, 1, 3, 97].map((dummy) => flags({ dummy })['q_dummy'])).toEqual([0, 1, 1, undefined])
    expect(flags({})['q_dummy']).toBeUndefined()
  })

  test('of honesty is 0 from the named answer on', () => {
    expect([0, 1, 2, 3, 97].map((honest) => flags({ honest })['q_honest'])).toEqual([1, 1, 0, 0, undefined])
  })

  test('of contradictions counts pairs of recent use without lifetime use', () => {
    expect(flags({ life: 0, recent: 1, other: 2 })['q_inconsistent']).toBe(2)
    expect(flags({ life: 0, recent: 0, other: 2 })['q_inconsistent']).toBe(1)
    expect(flags({ life: 1, recent: 3, other: 3 })['q_inconsistent']).toBe(0)
    expect(flags({ recent: 3 })['q_inconsistent']).toBe(0)
    expect(flags({ life: 97, recent: 3 })['q_inconsistent']).toBe(0)
    expect(flags({ life: 0, recent: 97 })['q_inconsistent']).toBe(0)
  })

  test('of straight lines looks at long grids with enough answers only', () => {
    expect(flags({})['q_straight']).toBeUndefined()
    expect(flags(straight('short', 3, 1))['q_straight']).toBeUndefined()
    expect(flags(straight('a', 4, 1))['q_straight']).toBe(100)
    expect(flags({ ...straight('a', 4, 1), ...straight('b', 5, 2) })['q_straight']).toBe(100)
    expect(flags({ ...straight('a', 4, 1), ...straight('b', 5, 2), b_3: 0 })['q_straight']).toBe(50)
    expect(flags({ ...straight('a', 4, 1), a_0: 0 })['q_straight']).toBe(0)
  })

  test('of answers given is rounded down to ten, so that it names nobody', () => {
    const everything = {
      ...Object.fromEntries(['dummy', 'honest', 'life', 'recent', 'other'].map((name) => [name, 0])),
      ...straight('a', 4, 1),
      ...straight('b', 5, 1),
      ...straight('short', 3, 1),
    }
    expect(flags(everything)['q_answered']).toBe(100)
    const { dummy: _, ...allButOne } = everything
    expect(flags(allButOne)['q_answered']).toBe(90)
    expect([flags({ dummy: 0 })['q_answered'], flags({})['q_answered']]).toEqual([0, 0])
  })
})
