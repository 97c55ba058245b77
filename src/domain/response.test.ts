// What is accepted as an answer, and that the size of what is sent says nothing.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { answersTo, instruments as shipped, possible } from '../../tests/support/instruments.ts'
import type { Answers } from './answers.ts'
import { surveyLocales } from './locale.ts'
import { acceptAnswers, bodySizeOf, hidesLanguage, keptLanguage, padBody } from './response.ts'
import { fits, variablesOf } from './variable.ts'

const bytes = (text: string) => new TextEncoder().encode(text).length
const instruments = [...shipped.values()].map(({ instrument }) => instrument)

describe.each(instruments.map((instrument) => [instrument.id, instrument] as const))(
  'answers to %s',
  (_, instrument) => {
    const names = variablesOf(instrument).map(({ name }) => name)

    test('that fit are accepted whole, in the order of the questions and not of the clicks', () => {
      fc.assert(
        fc.property(answersTo(instrument), (answers) => {
          const accepted = acceptAnswers(instrument, answers)
          expect(accepted).toEqual(answers)
          expect(Object.keys(accepted)).toEqual(names.filter((name) => Object.hasOwn(answers, name)))
        }),
      )
    })

    test('to a question that does not exist are refused whole', () => {
      const unknown = fc
        .oneof(
          fc.stringMatching(/^[a-z][a-z0-9_]{0,31}$/),
          fc.constantFrom('constructor', 'toString', 'hasOwnProperty', 'valueOf', 'prototype', ''),
        )
        .filter((name) => !names.includes(name))
      fc.assert(
        fc.property(answersTo(instrument), unknown, (answers, name) => {
          expect(() => acceptAnswers(instrument, { ...answers, [name]: 0 })).toThrow('response.unfitting')
        }),
      )
      const poisoned = JSON.parse('{"__proto__": 1}') as Answers
      expect(() => acceptAnswers(instrument, poisoned)).toThrow('response.unfitting')
    })

    test('with a value that is no option are refused whole', () => {
      fc.assert(
        fc.property(
          fc.constantFrom(...variablesOf(instrument)),
          fc.oneof(fc.integer(), fc.double()),
          (variable, value) => {
            const inRange = variable.range && value >= variable.range.min && value <= variable.range.max
            fc.pre(!possible(variable).includes(value) && !(inRange && Number.isInteger(value)))
            expect(fits(variable, value)).toBe(false)
            expect(() => acceptAnswers(instrument, { [variable.name]: value })).toThrow('response.unfitting')
          },
        ),
        { numRuns: 400 },
      )
      for (const value of [NaN, Infinity, -1, 0.5, '1' as never, null as never, [1] as never])
        expect(() => acceptAnswers(instrument, { [names[0]!]: value })).toThrow('response.unfitting')
    })

    const envelope = (locale: string, answers: Answers) => ({
      round: '00000000-0000-4000-8000-000000000000',
      instrument: '0'.repeat(32),
      message: 'm'.repeat(86),
      signature: 's'.repeat(342),
      locale,
      answers,
      speed: 0,
    })
    /** The answers that take the most bytes: every variable with its longest value. */
    const longest = Object.fromEntries(
      variablesOf(instrument).map((variable) => [
        variable.name,
        possible(variable).reduce((a, b) => (String(b).length > String(a).length ? b : a)),
      ]),
    )
    const linkCodes = [undefined, ['17', 'Q', 'Å', '4', 'Z', null, 'W'], Array<string>(7).fill('Ø')]

    test('have one size on the wire in every language, from none at all to every one and a link code', () => {
      const none = envelope('nb', {})
      const size = bodySizeOf(instrument, none)
      expect(size).toBeGreaterThan(bytes(JSON.stringify({ ...none, answers: longest })))
      for (const locale of surveyLocales)
        fc.assert(
          fc.property(
            fc.oneof(answersTo(instrument), fc.constantFrom({}, longest)),
            fc.constantFrom(...linkCodes),
            (answers, linkCode) => {
              const submission = { ...envelope(locale, answers), ...(linkCode && { linkCode }) }
              const body = padBody(submission, bodySizeOf(instrument, submission))
              expect([bytes(body), JSON.parse(body)]).toMatchObject([size, submission])
            },
          ),
          { numRuns: 20 },
        )
    })
  },
)

test('words of any kind have one size on the wire', () => {
  const teacher = shipped.get('laerer')!.instrument
  const { name, longest } = variablesOf(teacher).find((variable) => variable.longest)!
  const size = bodySizeOf(teacher, { answers: {} })
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: longest! }), (words) => {
      const body = padBody({ answers: { [name]: words.slice(0, longest) } }, size)
      expect(bytes(body)).toBe(size)
    }),
    { numRuns: 30 },
  )
})

describe('the language that is kept', () => {
  test('is one of the product’s, and one word for all others', () => {
    expect(surveyLocales.map(keptLanguage)).toEqual(['nb', 'nn', 'en', 'other', 'other', 'other', 'other'])
  })

  test('leaves with the answers of adults only where five or more have each', () => {
    const counts = (...[nb = 0, pl = 0, so = 0]: number[]) =>
      [
        { locale: 'nb', count: nb },
        { locale: 'pl', count: pl },
        { locale: 'so', count: so },
      ].filter(({ count }) => count > 0)
    expect(hidesLanguage('parent', counts(20, 4))).toBe(true)
    expect(hidesLanguage('parent', counts(20, 3, 2))).toBe(false)
    expect(hidesLanguage('teacher', counts(20, 0, 1))).toBe(true)
    expect(hidesLanguage('teacher', counts(20))).toBe(false)
    expect(hidesLanguage('pupil', counts(20, 1))).toBe(false)
  })
})
