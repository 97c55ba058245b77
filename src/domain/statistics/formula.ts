// Reads a model written as in R: `post ~ pre + cc * tv + factor(grade)`. Only what a trial needs: + * : factor() and 0.
// Terms come out in R's order: main effects first, then interactions, each as it was first written.
import { StatisticsProblem } from './statistics-problem.ts'

/** One variable of the formula; `factor` where the writer asked for it with factor(). */
export type Variable = { column: string; factor: boolean; label: string }

/** `terms` are lists of indices into `variables`: [0] a main effect, [0, 1] an interaction. */
export type Formula = { outcome: string; intercept: boolean; variables: Variable[]; terms: number[][] }

type Token = { kind: 'name' | 'sign' | 'number'; text: string }

function tokensOf(text: string): Token[] {
  const tokens: Token[] = []
  const pattern = /\s*(?:`([^`]+)`|([\p{L}.][\p{L}\p{N}._]*)|(\d+)|([~+*:()-])|(\S))/guy
  for (const [, quoted, name, number, sign, strange] of text.trimEnd().matchAll(pattern)) {
    if (strange) throw bad(text, `«${strange}» is not understood; + * : factor() and 0 are`)
    tokens.push(
      quoted || name
        ? { kind: 'name', text: (quoted ?? name)! }
        : number
          ? { kind: 'number', text: number }
          : { kind: 'sign', text: sign! },
    )
  }
  return tokens
}

const bad = (text: string, why: string) =>
  new StatisticsProblem('bad-formula', `The model «${text}» cannot be read: ${why}.`)

/**
 * @param text as `outcome ~ a + b * c`; a name with spaces stands in backticks; `0 +` or `- 1` leaves out the intercept
 * @throws StatisticsProblem `bad-formula`
 */
export function parseFormula(text: string): Formula {
  const tokens = tokensOf(text)
  let at = 0
  const isSign = (sign: string) => tokens[at]?.kind === 'sign' && tokens[at]!.text === sign
  const expectSign = (sign: string) => {
    if (!isSign(sign)) throw bad(text, `«${sign}» is missing`)
    at += 1
  }
  const expectName = () => {
    const token = tokens[at]
    if (token?.kind !== 'name')
      throw bad(text, `a column name is missing${token ? ` before «${token.text}»` : ''}`)
    at += 1
    return token.text
  }

  const outcome = expectName()
  expectSign('~')
  const variables: Variable[] = []
  const written: number[][] = []
  let intercept = true

  const variable = (): number => {
    const name = expectName()
    const factor = name === 'factor' && isSign('(')
    if (isSign('(') && !factor) throw bad(text, `the function «${name}» is not known`)
    let column = name
    if (factor) {
      expectSign('(')
      column = expectName()
      expectSign(')')
    }
    const label = factor ? `factor(${column})` : column
    const known = variables.findIndex((each) => each.label === label)
    return known >= 0 ? known : variables.push({ column, factor, label }) - 1
  }
  /** a:b:c, as one interaction. */
  const interaction = (): number[] => {
    const parts = [variable()]
    while (isSign(':')) {
      at += 1
      parts.push(variable())
    }
    return union(parts, [])
  }
  /** a * b is a + b + a:b. */
  const crossing = (): number[][] => {
    let terms = [interaction()]
    while (isSign('*')) {
      at += 1
      const next = interaction()
      terms = [...terms, next, ...terms.map((term) => union(term, next))]
    }
    return terms
  }
  do {
    const minus = isSign('-')
    if (written.length > 0 || !intercept || minus || isSign('+')) at += 1
    const token = tokens[at]
    if (token?.kind === 'number') {
      if (token.text !== '0' && token.text !== '1')
        throw bad(text, `the number ${token.text} means nothing here`)
      intercept = (token.text === '1') !== minus
      at += 1
    } else if (minus) throw bad(text, 'only «- 1» may be taken away')
    else written.push(...crossing())
  } while (isSign('+') || isSign('-'))
  if (at < tokens.length) throw bad(text, `«${tokens[at]!.text}» stands in the wrong place`)

  const distinct = [...new Map(written.map((term) => [term.join(':'), term])).values()]
  if (distinct.some((term) => term.some((index) => variables[index]!.column === outcome)))
    throw bad(text, `the outcome «${outcome}» explains itself`)
  if (distinct.length === 0 && !intercept) throw bad(text, 'nothing is left to estimate')
  return { outcome, intercept, variables, terms: distinct.sort((a, b) => a.length - b.length) }
}

const union = (a: number[], b: number[]): number[] => [...new Set([...a, ...b])].sort((x, y) => x - y)
