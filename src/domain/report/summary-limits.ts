// What the summary says of pupils who were lost, and of harm. The surprise: where nothing was looked at, it says so;
// silence would be read as safety.
import type { Report } from './report.ts'
import { count, said, share, type SummaryKey, type SummarySentence } from './summary-sentence.ts'

/** From these shares of lost pupils, and of difference between two arms, on, the reader is warned. Our own choice. */
const warned = { lost: 0.2, apart: 0.05 }

export function attritionLimits({ attrition }: Report): SummarySentence[] {
  const known = attrition.flatMap(({ arm, baseline, again }) =>
    again === null || baseline === 0 ? [] : [{ arm, baseline, lost: baseline - again }],
  )
  const baseline = known.reduce((sum, each) => sum + each.baseline, 0)
  if (baseline === 0) return []
  const lost = known.reduce((sum, each) => sum + each.lost, 0) / baseline
  const sorted = known
    .map((each) => ({ arm: each.arm ?? '', share: each.lost / each.baseline }))
    .sort((a, b) => a.share - b.share)
  const [least, most] = [sorted[0]!, sorted.at(-1)!]
  return [
    ...(lost >= warned.lost ? [said('limits', 'limit_lost', { share: share(lost) })] : []),
    ...(most.share - least.share >= warned.apart
      ? [
          said('limits', 'limit_lost_unevenly', {
            most: share(most.share),
            mostArm: { as: 'text', value: most.arm },
            least: share(least.share),
            leastArm: { as: 'text', value: least.arm },
          }),
        ]
      : []),
  ]
}

/** One sentence. */
export function harmSummary({ results, harm, harmWaiting }: Report): SummarySentence[] {
  const looks = count(harm.length)
  const outcomes = harm.flatMap((look) => look.results?.outcomes ?? []).filter(({ role }) => role === 'harm')
  const one = (key: SummaryKey) => [said('harm', key, { looks })]
  if (harm.some(({ decision }) => decision === 'freeze')) return one('harm_frozen')
  if (outcomes.some(({ tripped }) => tripped)) return one('harm_tripped')
  if (harm.length === 0)
    return one(
      harmWaiting > 0 || results.some(({ outcome }) => outcome.role === 'harm')
        ? 'harm_not_looked'
        : 'harm_not_planned',
    )
  if (harm.some((look) => look.results === null)) return one('harm_looked')
  if (outcomes.every(({ problem }) => problem !== null)) return one('harm_unknown')
  return one('harm_within')
}
