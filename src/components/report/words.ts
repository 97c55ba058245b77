// How a report's numbers are written in one language: changes with direction and unit, intervals, p, names of columns.
// The surprise: a share's change is in percentage points, and never a minus sign where a word can say it.
import type { SummarySentence, SummaryValue } from '#domain/report/summary-sentence.ts'
import type { Effect, EffectUnit } from '#domain/report/chart-forest.ts'
import { formatOf, type Locale } from '#domain/locale.ts'
import type { BaselineRow, GroupFigure } from '#domain/report/groups.ts'
import type { Report } from '#domain/report/report.ts'
import { inLocale, type Messages } from '#messages/in-locale.ts'
import type { OutcomeDesign } from '#schemas/study-design.ts'

type Measure = OutcomeDesign['measure']

export type ReportWords = ReturnType<typeof reportWords>

/** @param labels words of columns in this language */
export function reportWords(locale: Locale, labels: Readonly<Record<string, string>>) {
  const m = inLocale(locale)
  const language = formatOf(locale)
  /** With a true minus sign, in English too. */
  const number = (value: number, decimals: number) =>
    new Intl.NumberFormat(language, {
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
      signDisplay: 'negative',
    })
      .format(value)
      .replace('-', '−')
  const count = (value: number) => number(value, 0)
  const percent = (value: number, decimals = 0) =>
    new Intl.NumberFormat(language, {
      ...{ style: 'percent', minimumFractionDigits: decimals, maximumFractionDigits: decimals },
      signDisplay: 'negative',
    }).format(value)
  /** With its unit's usual decimals, and a sign. */
  const signed = (value: number, unit: EffectUnit) => {
    const written = number(unit === 'points' ? value * 100 : value, unit === 'points' ? 1 : 2)
    return value > 0 && !/^[0,.]+$/.test(written) ? `+${written}` : written
  }
  const unitOf = (unit: EffectUnit) => m[`report_unit_${unit}`]()
  const unitIn = (measure: Measure): EffectUnit => (measure === 'share' ? 'points' : 'scale')
  const interval = ({ low, high }: Pick<Effect, 'low' | 'high'>, unit: EffectUnit) =>
    m.report_interval({ low: signed(low, unit), high: signed(high, unit) })
  const p = (value: number) =>
    value < 0.001
      ? m.report_p_below({ value: number(0.001, 3) })
      : m.report_p({ value: number(value, value < 0.1 ? 3 : 2) })
  const range = ({ low, high }: Pick<Effect, 'low' | 'high'>, unit: EffectUnit) =>
    m.report_range({ low: signed(low, unit), high: signed(high, unit) })
  /** In a column that is headed p. */
  const pCell = (value: number | null) =>
    value === null
      ? m.report_none()
      : value < 0.001
        ? `< ${number(0.001, 3)}`
        : number(value, value < 0.1 ? 3 : 2)
  const change = (value: number, measure: Measure) => {
    const size = measure === 'share' ? number(Math.abs(value) * 100, 1) : number(Math.abs(value), 2)
    if (/^[0,.]+$/.test(size)) return m.report_change_none()
    return m[`report_change_${measure}_${value < 0 ? 'lower' : 'higher'}`]({ size })
  }
  const level = (value: number, measure: Measure) =>
    measure === 'share' ? percent(value, 1) : number(value, 2)
  const column = (name: string): string => {
    const own = labels[name]
    if (own !== undefined) return own
    if (name.endsWith('_before')) return m.report_before_of({ name: column(name.slice(0, -7)) })
    return name.endsWith('_school') ? m.report_school_of({ name: column(name.slice(0, -7)) }) : name
  }
  const list = (values: readonly (string | number)[]) =>
    new Intl.ListFormat(language, { type: 'conjunction' }).format(values.map(String))
  return {
    m,
    locale,
    number,
    count,
    percent,
    signed,
    unitOf,
    unitIn,
    interval,
    range,
    p,
    pCell,
    change,
    level,
    column,
    list,
    label: (outcome: Pick<OutcomeDesign, 'label'>) => (locale === 'en' ? outcome.label.en : outcome.label.nb),
    day: (day: string) =>
      new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(day)),
    arm: (name: string | null) => name ?? m.report_everybody(),
    /** «Jente (Hva passer best for deg?)»; the code where the answer has no words. */
    answer: (variable: string, code: number) => {
      const words = labels[`${variable}=${code}`]
      return words === undefined
        ? m.report_subgroups_value({ name: column(variable), value: count(code) })
        : m.report_subgroups_answer({ name: column(variable), answer: words })
    },
    /** «Jente»; the code where the answer has no words. */
    option: (variable: string, code: number) => labels[`${variable}=${code}`] ?? count(code),
    /** «31,5 %», or «3,57 (0,41)» with a standard deviation; «for få» where it is hidden. */
    figure: ({ estimate, sd }: GroupFigure, measure: Measure) =>
      estimate === null
        ? m.report_few()
        : sd === null
          ? level(estimate, measure)
          : `${level(estimate, measure)} (${number(sd, 2)})`,
    figureInterval: ({ low, high }: GroupFigure, measure: Measure) =>
      low === null || high === null
        ? null
        : m.report_interval({ low: level(low, measure), high: level(high, measure) }),
    apart: ({ standardised }: BaselineRow) =>
      standardised === null ? m.report_none() : number(standardised, 2),
    problem: (code: string) => problemWords(m, code),
    sentence: ({ key, values }: SummarySentence) => {
      const write = m[`report_sum_${key}`] as (inputs: Record<string, string>) => string
      return write(Object.fromEntries(Object.entries(values).map(([name, each]) => [name, value(each)])))
    },
    open: (waves: Report['waves']) =>
      list(waves.filter(({ isClosed }) => !isClosed).map(({ number: which }) => which)),
  }

  function value(each: SummaryValue): string {
    switch (each.as) {
      case 'count':
        return count(each.value)
      case 'share':
        return percent(each.value)
      case 'deviations':
        return number(each.value, 2)
      case 'p':
        return p(each.value)
      case 'change':
        return change(each.value, each.measure)
      case 'level':
        return each.measure === 'share'
          ? percent(each.value, 1)
          : m.report_level_mean({ value: number(each.value, 2) })
      case 'label':
        return locale === 'en' ? each.value.en : each.value.nb
      case 'numbers':
        return list(each.value)
      case 'text':
        return each.value
    }
  }
}

const sameProblem: Record<string, 'few' | 'one_sided' | 'collinear' | 'baseline' | 'nothing_new'> = {
  'no-rows': 'few',
  'too-few-rows': 'few',
  'too-few-clusters': 'few',
  'too-few-pupils': 'few',
  'single-cluster-in-arm': 'few',
  undetermined: 'few',
  'zero-variance': 'one_sided',
  separation: 'one_sided',
  collinear: 'collinear',
  'no-baseline-yet': 'baseline',
  'nothing-new': 'nothing_new',
}

const problemWords = (m: Messages, code: string): string =>
  m[`report_problem_${sameProblem[code] ?? 'other'}`]()
