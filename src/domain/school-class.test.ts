// A class through the years.
import { describe, expect, test } from 'vitest'
import { isDue, moveUp, proposeMove, writeSchoolYear } from './school-class.ts'
import { cohortOf } from './study.ts'

const inGrade = (grade: number, label = `${grade}A`, schoolYear = 2026) => ({
  label,
  grade,
  schoolYear,
  cohort: cohortOf(grade, schoolYear),
})

describe('in August', () => {
  test('a class moves up with its label, and the cohort stays', () => {
    expect(moveUp(inGrade(8), 2027)).toEqual({ label: '9A', grade: 9, schoolYear: 2027, cohort: 2019 })
    expect(moveUp(inGrade(9), 2027)?.label).toBe('10A')
    expect(cohortOf(9, 2027)).toBe(inGrade(8).cohort)
  })

  test('a class that was forgotten for two years moves up two grades', () => {
    expect(moveUp(inGrade(5, '5 B', 2025), 2027)).toMatchObject({ label: '7 B', grade: 7, schoolYear: 2027 })
  })

  test('a label counts its own number, a name and a year stay', () => {
    expect(moveUp(inGrade(11, '1STB'), 2027)?.label).toBe('2STB')
    expect(moveUp(inGrade(6, 'Bjørka'), 2027)?.label).toBe('Bjørka')
    expect(moveUp(inGrade(6, '2015-kullet'), 2027)?.label).toBe('2015-kullet')
  })

  test('after grades 7, 10 and 13 it is proposed to put the class away, and after 13 nothing else', () => {
    const proposals = Array.from({ length: 13 }, (_, index) => proposeMove(inGrade(index + 1), 2027))
    expect(proposals.flatMap((proposal, index) => (proposal === 'archive' ? [index + 1] : []))).toEqual([
      7, 10, 13,
    ])
    expect(moveUp(inGrade(7), 2027)?.grade).toBe(8)
    expect(moveUp(inGrade(13), 2027)).toBeUndefined()
    expect(proposeMove(inGrade(6, '6A', 2025), 2027)).toBe('archive')
  })

  test('a group in kindergarten stays one, with another cohort', () => {
    const group = inGrade(0, 'Blåklokka')
    expect(proposeMove(group, 2027)).toBe('up')
    expect(moveUp(group, 2027)).toEqual({
      label: 'Blåklokka',
      grade: 0,
      schoolYear: 2027,
      cohort: group.cohort + 1,
    })
  })

  test('only what is in use and old is due', () => {
    expect(isDue({ schoolYear: 2026, archivedOn: null }, 2027)).toBe(true)
    expect(isDue({ schoolYear: 2027, archivedOn: null }, 2027)).toBe(false)
    expect(isDue({ schoolYear: 2026, archivedOn: '2027-06-20' }, 2027)).toBe(false)
  })
})

test('a school year is written with both its years', () => {
  expect(writeSchoolYear(2026)).toBe('2026/27')
  expect(writeSchoolYear(2099)).toBe('2099/00')
})
