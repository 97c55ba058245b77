// The delivery form between browser and API: what is filled in at first, and what was typed. A refused form is shown
// again from the very fields that came, so that nothing typed is lost.
import { fieldOf } from '#components/staff/load.ts'
import { ways } from '#domain/delivery.ts'
import type { Lesson } from '#schemas/lesson.ts'

/** Texts as they stand in the fields. */
export type Draft = {
  classId: string
  deliveredOn: string
  stepsDone: string[]
  variants: Record<string, string>
  minutes: string
  pupils: string
  way: string
  engagement: string
  remarks: string
}

type Way = (typeof ways)[number]
const isWay = (value: string | null): value is Way => ways.includes(value as Way)

/** From the address: after a live session everything but the class's mood is known. */
export function draftFrom(query: URLSearchParams, lesson: Lesson, today: string): Draft {
  const told = query.get('steps')?.split(',')
  const way = query.get('way')
  const ids = lesson.steps.map(({ id }) => id)
  const pairs = (query.get('variants') ?? '').split(',').map((pair) => pair.split(':'))
  return {
    classId: query.get('class') ?? '',
    deliveredOn: today,
    stepsDone: told ? ids.filter((id) => told.includes(id)) : ids,
    variants: Object.fromEntries(
      pairs.flatMap(([step, variant]) => (step && variant ? [[step, variant]] : [])),
    ),
    minutes: query.get('minutes') ?? String(lesson.minutes),
    pupils: query.get('pupils') ?? '',
    way: isWay(way) ? way : lesson.devices === 'none' ? 'none' : '',
    engagement: '',
    remarks: '',
  }
}

export function draftOf(form: FormData, lesson: Lesson): Draft {
  const stepsDone = form.getAll('steg').filter((value) => typeof value === 'string')
  return {
    classId: fieldOf(form, 'klasse'),
    deliveredOn: fieldOf(form, 'dato'),
    stepsDone,
    // A variant of a step that was left out is not told.
    variants: Object.fromEntries(
      lesson.steps
        .filter(({ id }) => stepsDone.includes(id))
        .map(({ id }) => [id, fieldOf(form, `variant-${id}`)] as const)
        .filter(([, variant]) => variant !== ''),
    ),
    minutes: fieldOf(form, 'minutter'),
    pupils: fieldOf(form, 'elever'),
    way: fieldOf(form, 'mate'),
    engagement: fieldOf(form, 'engasjement'),
    // Browsers count a line break as one character and send two.
    remarks: fieldOf(form, 'notat').replaceAll('\r\n', '\n'),
  }
}

const numberOrNull = (text: string): number | null => (text.trim() === '' ? null : Number(text))

/** As the API takes it. What is no number becomes NaN, which the API refuses. */
export const reportOf = (draft: Draft) => ({
  deliveredOn: draft.deliveredOn,
  stepsDone: draft.stepsDone,
  variants: draft.variants,
  minutes: draft.minutes.trim() === '' ? Number.NaN : Number(draft.minutes),
  way: draft.way as Way,
  pupils: numberOrNull(draft.pupils),
  engagement: numberOrNull(draft.engagement),
  remarks: draft.remarks,
})
