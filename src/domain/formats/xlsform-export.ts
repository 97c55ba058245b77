// An instrument as an XLSForm (xlsform.org): the sheets `survey`, `choices` and `settings` that ODK, Kobo and others read.
// What XLSForm has no word for stands in further columns and in a sheet `forspring`, which others pass over and our own
// import reads back, so that a round trip loses nothing.
import type { Instrument, InstrumentPage, Item } from '#schemas/instrument.ts'
import type { SurveyText } from '#schemas/locale.ts'
import { type SurveyLocale, surveyLocaleNames } from '../locale.ts'
import { variablesOf } from '../variable.ts'
import { writeCondition } from './expression.ts'

/** A sheet of a workbook: its name and its rows of cells, the first of them the column names. */
export type Sheet = { name: string; rows: string[][] }

type Row = Record<string, string>

/** `label::Bokmål (nb)` */
export const languageColumn = (column: string, locale: SurveyLocale) =>
  `${column}::${surveyLocaleNames[locale]} (${locale})`

/** What stands in the sheet `forspring` as one JSON document: everything about the whole that XLSForm has no place for. */
export type Whole = Omit<Instrument, 'pages'> & { pages: { id: string; block?: string | undefined }[] }

export function xlsformSheets(instrument: Instrument): Sheet[] {
  const { languages } = instrument
  const write = conditionWriter(instrument)
  const inEach = (column: string, text: SurveyText | undefined): Row =>
    text ? Object.fromEntries(languages.map((each) => [languageColumn(column, each), text[each] ?? ''])) : {}
  const choices: Row[] = []

  const list = (
    name: string,
    options: { value: number; label: SurveyText; picture?: string | undefined }[],
  ) => {
    for (const option of options)
      choices.push({
        list_name: name,
        name: String(option.value),
        ...inEach('label', option.label),
        ...(option.picture && { 'media::image': `${option.picture}.svg` }),
        ...('exclusive' in option && option.exclusive ? { exclusive: 'yes' } : {}),
      })
    return name
  }

  function rowsOf(item: Item): Row[] {
    const shown = {
      ...inEach('label', item.text),
      ...inEach('hint', item.help),
      relevant: item.showIf ? write(item.showIf) : '',
    }
    const from = 'construct' in item ? provenance(item) : {}
    const row = (type: string, more: Row = {}): Row[] => [
      { type, name: item.id, ...shown, kind: item.kind, ...from, ...more },
    ]
    switch (item.kind) {
      case 'information':
        return row('note', {
          ...(item.picture && { 'media::image': `${item.picture}.svg` }),
          ...(item.promise && { promise: 'yes' }),
        })
      case 'single':
        return row(`select_one ${list(item.id, item.options)}`)
      case 'multiple':
        return row(`select_multiple ${list(item.id, item.options)}`)
      case 'rank':
        return row(`rank ${list(item.id, item.options)}`)
      case 'grid':
        return [
          ...row('begin group', { appearance: 'table-list' }),
          ...item.rows.map((each, index) => ({
            type: `select_one ${index === 0 ? list(item.id, item.options) : item.id}`,
            name: each.id,
            ...inEach('label', each.text),
          })),
          { type: 'end group' },
        ]
      case 'number':
        return row('integer', { constraint: between(item.min, item.max), ...inEach('unit', item.unit) })
      case 'slider':
        return row('range', {
          parameters: `start=${item.min} end=${item.max} step=${item.step}`,
          ...inEach('min_label', item.minLabel),
          ...inEach('max_label', item.maxLabel),
        })
      case 'norm-guess':
        return row('integer', { constraint: between(0, 100), ...inEach('of_whom', item.ofWhom) })
      case 'text':
        return row('text', { constraint: `string-length(.) <= ${item.longest}` })
    }
  }

  const page = ({ id, title, items }: InstrumentPage): Row[] => [
    { type: 'begin group', name: id, appearance: 'field-list', ...inEach('label', title) },
    ...items.flatMap(rowsOf),
    { type: 'end group' },
  ]
  const survey = instrument.pages.flatMap(page)
  const { pages, ...rest } = instrument
  const whole: Whole = { ...rest, pages: pages.map(({ id, block }) => ({ id, ...(block && { block }) })) }
  return [
    sheetOf('survey', ['type', 'name'], survey),
    sheetOf('choices', ['list_name', 'name'], choices),
    sheetOf(
      'settings',
      [],
      [
        {
          form_title: instrument.title.nb,
          form_id: instrument.id,
          default_language: `${surveyLocaleNames.nb} (nb)`,
          style: 'pages',
        },
      ],
    ),
    sheetOf('forspring', [], [{ instrument: JSON.stringify(whole) }]),
  ]
}

const between = (min: number, max: number) => `. >= ${min} and . <= ${max}`

const provenance = ({
  construct,
  source,
  licence,
  year,
  identifies,
}: Extract<Item, { construct: string }>): Row => ({
  construct,
  source,
  licence,
  year: String(year),
  ...(identifies && { identifies }),
})

function conditionWriter(instrument: Instrument) {
  const several = new Map(
    variablesOf(instrument).flatMap(({ name, item }) =>
      item.kind === 'multiple'
        ? [[name, { question: item.id, code: Number(name.slice(item.id.length + 1)) }] as const]
        : [],
    ),
  )
  return (condition: NonNullable<Item['showIf']>) => writeCondition(condition, (name) => several.get(name))
}

/** Columns in the order in which they first appear, the `first` ones before all. */
function sheetOf(name: string, first: string[], rows: Row[]): Sheet {
  const columns = [...new Set([...first, ...rows.flatMap(Object.keys)])]
  return { name, rows: [columns, ...rows.map((row) => columns.map((column) => row[column] ?? ''))] }
}
