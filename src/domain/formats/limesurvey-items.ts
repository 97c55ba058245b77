// LimeSurvey's question types as items.
import type { Item } from '#schemas/instrument.ts'
import type { SurveyText } from '#schemas/locale.ts'
import type { Known } from './expression.ts'
import { optionValues, variableName } from './imported.ts'
import { inOrder, once } from './limesurvey-rows.ts'
import type { LimesurveyTexts, Row, Tables } from './limesurvey-texts.ts'

type Options = { value: number; label: SurveyText }[]
type Found = { variable: string; values?: ReadonlyMap<string, number> }

const say = (nb: string, nn: string, en: string): SurveyText => ({ nb, nn, en })
const yes = say('Ja', 'Ja', 'Yes')
const no = say('Nei', 'Nei', 'No')
const points = (count: number) =>
  Array.from({ length: count }, (_, index): [string, SurveyText] => {
    const point = String(index + 1)
    return [point, say(point, point, point)]
  })

/** Types with answers of their own, which the file does not list. */
const fixed: Record<string, [code: string, label: SurveyText][]> = {
  Y: [
    ['Y', yes],
    ['N', no],
  ],
  G: [
    ['F', say('Jente', 'Jente', 'Girl')],
    ['M', say('Gutt', 'Gut', 'Boy')],
  ],
  '5': points(5),
  A: points(5),
  B: points(10),
  C: [
    ['Y', yes],
    ['U', say('Usikker', 'Usikker', 'Uncertain')],
    ['N', no],
  ],
  E: [
    ['I', say('Øker', 'Aukar', 'Increase')],
    ['S', say('Det samme', 'Det same', 'Same')],
    ['D', say('Minker', 'Minkar', 'Decrease')],
  ],
}

/** At most so many options are shown in one row of a grid. */
const widestGrid = 7

export class LimesurveyItems {
  private readonly tables: Tables
  private readonly texts: LimesurveyTexts
  private readonly year: number
  private readonly taken = new Set<string>()
  private readonly variables = new Map<string, Found>()

  /** @param year of every wording, because these files name none. */
  constructor(tables: Tables, texts: LimesurveyTexts, year: number) {
    this.year = year
    this.tables = tables
    this.texts = texts
  }

  /** For conditions: `Q1`, `Q1_SQ001`. */
  get known(): Known {
    return { variable: (name) => this.variables.get(name), option: () => undefined }
  }

  /** One question, or `undefined` when it has no counterpart; then it has been listed. */
  item(row: Row): Item | undefined {
    const { title = 'q', type = '', qid = '' } = row
    const list = (what: 'question' | 'words' | 'media', detail = type) =>
      void this.texts.notCarried.push({ what, where: title, detail })
    const id = variableName(title, this.taken)
    if (id !== title) this.texts.notCarried.push({ what: 'name', where: title, detail: id })
    const help = this.texts.of('questions', row, 'help')
    const base = {
      id,
      text: this.texts.of('questions', row, 'question'),
      ...(Object.values(help).some(Boolean) && { help }),
    }
    if (row['other'] === 'Y') list('words', 'other')
    switch (type) {
      case 'X':
      case '*':
        return type === 'X' ? { kind: 'information', ...base } : list('question')
      case 'L':
      case '!':
      case 'O':
      case 'Y':
      case 'G':
      case '5': {
        if (type === 'O') list('words', 'comment')
        const { options, values } = this.options(qid, type, title)
        this.variables.set(title, { variable: id, values })
        return { kind: 'single', ...base, ...this.provenance(title), options }
      }
      case 'M':
      case 'P': {
        if (type === 'P') list('words', 'comment')
        const options = this.subquestions(qid).map((sub, index) => {
          this.variables.set(`${title}_${sub['title']}`, {
            variable: `${id}_${index + 1}`,
            values: new Map([
              ['Y', 1],
              ['N', 0],
            ]),
          })
          return { value: index + 1, label: this.texts.of('subquestions', sub, 'question') }
        })
        return { kind: 'multiple', ...base, ...this.provenance(title), options }
      }
      case 'F':
      case 'A':
      case 'B':
      case 'C':
      case 'E':
      case 'H': {
        const { options, values } = this.options(qid, type, title)
        if (options.length > widestGrid) return list('question', `${type}, ${options.length} columns`)
        const rows = this.subquestions(qid).map((sub) => {
          const name = variableName(`${id}_${sub['title']}`, this.taken)
          this.variables.set(`${title}_${sub['title']}`, { variable: name, values })
          return { id: name, text: this.texts.of('subquestions', sub, 'question') }
        })
        return { kind: 'grid', ...base, ...this.provenance(title), rows, options }
      }
      case 'N': {
        this.variables.set(title, { variable: id })
        const border = (name: string, otherwise: number) => {
          const attribute = this.tables['question_attributes']?.find(
            (each) => each['qid'] === qid && each['attribute'] === name,
          )
          return /^-?\d+$/.test(attribute?.['value'] ?? '') ? Number(attribute!['value']) : otherwise
        }
        return {
          kind: 'number',
          ...base,
          ...this.provenance(title),
          min: border('min_num_value_n', 0),
          max: border('max_num_value_n', 1000),
        }
      }
      case 'R':
        return {
          kind: 'rank',
          ...base,
          ...this.provenance(title),
          options: this.options(qid, type, title).options,
        }
      case 'S':
      case 'T':
      case 'U':
      case 'Q':
      case ';':
        return list('words')
      default:
        return list(type === '|' ? 'media' : 'question')
    }
  }

  private options(
    qid: string,
    type: string,
    where: string,
  ): { options: Options; values: Map<string, number> } {
    const all = this.tables['answers'] ?? []
    const rows = inOrder(
      once(
        all.filter((row) => row['qid'] === qid && !Number(row['scale_id'])),
        'code',
      ),
      'sortorder',
    )
    const codes = fixed[type]?.map(([code]) => code) ?? rows.map((row) => row['code'] ?? '')
    const values = optionValues(codes)
    const changed = codes.filter((code) => String(values.get(code)) !== code)
    if (changed.length > 0)
      this.texts.notCarried.push({
        what: 'value',
        where,
        detail: changed.map((code) => `${code} → ${values.get(code)}`).join(', '),
      })
    const labels =
      fixed[type]?.map(([, label]) => label) ??
      rows.map((row) =>
        this.texts.of(
          'answers',
          row,
          'answer',
          (each) => each['qid'] === qid && each['code'] === row['code'],
        ),
      )
    return {
      options: codes.map((code, index) => ({ value: values.get(code)!, label: labels[index]! })),
      values,
    }
  }

  private subquestions(qid: string): Row[] {
    const rows = this.tables['subquestions'] ?? []
    return inOrder(
      once(
        rows.filter((row) => row['parent_qid'] === qid),
        'qid',
      ),
      'question_order',
    )
  }

  private provenance(where: string) {
    this.texts.notCarried.push({ what: 'provenance', where, detail: 'construct, source, licence, year' })
    return { construct: '', source: '', licence: '', year: this.year }
  }
}
