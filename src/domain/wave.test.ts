// The strata of a wave, and how far each is.
import { describe, expect, test } from 'vitest'
import { monitor, totalOf } from './wave-monitor.ts'
import { hasDates, responseRate, strataOf } from './wave.ts'

const wave = { grades: '[8,9]', opensOn: '2026-10-01' }
const aClass = (id: string, grade: number, more: object = {}) => ({
  id,
  schoolId: 'fjord',
  grade,
  schoolYear: 2026,
  cohort: 2026 - grade + 1,
  size: 20,
  archivedOn: null,
  ...more,
})

describe('strata', () => {
  test('are schools by cohorts, of the grades of the wave', () => {
    const classes = [
      aClass('8a', 8),
      aClass('9a', 9),
      aClass('9b', 9),
      aClass('10a', 10),
      aClass('8x', 8, { schoolId: 'fjell' }),
    ]
    expect(
      strataOf(wave, classes).map(({ schoolId, cohort, classes }) => [schoolId, cohort, classes.length]),
    ).toEqual([
      ['fjell', 2019, 1],
      ['fjord', 2019, 1],
      ['fjord', 2018, 2],
    ])
  })

  test('a class that has moved up since, or not yet, is in the wave of its own year', () => {
    const moved = aClass('moved', 10, { schoolYear: 2027, cohort: 2018 })
    const late = aClass('late', 7, { schoolYear: 2025, cohort: 2019 })
    const young = aClass('young', 8, { schoolYear: 2027, cohort: 2020 })
    expect(strataOf(wave, [moved, late, young]).map(({ cohort }) => cohort)).toEqual([2019, 2018])
  })
})

test('the days of a wave are in order and before anything is deleted', () => {
  const study = { keyDestroyedOn: '2027-06-30', responsesDeletedOn: null }
  expect(hasDates({ opensOn: '2027-01-01', closesOn: '2027-01-01' }, study)).toBe(true)
  expect(hasDates({ opensOn: '2027-01-02', closesOn: '2027-01-01' }, study)).toBe(false)
  expect(hasDates({ opensOn: '2027-06-01', closesOn: '2027-06-30' }, study)).toBe(false)
})

test('the response rate never passes everybody, and nobody has none', () => {
  expect(responseRate(15, 20)).toBe(0.75)
  expect(responseRate(21, 20)).toBe(1)
  expect(responseRate(0, 0)).toBeUndefined()
})

describe('the monitor', () => {
  const classes = [
    aClass('8a', 8),
    aClass('9a', 9),
    aClass('9b', 9),
    aClass('gone', 9, { archivedOn: '2026-09-01' }),
  ]
  const shown = (submitted: number, status: 'open' | 'closed' = 'open') =>
    monitor(
      wave,
      {
        schools: [{ id: 'fjord', name: 'Fjord' }],
        classes,
        rounds: [{ id: 'r', schoolId: 'fjord', cohort: 2018, status, closedOn: null }],
        sheets: [{ roundId: 'r', classId: '9a', issued: 22, used: 15 }],
        submitted: new Map([['r', submitted]]),
        reasons: [{ classId: '9a', optedOut: 2, absent: 1, declined: 1, unable: 0 }],
      },
      10,
    )

  test('adds classes up and names none', () => {
    const [young, old] = shown(14)
    expect(young).toMatchObject({
      cohort: 2019,
      grade: 8,
      status: 'waiting',
      classes: 1,
      size: 20,
      issued: 0,
    })
    expect(old).toMatchObject({
      grade: 9,
      status: 'open',
      classes: 2,
      classesWithSlips: 1,
      size: 40,
      issued: 22,
      used: 15,
      submitted: 10,
      optedOut: 2,
    })
    expect(JSON.stringify(shown(14))).not.toMatch(/9a|9b/)
    expect(totalOf(shown(14))).toMatchObject({ classes: 3, size: 60, submitted: 10, absent: 1 })
  })

  test('tells no number of responses below ten while a round runs, and fives from there on', () => {
    expect([9, 10, 14, 15].map((count) => shown(count)[1]!.submitted)).toEqual([undefined, 10, 10, 15])
    expect(shown(14, 'closed')[1]!.submitted).toBe(14)
    expect(shown(9, 'closed')[1]!.submitted).toBe(9)
  })

  test('counts a class that was put away after it had answered', () => {
    const [stratum] = monitor(
      wave,
      {
        schools: [{ id: 'fjord', name: 'Fjord' }],
        classes: [aClass('gone', 9, { archivedOn: '2027-06-20' })],
        rounds: [{ id: 'r', schoolId: 'fjord', cohort: 2018, status: 'closed', closedOn: '2026-11-01' }],
        sheets: [{ roundId: 'r', classId: 'gone', issued: 22, used: 15 }],
        submitted: new Map(),
        reasons: [],
      },
      10,
    )
    expect(stratum).toMatchObject({ classes: 1, size: 20, submitted: 0 })
  })
})
