// Figures that were computed by another program before this one, and published ones: on at least 5,000 pairs, within 1.5
// percentage points.
import { expect, test } from 'vitest'
import {
  assumedElements,
  carefulAndCareless,
  type LinkCodeModel,
  simulateLinkCodes,
  type SimulatedCode,
} from './link-code-simulation.ts'
import { chanceWithin } from './linkage-quality.ts'
import { linkWaves } from './linkage.ts'
import { randomFrom } from './simulation.ts'

const mixture: LinkCodeModel = { elements: assumedElements, care: carefulAndCareless }
const everyone = (slip: number, elements = assumedElements): LinkCodeModel => ({
  elements,
  care: [{ share: 1, slip }],
})
/** A slip in either wave parts a pair. */
const slipFor = (pairError: number) => 1 - Math.sqrt(1 - pairError)

/** In percent: how many of 20,000 pupils give a code with at most so many differences in the second wave. */
function agreeing(model: LinkCodeModel, maxDifferences: number): number {
  const [before, after] = simulateLinkCodes(model, { pools: 1, pupils: 20_000, waves: 2 }, randomFrom(1))
  const near = before!.filter(({ elements }, row) => {
    const other = after![row]!.elements
    return elements.filter((value, at) => value !== other[at]).length <= maxDifferences
  })
  return (100 * near.length) / before!.length
}

const within = (percent: number) => [percent - 1.5, percent + 1.5] as const
function expectAbout(value: number, percent: number) {
  const [low, high] = within(percent)
  expect(value).toBeGreaterThan(low)
  expect(value).toBeLessThan(high)
}

test('another pupil agrees by chance as often as the table says', () => {
  const agreement = assumedElements.map((chances) => chances.reduce((sum, chance) => sum + chance ** 2, 0))
  const table: [pupils: number, exact: number, one: number, two: number][] = [
    [60, 3.9e-6, 3.2e-4, 0.011],
    [120, 7.8e-6, 6.5e-4, 0.022],
    [500, 3.3e-5, 2.7e-3, 0.091],
    [5_000, 3.3e-4, 0.027, 0.91],
    [65_000, 0.0042, 0.36, 11.9],
    [400_000, 0.026, 2.19, 73],
  ]
  for (const [pupils, ...expected] of table)
    for (const [differences, others] of expected.entries()) {
      const ratio = ((pupils - 1) * chanceWithin(agreement, differences)) / others
      expect(Math.abs(Math.log(ratio))).toBeLessThan(0.035)
    }
  const bits = (entropy: (chances: readonly number[]) => number) =>
    assumedElements.reduce((sum, chances) => sum + entropy(chances), 0)
  expect(bits((chances) => -Math.log2(chances.reduce((sum, p) => sum + p * p, 0)))).toBeCloseTo(23.85, 1)
  expect(bits((chances) => chances.reduce((sum, p) => sum - p * Math.log2(p), 0))).toBeCloseTo(26.3, 1)
})

test('two kinds of pupils give 71 and 88 percent, as in Irish schools; errors at random do not', () => {
  expectAbout(agreeing(mixture, 0), 71.1)
  expectAbout(agreeing(mixture, 1), 87.9)
  expectAbout(agreeing(everyone(slipFor(1 - 0.71 ** (1 / 7))), 1), 95.9)
})

test('EU-Dap: three percent wrong digits are one wrong code in five', () => {
  expect(100 * (1 - 0.97 ** 7)).toBeCloseTo(19.2, 1)
  expectAbout(agreeing(everyone(0.03), 0), 65.3)
})

test('Ripper: eight questions, 95.7 percent with two changes at most, nearly all with four', () => {
  const eight = everyone(slipFor(0.105), [...assumedElements, assumedElements[1]!])
  expectAbout(agreeing(eight, 2), 95.7)
  expectAbout(agreeing(eight, 4), 99.9)
})

test('EPM 2026: twelve elements with 40 percent equal give 94.7 percent with ten', () => {
  const twelve = everyone(slipFor(0.0735), [...assumedElements, ...assumedElements.slice(0, 5)])
  expectAbout(agreeing(twelve, 0), 40)
  expectAbout(agreeing(twelve, 2), 94.7)
})

test.each([
  [120, 60, [71.1, 88.5, 91.2], [0, 0, 0.0007]],
  [500, 14, [71.4, 88.6, 91.0], [0, 0, 0.0019]],
])('schools of %i with leavers and joiners: right links and false ones', (pupils, pools, right, wrong) => {
  const [before, after] = simulateLinkCodes(
    mixture,
    { pools, pupils, waves: 2, leaving: 0.1, joining: 0.1 },
    randomFrom(3),
  ) as [SimulatedCode[], SimulatedCode[]]
  const later = new Set(after.map(({ person }) => person))
  const stayed = before.filter(({ person }) => later.has(person)).length
  expect(stayed).toBeGreaterThan(5_000)
  for (const maxDifferences of [0, 1, 2] as const) {
    const { pairs } = linkWaves(before, after, { maxDifferences })
    const correct = pairs.filter(({ a, b }) => before[a]!.person === after[b]!.person).length
    expectAbout((100 * correct) / stayed, right[maxDifferences]!)
    expect((pairs.length - correct) / pairs.length).toBeLessThan(wrong[maxDifferences]! + 0.0015)
  }
})

test('the same seed gives the same codes', () => {
  const codes = () => simulateLinkCodes(mixture, { pools: 2, pupils: 5, waves: 3, joining: 1 }, randomFrom(9))
  expect(codes()).toEqual(codes())
  expect(codes()[2]!.length).toBeGreaterThan(codes()[0]!.length)
})
