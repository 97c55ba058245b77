// Numbers and refusals of a look in words.
import type { HarmOutcome, HarmProblem } from '#domain/harm.ts'
import { formatOf, type Locale } from '#domain/locale.ts'
import type { inLocale } from '#messages/in-locale.ts'

type Messages = ReturnType<typeof inLocale>
type Outcome = Pick<HarmOutcome, 'label' | 'measure' | 'better'>

/** A statistic or a boundary, with two decimals. */
export const writeStatistic = (value: number, locale: Locale): string =>
  new Intl.NumberFormat(formatOf(locale), {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
  }).format(value)

/** A share as whole per cent, a mean with one decimal. */
export const writeValue = (value: number, measure: Outcome['measure'], locale: Locale): string =>
  new Intl.NumberFormat(
    formatOf(locale),
    measure === 'share' ? { style: 'percent', maximumFractionDigits: 0 } : { maximumFractionDigits: 1 },
  ).format(value)

/** Reports have no nynorsk of their own: outcomes are named in bokmål there. */
export const labelOf = ({ label }: Pick<Outcome, 'label'>, locale: Locale): string =>
  locale === 'en' ? label.en : label.nb

/** Which way is a bad sign. */
export function worseOf(m: Messages, { measure, better }: Outcome): string {
  if (measure === 'share') return better === 'lower' ? m.harm_worse_share_more() : m.harm_worse_share_fewer()
  return better === 'lower' ? m.harm_worse_mean_higher() : m.harm_worse_mean_lower()
}

export function problemOf(m: Messages, problem: HarmProblem): string {
  if (problem === 'too-few-pupils') return m.harm_problem_too_few_pupils()
  if (problem === 'no-baseline-yet') return m.harm_problem_no_baseline()
  if (problem === 'nothing-new') return m.harm_problem_nothing_new()
  if (problem === 'zero-variance') return m.harm_problem_no_difference()
  return problem === 'single-cluster-in-arm' || problem === 'too-few-clusters'
    ? m.harm_problem_few_schools()
    : m.harm_problem_other()
}

/** «2,18 etter måling 2 og 2,11 etter måling 3». */
export const listOf = (parts: string[], locale: Locale): string =>
  new Intl.ListFormat(formatOf(locale), { type: 'conjunction' }).format(parts)
