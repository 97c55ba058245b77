// The texts of a LimeSurvey file by language, without their HTML.
import type { SurveyText } from '#schemas/locale.ts'
import { locales, type SurveyLocale, surveyLocales } from '../locale.ts'
import type { NotCarried } from './imported.ts'

export type Row = Record<string, string>
/** Table name → rows by column name. */
export type Tables = Record<string, Row[]>

const languageNames: Record<string, SurveyLocale> = { no: 'nb' }

/** Which column names the row that a text belongs to, and in which table it stands since version 4. */
const keys: Record<string, { key: string; table: string }> = {
  groups: { key: 'gid', table: 'group_l10ns' },
  questions: { key: 'qid', table: 'question_l10ns' },
  subquestions: { key: 'qid', table: 'question_l10ns' },
  answers: { key: 'aid', table: 'answer_l10ns' },
  surveys_languagesettings: { key: 'surveyls_survey_id', table: 'surveys_languagesettings' },
}

export class LimesurveyTexts {
  readonly notCarried: NotCarried[] = []
  readonly languages: SurveyLocale[]
  private readonly tables: Tables

  constructor(tables: Tables) {
    this.tables = tables
    const [survey = {}] = tables['surveys'] ?? []
    const named = [survey['language'] ?? '', ...(survey['additional_languages'] ?? '').split(' ')].filter(
      Boolean,
    )
    this.languages = named.flatMap((each) => localeOf(each) ?? [])
    for (const each of named.filter((name) => !localeOf(name)))
      this.notCarried.push({ what: 'language', where: 'survey', detail: each })
  }

  /** @param same picks the same row in older files, which have one row for each language. */
  of(table: string, row: Row, column: string, same?: (other: Row) => boolean): SurveyText {
    const { key, table: apart } = keys[table]!
    const inTable = (this.tables[apart] ?? []).filter((each) => each[key] === row[key])
    const inRows = (this.tables[table] ?? []).filter(same ?? ((each) => each[key] === row[key]))
    const text: Partial<Record<SurveyLocale, string>> = { nb: '', nn: '', en: '' }
    for (const each of inTable.length > 0 ? inTable : inRows) {
      const locale = localeOf(each['language'] ?? each['surveyls_language'] ?? '')
      if (locale && each[column]) text[locale] = withoutHtml(each[column])
    }
    if (Object.values(text).some(Boolean))
      for (const each of locales.filter((locale) => !text[locale]))
        this.notCarried.push({
          what: 'translation',
          where: row['title'] ?? row['code'] ?? column,
          detail: each,
        })
    return text as SurveyText
  }
}

/** `nb`, `no`, `en`, `de-informal` … */
function localeOf(name: string): SurveyLocale | undefined {
  const [code = ''] = name.toLowerCase().split('-')
  return languageNames[code] ?? surveyLocales.find((each) => each === code)
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' }

/** Text alone: line ends where paragraphs ended. */
export const withoutHtml = (html: string): string =>
  html
    .replace(/<(br|\/p|\/div|\/li)\s*\/?>/gi, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&(#?\w+);/g, (whole, name: string) =>
      name.startsWith('#') ? String.fromCodePoint(Number(name.slice(1)) || 32) : (entities[name] ?? whole),
    )
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .join('\n')
