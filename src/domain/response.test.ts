// What is accepted as an answer, and that the size of what is sent says nothing.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { answersTo, instruments as shipped, possible } from '../../tests/support/instruments.ts'
import type { Answers } from './answers.ts'
import { acceptAnswers, bodySize, padBody } from './response.ts'
import { fits, variablesOf } from './variable.ts'

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
    const size = (body: string) => new TextEncoder().encode(body).length

    /** The answers that take the most bytes: every variable with its longest value. */
    const longest = Object.fromEntries(
      variablesOf(instrument).map((variable) => [
        variable.name,
        possible(variable).reduce((a, b) => (String(b).length > String(a).length ? b : a)),
      ]),
    )

    test.each(['nb', 'nn', 'en'])(
      'in %s have one size on the wire, from none at all to every one',
      (locale) => {
        expect(size(padBody(envelope(locale, {})))).toBe(bodySize)
        expect(size(padBody(envelope(locale, longest)))).toBe(bodySize)
        fc.assert(
          fc.property(
            answersTo(instrument),
            (answers) => size(padBody(envelope(locale, answers))) === bodySize,
          ),
        )
      },
    )
  },
)

test('padding fills up to a multiple of the size and leaves the content alone', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 9000 }), (text) => {
      const body = padBody({ text })
      expect(new TextEncoder().encode(body).length % bodySize).toBe(0)
      const { text: back, padding } = JSON.parse(body) as { text: string; padding: string }
      // A lone surrogate is sent as its escape and comes back as itself.
      expect(back).toBe(text)
      expect(padding.trim()).toBe('')
    }),
  )
})
