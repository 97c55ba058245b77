// Boundaries against R's ldbounds (brief §4.6) and multiplicity against R's p.adjust.
import { expect, test } from 'vitest'
import { benjaminiHochberg, holm } from './multiplicity.ts'
import { classicalBounds, crossingProbabilities, spendingBounds, spent } from './sequential.ts'

const within = (ours: number[], theirs: number[]) => {
  expect(ours).toHaveLength(theirs.length)
  for (const [k, value] of ours.entries()) expect(Math.abs(value - theirs[k]!)).toBeLessThan(1e-4)
}

test('classical bounds, two-sided at 0.05', () => {
  within(classicalBounds('obrien-fleming', 5), [4.56169, 3.2256, 2.63369, 2.28085, 2.04005])
  within(classicalBounds('obrien-fleming', 3), [3.47105, 2.4544, 2.00401])
  within(classicalBounds('pocock', 5), [2.41311, 2.41311, 2.41311, 2.41311, 2.41311])
  within(classicalBounds('pocock', 3), [2.28947, 2.28947, 2.28947])
})

test('spending bounds, 0.025 on each side', () => {
  within(spendingBounds('obrien-fleming', [1 / 3, 2 / 3, 1]), [3.7103, 2.51142, 1.99302])
  within(spendingBounds('obrien-fleming', [0.25, 0.5, 0.75, 1]), [4.33263, 2.96311, 2.35902, 2.01406])
  within(spendingBounds('pocock', [0.25, 0.5, 0.75, 1]), [2.36833, 2.36749, 2.35811, 2.34996])
})

// From tests/reference/sequential.txt: R's adaptive quadrature, without a grid.
test('looks that lie close together, in one or both directions', () => {
  const two = [0.5, 0.51]
  const three = [0.5, 0.501, 0.502]
  const near = (ours: number[], theirs: number[]) =>
    ours.forEach((value, k) => expect(Math.abs(value - theirs[k]!)).toBeLessThan(1e-6))
  near(spendingBounds('pocock', two, 0.05, 1), [1.86621386, 2.03559523])
  near(spendingBounds('pocock', three, 0.05, 1), [1.86621386, 1.9446971, 1.9776648])
  near(spendingBounds('pocock', three), [2.15699922, 2.23717724, 2.27087008])
  near(spendingBounds('obrien-fleming', two), [2.96258804, 3.00493368])
  near(spendingBounds('obrien-fleming', three), [2.96258804, 3.00799826, 3.02374684])
  const second = (gap: number) => crossingProbabilities([0.5, 0.5 + gap], [2.2, 2.2], 2)[1]!
  near([0.1, 0.01, 0.001, 0.0001].map(second), [0.01148476, 0.00396071, 0.00126447, 0.00040025])
})

test('whatever the looks, all error is spent, no more and no less', () => {
  for (const sides of [1, 2] as const)
    for (const spending of ['pocock', 'obrien-fleming'] as const) {
      const times = [0.2, 0.31, 0.7, 1]
      const bounds = spendingBounds(spending, times, 0.05, sides)
      const crossed = crossingProbabilities(times, bounds, sides)
      const total = crossed.reduce((sum, value) => sum + value, 0)
      expect(total).toBeCloseTo(0.05, 6)
      expect(crossed[0]! / sides).toBeCloseTo(spent(spending, 0.2, 0.05 / sides), 6)
    }
})

test('one look is the ordinary test, and a harm bound stops earlier than a benefit bound', () => {
  expect(spendingBounds('pocock', [1], 0.05, 2)[0]).toBeCloseTo(1.959964, 5)
  expect(classicalBounds('obrien-fleming', 1, 0.05, 1)[0]).toBeCloseTo(1.644854, 5)
  const [harm, benefit] = [
    spendingBounds('pocock', [0.5, 1], 0.05, 1),
    spendingBounds('obrien-fleming', [0.5, 1]),
  ]
  expect(harm[0]).toBeLessThan(benefit[0]!)
})

test('times that fall or pass the end are refused', () => {
  expect(() => spendingBounds('pocock', [0.5, 0.4])).toThrow(/must rise/)
  expect(() => spendingBounds('pocock', [0.5, 1.2])).toThrow(/must rise/)
  expect(() => spendingBounds('pocock', [0.5, 0.5000001, 1])).toThrow(/must rise/)
  expect(() => spendingBounds('pocock', [])).toThrow(/must rise/)
})

test('Holm and Benjamini–Hochberg as p.adjust', () => {
  const p = [0.01, 0.04, 0.03, 0.005, 0.6]
  const near = (ours: number[], theirs: number[]) =>
    ours.forEach((value, k) => expect(value).toBeCloseTo(theirs[k]!, 12))
  near(holm(p), [0.04, 0.09, 0.09, 0.025, 0.6])
  near(benjaminiHochberg(p), [0.025, 0.05, 0.05, 0.025, 0.6])
  expect(holm([0.9, 0.8])).toEqual([1, 1])
})
