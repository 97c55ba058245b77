import { expect, test } from 'vitest'
import {
  assumedElements,
  carefulAndCareless,
  simulateLinkCodes,
  type SimulatedCode,
} from './link-code-simulation.ts'
import {
  chancesOfAgreement,
  chanceWithin,
  expectedFalseLinks,
  falseLinkRate,
  linkageCounts,
  linkedAgainstUnlinked,
  linksToOtherSchools,
} from './linkage-quality.ts'
import { codeWaves } from './linkage-columns.ts'
import { linkWaves } from './linkage.ts'
import { randomFrom } from './simulation.ts'

const simulate = (pools: number, pupils: number, elements = assumedElements) =>
  simulateLinkCodes(
    { elements, care: carefulAndCareless },
    { pools, pupils, waves: 2, leaving: 0.1, joining: 0.1 },
    randomFrom(5),
  ) as [SimulatedCode[], SimulatedCode[]]

test('every record is counted once', () => {
  const [a, b] = simulate(10, 100)
  const linkage = linkWaves(a, [...b, b[0]!], { maxDifferences: 2 })
  const counts = linkageCounts(linkage)
  expect(counts.exact + counts.offOne + counts.offTwo).toBe(counts.pairs)
  expect(counts.pairs).toBe(linkage.pairs.length)
  for (const side of [counts.a, counts.b]) {
    const { records, linked, ambiguous, duplicate, incomplete, unlinked } = side
    expect(linked + ambiguous + duplicate + incomplete + unlinked).toBe(records)
    expect(linked).toBe(counts.pairs)
  }
  expect(counts.b.duplicate).toBe(2)
})

test('the chance of agreeing is found from the values that occur', () => {
  const [a, b] = simulate(60, 120)
  const truth = assumedElements.map((chances) => chances.reduce((sum, chance) => sum + chance ** 2, 0))
  chancesOfAgreement(codeWaves([a, b])).forEach((chance, element) =>
    expect(chance).toBeCloseTo(truth[element]!, 2),
  )
  const gap = (pool: string) => ({ pool, elements: [undefined, 'a'] })
  expect(chancesOfAgreement(codeWaves([[gap('x'), gap('x'), gap('y')]]))).toEqual([0, 1])
})

test('with seven coins, six heads or more come in 8 of 128 throws', () => {
  expect(chanceWithin(new Array<number>(7).fill(0.5), 1)).toBeCloseTo(8 / 128, 12)
  expect(chanceWithin([0.2, 0.3], 2)).toBeCloseTo(1, 12)
})

test('both estimates of false links are of the size of the truth', () => {
  // A poor code, so that there are enough false links to count.
  const poor = [[0.5, 0.5], ...assumedElements.slice(1, 5), new Array<number>(5).fill(0.2)]
  const [a, b] = simulate(100, 120, [...poor, new Array<number>(4).fill(0.25)])
  const options = { maxDifferences: 2 } as const
  const linkage = linkWaves(a, b, options)
  const truth = linkage.pairs.filter((pair) => a[pair.a]!.person !== b[pair.b]!.person).length
  expect(truth).toBeGreaterThan(100)
  const expected = expectedFalseLinks(linkage)
  expect(expected / truth).toBeGreaterThan(0.4)
  expect(expected / truth).toBeLessThan(2)
  const found = linksToOtherSchools(a, b, linkage, options)!
  expect(found / truth).toBeGreaterThan(0.67)
  expect(found / truth).toBeLessThan(1.33)
})

test('a rate says what it is a share of, and no false link found is not none', () => {
  const none = falseLinkRate(0, 600)
  expect(none).toMatchObject({ falseLinks: 0, links: 600, rate: 0 })
  expect(none.upper).toBeCloseTo(3 / 600, 4)
  // poisson.test(4, 200, alternative = "less")$conf.int in R.
  expect(falseLinkRate(4, 200).upper).toBeCloseTo(0.0457676, 6)
  expect(falseLinkRate(0, 0)).toEqual({ falseLinks: 0, links: 0, rate: 0, upper: 1 })
  expect(falseLinkRate(0, 2).upper).toBe(1)
})

test('false links cannot be tried out with one school, nor when each school has its own key', () => {
  const [a, b] = simulate(1, 60)
  expect(linksToOtherSchools(a, b, linkWaves(a, b))).toBeUndefined()
  const keyed = simulate(4, 60).map((wave) =>
    wave.map((record) => ({ ...record, elements: record.elements.map((value) => `${record.pool}${value}`) })),
  ) as [SimulatedCode[], SimulatedCode[]]
  expect(linksToOtherSchools(...keyed, linkWaves(...keyed))).toBeUndefined()
  const [c, d] = simulate(4, 60)
  expect(linksToOtherSchools(c, d, linkWaves(c, d))).toBe(0)
  expect(linksToOtherSchools(c, d, linkWaves(c, d), {}, (pool) => pool)).toBeUndefined()
})

test('those linked are compared with those who were not', () => {
  const compared = linkedAgainstUnlinked(['linked', 'linked', 'unlinked', 'ambiguous', 'linked'], {
    use: [0, 1, 1, 2, undefined],
    same: [1, 1, 1, 1, 1],
  })
  expect(compared['use']).toEqual({
    linked: { n: 2, mean: 0.5, variance: 0.5 },
    unlinked: { n: 2, mean: 1.5, variance: 0.5 },
    standardisedDifference: -1 / Math.sqrt(0.5),
  })
  expect(compared['same']!.standardisedDifference).toBeUndefined()
})
