// From question to stored number: names are unique, «vet ikke» is no measurement, and nothing else fits.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { answersTo, instruments, possible } from '../../tests/support/instruments.ts'
import { VariableName } from '#schemas/instrument.ts'
import { codebookOf, designColumns, qualityColumns } from './codebook.ts'
import { exportRow, numberSchools } from './export.ts'
import { scoresOf } from './scale.ts'
import { locales } from './locale.ts'
import { qualityFlags } from './quality.ts'
import { acceptAnswers } from './response.ts'
import { firstMissingOption, fits, itemsOf, variablesOf } from './variable.ts'

describe.each([...instruments.values()].map(({ instrument }) => [instrument.id, instrument] as const))(
  '%s',
  (_, instrument) => {
    const variables = variablesOf(instrument)

    test('has a name of its own for every variable, one that SPSS, Stata and R take', () => {
      const names = variables.map(({ name }) => name)
      expect(new Set(names).size).toBe(names.length)
      expect(names.filter((name) => !VariableName.safeParse(name).success)).toEqual([])
      const columns = [...designColumns, ...names, ...qualityColumns]
      expect(new Set(columns).size).toBe(columns.length)
    })

    test('gives every question that can be answered at least one variable, and information none', () => {
      for (const item of itemsOf(instrument))
        expect(variables.some((variable) => variable.item === item)).toBe(item.kind !== 'information')
    })

    test('never lets a code be an answer and missing at once', () => {
      for (const { name, values, missing, range } of variables) {
        const declared = missing.map(({ value }) => value)
        for (const value of declared) {
          expect(
            values.map((option) => option.value),
            name,
          ).not.toContain(value)
          if (range) expect(value < range.min || value > range.max, `${name} ${value}`).toBe(true)
        }
        expect(values.every(({ value }) => value < firstMissingOption)).toBe(true)
      }
    })

    test('takes exactly the values that it offers', () => {
      fc.assert(
        fc.property(fc.constantFrom(...variables), fc.integer({ min: -5, max: 1100 }), (variable, value) => {
          const inRange =
            variable.range !== undefined && value >= variable.range.min && value <= variable.range.max
          return fits(variable, value) === (inRange || possible(variable).includes(value))
        }),
        { numRuns: 1000 },
      )
    })

    test('flags whatever is answered without throwing, and every flag is a small whole number with a column', () => {
      fc.assert(
        fc.property(
          answersTo(instrument),
          fc.constantFrom(0 as const, 1 as const, 2 as const),
          (answers, speed) => {
            const flags = qualityFlags(instrument, answers, speed)
            expect(Object.keys(flags).filter((name) => !qualityColumns.includes(name as never))).toEqual([])
            expect(flags['q_speed']).toBe(speed)
            for (const value of Object.values(flags))
              expect(Number.isInteger(value) && value >= 0 && value <= 100).toBe(true)
            // Only the answers count, not the order in which they were given.
            expect(qualityFlags(instrument, acceptAnswers(instrument, answers), speed)).toEqual(flags)
          },
        ),
      )
    })

    test('counts no refusal as use: answering «vil ikke svare» to everything raises no flag of use', () => {
      const refusals = Object.fromEntries<number>(
        variables.flatMap(({ name, missing }) => (missing.length ? [[name, missing.at(-1)!.value]] : [])),
      )
      const flags = qualityFlags(instrument, refusals, 0)
      expect(flags['q_dummy']).toBeUndefined()
      expect(flags['q_inconsistent'] ?? 0).toBe(0)
    })

    test.each(locales)(
      'in %s has a codebook with a label for every column and value, and a row as wide',
      (locale) => {
        const codebook = codebookOf(instrument, 'hash', locale)
        for (const { name, label, values, missing } of codebook.columns) {
          expect(label.trim(), name).not.toBe('')
          for (const code of [...values, ...missing])
            expect(code.label.trim(), `${name} ${code.value}`).not.toBe('')
        }
        fc.assert(
          fc.property(answersTo(instrument), (answers) => {
            const response = {
              schoolId: 'a',
              cohort: 2018,
              respondent: 'pupil',
              wave: 1,
              locale,
              answers,
              scores: scoresOf(instrument, answers),
              flags: { q_speed: 1 },
            }
            const row = exportRow(codebook, response, new Map([['a', 7]]))
            expect(row).toHaveLength(codebook.columns.length)
            expect(row.slice(0, 5)).toEqual([7, 2018, 'pupil', 1, locale])
            // Missing stays missing, and nothing turns into 0.
            codebook.columns.forEach(({ name, kind }, index) => {
              if (kind === 'item') expect(row[index]).toBe(answers[name])
              if (kind === 'quality') expect(row[index]).toBe(name === 'q_speed' ? 1 : undefined)
            })
          }),
          { numRuns: 20 },
        )
      },
    )
  },
)

describe('school numbers', () => {
  test('are 1 … n, in the order of the random keys and not of the schools', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.string({ minLength: 1 }), { maxLength: 20 }),
        fc.infiniteStream(fc.nat()),
        (ids, stream) => {
          const keys = ids.map(() => stream.next().value as number)
          const numbers = numberSchools(ids, keys)
          expect([...numbers.values()].sort((a, b) => a - b)).toEqual(ids.map((_, index) => index + 1))
          for (const [a, id] of ids.entries())
            for (const [b, other] of ids.entries())
              if (keys[a]! < keys[b]!) expect(numbers.get(id)!).toBeLessThan(numbers.get(other)!)
        },
      ),
    )
  })
})
