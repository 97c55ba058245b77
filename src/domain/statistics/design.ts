// The design matrix of a formula: one Float64Array a term, named and coded as R does (treatment contrasts).
// Rows with a missing value in a used column are dropped and counted, never filled.
import { isMissing, readNumber, type Table } from '../formats/csv-read.ts'
import { parseFormula, type Formula } from './formula.ts'
import { StatisticsProblem } from './statistics-problem.ts'

/** Which group each row belongs to: `codes[row]` is an index into `names`. */
export type Grouping = { names: string[]; codes: Int32Array }

export type Design = {
  /** Column names as R gives them: `(Intercept)`, `pre`, `sexgirl`, `cc:tv`. */
  terms: string[]
  columns: Float64Array[]
  outcome: Float64Array
  intercept: boolean
  cluster: Grouping
  /** Classes within schools; a class is known by its school and its name together. */
  subcluster: Grouping | undefined
  n: number
  /** Rows left out because a used cell was missing. */
  dropped: number
  /** Terms that multiply a variable of whole clusters, such as the arm, by one that varies within them. */
  crossed?: string[]
}

/** Whether a column has one value within every cluster (an arm, a region), and that value by cluster. */
export function clusterLevel(values: Float64Array, { codes, names }: Grouping): Float64Array | undefined {
  const value = new Float64Array(names.length).fill(Number.NaN)
  for (let row = 0; row < values.length; row += 1) {
    const code = codes[row]!
    if (Number.isNaN(value[code]!)) value[code] = values[row]!
    else if (value[code] !== values[row]) return undefined
  }
  return value
}

/** Values of a variable: numbers as one unnamed column, a factor as one 0/1 column a level. */
type Coded = { numeric: Float64Array } | { levels: string[]; codes: Int32Array }

/**
 * @param table all text, as `readTable` gives it
 * @param model as `post ~ pre + cc * tv`
 * @throws StatisticsProblem `bad-formula`, `missing-column`, `unreadable-cell` (with its line), `no-rows`
 */
export function designOf(table: Table, model: string, cluster: string, subcluster?: string): Design {
  const formula = parseFormula(model)
  const at = (name: string) => {
    const index = table.columns.indexOf(name)
    if (index >= 0) return index
    const known = table.columns.filter((each) => each !== '').join(', ')
    throw new StatisticsProblem(
      'missing-column',
      `Line 1: there is no column «${name}». There are: ${known}.`,
    )
  }
  const outcome = numberReader(table, at(formula.outcome), `the outcome «${formula.outcome}»`)
  const variables = formula.variables.map((variable) => {
    const column = at(variable.column)
    return variable.factor || isText(table, column)
      ? nameReader(table, [column])
      : numberReader(table, column, `«${variable.column}»`)
  })
  const schools = nameReader(table, [at(cluster)])
  const classes = subcluster === undefined ? undefined : nameReader(table, [at(cluster), at(subcluster)])
  const n = readRows(table, [outcome, ...variables, schools, ...(classes ? [classes] : [])])
  if (n === 0) throw new StatisticsProblem('no-rows', 'No row has a value in every used column.')

  const grouping = ({ places, codes }: NameReader): Grouping => ({
    names: [...places.keys()],
    codes: codes.subarray(0, n),
  })
  const coded = variables.map((reader): Coded =>
    'values' in reader
      ? { numeric: reader.values.subarray(0, n) }
      : inOrder(grouping(reader), (name) => readNumber(name, table.decimal)),
  )
  return {
    ...expand(formula, coded, n, grouping(schools)),
    outcome: outcome.values.subarray(0, n),
    intercept: formula.intercept,
    cluster: grouping(schools),
    subcluster: classes && grouping(classes),
    n,
    dropped: table.rows.length - n,
  }
}

/** What is taken from each complete row, at its place among the complete rows. */
type Reader = { columns: number[]; take: (cells: string[], row: number, place: number) => void }
type NumberReader = Reader & { values: Float64Array }
type NameReader = Reader & { places: Map<string, number>; codes: Int32Array }

/** Row by row, because the cells of a row lie together in memory. @returns how many rows were complete */
function readRows(table: Table, readers: readonly Reader[]): number {
  const used = [...new Set(readers.flatMap(({ columns }) => columns))]
  let place = 0
  for (let row = 0; row < table.rows.length; row += 1) {
    const cells = table.rows[row]!
    if (used.some((column) => isMissing(cells[column]!))) continue
    for (const reader of readers) reader.take(cells, row, place)
    place += 1
  }
  return place
}

function numberReader(table: Table, column: number, what: string): NumberReader {
  const values = new Float64Array(table.rows.length)
  const take = (cells: string[], row: number, place: number) => {
    const value = readNumber(cells[column]!, table.decimal)
    if (value === undefined)
      throw new StatisticsProblem(
        'unreadable-cell',
        `Line ${table.lines[row]}: ${what} is «${cells[column]!.trim()}», which is not a number.`,
      )
    values[place] = value
  }
  return { columns: [column], values, take }
}

function nameReader(table: Table, columns: number[]): NameReader {
  const places = new Map<string, number>()
  const codes = new Int32Array(table.rows.length)
  const take = (cells: string[], _: number, place: number) => {
    let name = cells[columns[0]!]!.trim()
    if (columns.length > 1) name += ` / ${cells[columns[1]!]!.trim()}`
    let code = places.get(name)
    if (code === undefined) places.set(name, (code = places.size))
    codes[place] = code
  }
  return { columns, places, codes, take }
}

/** A column is text when at most half of its first values are numbers; else a word in it is a slip, to be named. */
function isText(table: Table, column: number): boolean {
  const first: string[] = []
  for (let row = 0; row < table.rows.length && first.length < 1000; row += 1) {
    const cell = table.rows[row]![column]!
    if (!isMissing(cell)) first.push(cell)
  }
  return first.filter((cell) => readNumber(cell, table.decimal) === undefined).length * 2 >= first.length
}

/** Levels in R's order: numbers by size, words by the alphabet. */
function inOrder({ names, codes }: Grouping, number: (name: string) => number | undefined): Coded {
  const isNumeric = names.every((name) => number(name) !== undefined)
  const shown = isNumeric ? names.map((name) => String(number(name))) : names
  const levels = [...new Set(shown)].sort((a, b) =>
    isNumeric ? Number(a) - Number(b) : a.localeCompare(b, 'en'),
  )
  const order = shown.map((name) => levels.indexOf(name))
  return { levels, codes: codes.map((code) => order[code]!) }
}

/** The columns of every term. A factor loses its first level where the rest of its term is in the model too. */
function expand(
  formula: Formula,
  coded: Coded[],
  n: number,
  cluster: Grouping,
): Pick<Design, 'terms' | 'columns' | 'crossed'> {
  const present = new Set(formula.terms.map((term) => term.join(':')))
  if (formula.intercept) present.add('')
  const terms: string[] = formula.intercept ? ['(Intercept)'] : []
  const columns: Float64Array[] = formula.intercept ? [new Float64Array(n).fill(1)] : []
  let codedInFull = formula.intercept
  const crossed: string[] = []
  const isOfClusters = (index: number): boolean => {
    const variable = coded[index]!
    const values = 'numeric' in variable ? variable.numeric : Float64Array.from(variable.codes)
    return clusterLevel(values, cluster) !== undefined
  }
  for (const term of formula.terms) {
    let parts: { name: string; values: Float64Array | undefined }[] = [{ name: '', values: undefined }]
    for (const index of term) {
      const variable = coded[index]!
      const { label } = formula.variables[index]!
      const rest = term.filter((each) => each !== index).join(':')
      const inFull = !present.has(rest) && !(rest === '' && codedInFull)
      if (rest === '' && 'levels' in variable) codedInFull = true
      const pieces =
        'numeric' in variable
          ? [{ name: label, values: variable.numeric }]
          : variable.levels.slice(inFull ? 0 : 1).map((level, place) => ({
              name: label + level,
              values: indicator(variable.codes, place + (inFull ? 0 : 1)),
            }))
      // R lets the first variable's levels run fastest.
      parts = pieces.flatMap((piece) =>
        parts.map((before) => ({
          name: before.name ? `${before.name}:${piece.name}` : piece.name,
          values: before.values ? product(before.values, piece.values) : piece.values,
        })),
      )
    }
    for (const { name, values } of parts) {
      terms.push(name)
      columns.push(values!)
    }
    if (term.length > 1 && new Set(term.map(isOfClusters)).size === 2)
      crossed.push(...parts.map(({ name }) => name))
  }
  return { terms, columns, crossed }
}

const indicator = (codes: Int32Array, level: number): Float64Array =>
  Float64Array.from(codes, (code) => (code === level ? 1 : 0))

const product = (a: Float64Array, b: Float64Array): Float64Array => a.map((value, row) => value * b[row]!)
