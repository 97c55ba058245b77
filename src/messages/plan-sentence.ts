// The analysis plan in words. A sentence or a heading without words does not compile.
import * as m from './compiled/messages.js'
import { formatOf, type Locale } from '#domain/locale.ts'
import type { PlanBlock, PlanCode, PlanHeading, PlanParts, PlanSection } from '#domain/plan-part.ts'

type Options = { locale: Locale }
/** Everything arrives written out. */
type Written<Parts> = { [Key in keyof Parts]: string }

const sentences: {
  [Code in PlanCode]: (inputs: Written<PlanParts[Code]>, options: Options) => string
} = {
  'template-mapping': m.design_plan_template_mapping,
  'template-before-after': m.design_plan_template_before_after,
  'template-trial': m.design_plan_template_trial,
  own: m.design_plan_own,
  'mode-linked': m.design_plan_mode_linked,
  'mode-anonymous': m.design_plan_mode_anonymous,
  'arm-programme': m.design_plan_arm_programme,
  'arm-waiting-list': m.design_plan_arm_waiting_list,
  'arm-usual': m.design_plan_arm_usual,
  'arm-share': m.design_plan_arm_share,
  'allocation-blocks': m.design_plan_allocation_blocks,
  'allocation-constrained': m.design_plan_allocation_constrained,
  'allocation-own': m.design_plan_allocation_own,
  'allocation-concealed': m.design_plan_allocation_concealed,
  'allocation-stays': m.design_plan_allocation_stays,
  wave: m.design_plan_wave,
  'wave-unknown': m.design_plan_wave_unknown,
  'outcome-primary': m.design_plan_outcome_primary,
  'outcome-secondary': m.design_plan_outcome_secondary,
  'outcome-exploratory': m.design_plan_outcome_exploratory,
  'outcome-harm': m.design_plan_outcome_harm,
  'measure-mean': m.design_plan_measure_mean,
  'measure-share': m.design_plan_measure_share,
  'measure-share-words': m.design_plan_measure_share_words,
  'better-lower': m.design_plan_better_lower,
  'better-higher': m.design_plan_better_higher,
  'baseline-wave': m.design_plan_baseline_wave,
  'baseline-none': m.design_plan_baseline_none,
  'model-mixed': m.design_plan_model_mixed,
  'model-means': m.design_plan_model_means,
  'model-share': m.design_plan_model_share,
  'model-own': m.design_plan_model_own,
  'model-change': m.design_plan_model_change,
  'model-mapping': m.design_plan_model_mapping,
  'model-interval': m.design_plan_model_interval,
  'adjust-pupils': m.design_plan_adjust_pupils,
  'adjust-schools': m.design_plan_adjust_schools,
  'adjust-covariates': m.design_plan_adjust_covariates,
  'adjust-covariates-anonymous': m.design_plan_adjust_covariates_anonymous,
  'missing-complete': m.design_plan_missing_complete,
  'missing-weights': m.design_plan_missing_weights,
  'missing-report': m.design_plan_missing_report,
  'missing-answers': m.design_plan_missing_answers,
  'many-primary': m.design_plan_many_primary,
  'many-secondary': m.design_plan_many_secondary,
  'many-exploratory': m.design_plan_many_exploratory,
  'subgroups-named': m.design_plan_subgroups_named,
  'subgroups-anonymous': m.design_plan_subgroups_anonymous,
  'subgroups-none': m.design_plan_subgroups_none,
  'harm-monitor': m.design_plan_harm_monitor,
  'harm-looks': m.design_plan_harm_looks,
  'harm-onset': m.design_plan_harm_onset,
  'harm-decision': m.design_plan_harm_decision,
  'harm-none': m.design_plan_harm_none,
  'power-numbers': m.design_plan_power_numbers,
  'power-means': m.design_plan_power_means,
  'power-shares': m.design_plan_power_shares,
  'power-schools': m.design_plan_power_schools,
  'power-needed': m.design_plan_power_needed,
  'power-smallest-mean': m.design_plan_power_smallest_mean,
  'power-smallest-share': m.design_plan_power_smallest_share,
  'power-few': m.design_plan_power_few,
  'power-too-few': m.design_plan_power_too_few,
  'fail-schools': m.design_plan_fail_schools,
  'fail-model': m.design_plan_fail_model,
  'fail-deviations': m.design_plan_fail_deviations,
  'fail-small': m.design_plan_fail_small,
}

const headings: Record<PlanHeading, (inputs: Record<string, never>, options: Options) => string> = {
  question: m.design_plan_heading_question,
  arms: m.design_plan_heading_arms,
  allocation: m.design_plan_heading_allocation,
  waves: m.design_plan_heading_waves,
  outcomes: m.design_plan_heading_outcomes,
  model: m.design_plan_heading_model,
  missing: m.design_plan_heading_missing,
  many: m.design_plan_heading_many,
  subgroups: m.design_plan_heading_subgroups,
  harm: m.design_plan_heading_harm,
  power: m.design_plan_heading_power,
  fail: m.design_plan_heading_fail,
  notes: m.design_plan_heading_notes,
}

const balances: Record<string, (inputs: Record<string, never>, options: Options) => string> = {
  pupils: m.design_balance_pupils,
  classes: m.design_balance_classes,
  baseline: m.design_balance_baseline,
}

/** Parts that are shares and read better as per cent. */
const shares = ['keep', 'attrition', 'power', 'wanted', 'control', 'intervention']

const writeNumber = (key: string, value: number, locale: Locale): string =>
  new Intl.NumberFormat(
    formatOf(locale),
    shares.includes(key) ? { style: 'percent', maximumFractionDigits: 1 } : { maximumFractionDigits: 3 },
  ).format(value)

const writeDay = (day: string, locale: Locale): string =>
  new Intl.DateTimeFormat(formatOf(locale), { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(day))

/** A title that has quotation marks of its own needs no more of them. */
const quoted = (title: string, locale: Locale): string =>
  /[«“"]/.test(title) ? title : locale === 'en' ? `“${title}”` : `«${title}»`

/** A word, number, day, text in several languages, or a list of them. */
function written(key: string, value: unknown, locale: Locale, lessonTitle: (id: string) => string): string {
  if (Array.isArray(value))
    return new Intl.ListFormat(formatOf(locale), {
      type: key === 'sizes' ? 'disjunction' : 'conjunction',
    }).format(value.map((each) => written(key, each, locale, lessonTitle)))
  if (typeof value === 'number') return writeNumber(key, value, locale)
  if (typeof value === 'object') {
    const label = value as Record<string, string>
    return (label[locale] ?? label['nb'] ?? '').replace(/[.:]$/, '')
  }
  const text = String(value)
  if (key === 'lessons') return quoted(lessonTitle(text), locale)
  if (key === 'balance') return balances[text]!({}, { locale })
  return key === 'from' || key === 'to' ? writeDay(text, locale) : text
}

export type PlanWriter = { locale: Locale; lessonTitle: (lessonId: string) => string }
export type WrittenSection = {
  heading: string
  key: PlanHeading
  /** Text is a paragraph, a list is a list. */
  blocks: (string | string[])[]
}

function writeBlock({ sentences: says }: PlanBlock, { locale, lessonTitle }: PlanWriter): string {
  return says
    .map(({ code, ...parts }) => {
      const say = sentences[code] as (inputs: Record<string, string>, options: Options) => string
      const words = Object.entries(parts).map(([key, value]) => [
        key,
        written(key, value, locale, lessonTitle),
      ])
      return say(Object.fromEntries(words) as Record<string, string>, { locale })
    })
    .join(' ')
}

/** A plan as headings with paragraphs and lists. */
export function writePlan(plan: readonly PlanSection[], writer: PlanWriter): WrittenSection[] {
  return plan.map(({ heading, blocks }) => {
    const put: (string | string[])[] = []
    for (const block of blocks) {
      const words = writeBlock(block, writer)
      const last = put.at(-1)
      if (!block.isItem) put.push(words)
      else if (Array.isArray(last)) last.push(words)
      else put.push([words])
    }
    return { heading: headings[heading]({}, { locale: writer.locale }), key: heading, blocks: put }
  })
}
