// Codes go thirty days after a round has closed; key and responses on the days that the study has promised.
import { describe, expect, test } from 'vitest'
import { codesTimetable, dueOn, isAnythingDue } from './retention.ts'

const study = {
  mode: 'linked' as const,
  keyDestroyedOn: '2027-06-30',
  keyGoneOn: null,
  responsesDeletedOn: '2030-01-01',
  responsesGoneOn: null,
}
const round = (id: string, more: object = {}) => ({
  id,
  status: 'closed' as const,
  closedOn: '2026-11-01',
  codesGoneOn: null,
  ...more,
})

describe('codes', () => {
  test('go on the thirtieth day after closing and not before', () => {
    expect(dueOn('2026-11-30', study, [round('a')]).codes).toEqual([])
    expect(dueOn('2026-12-01', study, [round('a')]).codes).toEqual(['a'])
  })

  test('go later too, when the server was asleep', () => {
    expect(dueOn('2027-02-01', study, [round('a')]).codes).toEqual(['a'])
  })

  test('of an open round and of one that is done stay out', () => {
    const rounds = [
      round('open', { status: 'open', closedOn: null }),
      round('done', { codesGoneOn: '2026-12-01' }),
    ]
    expect(dueOn('2029-01-01', study, rounds).codes).toEqual([])
  })

  test('have a timetable that says what is left', () => {
    const rounds = [
      round('a', { closedOn: '2026-11-05' }),
      round('b'),
      round('c', { codesGoneOn: '2026-11-01' }),
      round('d', { status: 'open', closedOn: null }),
    ]
    expect(codesTimetable(rounds)).toEqual({ done: 1, left: 3, next: '2026-12-01' })
    expect(codesTimetable([])).toEqual({ done: 0, left: 0, next: undefined })
  })
})

describe('key and responses', () => {
  test('go on their day, each once', () => {
    expect(dueOn('2027-06-29', study, [])).toEqual({ codes: [], responses: false, key: false })
    expect(dueOn('2027-06-30', study, [])).toEqual({ codes: [], responses: false, key: true })
    expect(dueOn('2030-01-01', { ...study, keyGoneOn: '2027-06-30' }, [])).toEqual({
      codes: [],
      responses: true,
      key: false,
    })
    const done = { ...study, keyGoneOn: '2027-06-30', responsesGoneOn: '2030-01-01' }
    expect(isAnythingDue(dueOn('2031-01-01', done, []))).toBe(false)
  })

  test('an anonymous study has no key, and one without a day keeps its responses', () => {
    const kept = { ...study, mode: 'anonymous' as const, responsesDeletedOn: null }
    expect(isAnythingDue(dueOn('2099-01-01', kept, []))).toBe(false)
  })
})
