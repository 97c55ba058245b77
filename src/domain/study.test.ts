// Days and school years.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cohortOf, isOpenOn, schoolYearOf } from './study.ts'

test('a wave is open from its first to its last day, both included', () => {
  const wave = { opensOn: '2026-11-01', closesOn: '2026-12-01' }
  const days = [
    '2026-10-31',
    '2026-11-01',
    '2026-11-15',
    '2026-12-01',
    '2026-12-02',
    '2025-11-15',
    '2027-11-15',
  ]
  expect(days.filter((day) => isOpenOn(wave, day))).toEqual(['2026-11-01', '2026-11-15', '2026-12-01'])
  expect(isOpenOn({ opensOn: '2028-02-29', closesOn: '2028-02-29' }, '2028-02-29')).toBe(true)
})

test('the school year turns on the first of August', () => {
  expect(['2026-01-01', '2026-07-31', '2026-08-01', '2026-12-31'].map(schoolYearOf)).toEqual([
    2025, 2025, 2026, 2026,
  ])
})

test('pupils keep their cohort from grade to grade', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 2000, max: 2100 }), (grade, year) => {
      expect(cohortOf(grade + 1, year + 1)).toBe(cohortOf(grade, year))
    }),
  )
  expect(cohortOf(1, 2026)).toBe(2026)
  expect(cohortOf(9, schoolYearOf('2026-11-21'))).toBe(2018)
})
