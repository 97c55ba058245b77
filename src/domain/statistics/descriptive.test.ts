// The intraclass correlation within arms: a difference between arms is no likeness of the pupils of a school. Against R
// in tests/reference/report.
import { expect, test } from 'vitest'
import { iccByAnova } from './descriptive.ts'

const names = Array.from({ length: 8 }, (_, school) => `s${school}`)
const arms = [0, 0, 0, 1, 1, 1, 1, 1]
// Nine to sixteen pupils a school.
const codes = Int32Array.from(names.flatMap((_, school) => new Array<number>(9 + school).fill(school)))
const school = { names, codes }
const values = Float64Array.from(codes, (code, row) => ((row * 53) % 17) / 9 + ((code * 3) % 5) / 4)
const moved = values.map((value, row) => value + 5 * arms[codes[row]!]!)

test('within arms it does not grow with a difference between them, and otherwise it does', () => {
  const within = iccByAnova(values, school, arms)
  for (const [key, value] of Object.entries(iccByAnova(moved, school, arms)))
    expect(value).toBeCloseTo(within[key as keyof typeof within], 10)
  expect(iccByAnova(moved, school).estimate).toBeGreaterThan(iccByAnova(values, school).estimate + 0.3)
})

test('with one arm it is that of all schools', () => {
  const alike = iccByAnova(values, school, new Array<number>(8).fill(0))
  expect(alike).toEqual(iccByAnova(values, school))
})
