// What a summary is made of: a key of a sentence and the numbers in it. The surprise: numbers stay numbers, for only the
// page knows how its language writes them.
import type { OutcomeDesign } from '#schemas/study-design.ts'

/** A number or a name in a sentence, with what it is: the page writes it in its language. */
export type SummaryValue =
  | { as: 'count' | 'share' | 'deviations' | 'p'; value: number }
  /** Higher or lower, with size and unit; a share in percentage points. */
  | { as: 'change' | 'level'; value: number; measure: OutcomeDesign['measure'] }
  | { as: 'label'; value: OutcomeDesign['label'] }
  | { as: 'text'; value: string }
  | { as: 'numbers'; value: number[] }

/** Each has its sentence in content/messages/report as `report_sum_<key>`. */
export type SummaryKey =
  | 'studied_once'
  | 'studied_waves'
  | 'studied_nothing'
  | 'arms_drawn'
  | 'arms_chosen'
  | 'arms_none_yet'
  | 'arms_before_after'
  | 'arms_mapping'
  | 'arms_blinded'
  | 'result_missing'
  | 'result_level_share'
  | 'result_level_mean'
  | 'result_hidden'
  | 'result_arms_share'
  | 'result_arms_mean'
  | 'result_change_share'
  | 'result_change_mean'
  | 'result_more_share'
  | 'result_more_mean'
  | 'result_none'
  | 'result_interval'
  | 'result_size_tiny'
  | 'result_size_small'
  | 'result_size_moderate'
  | 'result_size_large'
  | 'result_chance'
  | 'result_beyond_chance'
  | 'result_checks_differ'
  | 'limit_lost'
  | 'limit_lost_unevenly'
  | 'harm_not_planned'
  | 'harm_not_looked'
  | 'harm_looked'
  | 'harm_unknown'
  | 'harm_tripped'
  | 'harm_frozen'
  | 'harm_within'
  | 'limit_not_drawn'
  | 'limit_before_after'
  | 'limit_mapping'
  | 'limit_few_schools'
  | 'limit_anonymous'
  | 'limit_small_rounds'
  | 'limit_waves_open'
  | 'limit_deviations'
  | 'limit_own_answers'
  | 'data_simulated'

export type SummarySentence = {
  part: 'studied' | 'result' | 'limits' | 'harm'
  key: SummaryKey
  values: Record<string, SummaryValue>
}

export const count = (value: number): SummaryValue => ({ as: 'count', value })
export const share = (value: number): SummaryValue => ({ as: 'share', value })

export const said = (
  part: SummarySentence['part'],
  key: SummaryKey,
  values: SummarySentence['values'] = {},
): SummarySentence => ({ part, key, values })
