import { describe, expect, test } from 'vitest'
import type { PlannedWave } from '#schemas/study-design.ts'
import { waveChanges } from './wave-change.ts'

const wave = (number: number, more: Partial<PlannedWave> = {}): PlannedWave => ({
  number,
  opensOn: '2027-01-11',
  closesOn: '2027-01-29',
  grades: [8, 9],
  instrument: 'a',
  ...more,
})

describe('the waves of a frozen plan', () => {
  test('that are as they were give nothing to tell', () => {
    expect(waveChanges([wave(1), wave(2)], [wave(1), wave(2)])).toEqual([])
  })

  test('are told where they were moved, asked of others or ask otherwise', () => {
    const now = wave(1, { closesOn: '2027-02-05', grades: [9], instrument: 'b' })
    expect(waveChanges([wave(1)], [now])).toEqual([
      {
        what: 'dates',
        wave: 1,
        planned: { opensOn: '2027-01-11', closesOn: '2027-01-29' },
        actual: { opensOn: '2027-01-11', closesOn: '2027-02-05' },
      },
      { what: 'grades', wave: 1, planned: [8, 9], actual: [9] },
      { what: 'questionnaire', wave: 1 },
    ])
  })

  test('are told where they are gone or new, in their order', () => {
    expect(waveChanges([wave(1), wave(3)], [wave(1), wave(2)])).toEqual([
      { what: 'added', wave: 2 },
      { what: 'gone', wave: 3 },
    ])
  })

  test('may get a questionnaire that was not finished then, but not lose the one they had', () => {
    expect(waveChanges([wave(1, { instrument: null })], [wave(1)])).toEqual([])
    expect(waveChanges([wave(1)], [wave(1, { instrument: null })])).toEqual([
      { what: 'questionnaire', wave: 1 },
    ])
  })
})
