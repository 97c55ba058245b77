// How the R script of a report writes texts, numbers and comments.

export const text = (value: string): string => `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`
export const list = (values: readonly string[]): string => `c(${values.map(text).join(', ')})`
export const numbers = (values: readonly number[]): string => `c(${values.map(String).join(', ')})`
/** On one line. */
export const comment = (words: string): string => words.replaceAll(/\s+/g, ' ')

export const three = ({ estimate, low, high }: { estimate: number; low: number; high: number }): string =>
  [estimate, low, high].map(String).join(', ')

type Numbers = { estimate: number; low: number; high: number; se: number; p: number }

/** Holds what an expression gives against an effect of the product. */
export const effectLine = (name: string, expression: string, effect: Numbers): string =>
  `check_effect(${text(name)}, ${expression}, ${three(effect)}, ${effect.se}, ${effect.p})`
