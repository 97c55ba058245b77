// The parts of an XLSForm that every question is made of: texts by language, lists of choices, names.
import type { Item } from '#schemas/instrument.ts'
import type { SurveyText } from '#schemas/locale.ts'
import { locales, type SurveyLocale, surveyLocales } from '../locale.ts'
import { type NotCarried, optionValues, variableName } from './imported.ts'
import type { Sheet } from './xlsform-export.ts'

export type Row = Record<string, string>
type Choice = { code: string; label: SurveyText; picture: string | undefined; exclusive: boolean }
type Identifier = NonNullable<Extract<Item, { construct: string }>['identifies']>

/** A sheet's rows by column name; column names are compared without case. */
export function rowsOf(sheets: Sheet[], name: string): Row[] {
  const [header = [], ...rows] = sheets.find((sheet) => sheet.name.toLowerCase() === name)?.rows ?? []
  return rows
    .map((row) =>
      Object.fromEntries(header.map((column, index) => [column.trim(), (row[index] ?? '').trim()])),
    )
    .filter((row) => Object.values(row).some(Boolean))
}

/** Reads texts and lists, and keeps the list of what could not be carried over. */
export class XlsformParts {
  readonly notCarried: NotCarried[] = []
  readonly languages: { suffix: string; locale: SurveyLocale }[]
  private readonly year: number
  private readonly taken = new Set<string>()
  private readonly lists = new Map<string, Choice[]>()

  /** @param year stands where the file names none. */
  constructor(survey: Row[], choices: Row[], defaultLanguage: string, year: number) {
    this.year = year
    this.languages = this.languagesIn([...survey, ...choices], defaultLanguage)
    for (const row of choices) {
      const list = row['list_name'] ?? row['list name'] ?? ''
      const choice = {
        code: row['name'] ?? '',
        label: this.text(row, 'label', list),
        picture: row['media::image']?.replace(/\.svg$/, '') || undefined,
        exclusive: row['exclusive'] === 'yes',
      }
      this.lists.set(list, [...(this.lists.get(list) ?? []), choice])
    }
  }

  /** `label::English (en)`, `label::nb` and plain `label` (which is the default language). */
  private languagesIn(rows: Row[], defaultLanguage: string) {
    const columns = new Set(rows.flatMap(Object.keys))
    const found: { suffix: string; locale: SurveyLocale }[] = []
    for (const column of columns) {
      const [, suffix] = /^label(::?.+)$/i.exec(column) ?? (column === 'label' ? ['', ''] : [])
      if (suffix === undefined) continue
      const name = suffix || defaultLanguage
      const code = (
        /\(([a-z]{2,3})[^)]*\)\s*$/i.exec(name)?.[1] ?? name.replace(/^::?/, '').trim()
      ).toLowerCase()
      const locale = named[code] ?? surveyLocales.find((each) => each === code)
      if (locale) found.push({ suffix, locale })
      else this.notCarried.push({ what: 'language', where: 'survey', detail: name.replace(/^::?/, '') })
    }
    return found
  }

  /** A text in every language that the file has; the product's languages are there, empty, where it has them not. */
  text(row: Row, column: string, where: string): SurveyText {
    const text: Partial<Record<SurveyLocale, string>> = everywhere('')
    for (const { suffix, locale } of this.languages) {
      const value = row[column + suffix]
      if (value || locale in text) text[locale] = value ?? ''
    }
    if (Object.values(text).some(Boolean))
      for (const each of locales.filter((locale) => !text[locale]))
        this.notCarried.push({ what: 'translation', where: where || column, detail: each })
    return text as SurveyText
  }

  name(wanted: string): string {
    const name = variableName(wanted || 'q', this.taken)
    if (name !== wanted) this.notCarried.push({ what: 'name', where: wanted, detail: name })
    return name
  }

  provenance(row: Row, where: string) {
    const year = Number(row['year'])
    if (!row['construct'] || !row['licence'])
      this.notCarried.push({ what: 'provenance', where, detail: 'construct, source, licence, year' })
    return {
      construct: row['construct'] ?? '',
      source: row['source'] ?? '',
      licence: row['licence'] ?? '',
      year: Number.isInteger(year) && year > 0 ? year : this.year,
      ...(row['identifies'] ? { identifies: row['identifies'] as Identifier } : {}),
    }
  }

  optionsOf(list: string, where: string) {
    const choices = this.lists.get(list) ?? []
    const values = optionValues(choices.map(({ code }) => code))
    const changed = choices.filter(({ code }) => String(values.get(code)) !== code)
    if (changed.length > 0)
      this.notCarried.push({
        what: 'value',
        where,
        detail: changed.map(({ code }) => `${code} → ${values.get(code)}`).join(', '),
      })
    const options = choices.map(({ code, label, picture, exclusive }) => ({
      value: values.get(code)!,
      label,
      ...(picture && { picture }),
      ...(exclusive && { exclusive }),
    }))
    return { options, values }
  }
}

/** Names under which files know the languages. */
const named: Record<string, SurveyLocale> = {
  no: 'nb',
  nor: 'nb',
  norsk: 'nb',
  bokmål: 'nb',
  nynorsk: 'nn',
  english: 'en',
  polski: 'pl',
  arabic: 'ar',
  ukrainian: 'uk',
  somali: 'so',
}

export const everywhere = (text: string) => ({ nb: text, nn: text, en: text })

/** `. >= 0 and . <= 30` */
export const isRange = (constraint: string) =>
  /^\s*\.\s*>=\s*(-?\d+)\s+and\s+\.\s*<=\s*(-?\d+)\s*$/.exec(constraint) ?? undefined
