// Rows of a LimeSurvey table.
import type { Row } from './limesurvey-texts.ts'

/** One row an id: older files repeat a row for every language. */
export function once(rows: Row[], id: string): Row[] {
  const seen = new Set<string>()
  return rows.filter((row) => !seen.has(row[id] ?? '') && seen.add(row[id] ?? ''))
}

export const inOrder = (rows: Row[], column: string): Row[] =>
  [...rows].sort((a, b) => Number(a[column] ?? 0) - Number(b[column] ?? 0))
