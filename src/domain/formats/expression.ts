// Conditions as other systems write them, read into ours: XLSForm's `${age} >= 14 and selected(${drugs}, 'wine')` and
// LimeSurvey's `((Q1.NAOK == "A2" or Q2.NAOK > 3))`. What cannot be said here is refused whole; nothing is guessed.
import type { Condition } from '#schemas/instrument.ts'

/** What is known about a question of the file: its variable here, and the codes that its answers got. */
export type Known = {
  /** @returns undefined when the file has no such question, or it was left out. */
  variable: (name: string) => { variable: string; values?: ReadonlyMap<string, number> } | undefined
  /** The 0/1 variable of one option of a question with several answers. */
  option: (name: string, code: string) => string | undefined
}

type Token = { kind: 'name' | 'text' | 'number' | 'sign'; text: string }

const pattern =
  /\s*(?:\$\{(?<field>[^}]+)\}|(?<text>"[^"]*"|'[^']*')|(?<number>-?\d+(?:\.\d+)?)|(?<sign>&&|\|\||[=!<>]=|[=<>!(),])|(?<word>[\p{L}_][\p{L}\d_]*(?:\.NAOK|\.value)?))/uy

function tokensOf(expression: string): Token[] {
  const tokens: Token[] = []
  pattern.lastIndex = 0
  while (pattern.lastIndex < expression.trimEnd().length) {
    const at = pattern.lastIndex
    const { field, text, number, sign, word } = pattern.exec(expression)?.groups ?? {}
    if (field !== undefined) tokens.push({ kind: 'name', text: field.trim() })
    else if (text !== undefined) tokens.push({ kind: 'text', text: text.slice(1, -1) })
    else if (number !== undefined) tokens.push({ kind: 'number', text: number })
    else if (sign !== undefined) tokens.push({ kind: 'sign', text: sign })
    else if (word !== undefined) tokens.push(wordToken(word))
    else throw new Unreadable(`at character ${at + 1}`)
  }
  return tokens
}

const words: Record<string, string> = {
  and: '&&',
  or: '||',
  not: '!',
  eq: '==',
  ne: '!=',
  lt: '<',
  le: '<=',
  gt: '>',
  ge: '>=',
  selected: 'selected',
}

const wordToken = (word: string): Token => {
  const sign = words[word.toLowerCase()]
  return sign ? { kind: 'sign', text: sign } : { kind: 'name', text: word.replace(/\.(NAOK|value)$/, '') }
}

class Unreadable extends Error {}

/**
 * @returns the condition, or `undefined` when the expression is always true (empty or `1`).
 * @throws Error when it says something that conditions here cannot say.
 */
export function readCondition(expression: string, known: Known): Condition | undefined {
  if (['', '1', 'true()'].includes(expression.trim())) return undefined
  const tokens = tokensOf(expression)
  let at = 0
  const next = () => tokens[at]
  const take = (sign: string): boolean => {
    if (next()?.kind !== 'sign' || next()?.text !== sign) return false
    at += 1
    return true
  }
  const need = (sign: string) => {
    if (!take(sign)) throw new Unreadable(`«${sign}» is missing`)
  }
  const need1 = (...kinds: Token['kind'][]): Token => {
    const token = next()
    if (!token || !kinds.includes(token.kind)) throw new Unreadable(`near «${token?.text ?? 'the end'}»`)
    at += 1
    return token
  }

  function either(): Condition {
    const parts = [both()]
    while (take('||')) parts.push(both())
    return parts.length === 1 ? parts[0]! : { any: parts }
  }
  function both(): Condition {
    const parts = [one()]
    while (take('&&')) parts.push(one())
    return parts.length === 1 ? parts[0]! : { all: parts }
  }
  function one(): Condition {
    if (take('!')) return { not: one() }
    if (take('(')) {
      const inner = either()
      need(')')
      return inner
    }
    return take('selected') ? selected() : comparison()
  }
  function selected(): Condition {
    need('(')
    const { text: name } = need1('name')
    need(',')
    const { text: code } = need1('text', 'number')
    need(')')
    const variable = known.option(name, code)
    return variable ? { variable, is: [1] } : equal(name, code)
  }
  function comparison(): Condition {
    const { text: name } = need1('name')
    const sign = need1('sign').text
    const value = need1('text', 'number')
    switch (sign) {
      case '=':
      case '==':
        return equal(name, value.text)
      case '!=':
        return { not: equal(name, value.text) }
      case '>=':
        return { variable: variable(name).variable, from: whole(value.text) }
      case '>':
        return { variable: variable(name).variable, from: whole(value.text) + 1 }
      case '<':
        return { not: { variable: variable(name).variable, from: whole(value.text) } }
      case '<=':
        return { not: { variable: variable(name).variable, from: whole(value.text) + 1 } }
      default:
        throw new Unreadable(`near «${sign}»`)
    }
  }
  const variable = (name: string) => {
    const found = known.variable(name)
    if (!found) throw new Unreadable(`there is no question ${name}`)
    return found
  }
  const whole = (text: string): number => {
    if (!/^-?\d+$/.test(text)) throw new Unreadable(`${text} is no whole number`)
    return Number(text)
  }
  /** LimeSurvey names an option of a question with several answers as a variable of its own, and `Y` when ticked. */
  const equal = (name: string, code: string): Condition => {
    const { variable: found, values } = variable(name)
    const value = values ? values.get(code) : whole(code)
    if (value === undefined) throw new Unreadable(`${name} has no answer ${code}`)
    return { variable: found, is: [value] }
  }

  const condition = either()
  if (at < tokens.length) throw new Unreadable(`near «${next()!.text}»`)
  return condition
}

/** A condition as XLSForm writes it. @param several tells whether a variable is an option of a question with several. */
export function writeCondition(
  condition: Condition,
  several: (variable: string) => { question: string; code: number } | undefined,
): string {
  const write = (each: Condition): string => {
    if ('all' in each) return `(${each.all.map(write).join(' and ')})`
    if ('any' in each) return `(${each.any.map(write).join(' or ')})`
    if ('not' in each) return `not(${write(each.not)})`
    const option = several(each.variable)
    if ('from' in each) return `\${${each.variable}} >= ${each.from}`
    const parts = each.is.map((value) =>
      option
        ? `${value === 1 ? '' : 'not('}selected(\${${option.question}}, '${option.code}')${value === 1 ? '' : ')'}`
        : `\${${each.variable}} = ${value}`,
    )
    return parts.length === 1 ? parts[0]! : `(${parts.join(' or ')})`
  }
  return write(condition)
}
