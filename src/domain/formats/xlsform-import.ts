// An XLSForm (xlsform.org) read into a draft of an instrument. What has no counterpart here is listed, never dropped in
// silence.
import { locales } from '../locale.ts'
import { itemsOf, variablesOfItem } from '../variable.ts'
import { variablesIn } from '../condition.ts'
import type { Instrument, Item } from '#schemas/instrument.ts'
import { type Known, readCondition } from './expression.ts'
import { type Imported, type NotCarried, pagesOf, type Placed } from './imported.ts'
import type { Sheet, Whole } from './xlsform-export.ts'
import { everywhere, isRange, type Row, rowsOf, XlsformParts } from './xlsform-parts.ts'

type Text = Item['text']

/** Thrown when the sheets are no XLSForm at all. */
export class NotXlsform extends Error {}

/**
 * @param year of the wordings that name none, until somebody fills it in.
 * @throws NotXlsform without a sheet `survey` that has the columns `type` and `name`.
 */
export function importXlsform(sheets: Sheet[], year: number): Imported {
  const survey = rowsOf(sheets, 'survey')
  if (!survey.some((row) => row['type']))
    throw new NotXlsform('There is no sheet «survey» with a column «type».')
  const [settings = {}] = rowsOf(sheets, 'settings')
  const reader = new XlsformReader(survey, rowsOf(sheets, 'choices'), settings, year)
  return reader.read(rowsOf(sheets, 'forspring')[0]?.['instrument'])
}

class XlsformReader {
  readonly parts: XlsformParts
  readonly survey: Row[]
  readonly settings: Row
  readonly variables = new Map<string, { variable: string; values?: ReadonlyMap<string, number> }>()
  readonly options = new Map<string, string>()

  constructor(survey: Row[], choices: Row[], settings: Row, year: number) {
    this.survey = survey
    this.settings = settings
    this.parts = new XlsformParts(survey, choices, settings['default_language'] || 'nb', year)
  }

  read(whole: string | undefined): Imported {
    const known = whole ? (JSON.parse(whole) as Whole) : undefined
    const pages = pagesOf(
      this.placed(),
      (item) => (item.showIf ? variablesIn(item.showIf) : []),
      (item) => variablesOfItem(item).map(({ name }) => name),
    )
    const title = this.settings['form_title'] || this.settings['form_id'] || 'XLSForm'
    const draft: Instrument = {
      id: 'hentet-inn',
      title: everywhere(title),
      introduction: everywhere(''),
      closing: everywhere(''),
      respondent: itemsOf({ pages } as Instrument).some((item) => item.kind === 'text') ? 'teacher' : 'pupil',
      minutes: 10,
      languages: [...new Set([...locales, ...this.parts.languages.map(({ locale }) => locale)])],
      reviewed: [],
      scales: [],
      ...known,
      pages: known
        ? pages.map((page) => ({ ...page, ...known.pages.find(({ id }) => id === page.id) }))
        : pages,
    }
    return { instrument: draft, notCarried: this.parts.notCarried }
  }

  placed(): Placed[] {
    const placed: Placed[] = []
    const groups: { name: string; title: Text; relevant: string; isGrid: boolean; rows: Row[]; row: Row }[] =
      []
    for (const row of this.survey) {
      const type = (row['type'] ?? '').replace('_group', ' group').replace('_repeat', ' repeat').toLowerCase()
      const name = row['name'] ?? ''
      if (/^begin (group|repeat)/.test(type)) {
        const isGrid = /table-list/.test(row['appearance'] ?? '')
        groups.push({
          name,
          title: this.parts.text(row, 'label', name),
          relevant: row['relevant'] ?? '',
          isGrid,
          rows: [],
          row,
        })
        if (type.startsWith('begin repeat'))
          this.parts.notCarried.push({ what: 'repeat', where: name, detail: row['type']! })
        continue
      }
      if (/^end (group|repeat)/.test(type)) {
        const group = groups.pop()
        const item = group?.isGrid && this.item(group.row, group.rows)
        if (item) placed.push(this.place(item, groups, [...groups, group]))
        continue
      }
      const inner = groups.at(-1)
      if (inner?.isGrid) {
        inner.rows.push(row)
        continue
      }
      const item = type && this.item(row)
      if (item) placed.push(this.place(item, groups, groups, row))
    }
    return placed
  }

  /** The page is the outermost group; the conditions of all groups around an item hold for it. */
  place(
    item: Item,
    around: { name: string; title: Text }[],
    conditions: { relevant: string }[],
    row?: Row,
  ): Placed {
    const [outer] = around
    const relevant = [...conditions.map(({ relevant: each }) => each), row?.['relevant'] ?? ''].filter(
      Boolean,
    )
    const all = relevant.flatMap((expression) => this.condition(expression, item.id))
    const showIf = all.length > 1 ? { all } : all[0]
    const page = outer?.name || 'page'
    const title = outer && Object.values(outer.title).some(Boolean) ? outer.title : item.text
    return { item: showIf ? { ...item, showIf } : item, page, title }
  }

  condition(expression: string, where: string) {
    const known: Known = {
      variable: (name) => this.variables.get(name),
      option: (name, code) => this.options.get(`${name}/${code}`),
    }
    try {
      return readCondition(expression, known) ?? []
    } catch {
      this.parts.notCarried.push({ what: 'condition', where, detail: expression })
      return []
    }
  }

  /** One question; `rows` are those of a grid. */
  item(row: Row, rows?: Row[]): Item | undefined {
    const [kind = '', list = ''] = (row['type'] ?? '').split(/\s+/)
    const name = row['name'] ?? ''
    const drop = (what: NotCarried['what'], detail = row['type'] ?? ''): undefined =>
      void this.parts.notCarried.push({ what, where: name, detail })
    if (kind === 'calculate') return drop('calculation', row['calculation'])
    if (/^(start|end|today|deviceid|username|audit|phonenumber)$/.test(kind)) return drop('question')
    if (row['choice_filter']) drop('calculation', row['choice_filter'])
    const help = this.parts.text(row, 'hint', name)
    const base = {
      id: this.parts.name(name),
      text: this.parts.text(row, 'label', name),
      ...(Object.values(help).some(Boolean) && { help }),
    }
    const made = rows ? this.grid(name, base, row, rows) : this.single(kind, list, name, base, row)
    if (!made) return drop(kind === 'text' ? 'words' : 'question')
    const constraint = row['constraint']
    if (constraint && !isRange(constraint) && made.kind !== 'text') drop('constraint', constraint)
    if (
      /\.(png|jpe?g|mp3|mp4)$/i.test(row['media::image'] ?? row['media::audio'] ?? row['media::video'] ?? '')
    )
      drop('media', row['media::image'] ?? row['media::audio'] ?? row['media::video'])
    return made
  }

  single(
    kind: string,
    list: string,
    name: string,
    base: { id: string; text: Text },
    row: Row,
  ): Item | undefined {
    const from = () => this.parts.provenance(row, name)
    const remember = (values?: ReadonlyMap<string, number>) =>
      this.variables.set(name, { variable: base.id, ...(values && { values }) })
    switch (kind) {
      case 'note': {
        const picture = row['media::image']?.endsWith('.svg') ? row['media::image'].slice(0, -4) : undefined
        return {
          kind: 'information',
          ...base,
          ...(picture && { picture }),
          ...(row['promise'] === 'yes' && { promise: true }),
        }
      }
      case 'select_one':
      case 'select1': {
        const { options, values } = this.parts.optionsOf(list, name)
        remember(values)
        return { kind: 'single', ...base, ...from(), options }
      }
      case 'select_multiple': {
        const { options, values } = this.parts.optionsOf(list, name)
        for (const [code, value] of values) this.options.set(`${name}/${code}`, `${base.id}_${value}`)
        return { kind: 'multiple', ...base, ...from(), options }
      }
      case 'rank':
        return { kind: 'rank', ...base, ...from(), options: this.parts.optionsOf(list, name).options }
      case 'integer': {
        remember()
        const [, min = '0', max = '1000'] = isRange(row['constraint'] ?? '') ?? []
        if (row['kind'] === 'norm-guess')
          return { kind: 'norm-guess', ...base, ...from(), ofWhom: this.parts.text(row, 'of_whom', name) }
        const unit = this.parts.text(row, 'unit', '')
        return {
          kind: 'number',
          ...base,
          ...from(),
          min: Number(min),
          max: Number(max),
          ...(Object.values(unit).some(Boolean) && { unit }),
        }
      }
      case 'range': {
        remember()
        const parameter = (key: string, otherwise: number) =>
          Number(new RegExp(`${key}\\s*=\\s*(-?\\d+)`).exec(row['parameters'] ?? '')?.[1] ?? otherwise)
        return {
          kind: 'slider',
          ...base,
          ...from(),
          min: parameter('start', 0),
          max: parameter('end', 10),
          step: parameter('step', 1),
          minLabel: this.parts.text(row, 'min_label', name),
          maxLabel: this.parts.text(row, 'max_label', name),
        }
      }
      case 'text': {
        if (row['kind'] !== 'text') return undefined
        const longest = Number(/string-length\(\.\)\s*<=\s*(\d+)/.exec(row['constraint'] ?? '')?.[1] ?? 500)
        return { kind: 'text', ...base, ...from(), longest }
      }
      default:
        return undefined
    }
  }

  /** Rows that share a list: XLSForm's `table-list`. */
  grid(name: string, base: { id: string; text: Text }, row: Row, rows: Row[]): Item | undefined {
    const [, list = ''] = (rows[0]?.['type'] ?? '').split(/\s+/)
    const { options, values } = this.parts.optionsOf(list, name)
    const made = rows.map((each) => {
      const wanted = each['name'] ?? ''
      const id = this.parts.name(wanted.startsWith(`${base.id}_`) ? wanted : `${base.id}_${wanted}`)
      this.variables.set(wanted, { variable: id, values })
      return { id, text: this.parts.text(each, 'label', wanted) }
    })
    return { kind: 'grid', ...base, ...this.parts.provenance(row, name), rows: made, options }
  }
}
