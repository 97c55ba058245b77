// The sentence that a researcher reads for each fault and each warning. One without a sentence does not compile.
import * as m from './compiled/messages.js'
import type { Fault, FaultCode, FaultParts } from '#domain/instrument-fault.ts'
import type { Warning, WarningCode, WarningParts } from '#domain/instrument-warnings.ts'
import { formatOf, type Locale } from '#domain/locale.ts'

type Options = { locale: Locale }
/** Lists arrive as one text, already joined. */
type Joined<Parts> = { [Key in keyof Parts]: Parts[Key] extends string[] ? string : Parts[Key] }
type Sentences<Parts> = { [Code in keyof Parts]: (inputs: Joined<Parts[Code]>, options: Options) => string }

const faults: Sentences<FaultParts> = {
  'no-pages': m.instrument_fault_no_pages,
  'page-twice': m.instrument_fault_page_twice,
  'page-empty': m.instrument_fault_page_empty,
  'page-full': m.instrument_fault_page_full,
  'page-conditional': m.instrument_fault_page_conditional,
  'page-language': m.instrument_fault_page_language,
  'language-missing': m.instrument_fault_language_missing,
  'about-language': m.instrument_fault_about_language,
  'item-twice': m.instrument_fault_item_twice,
  'item-language': m.instrument_fault_item_language,
  'item-origin': m.instrument_fault_item_origin,
  'item-text': m.instrument_fault_item_text,
  'item-depends': m.instrument_fault_item_depends,
  'variable-twice': m.instrument_fault_variable_twice,
  'variable-long': m.instrument_fault_variable_long,
  'options-few': m.instrument_fault_options_few,
  'options-many': m.instrument_fault_options_many,
  'option-value-twice': m.instrument_fault_option_value_twice,
  'option-label-twice': m.instrument_fault_option_label_twice,
  'rows-few': m.instrument_fault_rows_few,
  'rows-many': m.instrument_fault_rows_many,
  'row-name': m.instrument_fault_row_name,
  'range-empty': m.instrument_fault_range_empty,
  'slider-step': m.instrument_fault_slider_step,
  'slider-reserved': m.instrument_fault_slider_reserved,
  'scale-variable': m.instrument_fault_scale_variable,
  'scale-scores': m.instrument_fault_scale_scores,
  'scale-reverses': m.instrument_fault_scale_reverses,
  'scale-twice': m.instrument_fault_scale_twice,
  'scale-minimum': m.instrument_fault_scale_minimum,
  'quality-variable': m.instrument_fault_quality_variable,
  'quality-zero': m.instrument_fault_quality_zero,
  'quality-honesty': m.instrument_fault_quality_honesty,
  'quality-itself': m.instrument_fault_quality_itself,
}

const warnings: Sentences<WarningParts> = {
  'licence-unclear': m.instrument_warning_licence_unclear,
  'licence-limits': m.instrument_warning_licence_limits,
  'source-restricted': m.instrument_warning_source_restricted,
  'language-unread': m.instrument_warning_language_unread,
  identifying: m.instrument_warning_identifying,
  'own-use-young': m.instrument_warning_own_use_young,
  words: m.instrument_warning_words,
  long: m.instrument_warning_long,
  'construct-twice': m.instrument_warning_construct_twice,
}

/** Names of languages written out, lists joined, numbers as the language writes them. */
function written(parts: object, locale: Locale): Record<string, string> {
  const tag = formatOf(locale)
  const languages = new Intl.DisplayNames(tag, { type: 'language' })
  return Object.fromEntries(
    Object.entries(parts).map(([key, value]: [string, unknown]) => {
      if (Array.isArray(value)) return [key, new Intl.ListFormat(tag).format(value as string[])]
      if (typeof value === 'number') return [key, new Intl.NumberFormat(tag).format(value)]
      return [key, key === 'language' ? languages.of(String(value))! : String(value)]
    }),
  )
}

type Sentence = (inputs: Record<string, string>, options: Options) => string

export const faultSentence = (fault: Fault, locale: Locale): string =>
  (faults[fault.code satisfies FaultCode] as unknown as Sentence)(written(fault, locale), { locale })

export const warningSentence = (warning: Warning, locale: Locale): string =>
  (warnings[warning.code satisfies WarningCode] as unknown as Sentence)(written(warning, locale), { locale })
