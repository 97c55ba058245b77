// The values of a linkage: equal where the answers are equal, at every school, and different in every linkage.
import { expect, test } from 'vitest'
import { sealLinkCode } from './link-code.ts'
import { openForLinkage } from './link-comparison.ts'

const key = Buffer.alloc(32, 1)
const owner = { roundId: 'round', responseId: Buffer.alloc(16, 2) }
const code = ['17', 'Q', 'Å', '4', 'Z', null, 'W']
const sealedAt = (schoolId: string, elements = code) =>
  sealLinkCode(key, { studyId: 'study', schoolId, cohort: 2018, set: 'standard' }, elements, owner)

test('the same answers are the same values at two schools, and no answer is a value', () => {
  const open = openForLinkage(key, 'study', 'standard')
  const fjord = open('fjord', 2018)(sealedAt('fjord'), owner)
  expect(open('fjell', 2018)(sealedAt('fjell'), owner)).toEqual(fjord)
  expect(fjord.map((value) => value?.length)).toEqual([11, 11, 11, 11, 11, undefined, 11])
  // «W» as another element is another value.
  const other = open('fjord', 2018)(sealedAt('fjord', code.with(1, 'W')), owner)
  expect(other.map((value, at) => value === fjord[at])).toEqual([true, false, true, true, true, true, true])
  expect(other[1]).not.toBe(fjord[6])
})

test('two linkages share no value, and another key opens nothing', () => {
  const [one, other] = [0, 1].map(() => openForLinkage(key, 'study', 'standard')('fjord', 2018))
  const first = one!(sealedAt('fjord'), owner)
  const second = other!(sealedAt('fjord'), owner)
  expect(first.some((value, at) => value !== undefined && value === second[at])).toBe(false)
  const stranger = openForLinkage(Buffer.alloc(32, 9), 'study', 'standard')('fjord', 2018)
  expect(() => stranger(sealedAt('fjord'), owner)).toThrow()
})
