// The demo's classroom: what the made-up classes have planned and been taught this school year and last. Simulated, and
// every page that shows it says so. Only lessons that are written, so that the demo grows with the content.
import { randomFrom } from '#domain/simulation.ts'
import { schoolYearOf } from '#domain/study.ts'
import { addDays, mondayOfWeek } from '#domain/year-plan.ts'
import type { Lesson } from '#schemas/lesson.ts'
import type { Database, Write } from './open.ts'
import * as schema from './schema.ts'

type DemoClass = { id: string; grade: number; size: number; teacherId: string | null }

/** `[lesson, week]` in the order of the year, as the programme for grades 8–10 has it. */
const path: Record<number, [lesson: string, week: number][]> = {
  8: [
    ['alle-gjor-det', 39],
    ['nei-er-et-helt-svar', 43],
  ],
  9: [
    ['alle-gjor-det', 38],
    ['nei-er-et-helt-svar', 44],
  ],
  10: [
    ['alle-gjor-det', 38],
    ['nei-er-et-helt-svar', 44],
    ['ta-vare-pa-en-venn', 11],
  ],
}
const programmeId = 'ungdomstrinn'

/** Which programme a demo class follows: its teacher's classes do, and most others. */
export const programmeOf = (index: number): string | null => (index % 4 === 3 ? null : programmeId)

/**
 * Deliveries and plans of the demo's classes.
 * @param newId makes an id; chance otherwise comes from a fixed seed, so that every demo looks alike.
 */
export function demoClassroom(
  read: Database['read'],
  classes: readonly DemoClass[],
  lessons: ReadonlyMap<string, Lesson>,
  today: string,
  newId: () => string,
): Write[] {
  const random = randomFrom(20261122)
  const year = schoolYearOf(today)
  const deliveries: (typeof schema.delivery.$inferInsert)[] = []
  const plans: (typeof schema.plannedLesson.$inferInsert)[] = []

  function deliver(each: DemoClass, lessonId: string, lesson: Lesson, deliveredOn: string) {
    // Now and then a class runs out of time before the last step.
    const dropsLast = random() < 0.2 && !lesson.steps.at(-1)!.core
    const done = dropsLast ? lesson.steps.slice(0, -1) : lesson.steps
    deliveries.push({
      id: newId(),
      classId: each.id,
      lessonId,
      lessonReviewed: lesson.reviewed,
      deliveredOn,
      teacherId: each.teacherId,
      stepsDone: JSON.stringify(done.map(({ id }) => id)),
      variants: '{}',
      minutes: done.reduce((sum, step) => sum + step.minutes, 0) + Math.round(random() * 2) * 5,
      way: random() < 0.4 ? 'live' : random() < 0.5 ? 'devices' : 'none',
      pupils: each.size - Math.floor(random() * 4),
      engagement: 3 + Math.floor(random() * 3),
      remarks: '',
    })
  }

  for (const each of classes) {
    for (const back of [1, 0]) {
      for (const [lessonId, week] of path[each.grade - back] ?? []) {
        const lesson = lessons.get(lessonId)
        if (!lesson) continue
        const monday = mondayOfWeek(year - back, week)
        const day = addDays(monday, Math.floor(random() * 5))
        const isOwn = each.teacherId !== null
        const isPast = addDays(day, 7) <= today
        // The demo teacher's ninth class has its boosters before it, so that the plan has something to say.
        const skips = isOwn ? back === 0 && each.grade === 9 : random() < 0.35
        if (skips) continue
        if (isPast) deliver(each, lessonId, lesson, day)
        else if (isOwn || random() < 0.7)
          plans.push({
            id: newId(),
            classId: each.id,
            lessonId,
            week: monday,
            booster: each.grade > 8 && week > 30,
          })
      }
    }
  }
  return [
    ...(deliveries.length > 0 ? [read.insert(schema.delivery).values(deliveries)] : []),
    ...(plans.length > 0 ? [read.insert(schema.plannedLesson).values(plans)] : []),
  ]
}
