import { describe, expect, test } from 'vitest'
import type { StudyDesign } from '#schemas/study-design.ts'
import { aTrial } from '../../../tests/support/study-designs.ts'
import { shownOutcomes } from './shown.ts'

const harm = aTrial().outcomes.find(({ role }) => role === 'harm')!
const design = (wave: number, looks: number[]): StudyDesign => ({
  ...aTrial(),
  outcomes: [{ ...harm, wave, baselineWave: null }],
  harm: { looks, alpha: 0.05 },
})
const shown = (wave: number, looks: number[], closed: number[], decided: number[]) =>
  shownOutcomes(
    design(wave, looks),
    new Set(closed),
    decided.map((waveNumber) => ({ waveNumber })),
    true,
  ).length

describe('a harm outcome in the report of a trial', () => {
  test('waits for every look at what is closed, also of later waves: its column holds them too', () => {
    expect(shown(2, [2, 3], [1, 2], [])).toBe(0)
    expect(shown(2, [2, 3], [1, 2], [2])).toBe(1)
    expect(shown(2, [2, 3], [1, 2, 3], [2])).toBe(0)
    expect(shown(2, [2, 3], [1, 2, 3], [2, 3])).toBe(1)
    // Not before the monitor has looked at its own wave, or a later one.
    expect(shown(3, [2], [1, 2, 3], [2])).toBe(0)
    // A later look makes up for one that was skipped.
    expect(shown(2, [2, 3], [1, 2, 3], [3])).toBe(1)
  })

  test('is not shown before anybody was to look', () => {
    expect(shown(2, [3], [1, 2], [])).toBe(0)
    expect(shown(2, [], [1, 2], [])).toBe(0)
  })
})
