import { describe, expect, test } from 'vitest'
import { fitsClass, totalOf } from './turnout.ts'

describe('the turnout of a class', () => {
  test('adds up its four reasons', () => {
    expect(totalOf({ optedOut: 2, absent: 3, declined: 1, unable: 1 })).toBe(7)
  })

  test('may be the whole class and nobody more', () => {
    const seven = { optedOut: 2, absent: 3, declined: 1, unable: 1 }
    expect(fitsClass(seven, 7)).toBe(true)
    expect(fitsClass(seven, 6)).toBe(false)
  })

  test.each([-1, 0.5, NaN])('has no reason with %d pupils', (absent) => {
    expect(fitsClass({ optedOut: 0, absent, declined: 0, unable: 0 }, 30)).toBe(false)
  })
})
