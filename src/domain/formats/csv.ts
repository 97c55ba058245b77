// CSV after RFC 4180, UTF-8, safe to open in a spreadsheet.

/**
 * One cell. A text that a spreadsheet would run as a formula (`= + - @`, their full-width forms, tab, carriage
 * return, line feed, also behind blanks or quotes) gets an apostrophe in front, as OWASP advises; numbers stay numbers.
 */
export function csvCell(value: string | number | undefined): string {
  if (value === undefined) return ''
  if (typeof value === 'number') return String(value)
  const safe = /^[\s"']*[=+\-@＝＋－＠\t\r\n]/.test(value) ? `'${value}` : value
  return /[",;\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** One line with its line end. */
export const csvLine = (cells: readonly (string | number | undefined)[]): string =>
  cells.map(csvCell).join(',') + '\r\n'
