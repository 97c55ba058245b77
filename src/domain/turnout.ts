// Turnout (frammøte): why pupils of a class did not answer, as counts. Pure; who they were is noted nowhere.

/** A guardian's no, away that day, did not want to, could not. */
export const reasons = ['optedOut', 'absent', 'declined', 'unable'] as const
export type Turnout = Record<(typeof reasons)[number], number>

export const totalOf = (turnout: Turnout): number => reasons.reduce((sum, reason) => sum + turnout[reason], 0)

/** Whole numbers from zero on that together are no more than the class has pupils. */
export const fitsClass = (turnout: Turnout, size: number): boolean =>
  reasons.every((reason) => Number.isInteger(turnout[reason]) && turnout[reason] >= 0) &&
  totalOf(turnout) <= size
