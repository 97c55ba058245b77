// The sentence for each fault and each warning of a study's design. One without a sentence does not compile.
import * as m from './compiled/messages.js'
import { formatOf, type Locale } from '#domain/locale.ts'
import type {
  DesignFault,
  DesignFaultParts,
  DesignWarning,
  DesignWarningParts,
} from '#domain/study-design-fault.ts'

type Options = { locale: Locale }
/** Everything arrives written out. */
type Sentences<Parts> = {
  [Code in keyof Parts]: (inputs: { [Key in keyof Parts[Code]]: string }, options: Options) => string
}

const faults: Sentences<DesignFaultParts> = {
  'question-missing': m.design_fault_question_missing,
  'waves-none': m.design_fault_waves_none,
  'waves-few': m.design_fault_waves_few,
  'wave-young': m.design_fault_wave_young,
  'arms-few': m.design_fault_arms_few,
  'arms-many': m.design_fault_arms_many,
  'arms-programme': m.design_fault_arms_programme,
  'arm-name-twice': m.design_fault_arm_name_twice,
  'arm-lessons': m.design_fault_arm_lessons,
  'arm-lesson-unknown': m.design_fault_arm_lesson_unknown,
  'allocation-block': m.design_fault_allocation_block,
  'allocation-arms': m.design_fault_allocation_arms,
  'allocation-baseline': m.design_fault_allocation_baseline,
  'outcomes-none': m.design_fault_outcomes_none,
  'outcomes-primary-none': m.design_fault_outcomes_primary_none,
  'outcomes-primary-many': m.design_fault_outcomes_primary_many,
  'outcome-twice': m.design_fault_outcome_twice,
  'outcome-wave': m.design_fault_outcome_wave,
  'outcome-pupils': m.design_fault_outcome_pupils,
  'outcome-variable': m.design_fault_outcome_variable,
  'outcome-from': m.design_fault_outcome_from,
  'outcome-from-outside': m.design_fault_outcome_from_outside,
  'outcome-before': m.design_fault_outcome_before,
  'outcome-order': m.design_fault_outcome_order,
  'outcome-baseline-wave': m.design_fault_outcome_baseline_wave,
  'outcome-baseline-variable': m.design_fault_outcome_baseline_variable,
  'outcome-baseline-values': m.design_fault_outcome_baseline_values,
  'covariates-baseline': m.design_fault_covariates_baseline,
  'covariate-variable': m.design_fault_covariate_variable,
  'covariate-outcome': m.design_fault_covariate_outcome,
  'subgroup-variable': m.design_fault_subgroup_variable,
  'subgroup-outcome': m.design_fault_subgroup_outcome,
  'missing-weights': m.design_fault_missing_weights,
  'planning-effect': m.design_fault_planning_effect,
  'harm-looks': m.design_fault_harm_looks,
  'harm-look-wave': m.design_fault_harm_look_wave,
  'harm-look-early': m.design_fault_harm_look_early,
  'harm-look-none': m.design_fault_harm_look_none,
  'harm-look-variable': m.design_fault_harm_look_variable,
  'harm-monitor': m.design_fault_harm_monitor,
  'harm-monitor-edits': m.design_fault_harm_monitor_edits,
}

const warnings: Sentences<DesignWarningParts> = {
  'planning-schools': m.design_warning_planning_schools,
  'planning-power': m.design_warning_planning_power,
  'adjust-anonymous': m.design_warning_adjust_anonymous,
  'allocation-own': m.design_warning_allocation_own,
  'outcome-unadjusted': m.design_warning_outcome_unadjusted,
  'outcomes-harm': m.design_warning_outcomes_harm,
}

/** Power as per cent, other numbers as the language writes them, labels in the language or in bokmål. */
function written(parts: object, locale: Locale): Record<string, string> {
  return Object.fromEntries(
    Object.entries(parts).map(([key, value]: [string, unknown]) => {
      if (typeof value === 'number')
        return [
          key,
          new Intl.NumberFormat(
            formatOf(locale),
            key === 'power' || key === 'wanted' ? { style: 'percent' } : { maximumFractionDigits: 2 },
          ).format(value),
        ]
      if (typeof value === 'object') {
        const label = value as Record<string, string>
        return [key, label[locale] ?? label['nb'] ?? '']
      }
      return [key, String(value)]
    }),
  )
}

type Sentence = (inputs: Record<string, string>, options: Options) => string

export const designFaultSentence = ({ code, ...parts }: DesignFault, locale: Locale): string =>
  (faults[code] as unknown as Sentence)(written(parts, locale), { locale })

export const designWarningSentence = ({ code, ...parts }: DesignWarning, locale: Locale): string =>
  (warnings[code] as unknown as Sentence)(written(parts, locale), { locale })
