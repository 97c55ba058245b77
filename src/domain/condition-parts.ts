// A condition as a researcher builds it: a list of parts of which all or any must hold. Deeper ones are kept as they are.
import type { Condition } from '#schemas/instrument.ts'

export type Joining = 'all' | 'any'

/** The parts of a condition and how they are joined; none without a condition. */
export function partsOf(condition: Condition | undefined): { joining: Joining; parts: Condition[] } {
  if (!condition) return { joining: 'all', parts: [] }
  if ('all' in condition) return { joining: 'all', parts: condition.all }
  if ('any' in condition) return { joining: 'any', parts: condition.any }
  return { joining: 'all', parts: [condition] }
}

/** One condition of all parts; `undefined` when there is none. */
export function joinParts(joining: Joining, parts: Condition[]): Condition | undefined {
  if (parts.length < 2) return parts[0]
  return joining === 'all' ? { all: parts } : { any: parts }
}

/** The same condition about variables with other names. */
export function renameIn(condition: Condition, name: (old: string) => string): Condition {
  if ('all' in condition) return { all: condition.all.map((each) => renameIn(each, name)) }
  if ('any' in condition) return { any: condition.any.map((each) => renameIn(each, name)) }
  if ('not' in condition) return { not: renameIn(condition.not, name) }
  return { ...condition, variable: name(condition.variable) }
}
