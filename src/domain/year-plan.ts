// A school year as weeks, and a class's plan laid out over them: what is planned, delivered, due again, and next.
// Days are text (`2026-11-21`) and weeks are their Mondays, so that no clock or time zone has a say.
import type { BoosterRule } from '#schemas/programme.ts'

export type Planned = { id: string; lessonId: string; week: string; booster: boolean }
export type Delivered = { lessonId: string; deliveredOn: string }

const aDay = 86_400_000
const timeOf = (day: string) => Date.parse(`${day}T00:00:00Z`)
const dayOf = (time: number) => new Date(time).toISOString().slice(0, 10)

export const addDays = (day: string, days: number): string => dayOf(timeOf(day) + days * aDay)

/** The same day of a later month; 31 January becomes the last of February. */
export function addMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate()
  return dayOf(Date.UTC(year, month - 1 + months, Math.min(date, last)))
}

/** The Monday of the week of a day. */
export const mondayOf = (day: string): string =>
  dayOf(timeOf(day) - ((new Date(timeOf(day)).getUTCDay() + 6) % 7) * aDay)

/** ISO 8601: week 1 has the year's first Thursday. */
export function weekNumber(day: string): number {
  const thursday = timeOf(mondayOf(day)) + 3 * aDay
  const newYear = Date.UTC(new Date(thursday).getUTCFullYear(), 0, 1)
  return Math.floor((thursday - newYear) / (7 * aDay)) + 1
}

/** The Monday of week `number` in the school year that begins in August of `schoolYear`. */
export function mondayOfWeek(schoolYear: number, number: number): string {
  const year = number >= 30 ? schoolYear : schoolYear + 1
  return addDays(mondayOf(`${year}-01-04`), (number - 1) * 7)
}

/** The Mondays of the school year: week 33 to week 26. */
export function weeksOf(schoolYear: number): string[] {
  const [first, last] = [mondayOfWeek(schoolYear, 33), mondayOfWeek(schoolYear, 26)]
  const weeks: string[] = []
  for (let week = first; week <= last; week = addDays(week, 7)) weeks.push(week)
  return weeks
}

/** First and last day of the school year, which turns on 1 August. */
export const daysOf = (schoolYear: number) => ({ from: `${schoolYear}-08-01`, to: `${schoolYear + 1}-07-31` })

/** The week that a day is shown in: its own, or the nearest when it lies in the holidays. */
export function shownIn(day: string, weeks: readonly string[]): string {
  const monday = mondayOf(day)
  if (monday < weeks[0]!) return weeks[0]!
  return monday > weeks.at(-1)! ? weeks.at(-1)! : monday
}

/** The grade in a school year of a class whose grade holds for another. A kindergarten group stays one. */
export const gradeIn = (schoolYear: number, schoolClass: { grade: number; schoolYear: number }): number =>
  schoolClass.grade === 0 ? 0 : schoolClass.grade + schoolYear - schoolClass.schoolYear

/** How many weeks before its planned week a lesson may come and still be the planned one. */
const earlyBy = 8

/** What is planned and not yet delivered. Each delivery fulfils one plan of its lesson, the earliest. */
export function openPlans<Plan extends Planned>(
  planned: readonly Plan[],
  delivered: readonly Delivered[],
): Plan[] {
  let open = planned.toSorted((a, b) => a.week.localeCompare(b.week) || a.id.localeCompare(b.id))
  for (const { lessonId, deliveredOn } of delivered.toSorted((a, b) =>
    a.deliveredOn.localeCompare(b.deliveredOn),
  )) {
    const until = addDays(mondayOf(deliveredOn), earlyBy * 7)
    const met = open.find((plan) => plan.lessonId === lessonId && plan.week <= until)
    if (met) open = open.filter((plan) => plan !== met)
  }
  return open
}

export type Booster = { lessonId: string; lastOn: string; dueOn: string }

/**
 * The boosters that fall due in the school year of `today`, soonest first.
 * @param delivered of all years.
 */
export function boostersDue(
  rules: readonly BoosterRule[],
  grade: number,
  delivered: readonly Delivered[],
  year: { from: string; to: string },
): Booster[] {
  return rules
    .filter(({ grades }) => grades.includes(grade))
    .flatMap((rule) => {
      const days = (lessonId: string) =>
        delivered
          .filter((each) => each.lessonId === lessonId)
          .map(({ deliveredOn }) => deliveredOn)
          .sort()
      const had = rule.lessons.filter((lessonId) => {
        const [first] = days(lessonId)
        return first !== undefined && first < year.from && days(lessonId).at(-1)! >= year.from
      }).length
      return rule.lessons
        .flatMap((lessonId) => {
          const lastOn = days(lessonId).at(-1)
          if (lastOn === undefined || lastOn >= year.from) return []
          const dueOn = addMonths(lastOn, rule.months)
          return dueOn <= year.to ? [{ lessonId, lastOn, dueOn }] : []
        })
        .sort((a, b) => a.dueOn.localeCompare(b.dueOn) || a.lessonId.localeCompare(b.lessonId))
        .slice(0, Math.max(rule.perYear - had, 0))
    })
}

export type NextThing =
  | { kind: 'unwritten' | 'now' | 'later'; plan: Planned }
  | { kind: 'booster'; booster: Booster }
  | { kind: 'wave'; waveId: string }

/** What to do first: what was planned and is not written down, then this week's, then what is due; else what is next. */
export function nextThings(
  open: readonly Planned[],
  boosters: readonly Booster[],
  waves: readonly { id: string; opensOn: string; closesOn: string }[],
  today: string,
): NextThing[] {
  const week = mondayOf(today)
  const plans = (kind: 'unwritten' | 'now', fits: (plan: Planned) => boolean): NextThing[] =>
    open.filter(fits).map((plan) => ({ kind, plan }))
  const things: NextThing[] = [
    ...plans('unwritten', (plan) => plan.week < week),
    ...plans('now', (plan) => plan.week === week),
    ...waves
      .filter((wave) => wave.opensOn <= today && today <= wave.closesOn)
      .map(({ id }): NextThing => ({ kind: 'wave', waveId: id })),
    ...boosters
      .filter(({ lessonId, dueOn }) => dueOn <= today && !open.some((plan) => plan.lessonId === lessonId))
      .map((booster): NextThing => ({ kind: 'booster', booster })),
  ]
  const later = open.find((plan) => plan.week > week)
  return things.some(({ kind }) => kind !== 'wave') || !later
    ? things
    : [...things, { kind: 'later', plan: later }]
}
