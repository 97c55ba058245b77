import { expect, test } from 'vitest'
import { keysFrom } from '#crypto/key-file.ts'
import { coarseMean, maskSeedOf } from './allocation-facts.ts'

const times = (count: number, value: number) => Array<number>(count).fill(value)

test('a school tells its baseline coarsely, and only with enough pupils on either side of a share', () => {
  const share = (ones: number, zeros: number) =>
    coarseMean([...times(ones, 1), ...times(zeros, 0)], { measure: 'share' })
  expect([share(4, 96), share(96, 4), share(0, 40), share(4, 5)]).toEqual(times(4, 0).map(() => undefined))
  expect([share(5, 5), share(5, 12), share(12, 5)]).toEqual([0.5, 0.3, 0.7])
  expect(coarseMean([...times(14, 3), 4], { measure: 'mean' })).toBe(3.07)
  expect(coarseMean(times(9, 3), { measure: 'mean' })).toBeUndefined()
})

test('letters of arms follow from the key file, not from what everybody sees of a draw', () => {
  const seedOf = (byte: number, studyId: string, number: number) =>
    maskSeedOf({ keys: keysFrom(Buffer.alloc(32, byte)) }, { studyId, number })
  const seed = seedOf(1, 's', 1)
  expect(seed).toMatch(/^[0-9a-f]{32}$/)
  expect(seedOf(1, 's', 1)).toBe(seed)
  for (const other of [seedOf(2, 's', 1), seedOf(1, 't', 1), seedOf(1, 's', 2)]) expect(other).not.toBe(seed)
})
