// The p of outcomes that come in families, corrected for looking at many.
import { benjaminiHochberg, holm } from '#domain/statistics/multiplicity.ts'
import type { OutcomeResult } from './report.ts'

/** The p of each effect; null where there is none. */
const pOf = ({ main }: OutcomeResult): (number | null)[] =>
  main.kind === 'arms'
    ? main.each.map(({ analysis }) => (analysis.kind === 'result' ? analysis.effect.p : null))
    : main.each.map((each) => (each.kind === 'result' ? each.effect.p : null))

/** Each family of outcomes is corrected over all its effects. Primary and harm outcomes stand as they are. */
export function corrected(results: OutcomeResult[]): OutcomeResult[] {
  const families = [
    { role: 'secondary', correct: holm },
    { role: 'exploratory', correct: benjaminiHochberg },
  ] as const
  const byResult = new Map<OutcomeResult, (number | null)[]>()
  for (const { role, correct } of families) {
    const family = results.filter(({ outcome }) => outcome.role === role)
    const all = correct(family.flatMap(pOf).filter((p) => p !== null))
    let place = 0
    for (const result of family)
      byResult.set(
        result,
        pOf(result).map((p) => (p === null ? null : all[place++]!)),
      )
  }
  // The primary outcome of three arms or more is a family of its own.
  for (const result of results) {
    const p = pOf(result).filter((each) => each !== null)
    if (result.outcome.role !== 'primary' || p.length < 2) continue
    const all = holm(p)
    let place = 0
    byResult.set(
      result,
      pOf(result).map((each) => (each === null ? null : all[place++]!)),
    )
  }
  return results.map((result) => ({
    ...result,
    corrected: byResult.get(result) ?? pOf(result).map(() => null),
  }))
}
