// Reads the tags of a lesson's text: which part stands in which step, with which attributes.
// Authors write plain literals only, so a small reader of literals is enough and nothing is ever executed.

/** One tag as written; an attribute without a value is `true`. `view` is Teacher, Projector, Pupil or Handout. */
export type Tag = {
  name: string
  attributes: Record<string, unknown>
  step: string | undefined
  view: string | undefined
}

const views = ['Teacher', 'Projector', 'Pupil', 'Handout']

/** Every opening tag with a capital, in the order of the text. @throws Error naming what cannot be read. */
export function tagsIn(body: string): Tag[] {
  const text = body.replace(/\{\/\*[\s\S]*?\*\/\}/g, (comment) => ' '.repeat(comment.length))
  const tags: Tag[] = []
  let step: string | undefined
  let view: string | undefined
  const opening = /<([A-Z]\w*)/g
  for (let match = opening.exec(text); match; match = opening.exec(text)) {
    const name = match[1]!
    const reader = new Reader(text, opening.lastIndex, name)
    const attributes = reader.attributes()
    opening.lastIndex = reader.at
    if (name === 'Step') step = typeof attributes['id'] === 'string' ? attributes['id'] : undefined
    if (views.includes(name)) view = name
    tags.push({ name, attributes, step, view })
  }
  return tags
}

const escapes: Record<string, string> = { n: '\n', t: '\t' }

class Reader {
  readonly text: string
  readonly tag: string
  at: number

  constructor(text: string, at: number, tag: string) {
    this.text = text
    this.at = at
    this.tag = tag
  }

  attributes(): Record<string, unknown> {
    const found: Record<string, unknown> = {}
    for (;;) {
      this.space()
      if (this.takes('/>') || this.takes('>')) return found
      const name = this.word(/[\w-]/)
      if (name === '') this.fail()
      found[name] = this.takes('=') ? this.attributeValue() : true
    }
  }

  attributeValue(): unknown {
    const quote = this.text[this.at]
    if (quote === '"' || quote === "'") {
      const end = this.text.indexOf(quote, this.at + 1)
      if (end < 0) this.fail()
      const value = this.text.slice(this.at + 1, end)
      this.at = end + 1
      return value
    }
    if (!this.takes('{')) this.fail()
    const value = this.literal()
    this.space()
    if (!this.takes('}')) this.fail()
    return value
  }

  literal(): unknown {
    this.space()
    if (this.takes('[')) return this.list()
    if (this.takes('{')) return this.object()
    if (/["'`]/.test(this.text[this.at] ?? '')) return this.quoted()
    const word = this.word(/[\w.+-]/)
    if (word === 'true' || word === 'false') return word === 'true'
    if (word === '' || Number.isNaN(Number(word))) this.fail()
    return Number(word)
  }

  list(): unknown[] {
    const items: unknown[] = []
    for (;;) {
      this.space()
      if (this.takes(']')) return items
      items.push(this.literal())
      this.space()
      if (!this.takes(',') && this.text[this.at] !== ']') this.fail()
    }
  }

  object(): Record<string, unknown> {
    const found: Record<string, unknown> = {}
    for (;;) {
      this.space()
      if (this.takes('}')) return found
      const key = /["']/.test(this.text[this.at] ?? '') ? this.quoted() : this.word(/\w/)
      this.space()
      if (key === '' || !this.takes(':')) this.fail()
      found[key] = this.literal()
      this.space()
      if (!this.takes(',') && this.text[this.at] !== '}') this.fail()
    }
  }

  quoted(): string {
    const quote = this.text[this.at++]
    let value = ''
    for (let sign = this.text[this.at++]; sign !== quote; sign = this.text[this.at++]) {
      if (sign === undefined || (quote === '`' && sign === '$' && this.text[this.at] === '{')) this.fail()
      if (sign !== '\\') value += sign
      else {
        const next = this.text[this.at++] ?? ''
        value += escapes[next] ?? next
      }
    }
    return value
  }

  word(sign: RegExp): string {
    const start = this.at
    while (sign.test(this.text[this.at] ?? '')) this.at += 1
    return this.text.slice(start, this.at)
  }

  takes(sign: string): boolean {
    if (!this.text.startsWith(sign, this.at)) return false
    this.at += sign.length
    return true
  }

  space(): void {
    while (/\s/.test(this.text[this.at] ?? '')) this.at += 1
  }

  fail(): never {
    const line = this.text.slice(0, this.at).split('\n').length
    throw new Error(`<${this.tag}>: line ${line} of the text is no plain literal`)
  }
}
