// Other systems' conditions: read whole or refused whole.
// XLSForm's fields are written as `${…}` inside plain strings, on purpose.
/* eslint-disable no-template-curly-in-string */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Condition } from '#schemas/instrument.ts'
import { type Known, readCondition, writeCondition } from './expression.ts'

const values = new Map([
  ['A1', 1],
  ['A2', 2],
])
const known: Known = {
  variable: (name) =>
    name === 'age' ? { variable: 'age' } : name === 'Q1' ? { variable: 'q1', values } : undefined,
  option: (name, code) => (name === 'drugs' && code === 'wine' ? 'drugs_1' : undefined),
}
const read = (expression: string) => readCondition(expression, known)

describe('a condition of another system', () => {
  test('that is always true is none', () => {
    for (const expression of ['', ' ', '1', 'true()']) expect(read(expression)).toBeUndefined()
  })

  test('of XLSForm is read with its fields, comparisons and selected()', () => {
    expect(read('${age} >= 14')).toEqual({ variable: 'age', from: 14 })
    expect(read('${age} > 14')).toEqual({ variable: 'age', from: 15 })
    expect(read('${age} < 14')).toEqual({ not: { variable: 'age', from: 14 } })
    expect(read("selected(${drugs}, 'wine') and not(${age}=13)")).toEqual({
      all: [{ variable: 'drugs_1', is: [1] }, { not: { variable: 'age', is: [13] } }],
    })
  })

  test('of LimeSurvey is read with .NAOK, its words for signs and its own codes', () => {
    expect(read('((Q1.NAOK == "A2" or age.NAOK gt 3))')).toEqual({
      any: [
        { variable: 'q1', is: [2] },
        { variable: 'age', from: 4 },
      ],
    })
    expect(read("Q1 != 'A1' && age le 5")).toEqual({
      all: [{ not: { variable: 'q1', is: [1] } }, { not: { variable: 'age', from: 6 } }],
    })
  })

  test('binds «and» before «or»', () => {
    expect(read('${age} = 1 or ${age} = 2 and ${age} = 3')).toEqual({
      any: [
        { variable: 'age', is: [1] },
        {
          all: [
            { variable: 'age', is: [2] },
            { variable: 'age', is: [3] },
          ],
        },
      ],
    })
  })

  test.each([
    '${unknown} = 1',
    "Q1 = 'A9'",
    '${age} >= 1.5',
    'count-selected(${drugs}) > 2',
    '${age} >= ',
    '(${age} = 1',
    '${age} = 1 ${age} = 2',
    'regex(., "[0-9]+")',
    'process.exit()',
  ])('that cannot be said here is refused: %s', (expression) => {
    expect(() => read(expression)).toThrow()
  })

  test('written for XLSForm reads back as the same', () => {
    const leaf = fc.oneof<fc.Arbitrary<Condition>[]>(
      fc.record({
        variable: fc.constant('age'),
        is: fc.tuple(fc.nat(9)),
      }),
      fc.record({ variable: fc.constant('age'), from: fc.integer({ min: -5, max: 50 }) }),
      fc.constant({ variable: 'drugs_1', is: [1] }),
    )
    const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
      condition: fc.oneof(
        { maxDepth: 3 },
        leaf,
        fc.record({ all: fc.array(tie('condition'), { minLength: 2, maxLength: 3 }) }),
        fc.record({ any: fc.array(tie('condition'), { minLength: 2, maxLength: 3 }) }),
        fc.record({ not: tie('condition') }),
      ),
    }))
    const several = (name: string) => (name === 'drugs_1' ? { question: 'drugs', code: 1 } : undefined)
    const same: Known = { ...known, option: (name, code) => `${name}_${code}` }
    fc.assert(
      fc.property(condition, (each) => {
        expect(readCondition(writeCondition(each, several), same)).toEqual(each)
      }),
    )
  })
})
