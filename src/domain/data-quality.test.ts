// A wave's data quality by hand: shares, what stays out of them, and when ESPAD's figures are exceeded.
import { expect, test } from 'vitest'
import { addCounts, espadContradictions, noCounts, summarise } from './data-quality.ts'

const counts = {
  ...noCounts,
  responses: 200,
  dummyAsked: 190,
  dummy: 1,
  honestyAsked: 180,
  dishonest: 9,
  checked: 200,
  contradictory: 12,
  contradictions: 30,
  gridded: 160,
  straight: 8,
  fast: 10,
  underHalf: 4,
  answeredSum: 18_000,
}
const measure = (name: string, of = counts, pairs = 10) =>
  summarise(of, pairs)?.measures.find((each) => each.name === name)

test('shares are of those who have the flag', () => {
  expect(summarise(counts, 10)).toMatchObject({ responses: 200, answered: 0.9 })
  expect(measure('dummy')?.share).toBeCloseTo(1 / 190)
  expect(measure('dishonest')?.share).toBe(0.05)
  expect(measure('straight')?.share).toBe(0.05)
  expect(measure('fast')?.share).toBe(0.05)
  expect(measure('underHalf')?.share).toBe(0.02)
  expect(measure('contradictory')?.share).toBe(0.06)
})

test('contradictions are counted per pair, so that they can stand beside those of ESPAD', () => {
  expect(measure('contradictionsPerPair')).toEqual({
    name: 'contradictionsPerPair',
    share: 30 / 2000,
    band: espadContradictions,
    verdict: 'usual',
  })
})

test.each([
  [0, 'usual'],
  [80, 'usual'],
  [81, 'high'],
  [200, 'high'],
  [201, 'striking'],
])('%i contradictions in 2000 pairs are %s', (contradictions, verdict) => {
  expect(measure('contradictionsPerPair', { ...counts, contradictions })?.verdict).toBe(verdict)
})

test('what an instrument does not check has no share, and no figure beside it', () => {
  const unchecked = { ...counts, dummyAsked: 0, dummy: 0, honestyAsked: 0, dishonest: 0 }
  expect(measure('dummy', unchecked)?.share).toBeUndefined()
  expect(measure('contradictionsPerPair', counts, 0)).toEqual({
    name: 'contradictionsPerPair',
    share: undefined,
  })
  expect(measure('contradictory', counts, 0)?.share).toBeUndefined()
})

test('nine responses have no summary, ten have', () => {
  expect(summarise({ ...counts, responses: 9 }, 10)).toBeUndefined()
  expect(summarise({ ...counts, responses: 10 }, 10)).toBeDefined()
})

test('counts of rounds are added field by field', () => {
  expect(addCounts(counts, counts)).toMatchObject({ responses: 400, dummy: 2, answeredSum: 36_000 })
  expect(addCounts(noCounts, counts)).toEqual(counts)
})
