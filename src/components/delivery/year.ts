// The year plan as the page shows it: each week with what stands in it, and the weeks gathered in months.
import type { Api } from '#api/router.ts'
import { shownIn } from '#domain/year-plan.ts'

export type Plan = Awaited<ReturnType<Api['plan']['ofClass']>>
export type Week = {
  monday: string
  planned: Plan['open']
  delivered: Plan['delivered']
  waves: Plan['waves']
  boosters: Plan['boosters']
}

export function weeksOfPlan(plan: Plan): Week[] {
  const { weeks } = plan
  const [first, last] = [weeks[0]!, weeks.at(-1)!]
  const isPlanned = (lessonId: string) => plan.open.some((each) => each.lessonId === lessonId)
  // What was due before today is due now.
  const dueIn = (dueOn: string) => shownIn(dueOn < plan.today ? plan.today : dueOn, weeks)
  return weeks.map((monday) => ({
    monday,
    planned: plan.open.filter(({ week }) => week === monday),
    delivered: plan.delivered.filter(({ deliveredOn }) => shownIn(deliveredOn, weeks) === monday),
    waves: plan.waves.filter(
      ({ opensOn, closesOn }) =>
        shownIn(opensOn < first ? first : opensOn, weeks) === monday && opensOn <= last && closesOn >= first,
    ),
    boosters: plan.boosters.filter(({ lessonId, dueOn }) => !isPlanned(lessonId) && dueIn(dueOn) === monday),
  }))
}

export const isEmpty = (week: Week): boolean =>
  week.planned.length + week.delivered.length + week.waves.length + week.boosters.length === 0

/** Weeks in the order they come, under the name of their month. */
export const byMonth = (weeks: Week[], nameOf: (monday: string) => string): [string, Week[]][] => [
  ...Map.groupBy(weeks, ({ monday }) => nameOf(monday)),
]
