// A delivery (gjennomføring): does what a teacher wrote down fit the lesson, and which core steps were dropped?
import type { Lesson } from '#schemas/lesson.ts'
import type { DeliveryReport } from '#schemas/delivery.ts'
import { schoolYearOf } from './study.ts'

/** The words of engagement, 1 «few were with us» to 5 «nearly all were», are in content/messages/delivery. */
export const engagements = [1, 2, 3, 4, 5] as const
export const ways = ['live', 'devices', 'none'] as const

/** Not more than this took part in one lesson, however long it was spread out. */
export const mostMinutes = 300

/** The earliest day that may be written down: two school years back, so that boosters can be reckoned from it. */
export const earliestDay = (today: string): string => `${schoolYearOf(today) - 2}-08-01`

type Told = Pick<DeliveryReport, 'deliveredOn' | 'stepsDone' | 'variants' | 'minutes'>

/** Does it fit the lesson and the calendar? `today` itself fits, tomorrow does not. */
export function fitsLesson(told: Told, lesson: Lesson, today: string): boolean {
  const done = new Set(told.stepsDone)
  const stepOf = (id: string) => lesson.steps.find((step) => step.id === id)
  return (
    told.deliveredOn <= today &&
    told.deliveredOn >= earliestDay(today) &&
    told.minutes >= 1 &&
    told.minutes <= mostMinutes &&
    done.size > 0 &&
    done.size === told.stepsDone.length &&
    told.stepsDone.every((id) => stepOf(id) !== undefined) &&
    Object.entries(told.variants).every(
      ([step, variant]) => done.has(step) && stepOf(step)!.variants.some(({ id }) => id === variant),
    )
  )
}

/** The core steps that were left out: with one of them gone it was another lesson. */
export const droppedCore = <Step extends { id: string; core: boolean }>(
  steps: readonly Step[],
  stepsDone: readonly string[],
): Step[] => steps.filter(({ id, core }) => core && !stepsDone.includes(id))
