// Who has to wait with a frozen lesson, and who may go on.
import { expect, test } from 'vitest'
import { freezeFor, type LessonFreeze, type WaitingClass } from './lesson-freeze.ts'

const freeze = (lessonId: string, more: Partial<LessonFreeze> = {}): [string, LessonFreeze] => [
  lessonId,
  {
    lessonId,
    studyId: 'one',
    frozenOn: '2027-02-01',
    reason: 'Flere har begynt.',
    study: 'Trivsel',
    contact: 'Dora',
    simulated: false,
    ...more,
  },
]
const frozen = new Map([freeze('a'), freeze('b'), freeze('c', { studyId: 'two' })])
const aClass = (delivered: WaitingClass['delivered'], simulated = false): WaitingClass => ({
  simulated,
  delivered,
})

test('a new class waits, and so does a class that nobody names', () => {
  expect(freezeFor(frozen, 'a', aClass([]))?.reason).toBe('Flere har begynt.')
  expect(freezeFor(frozen, 'a', undefined)).toBeDefined()
  expect(freezeFor(frozen, 'another', aClass([]))).toBeUndefined()
})

test('a class that had a lesson frozen together with it goes on', () => {
  expect(freezeFor(frozen, 'b', aClass([{ lessonId: 'a', deliveredOn: '2027-02-01' }]))).toBeUndefined()
})

test('a lesson of another study or after the freeze is no beginning', () => {
  expect(freezeFor(frozen, 'b', aClass([{ lessonId: 'c', deliveredOn: '2027-01-10' }]))).toBeDefined()
  expect(freezeFor(frozen, 'b', aClass([{ lessonId: 'a', deliveredOn: '2027-02-02' }]))).toBeDefined()
  expect(freezeFor(frozen, 'b', aClass([{ lessonId: 'other', deliveredOn: '2027-01-10' }]))).toBeDefined()
})

test('demo data hold back demo classes only', () => {
  const demo = new Map([freeze('a', { simulated: true })])
  expect(freezeFor(demo, 'a', aClass([]))).toBeUndefined()
  expect(freezeFor(demo, 'a', undefined)).toBeUndefined()
  expect(freezeFor(demo, 'a', aClass([], true))).toBeDefined()
})
