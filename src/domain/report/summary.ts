// The report in plain sentences, chosen from its numbers by fixed rules. What is said is a key and its numbers; the page
// has the words. The surprise: a rule may only add caution, never take any away, and no rule calls a result an effect.
import { fewSchools } from '#domain/power.ts'
import { attritionLimits, harmSummary } from './summary-limits.ts'
import { primarySummary } from './summary-result.ts'
import { count, said, type SummaryKey, type SummarySentence } from './summary-sentence.ts'
import type { Report } from './report.ts'

/** In the order in which they are read. */
export function summarise(report: Report): SummarySentence[] {
  return [
    ...(report.simulated ? [said('studied', 'data_simulated')] : []),
    ...studied(report),
    ...primarySummary(report),
    ...limits(report),
    ...harmSummary(report),
  ]
}

function studied(report: Report): SummarySentence[] {
  const { flow, template, arms, isDrawn, isBlinded } = report
  const schools = flow.reduce((sum, each) => sum + each.schools, 0)
  const answered = (flow[0]?.waves ?? []).map(({ wave }) =>
    flow.reduce((sum, { waves }) => sum + (waves.find((each) => each.wave === wave)?.answered ?? 0), 0),
  )
  const [first, last] = [answered[0], answered.at(-1)]
  const size =
    first === undefined
      ? said('studied', 'studied_nothing', { schools: count(schools) })
      : answered.length === 1
        ? said('studied', 'studied_once', { schools: count(schools), pupils: count(first) })
        : said('studied', 'studied_waves', {
            schools: count(schools),
            pupils: count(first),
            last: count(last!),
            waves: count(answered.length),
          })
  if (template === 'mapping') return [size, said('studied', 'arms_mapping')]
  if (template === 'before-after') return [size, said('studied', 'arms_before_after')]
  if (arms.length === 0) return [size, said('studied', 'arms_none_yet')]
  return [
    size,
    said('studied', isDrawn ? 'arms_drawn' : 'arms_chosen'),
    ...(isBlinded ? [said('studied', 'arms_blinded')] : []),
  ]
}

function limits(report: Report): SummarySentence[] {
  const { template, isDrawn, isJoined, waves, deviations, arms, flow, small } = report
  const open = waves.filter(({ isClosed }) => !isClosed).map(({ number }) => number)
  const schools = flow.reduce((sum, each) => sum + each.schools - each.left, 0)
  const hasTime = template !== 'mapping'
  const limit = (key: SummaryKey, isSo: boolean, values: SummarySentence['values'] = {}) =>
    isSo ? [said('limits', key, values)] : []
  return [
    ...limit('limit_waves_open', open.length > 0, { waves: { as: 'numbers', value: open } }),
    ...limit('limit_mapping', template === 'mapping'),
    ...limit('limit_before_after', template === 'before-after'),
    ...limit('limit_not_drawn', template === 'trial' && arms.length > 0 && !isDrawn),
    ...limit('limit_few_schools', hasTime && schools < fewSchools, { schools: count(schools) }),
    ...attritionLimits(report),
    ...limit('limit_anonymous', hasTime && !isJoined),
    ...limit('limit_small_rounds', small.rounds > 0, {
      responses: count(small.responses),
    }),
    ...limit('limit_deviations', deviations.length > 0, { number: count(deviations.length) }),
    ...limit('limit_own_answers', true),
  ]
}
