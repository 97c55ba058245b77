import fc from 'fast-check'
import { expect, test } from 'vitest'
import { imbalance, standardScores, type Unit } from './randomisation-balance.ts'
import { generatorFrom, readSeed, shuffled, xoshiro128 } from './randomisation-generator.ts'
import { constrainedSchemes, fixedPairs, schemeText } from './randomisation-schemes.ts'
import { type Design, permutationTest, randomise } from './randomisation.ts'

/**
 * The 16 counties of Dickinson et al. 2015 in the R package cvcrand 0.1.1 (Dickinson_design): county, location, inciis,
 * uptodateonimmunizations, hispanic, incomecat.
 */
const counties: Unit[] = (
  [
    [1, 'Rural', 94, 37, 44, 'Low'],
    [2, 'Rural', 85, 39, 23, 'High'],
    [3, 'Rural', 85, 42, 12, 'Low'],
    [4, 'Rural', 93, 39, 18, 'High'],
    [5, 'Rural', 82, 31, 6, 'High'],
    [6, 'Rural', 80, 27, 15, 'Med'],
    [7, 'Rural', 94, 49, 38, 'Low'],
    [8, 'Rural', 100, 37, 39, 'Low'],
    [9, 'Urban', 93, 51, 35, 'Med'],
    [10, 'Urban', 89, 51, 17, 'Med'],
    [11, 'Urban', 83, 54, 7, 'High'],
    [12, 'Urban', 70, 29, 13, 'Med'],
    [13, 'Urban', 93, 50, 13, 'High'],
    [14, 'Urban', 85, 36, 10, 'Med'],
    [15, 'Urban', 82, 38, 39, 'Low'],
    [16, 'Urban', 84, 43, 28, 'Med'],
  ] as const
).map(([county, location, inciis, uptodate, hispanic, income]) => ({
  id: `county ${String(county).padStart(2, '0')}`,
  stratum: location,
  covariates: { location, inciis, uptodate, hispanic, income },
}))

const arms = [
  { name: 'lessons', share: 1 },
  { name: 'waiting list', share: 1 },
]
const blocks: Design = { scheme: 'blocks', arms, blockSizes: [4] }
const constrained: Design = { scheme: 'constrained', arms, keep: 0.1, most: 200_000, sample: 50_000 }
/** Not a hash; the real one comes from the caller. */
const hash = (text: string) => `${text.length}:${text}`
const chance = { seed: '2a', codeVersion: '1.0', hash }
const armsOf = (units: Unit[], design: Design, seed = '2a') =>
  randomise(units, design, { ...chance, seed }).allocation.map(({ arm }) => arm)

test('the generator gives the numbers of its authors', () => {
  const first = xoshiro128([1, 2, 3, 4])
  const known = [11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597]
  expect(known.map(() => first.next())).toEqual(known)
})

test('seeds side by side give draws that have nothing to do with each other', () => {
  const pairs = new Array<number>(36).fill(0)
  const draws = Array.from({ length: 7_201 }, (_, seed) => generatorFrom(seed.toString(16)).below(6))
  for (let at = 1; at < draws.length; at += 1) pairs[6 * draws[at - 1]! + draws[at]!]! += 1
  const chiSquare = pairs.reduce((sum, count) => sum + (count - 200) ** 2 / 200, 0)
  expect(chiSquare).toBeLessThan(66.6) // 0.999 of χ² with 35 degrees of freedom
  // From tests/reference/randomisation-generator.txt. With another sequence nobody could draw an old allocation again.
  const generator = generatorFrom('0123456789abcdef0123456789abcdef')
  expect([generator.next(), generator.next(), generator.next()]).toEqual([3429725432, 1144841214, 1504817189])
})

test('a seed is up to 32 hexadecimal digits', () => {
  expect(readSeed('2A')).toBe('0'.repeat(30) + '2a')
  for (const wrong of ['', 'xyz', '1'.repeat(33)]) expect(() => readSeed(wrong)).toThrow('hexadecimal')
})

test('every order is as likely as the others', () => {
  const generator = generatorFrom('1')
  const orders = new Map<string, number>()
  for (let time = 0; time < 12_000; time += 1) {
    const order = shuffled(['a', 'b', 'c'], generator).join('')
    orders.set(order, (orders.get(order) ?? 0) + 1)
  }
  expect(orders.size).toBe(6)
  const chiSquare = [...orders.values()].reduce((sum, count) => sum + (count - 2000) ** 2 / 2000, 0)
  expect(chiSquare).toBeLessThan(20.5) // 0.999 of χ² with 5 degrees of freedom
})

test('cvcrand: the imbalance of all 12,870 ways to divide 16 counties', () => {
  const set = constrainedSchemes(counties, 8, constrained, generatorFrom('1'))
  expect([set.considered, set.isComplete, set.acceptable.length]).toEqual([12_870, true, 1_287])
  const sorted = set.scores.toSorted()
  const mean = sorted.reduce((sum, score) => sum + score, 0) / sorted.length
  const variance = sorted.reduce((sum, score) => sum + (score - mean) ** 2, 0) / (sorted.length - 1)
  expect(mean).toBeCloseTo(24, 9)
  expect(Math.sqrt(variance)).toBeCloseTo(15.775, 3)
  // R's quantile, type 7.
  const quantile = (share: number) => {
    const at = (sorted.length - 1) * share
    const below = Math.floor(at)
    return sorted[below]! + (at - below) * ((sorted[below + 1] ?? 0) - sorted[below]!)
  }
  const known = [
    [0, 1.161],
    [0.05, 5.826],
    [0.1, 7.638],
    [0.2, 10.849],
    [0.25, 12.221],
    [0.3, 13.84],
    [0.5, 20.578],
    [0.75, 31.621],
    [0.95, 55.486],
    [1, 116.656],
  ] as const
  for (const [share, score] of known) expect(quantile(share)).toBeCloseTo(score, 3)
  const scores = standardScores(counties)
  for (const scheme of set.acceptable) expect(imbalance(scores, scheme)).toBeLessThan(7.6385)
})

test('the record says what was drawn, and from what', () => {
  const record = randomise(counties, constrained, chance)
  expect(record).toMatchObject({
    seed: readSeed('2a'),
    codeVersion: '1.0',
    schemes: { considered: 12_870, isComplete: true, acceptable: 1_287 },
  })
  const set = constrainedSchemes(counties, 8, constrained, generatorFrom('2a'))
  expect(record.schemes!.hash).toBe(hash(set.acceptable.map(schemeText).join('\n')))
  const chosen = [...set.acceptable[record.schemes!.chosen]!].map((one) => arms[1 - one]!.name)
  expect(record.allocation).toEqual(counties.map(({ id }, at) => ({ id, arm: chosen[at] })))
  expect(record.inputHash).toContain('"inciis",94')
  const income = record.balance.filter(({ covariate }) => covariate === 'income')
  expect(income.map(({ category }) => category)).toEqual(['High', 'Low', 'Med'])
  const { arms: inArms } = record.balance.find(({ covariate }) => covariate === 'inciis')!
  expect(inArms[0]!.mean * 8 + inArms[1]!.mean * 8).toBeCloseTo(1392, 9)
})

test('a set that is too narrow is told: few schemes, and schools bound to each other', () => {
  expect(randomise(counties, constrained, chance).schemes).toMatchObject({
    isFew: false,
    alwaysTogether: [],
    neverTogether: [],
  })
  // Two large schools and six alike: the best tenth of 70 ways always parts the large ones.
  const eight = [90, 90, 1, 1, 1, 1, 1, 1].map((size, at) => ({
    id: `s${at}`,
    stratum: '',
    covariates: { size },
  }))
  const { schemes } = randomise(eight, constrained, chance)
  expect(schemes).toMatchObject({ acceptable: 7, isFew: true })
  expect(schemes!.neverTogether).toContainEqual(['s0', 's1'])
  const sets = ['1100', '0011', '1100'].map((text) => Uint8Array.from(text, Number))
  expect(fixedPairs(sets)).toEqual({
    together: [
      [0, 1],
      [2, 3],
    ],
    apart: [
      [0, 2],
      [0, 3],
      [1, 2],
      [1, 3],
    ],
  })
})

test('many schools: a sample of different ways is looked at', () => {
  const many = Array.from({ length: 40 }, (_, at) => ({
    id: `s${at}`,
    stratum: '',
    covariates: { size: at % 7 },
  }))
  const set = constrainedSchemes(many, 20, { keep: 0.1, most: 1000, sample: 500 }, generatorFrom('1'))
  expect([set.considered, set.isComplete, set.acceptable.length]).toEqual([500, false, 50])
  expect(new Set(set.acceptable.map(schemeText)).size).toBe(50)
  for (const scheme of set.acceptable) expect(scheme.reduce((sum, one) => sum + one, 0)).toBe(20)
})

test('where many ways are equally good, no school is sure of its arm', () => {
  const flat = counties.map((county) => ({ ...county, covariates: { location: county.stratum } }))
  const { acceptable } = constrainedSchemes(flat, 8, constrained, generatorFrom('1'))
  for (const place of flat.keys()) {
    const share = acceptable.filter((scheme) => scheme[place] === 1).length / acceptable.length
    expect(Math.abs(share - 0.5)).toBeLessThan(0.06)
  }
})

const some = fc.array(fc.record({ stratum: fc.constantFrom('north', 'south'), size: fc.nat(9) }), {
  minLength: 6,
  maxLength: 12,
})

test('the order of the rows does not matter, and the same seed draws the same', () => {
  fc.assert(
    fc.property(some, fc.integer({ min: 1 }), fc.boolean(), (rows, seed, isBlocks) => {
      const units = rows.map(({ stratum, size }, at) => ({
        id: `s${at}`,
        stratum,
        covariates: { size: at === 0 ? 10 : size },
      }))
      const design = isBlocks ? blocks : constrained
      const drawn = randomise(units, design, { ...chance, seed: seed.toString(16) })
      const again = randomise(units.toReversed(), design, { ...chance, seed: seed.toString(16) })
      expect(again).toEqual(drawn)
    }),
    { numRuns: 50 },
  )
})

test('blocks: the arms differ by two at most in each stratum, and shares are kept', () => {
  fc.assert(
    fc.property(some, fc.integer({ min: 1 }), (rows, seed) => {
      const units = rows.map(({ stratum }, at) => ({ id: `s${at}`, stratum, covariates: {} }))
      const { allocation } = randomise(units, blocks, { ...chance, seed: seed.toString(16) })
      const armOf = new Map(allocation.map(({ id, arm }) => [id, arm]))
      for (const stratum of ['north', 'south']) {
        const here = units.filter((unit) => unit.stratum === stratum)
        const treated = here.filter(({ id }) => armOf.get(id) === 'lessons').length
        expect(Math.abs(2 * treated - here.length)).toBeLessThanOrEqual(2)
      }
    }),
  )
  const twoToOne = [
    { name: 'a', share: 2 },
    { name: 'b', share: 1 },
  ]
  const drawn = armsOf(counties.slice(0, 6), { scheme: 'blocks', arms: twoToOne, blockSizes: [3, 6] })
  expect(drawn.filter((arm) => arm === 'a')).toHaveLength(4)
})

test('another seed draws otherwise, and each school is as likely to get each arm', () => {
  const seeds = Array.from({ length: 400 }, (_, at) => (at + 1).toString(16))
  const drawn = seeds.map((seed) => armsOf(counties, blocks, seed))
  // Of 6⁴ ways, 400 draws are expected to meet 344.
  expect(Math.abs(new Set(drawn.map((list) => list.join())).size - 344)).toBeLessThan(36)
  for (const place of counties.keys()) {
    const treated = drawn.filter((list) => list[place] === 'lessons').length
    expect(Math.abs(treated - 200)).toBeLessThan(40)
  }
})

test('permutation test: an effect beyond chance is found, none is not; the set is that of the draw', () => {
  for (const design of [constrained, blocks]) {
    const armOf = new Map(randomise(counties, design, chance).allocation.map(({ id, arm }) => [id, arm]))
    const noise = (at: number) => ((at * 7) % 16) / 100
    const outcomes = (effect: number) =>
      new Map(
        counties.map(({ id }, at) => [id, noise(at) + (armOf.get(id) === 'lessons' ? effect : 0)] as const),
      )
    const found = permutationTest(counties, design, '2a', outcomes(5), 999)
    expect(found.p).toBeLessThan(0.02)
    expect(found.difference).toBeCloseTo(5, 0)
    expect(found.allocations).toBe(design === constrained ? 1_287 : 1_000)
    expect(permutationTest(counties, design, '2a', outcomes(0), 999).p).toBeGreaterThan(0.05)
    const same = new Map(counties.map(({ id }) => [id, 1]))
    expect(permutationTest(counties, design, '2a', same, 99).p).toBe(1)
    // A county without an outcome is drawn along, and not compared.
    const fewer = new Map([...outcomes(5)].slice(1))
    const without = permutationTest(counties, design, '2a', fewer, 999)
    expect(without).toMatchObject({ compared: 15, allocations: found.allocations })
    expect(without.p).toBeLessThan(0.02)
    expect(without.armOf).toEqual(armOf)
    expect(() => permutationTest(counties, design, '2a', new Map([...fewer].slice(0, 2)), 999)).toThrow(
      'no unit',
    )
  }
})

test('what cannot be drawn is refused by name', () => {
  const draw = (units: Unit[], design: Design) => () => randomise(units, design, chance)
  expect(draw([...counties, counties[0]!], blocks)).toThrow('«county 01» comes twice')
  expect(draw(counties.slice(0, 1), blocks)).toThrow('fewer units than arms')
  expect(draw(counties, { ...blocks, blockSizes: [3] })).toThrow('multiple of 2')
  expect(draw(counties, { ...blocks, arms: arms.slice(0, 1) })).toThrow('two arms')
  expect(draw(counties.slice(0, 8), constrained)).toThrow('«location» is the same everywhere')
  const bare = counties.map((county) => ({ ...county, covariates: {} }))
  expect(draw(bare, constrained)).toThrow('needs a covariate')
  expect(draw(counties, { ...constrained, keep: 0 })).toThrow('leaves none')
})
