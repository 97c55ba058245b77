// Which reports fit a lesson, and which core steps were left out.
import { expect, test } from 'vitest'
import type { Lesson } from '#schemas/lesson.ts'
import { droppedCore, earliestDay, fitsLesson } from './delivery.ts'

const step = (id: string, core: boolean, variants: string[] = []) => ({
  id,
  core,
  variants: variants.map((variant) => ({ id: variant, title: variant })),
})
const steps = [step('case', false, ['together']), step('call', true), step('exit', false, ['fingers'])]
const lesson = { steps } as unknown as Lesson
const today = '2026-11-21'
const told = {
  deliveredOn: today,
  stepsDone: ['case', 'call', 'exit'],
  variants: { case: 'together' } as Record<string, string>,
  minutes: 60,
}

test.each([
  ['as planned', {}, true],
  ['a core step dropped: kind words, no refusal', { stepsDone: ['case'] }, true],
  ['tomorrow', { deliveredOn: '2026-11-22' }, false],
  ['long ago', { deliveredOn: '2024-07-31' }, false],
  ['no step', { stepsDone: [], variants: {} }, false],
  ['a step twice', { stepsDone: ['case', 'case'] }, false],
  ['a step of another lesson', { stepsDone: ['case', 'dance'] }, false],
  ['a variant of a step that was not done', { stepsDone: ['call'] }, false],
  ['a variant that the step does not have', { variants: { case: 'fingers' } }, false],
  ['a variant of a core step', { variants: { call: 'together' } }, false],
  ['no minutes', { minutes: 0 }, false],
  ['a day and a night', { minutes: 301 }, false],
])('%s', (_, changes, fits) => {
  expect(fitsLesson({ ...told, ...changes }, lesson, today)).toBe(fits)
})

test('a delivery two school years back may be written down', () => {
  expect(earliestDay('2026-11-21')).toBe('2024-08-01')
  expect(earliestDay('2027-07-31')).toBe('2024-08-01')
})

test('only core steps that were dropped are named', () => {
  expect(droppedCore(steps, ['case']).map(({ id }) => id)).toEqual(['call'])
  expect(droppedCore(steps, ['call'])).toEqual([])
})
