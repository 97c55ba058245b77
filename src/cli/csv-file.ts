// A CSV file given to a command. Whatever is wrong with it is said with file, line and column.
import { readFileSync } from 'node:fs'
import { isMissing, readNumber, readTable } from '#domain/formats/csv-read.ts'

/** The cells of a file by row (from 0) and name of column. Only columns that were asked for may be read. */
export type CsvFile = {
  size: number
  /** Undefined where the cell is empty or NA. */
  text: (row: number, column: string) => string | undefined
  /** @throws where the cell is empty or NA. */
  required: (row: number, column: string) => string
  /** @throws where the cell is empty or no number. */
  number: (row: number, column: string) => number
  isNumber: (row: number, column: string) => boolean
  /** What is wrong with a row, with its place. */
  fault: (row: number, says: string) => Error
}

/** @throws if the file cannot be read, is no table or lacks one of the columns. */
export function readCsvFile(file: string, columns: readonly string[]): CsvFile {
  const table = explained(file, () => readTable(readText(file)))
  const places = new Map(table.columns.map((name, at) => [name, at]))
  for (const name of columns)
    if (!places.has(name))
      throw new Error(`${file} line 1: no column «${name}»; there is ${table.columns.join(', ')}.`)
  const fault = (row: number, says: string) => new Error(`${file} line ${table.lines[row]}: ${says}`)
  const text = (row: number, column: string) => {
    const cell = table.rows[row]![places.get(column)!]!
    return isMissing(cell) ? undefined : cell.trim()
  }
  const required = (row: number, column: string) => {
    const cell = text(row, column)
    if (cell === undefined) throw fault(row, `«${column}» is empty.`)
    return cell
  }
  const valueOf = (cell: string) => readNumber(cell, table.decimal)
  const isNumber = (row: number, column: string) => valueOf(text(row, column) ?? '') !== undefined
  const number = (row: number, column: string) => {
    const cell = required(row, column)
    const value = valueOf(cell)
    if (value === undefined) throw fault(row, `«${column}» is «${cell}», which is no number.`)
    return value
  }
  return { size: table.rows.length, text, required, number, isNumber, fault }
}

/**
 * A column as numbers, or as texts where no cell of it is a number.
 *
 * @throws if a cell is empty, or some are numbers and one is not
 */
export function numbersOrTexts(file: CsvFile, column: string): number[] | string[] {
  const rows = Array.from({ length: file.size }, (_, row) => row)
  return rows.some((row) => file.isNumber(row, column))
    ? rows.map((row) => file.number(row, column))
    : rows.map((row) => file.required(row, column))
}

/** The ids in a column. @throws if one is empty or comes twice. */
export function uniqueIds(file: CsvFile, column: string): string[] {
  const seen = new Set<string>()
  for (let row = 0; row < file.size; row += 1) {
    const id = file.required(row, column)
    if (seen.has(id)) throw file.fault(row, `«${column}» is «${id}» for the second time.`)
    seen.add(id)
  }
  return [...seen]
}

/** The text of a file: UTF-8, or what Excel writes in Norway where it is not told otherwise. */
export function readText(file: string): string {
  const bytes = readFileSync(file)
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

/** Puts the file's name before what went wrong. */
function explained<T>(file: string, read: () => T): T {
  try {
    return read()
  } catch (error) {
    throw new Error(`${file}: ${(error as Error).message}`, { cause: error })
  }
}
