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
    pairs: 2000,
    interval: { low: expect.any(Number) as number, high: expect.any(Number) as number },
    band: espadContradictions,
    verdict: 'usual',
  })
})

/** One pair for each of 2000 pupils. */
const single = (contradictions: number) =>
  measure(
    'contradictionsPerPair',
    { ...counts, responses: 2000, checked: 2000, contradictions, contradictory: contradictions },
    1,
  )!
test.each([
  [0, 'usual'],
  [81, 'usual'],
  [97, 'usual'],
  [99, 'high'],
  [201, 'high'],
  [226, 'high'],
  [229, 'striking'],
])('%i contradictions in 2000 pairs are %s', (contradictions, verdict) => {
  expect(single(contradictions).verdict).toBe(verdict)
})

test('the interval is that of prop.test without correction, and wider where contradictions come in bunches', () => {
  // prop.test(100, 2000, correct = FALSE)$conf.int in R.
  const { low, high } = single(100).interval!
  expect([low, high]).toEqual([expect.closeTo(0.04128123, 6), expect.closeTo(0.06044411, 6)])
  const bunched = measure('contradictionsPerPair', { ...counts, contradictions: 100, contradictory: 25 })!
  expect(bunched.interval!.high - bunched.interval!.low).toBeGreaterThan(2.4 * (high - low))
  expect(bunched.verdict).toBe('usual')
  expect(single(0).interval!.high).toBeGreaterThan(0)
})

test('a small wave is not called striking for one odd pupil', () => {
  const small = { ...counts, responses: 10, checked: 10, contradictions: 2, contradictory: 1 }
  expect(measure('contradictionsPerPair', small, 1)).toMatchObject({
    share: 0.2,
    pairs: 10,
    verdict: 'usual',
  })
})

test('straight lines have no share below 25 who answered lists', () => {
  expect(measure('straight', { ...counts, gridded: 24 })).toEqual({
    name: 'straight',
    share: undefined,
    tooFew: true,
  })
  expect(measure('straight', { ...counts, gridded: 25, straight: 1 })?.share).toBe(0.04)
  expect(measure('straight', { ...counts, gridded: 0, straight: 0 })).toEqual({ name: 'straight' })
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
