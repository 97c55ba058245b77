// Twenty power cuts in the middle of submissions.
import { expect, test } from 'vitest'
import { killAgainAndAgain } from './sigkill.ts'

test(
  'twenty kills lose no acknowledged response, double none, and leave a whole file',
  { timeout: 180_000 },
  async () => {
    const outcomes = await killAgainAndAgain(20, () => undefined)
    for (const { round, lost, doubled, codesLost, integrity } of outcomes)
      expect({ round, lost, doubled, codesLost, integrity }).toEqual({
        round,
        lost: 0,
        doubled: 0,
        codesLost: 0,
        integrity: 'ok',
      })
    // The kills came while work was done, or they proved nothing.
    expect(outcomes.reduce((sum, { acknowledged }) => sum + acknowledged, 0)).toBeGreaterThan(100)
    expect(outcomes.reduce((sum, { repeated }) => sum + repeated, 0)).toBeGreaterThan(20)
  },
)
