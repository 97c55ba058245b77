// How exactly a share of people may be told. Pure.

/** Below this many people a share is told in steps of five per cent. */
const fewForWholePerCent = 50

/**
 * A share of `people` as it may be shown: to the nearest 5 % below fifty people, to the nearest 1 % from there on, so
 * that a number says little of any one of them (brief «surveys» §3.3, rule 4).
 * @param share 0–1.
 */
export function roundShare(share: number, people: number): number {
  const steps = people < fewForWholePerCent ? 20 : 100
  return Math.round(share * steps) / steps
}
