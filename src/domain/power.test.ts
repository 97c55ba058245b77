// Figures of others, repeated. WebPower and clusterPower are R packages; Donner & Klar a textbook.
// What clusterPower's formulas give is in tests/reference/power.txt.
import { expect, test } from 'vitest'
import {
  correlationOfMeans,
  designEffect,
  noncentrality,
  powerCurve,
  powerOf,
  pupilsPerSchool,
  schoolsPerArm,
  smallestEffect,
  type TrialPlan,
} from './power.ts'
import { noncentralTCdf, tQuantile } from './statistics/distributions.ts'

const means = (difference: number, more: Omit<TrialPlan, 'effect'>, sd = 1): TrialPlan => ({
  effect: { kind: 'continuous', difference, sd },
  ...more,
})
const shares = (control: number, intervention: number, more: Omit<TrialPlan, 'effect'>): TrialPlan => ({
  effect: { kind: 'binary', control, intervention },
  ...more,
})
/** clusterPower leaves out the tail on the wrong side. */
function upperTail(plan: TrialPlan, schools: number): number {
  const { lambda, df } = noncentrality(plan, schools)
  return 1 - noncentralTCdf(tQuantile(0.975, df), df, lambda)
}

test('design effect: equal sizes, and dearer with unequal ones', () => {
  for (const [icc, effect] of [
    [0.02, 2.18],
    [0.05, 3.95],
    [0.1, 6.9],
  ] as const)
    expect(designEffect({ pupils: 60, icc })).toBeCloseTo(effect, 12)
  expect(designEffect({ pupils: 50, icc: 0.02, sizeVariation: 0.6 })).toBeCloseTo(2.34, 12)
})

test.each([
  [20, 0.59016839],
  [30, 0.63653133],
  [40, 0.66200304],
  [50, 0.67805251],
  [60, 0.68907545],
  [70, 0.69710755],
  [80, 0.70321809],
  [90, 0.70802175],
  [100, 0.71189665],
])('WebPower wp.crt2arm: ten schools of %i pupils', (pupils, power) => {
  expect(powerOf(means(0.6, { pupils, icc: 0.1 }), 10)).toBeCloseTo(power, 7)
})

test('WebPower wp.crt2arm: pupils a school for power .8', () => {
  const plan = means(0.8, { pupils: 1, icc: 0.1 })
  expect(pupilsPerSchool(plan, 10, 0.8)).toBeCloseTo(16.025576, 4)
  expect(pupilsPerSchool(means(0.2, { pupils: 1, icc: 0.1 }), 10, 0.8)).toBeUndefined()
})

test('clusterPower cpa.normal: 16 schools an arm', () => {
  expect(upperTail(means(1, { pupils: 10, icc: 0.1 }, Math.sqrt(5)), 32)).toBeCloseTo(0.80176602, 7)
})

test('clusterPower cpa.normal: unequal sizes in a mixed model', () => {
  const plan = means(0.2, { pupils: 100, icc: 0.1, sizeVariation: 0.5, weighting: 'mixed-model' })
  expect(upperTail(plan, 40)).toBeCloseTo(0.4559881, 6)
  // Eldridge's design effect is more careful.
  expect(upperTail({ ...plan, weighting: 'pupils' }, 40)).toBeCloseTo(0.3913199, 6)
})

test('clusterPower cpa.normal: five sizes given one by one', () => {
  const sizes = [100, 50, 25, 100, 100]
  const [pupils, icc, schools] = [75, 0.1, 10]
  const noise = (1 - icc) / icc
  const efficiency =
    ((pupils + noise) / pupils) * (sizes.reduce((sum, size) => sum + size / (size + noise), 0) / 5)
  // The package multiplies by the efficiency where it ought to divide (0.12796). This repeats its 0.13315.
  const wrong = designEffect({ pupils, icc }) * efficiency
  const asIf = means(0.2, { pupils, icc: (wrong - 1) / (pupils - 1) })
  expect(upperTail(asIf, schools)).toBeCloseTo(0.13315, 5)
})

test('clusterPower cpa.did.normal: change scores, whose factor is 2(1 − r) and not 1 − r²', () => {
  const plan = means(0.5, { pupils: 100, icc: 0.05 })
  const r = correlationOfMeans(plan, 0.5, 0.7)
  expect(r).toBeCloseTo(0.53193, 5)
  const asChange = means(0.5, { pupils: 100, icc: 0.05 }, Math.sqrt(2 * (1 - r)))
  expect(schoolsPerArm(asChange, 0.8)).toBeCloseTo(4.683358, 3)
  expect(schoolsPerArm({ ...plan, baselineCorrelation: r }, 0.8)).toBeLessThan(4.65)
})

test('adjusting for a baseline costs a degree of freedom: schools − 3', () => {
  const plan = means(0.6, { pupils: 20, icc: 0.1 })
  const adjusted = { ...plan, baselineCorrelation: 0.5 }
  expect([noncentrality(plan, 10).df, noncentrality(adjusted, 10).df]).toEqual([8, 7])
  // pt(qt(.975, 7), 7, λ, lower.tail = FALSE) with λ = √(100 / 2.9) · .6 / √(2 · .75) and its other tail, in R.
  expect(powerOf(adjusted, 10)).toBeCloseTo(0.6952675946, 7)
  // A useless baseline is worse than none.
  expect(powerOf({ ...plan, baselineCorrelation: 0.01 }, 10)).toBeLessThan(powerOf(plan, 10))
  expect(() => powerOf(adjusted, 3)).toThrow('At least 4 schools')
})

test('Donner & Klar: shares', () => {
  const table = { test: 'normal' } as const
  expect(schoolsPerArm(shares(0.1, 0.2, { pupils: 10, icc: 0.1, ...table }), 0.8)).toBeCloseTo(37.28218, 4)
  const crtSize = shares(0.03, 0.1, { pupils: 25, icc: 0.2, ...table })
  expect(Math.ceil(schoolsPerArm(crtSize, 0.8))).toBe(45)
})

test.each<[number, number, number, number[]]>([
  [0.2, 0.15, 0, [26.9, 35.7, 62.3, 106.5]],
  [0.2, 0.15, 0.6, [30.1, 42.2, 78.5, 139.0]],
  [0.1, 0.07, 0, [40.3, 53.6, 93.3, 159.6]],
])(
  'planning table: from %f to %f, variation of sizes %f',
  (control, intervention, sizeVariation, schools) => {
    const found = [0.01, 0.02, 0.05, 0.1].map((icc) =>
      schoolsPerArm(shares(control, intervention, { pupils: 50, icc, sizeVariation, test: 'normal' }), 0.8),
    )
    expect(found.map((each) => Math.round(each * 10) / 10)).toEqual(schools)
  },
)

test('number of schools, power and smallest effect agree with each other', () => {
  const plan = shares(0.2, 0.14, { pupils: 60, icc: 0.03, sizeVariation: 0.5, attrition: 0.15 })
  const perArm = schoolsPerArm(plan, 0.9)
  expect(powerOf(plan, 2 * perArm)).toBeCloseTo(0.9, 9)
  expect(smallestEffect(plan, 2 * perArm, 0.9)).toMatchObject({ intervention: expect.closeTo(0.14, 6) })
  const mean = means(-0.25, { pupils: 40, icc: 0.05, baselineCorrelation: 0.6 })
  const schools = 2 * schoolsPerArm(mean, 0.8)
  expect(smallestEffect(mean, schools, 0.8)).toMatchObject({ difference: expect.closeTo(0.25, 6) })
  expect(smallestEffect(shares(0.05, 0.01, { pupils: 20, icc: 0.2 }), 6, 0.8)).toBeUndefined()
})

test('more schools, more pupils and a known baseline give more power; loss and clustering less', () => {
  const plan = shares(0.2, 0.14, { pupils: 50, icc: 0.03 })
  const [few, more] = powerCurve(plan, [20, 40])
  expect(more!.power).toBeGreaterThan(few!.power)
  const power = powerOf(plan, 40)
  expect(powerOf({ ...plan, pupils: 80 }, 40)).toBeGreaterThan(power)
  expect(powerOf({ ...plan, baselineCorrelation: 0.5 }, 40)).toBeGreaterThan(power)
  expect(powerOf({ ...plan, attrition: 0.2 }, 40)).toBeLessThan(power)
  expect(powerOf({ ...plan, icc: 0.05 }, 40)).toBeLessThan(power)
  expect(powerOf({ ...plan, test: 'normal' }, 40)).toBeGreaterThan(power)
})

test('without an effect the power is the level; numbers out of range are refused', () => {
  const none = means(0, { pupils: 50, icc: 0.03 })
  expect(powerOf(none, 30)).toBeCloseTo(0.05, 9)
  expect(() => schoolsPerArm(none, 0.8)).toThrow('do not differ')
  expect(() => powerOf({ ...none, icc: 1 }, 30)).toThrow('intracluster')
  expect(() => powerOf(shares(0.2, 0, { pupils: 50, icc: 0.1 }), 30)).toThrow('between 0 and 1')
  expect(() => powerOf(none, 2)).toThrow('At least 3 schools')
  expect(() => schoolsPerArm(none, 1)).toThrow('Power lies')
})
