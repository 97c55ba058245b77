// What the summary says of the primary outcome: the number, how sure it is, and whether chance alone could easily give
// it. The surprise: «not told from chance» is never written as «no difference».
import { type Effect, forestRows, type ForestRow } from './chart-forest.ts'
import type { Report } from './report.ts'
import { said, type SummarySentence, type SummaryValue } from './summary-sentence.ts'

/** A standardised difference in words, from these sizes on (Cohen, Statistical Power Analysis, 1988). */
const sizes = { small: 0.2, moderate: 0.5, large: 0.8 }

export function primarySummary(report: Report): SummarySentence[] {
  const result = report.results.find(({ outcome }) => outcome.role === 'primary')
  if (!result) return [said('result', 'result_missing')]
  const { outcome, groups } = result
  const label: SummaryValue = { as: 'label', value: outcome.label }
  const rows = forestRows([result])
  if (rows.length === 0) {
    const { estimate, low, high } = groups[0] ?? { estimate: null, low: null, high: null }
    if (estimate === null || low === null || high === null)
      return [said('result', 'result_hidden', { outcome: label })]
    const level = (value: number): SummaryValue => ({ as: 'level', value, measure: outcome.measure })
    const key = outcome.measure === 'share' ? 'result_level_share' : 'result_level_mean'
    return [
      said('result', key, { outcome: label, level: level(estimate), low: level(low), high: level(high) }),
    ]
  }
  return [
    ...rows.flatMap((row) => rowSentences(row, report.alpha)),
    ...(checksDiffer(rows, result.checks, report.alpha) ? [said('result', 'result_checks_differ')] : []),
  ]
}

function rowSentences(row: ForestRow, alpha: number): SummarySentence[] {
  const { outcome, main } = row.result
  const names = {
    outcome: { as: 'label', value: outcome.label },
    arm: { as: 'text', value: row.arm ?? '' },
    control: { as: 'text', value: row.control ?? '' },
    wave: { as: 'count', value: outcome.wave },
    before: { as: 'count', value: outcome.baselineWave ?? outcome.wave },
  } satisfies SummarySentence['values']
  const effect = rawEffect(row)
  if (!effect) return [said('result', 'result_none', { outcome: names.outcome })]
  const change = (value: number): SummaryValue => ({ as: 'change', value, measure: outcome.measure })
  const kind = main.kind === 'arms' ? 'arms' : row.arm === null ? 'change' : 'more'
  const isBeyond = row.p !== null && row.p < alpha
  return [
    said('result', `result_${kind}_${outcome.measure}`, { ...names, change: change(effect.estimate) }),
    said('result', 'result_interval', { low: change(effect.low), high: change(effect.high) }),
    ...(row.unit === 'deviations' ? [sizeSentence(row.effect!.estimate)] : []),
    said('result', isBeyond ? 'result_beyond_chance' : 'result_chance', {
      p: { as: 'p', value: row.p ?? 1 },
    }),
  ]
}

/** In the outcome's own unit; the forest plot has means in standard deviations. */
export function rawEffect({ result, arm, effect, unit }: ForestRow): Effect | null {
  if (unit !== 'deviations' || result.main.kind !== 'arms') return effect
  const analysis = result.main.each.find((each) => each.arm === arm)?.analysis
  return analysis?.kind === 'result' ? analysis.effect : null
}

function sizeSentence(estimate: number): SummarySentence {
  const size = Math.abs(estimate)
  const word =
    size < sizes.small ? 'tiny' : size < sizes.moderate ? 'small' : size < sizes.large ? 'moderate' : 'large'
  return said('result', `result_size_${word}`, { size: { as: 'deviations', value: size } })
}

/** Does any check point the other way, or answer otherwise whether chance could easily give it? */
function checksDiffer(
  rows: readonly ForestRow[],
  checks: Report['results'][number]['checks'],
  alpha: number,
): boolean {
  return rows.some((row) => {
    const main = rawEffect(row)
    if (!main || row.p === null) return false
    const differs = (p: number, estimate: number | null) =>
      p < alpha !== row.p! < alpha || (estimate !== null && estimate * main.estimate < 0)
    return checks.some((check) => {
      if (check.name === 'permutation') return 'p' in check && differs(check.p, null)
      if (check.name === 'weighted')
        return check.arm === row.arm && 'effect' in check && differs(check.effect.p, check.effect.estimate)
      const analysis = check.each.find(({ arm }) => arm === row.arm)?.analysis
      return analysis?.kind === 'result' && differs(analysis.effect.p, analysis.effect.estimate)
    })
  })
}
