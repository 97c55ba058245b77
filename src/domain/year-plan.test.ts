// Weeks of a school year against known dates, and what the plan promises whatever the dates are.
import { describe, expect, test } from 'vitest'
import {
  addDays,
  addMonths,
  boostersDue,
  daysOf,
  gradeIn,
  mondayOf,
  mondayOfWeek,
  nextThings,
  openPlans,
  shownIn,
  weekNumber,
  weeksOf,
} from './year-plan.ts'
import { randomFrom } from './simulation.ts'

describe('weeks', () => {
  test.each([
    ['2026-11-21', '2026-11-16', 47],
    ['2026-08-10', '2026-08-10', 33],
    ['2027-01-03', '2026-12-28', 53],
    ['2027-01-04', '2027-01-04', 1],
    ['2024-12-30', '2024-12-30', 1],
    ['2021-01-03', '2020-12-28', 53],
  ])('%s lies in the week of %s, number %i', (day, monday, number) => {
    expect(mondayOf(day)).toBe(monday)
    expect(weekNumber(day)).toBe(number)
  })

  test('a school year is every Monday from week 33 to week 26, in every year', () => {
    for (let year = 2020; year < 2050; year += 1) {
      const weeks = weeksOf(year)
      expect(weekNumber(weeks[0]!)).toBe(33)
      expect(weekNumber(weeks.at(-1)!)).toBe(26)
      expect([46, 47]).toContain(weeks.length)
      for (const week of weeks) {
        expect(mondayOf(week)).toBe(week)
        if (weekNumber(week) !== 53) expect(mondayOfWeek(year, weekNumber(week))).toBe(week)
      }
    }
  })

  test('a day in the holidays is shown in the nearest week', () => {
    const weeks = weeksOf(2026)
    expect(shownIn('2026-08-01', weeks)).toBe('2026-08-10')
    expect(shownIn('2026-11-21', weeks)).toBe('2026-11-16')
    expect(shownIn('2027-07-31', weeks)).toBe('2027-06-28')
  })

  test('months are added as people add them', () => {
    expect(addMonths('2025-09-20', 12)).toBe('2026-09-20')
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28')
    expect(addMonths('2024-02-29', 12)).toBe('2025-02-28')
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01')
  })

  test('a class that was not moved up yet is reckoned one grade up, a kindergarten group never', () => {
    expect(gradeIn(2027, { grade: 8, schoolYear: 2026 })).toBe(9)
    expect(gradeIn(2027, { grade: 0, schoolYear: 2026 })).toBe(0)
  })
})

const plan = (id: string, lessonId: string, week: string, booster = false) => ({
  id,
  lessonId,
  week,
  booster,
})
const had = (lessonId: string, deliveredOn: string) => ({ lessonId, deliveredOn })

describe('what is planned and not delivered', () => {
  test('a delivery fulfils the earliest plan of its lesson, late or a little early', () => {
    const plans = [plan('a', 'u1', '2026-09-21'), plan('b', 'u2', '2026-10-19')]
    expect(openPlans(plans, [had('u1', '2026-11-02')]).map(({ id }) => id)).toEqual(['b'])
    expect(openPlans(plans, [had('u2', '2026-09-30')]).map(({ id }) => id)).toEqual(['a'])
  })

  test('a plan for spring is not fulfilled in autumn', () => {
    const plans = [plan('spring', 'u1', '2027-04-05')]
    expect(openPlans(plans, [had('u1', '2026-09-20')])).toHaveLength(1)
  })

  test('whatever happens, nothing is made up and one delivery fulfils at most one plan', () => {
    const random = randomFrom(3)
    const any = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)]!
    const weeks = weeksOf(2026)
    for (let round = 0; round < 300; round += 1) {
      const plans = Array.from({ length: 6 }, (_, index) => plan(`${index}`, any(['a', 'b']), any(weeks)))
      const deliveries = Array.from({ length: Math.floor(random() * 5) }, () =>
        had(any(['a', 'b', 'c']), addDays(any(weeks), Math.floor(random() * 5))),
      )
      const open = openPlans(plans, deliveries)
      expect(open.every((each) => plans.includes(each))).toBe(true)
      for (const lesson of ['a', 'b']) {
        const gone = plans.filter((each) => each.lessonId === lesson && !open.includes(each)).length
        expect(gone).toBeLessThanOrEqual(deliveries.filter((each) => each.lessonId === lesson).length)
      }
      expect(openPlans(plans.toReversed(), deliveries.toReversed())).toEqual(open)
    }
  })
})

describe('boosters', () => {
  const rule = { lessons: ['u1', 'u2', 'u9'], months: 12, grades: [9, 10], perYear: 2 }
  const year = daysOf(2026)

  test('come a year after the last time, soonest first, and only in their grades', () => {
    const delivered = [had('u2', '2025-10-20'), had('u1', '2025-09-20'), had('other', '2025-09-20')]
    const due = boostersDue([rule], 9, delivered, year)
    expect(due.map(({ lessonId, dueOn }) => [lessonId, dueOn])).toEqual([
      ['u1', '2026-09-20'],
      ['u2', '2026-10-20'],
    ])
    expect(boostersDue([rule], 8, delivered, year)).toEqual([])
  })

  test('are never more than the rule has for a year, those already held counted', () => {
    const before = [had('u1', '2025-09-01'), had('u2', '2025-09-02'), had('u9', '2025-09-03')]
    expect(boostersDue([rule], 10, before, year)).toHaveLength(2)
    expect(boostersDue([rule], 10, [...before, had('u1', '2026-09-10')], year)).toHaveLength(1)
    expect(
      boostersDue([rule], 10, [...before, had('u1', '2026-09-10'), had('u9', '2026-09-11')], year),
    ).toEqual([])
  })

  test('do not come for what the class never had, nor for what it had first this year', () => {
    expect(boostersDue([rule], 9, [had('u1', '2026-09-10')], year)).toEqual([])
    expect(boostersDue([rule], 9, [], year)).toEqual([])
  })
})

describe('what is next', () => {
  const today = '2026-11-18'
  const wave = { id: 'w', opensOn: '2026-11-01', closesOn: '2026-12-01' }
  const booster = { lessonId: 'u1', lastOn: '2025-09-20', dueOn: '2026-09-20' }

  test('first what was not written down, then this week, then the survey, then boosters', () => {
    const open = [
      plan('late', 'u3', '2026-10-05'),
      plan('now', 'u2', '2026-11-16'),
      plan('l', 'u5', '2027-03-15'),
    ]
    const kinds = nextThings(open, [booster], [wave], today).map(({ kind }) => kind)
    expect(kinds).toEqual(['unwritten', 'now', 'wave', 'booster'])
  })

  test('with nothing to do now, the next planned lesson is shown', () => {
    const open = [plan('l', 'u5', '2027-03-15')]
    expect(nextThings(open, [], [wave], today).map(({ kind }) => kind)).toEqual(['wave', 'later'])
    expect(nextThings([], [], [], today)).toEqual([])
  })

  test('a booster that is planned already is not asked for', () => {
    const open = [plan('l', 'u1', '2027-03-15', true)]
    expect(nextThings(open, [booster], [], today).map(({ kind }) => kind)).toEqual(['later'])
  })
})
