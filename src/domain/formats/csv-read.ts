// Reads any CSV with a header row: RFC 4180 quotes, LF or CRLF, a byte order mark, comma, semicolon or tab.
// A file separated by semicolons or tabs may write numbers with a decimal comma, as Norwegian Excel does.

/** A header and its rows, all text; a row has as many cells as the header. `lines[i]` is where row i begins. */
export type Table = {
  columns: string[]
  rows: string[][]
  lines: Int32Array
  /** How a decimal fraction is written: a comma only where the comma does not separate cells. */
  decimal: '.' | '.,'
}

/** A file that is no table: says what is wrong and on which line. */
export class UnreadableTable extends Error {}

type Separator = ',' | ';' | '\t'

/** The separator that occurs most in the header, outside quotes. */
function separatorOf(text: string): Separator {
  const counts: Record<Separator, number> = { ',': 0, ';': 0, '\t': 0 }
  let quoted = false
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at]!
    if (character === '"') quoted = !quoted
    else if (!quoted && (character === '\n' || character === '\r')) break
    else if (!quoted && character in counts) counts[character as Separator] += 1
  }
  return (Object.keys(counts) as Separator[]).reduce((best, each) =>
    counts[each] > counts[best] ? each : best,
  )
}

/**
 * @param text the whole file, decoded
 * @returns the table; empty lines are passed over
 * @throws UnreadableTable when there is no header, a column comes twice, a row has another number of cells than the
 *   header, or a quote is not closed
 */
export function readTable(text: string): Table {
  const start = text.charCodeAt(0) === 0xfeff ? 1 : 0
  const separator = separatorOf(start ? text.slice(1, 100_000) : text.slice(0, 100_000))
  const rows: string[][] = []
  const lines: number[] = []
  let columns: string[] | undefined
  let at = start
  let line = 1
  while (at < text.length) {
    const firstLine = line
    const cells: string[] = []
    for (;;) {
      const cell = text[at] === '"' ? quotedCell(text, at, line) : plainCell(text, at, separator)
      cells.push(cell.value)
      line += cell.breaks
      at = cell.end
      if (text[at] !== separator) break
      at += 1
    }
    const end = text[at]
    if (end !== undefined && end !== '\n' && end !== '\r')
      throw new UnreadableTable(`Line ${line}: there is text after a closing quote.`)
    at += end === '\r' && text[at + 1] === '\n' ? 2 : 1
    line += 1
    if (cells.length === 1 && cells[0] === '') continue
    if (!columns) columns = header(cells, firstLine)
    else if (cells.length === columns.length) {
      rows.push(cells)
      lines.push(firstLine)
    } else {
      const counted = `${cells.length} ${cells.length === 1 ? 'cell' : 'cells'}`
      throw new UnreadableTable(`Line ${firstLine} has ${counted}, the header ${columns.length}.`)
    }
  }
  if (!columns) throw new UnreadableTable('The file is empty: there is no header row.')
  return { columns, rows, lines: Int32Array.from(lines), decimal: separator === ',' ? '.' : '.,' }
}

function header(cells: string[], line: number): string[] {
  const names = cells.map((cell) => cell.trim())
  // A column without a name is let be: R writes its row numbers so.
  const twice = names.find((name, at) => name !== '' && names.indexOf(name) < at)
  if (twice !== undefined) throw new UnreadableTable(`Line ${line}: the column «${twice}» comes twice.`)
  return names
}

type Cell = { value: string; end: number; breaks: number }

function plainCell(text: string, start: number, separator: Separator): Cell {
  const stop = separator.charCodeAt(0)
  let end = start
  for (; end < text.length; end += 1) {
    const code = text.charCodeAt(end)
    if (code === stop || code === 10 || code === 13) break
  }
  return { value: text.slice(start, end), end, breaks: 0 }
}

function quotedCell(text: string, start: number, line: number): Cell {
  let value = ''
  let from = start + 1
  for (;;) {
    const close = text.indexOf('"', from)
    if (close < 0) throw new UnreadableTable(`Line ${line}: a quote is opened and never closed.`)
    value += text.slice(from, close)
    if (text[close + 1] !== '"') {
      const breaks = value.split(/\r\n|\r|\n/).length - 1
      return { value, end: close + 1, breaks }
    }
    value += '"'
    from = close + 2
  }
}

/** Empty or NA: a value that is not there. */
export function isMissing(cell: string): boolean {
  if (cell.length > 2 && cell.charCodeAt(0) > 32) return false // nearly always, and this is asked of every cell
  const bare = cell.trim()
  return bare === '' || bare === 'NA'
}

/** The number in a cell, or undefined where the cell is not one. Empty and NA must be sorted out first. */
export function readNumber(cell: string, decimal: Table['decimal'] = '.'): number | undefined {
  const value = Number(decimal === '.,' ? cell.replace(',', '.') : cell)
  if (!Number.isFinite(value)) return undefined
  // What JavaScript takes for a number and a person does not: 0x10, nothing. Asked only where it can be.
  const first = cell.charCodeAt(0)
  const plain = first > 32 && !(first === 48 && cell.charCodeAt(1) > 57)
  return plain || !/^\s*(0[xbo]|$)/i.test(cell) ? value : undefined
}
