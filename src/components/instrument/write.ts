// How the composer names things: kinds of items, who answers, languages, and conditions in readable words.
import type { Condition, Identifier, Instrument, Item, Scale } from '#schemas/instrument.ts'
import type { SurveyText } from '#schemas/locale.ts'
import { formatOf, isSurveyLocale, type Locale, surveyLocaleNames } from '#domain/locale.ts'
import { type Variable, variablesOf } from '#domain/variable.ts'
import type { Messages } from '#messages/in-locale.ts'

/** A text of a draft in the reader's language, or in whichever it has. */
export const draftText = (text: Partial<SurveyText> | undefined, locale: Locale): string =>
  text?.[locale] || text?.nb || text?.nn || text?.en || Object.values(text ?? {}).find(Boolean) || ''

export const kinds = [
  'single',
  'multiple',
  'grid',
  'rank',
  'number',
  'slider',
  'norm-guess',
  'text',
  'information',
] as const satisfies Item['kind'][]

export const kindWords = (m: Messages): Record<Item['kind'], { name: string; about: string }> => ({
  single: { name: m.instrument_kind_single(), about: m.instrument_kind_single_about() },
  multiple: { name: m.instrument_kind_multiple(), about: m.instrument_kind_multiple_about() },
  grid: { name: m.instrument_kind_grid(), about: m.instrument_kind_grid_about() },
  rank: { name: m.instrument_kind_rank(), about: m.instrument_kind_rank_about() },
  number: { name: m.instrument_kind_number(), about: m.instrument_kind_number_about() },
  slider: { name: m.instrument_kind_slider(), about: m.instrument_kind_slider_about() },
  'norm-guess': { name: m.instrument_kind_guess(), about: m.instrument_kind_guess_about() },
  text: { name: m.instrument_kind_text(), about: m.instrument_kind_text_about() },
  information: { name: m.instrument_kind_information(), about: m.instrument_kind_information_about() },
})

export const respondentWords = (m: Messages): Record<Instrument['respondent'], string> => ({
  pupil: m.instrument_respondent_pupil(),
  parent: m.instrument_respondent_parent(),
  teacher: m.instrument_respondent_teacher(),
})

export const identifierWords = (m: Messages): Record<Identifier, string> => ({
  age: m.instrument_identifies_age(),
  gender: m.instrument_identifies_gender(),
  grade: m.instrument_identifies_grade(),
  country: m.instrument_identifies_country(),
  language: m.instrument_identifies_language(),
  family: m.instrument_identifies_family(),
  place: m.instrument_identifies_place(),
})

export const scoreWords = (m: Messages): Record<Scale['score'], string> => ({
  mean: m.instrument_view_score_mean(),
  sum: m.instrument_view_score_sum(),
  any: m.instrument_view_score_any(),
  midpoint: m.instrument_view_score_midpoint(),
})

/** «Bokmål», «Polski»: what each language calls itself. */
export const languageName = (language: string): string =>
  isSurveyLocale(language) ? surveyLocaleNames[language] : language

/** «a, b eller c» */
export const listed = (
  words: string[],
  locale: Locale,
  type: 'conjunction' | 'disjunction' = 'conjunction',
) => new Intl.ListFormat(formatOf(locale), { type }).format(words)

/** A variable as a person knows it: the question, or the row or option of it. */
export const variableWords = (variable: Variable, locale: Locale): string =>
  draftText(variable.label, locale) || variable.name

/** «Har du noen gang røykt?»: én av «Ja» eller «Av og til». */
export function conditionWords(
  condition: Condition,
  instrument: Instrument,
  locale: Locale,
  m: Messages,
): string {
  const words = (each: Condition) => conditionWords(each, instrument, locale, m)
  if ('all' in condition) return condition.all.map(words).join(` ${m.instrument_condition_and()} `)
  if ('any' in condition) return condition.any.map(words).join(` ${m.instrument_condition_or()} `)
  if ('not' in condition) return m.instrument_condition_not({ condition: words(condition.not) })
  const variable = variablesOf(instrument).find(({ name }) => name === condition.variable)
  if (!variable) return m.instrument_condition_unknown({ name: condition.variable })
  const question = variableWords(variable, locale)
  if ('from' in condition)
    return m.instrument_condition_from({ question, answer: answerWords(variable, condition.from, locale) })
  const answers = condition.is.map((value) => `«${answerWords(variable, value, locale)}»`)
  return m.instrument_condition_is({ question, answers: listed(answers, locale, 'disjunction') })
}

/** The words of one code of a variable, or the number itself. */
export function answerWords({ values, missing }: Variable, value: number, locale: Locale): string {
  const option = [...values, ...missing].find((each) => each.value === value)
  return (option && draftText(option.label, locale)) || String(value)
}
