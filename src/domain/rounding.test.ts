// Shares as they may be shown, at the border of fifty people.
import { expect, test } from 'vitest'
import { roundShare } from './rounding.ts'

test('a share of fewer than fifty people is told in fives, of more in whole per cent', () => {
  expect(roundShare(3 / 49, 49)).toBe(0.05)
  expect(roundShare(1 / 49, 49)).toBe(0)
  expect(roundShare(3 / 50, 50)).toBe(0.06)
  expect(roundShare(0.994, 1000)).toBe(0.99)
})
