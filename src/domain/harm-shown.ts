// What of a look for harm may be seen by whom. Which side reached a boundary is told in letters and says nothing of which
// side has the programme; what tells that (`tripped`) stays behind.
import type { HarmOutcome, HarmResults, Side } from './harm.ts'

/** A look as it is shown: nothing in it depends on which side has the programme. */
export type MaskedResults = { wave: number; outcomes: Omit<HarmOutcome, 'tripped'>[] }

/** Without what tells which side has the programme. */
export const masked = ({ wave, outcomes }: HarmResults): MaskedResults => ({
  wave,
  outcomes: outcomes.map(({ tripped: _, ...outcome }) => outcome),
})

/** Without the primary outcome: for everybody but the monitor, until its own wave is over. */
export const harmOnly = (results: HarmResults): HarmResults => ({
  ...results,
  outcomes: results.outcomes.filter(({ role }) => role === 'harm'),
})

/** The side that is worse by the boundary or more, whichever has the programme; null: neither, or not of harm. */
export function reachedSide({
  role,
  statistic,
  bound,
}: Pick<HarmOutcome, 'role' | 'statistic' | 'bound'>): Side | null {
  if (role !== 'harm' || statistic === null || bound === null || Math.abs(statistic) < bound) return null
  return statistic > 0 ? 'A' : 'B'
}

/** Is any side worse by the boundary or more? */
export const isReached = ({ outcomes }: MaskedResults): boolean =>
  outcomes.some((outcome) => reachedSide(outcome) !== null)
