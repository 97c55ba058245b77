// A response. Decides what is accepted, and prepares what is sent.
import type { Instrument } from '#schemas/instrument.ts'
import type { Answers } from './answers.ts'
import { answersAsked } from './condition.ts'
import { isLocale, type Locale } from './locale.ts'
import { linkSets } from './link-code.ts'
import { Problem } from './problem.ts'
import { fits, itemsOf, type Variable, variablesOf } from './variable.ts'

/** An order is an answer only when every option has a place of its own; a half-made one counts as none. */
function withWholeOrders(instrument: Instrument, answers: Answers): Answers {
  const whole = { ...answers }
  for (const item of itemsOf(instrument)) {
    if (item.kind !== 'rank') continue
    const names = item.options.map(({ value }) => `${item.id}_${value}`)
    const places = names.map((name) => answers[name]).filter((place) => place !== undefined)
    if (new Set(places).size !== places.length) throw new Problem('response.unfitting')
    if (places.length < names.length) for (const name of names) delete whole[name]
  }
  return whole
}

/**
 * Accepts answers that fit the instrument, in the instrument's order, so that not even the order in which keys
 * were sent is kept. Answers to items that these answers hide are left out.
 * @throws Problem `response.unfitting` for a variable or a value that the instrument does not have.
 */
export function acceptAnswers(instrument: Instrument, answers: Answers): Answers {
  const accepted: Answers = {}
  let known = 0
  for (const variable of variablesOf(instrument)) {
    if (!Object.hasOwn(answers, variable.name)) continue
    const value = answers[variable.name]!
    if (!fits(variable, value)) throw new Problem('response.unfitting')
    accepted[variable.name] = value
    known += 1
  }
  if (known !== Object.keys(answers).length) throw new Problem('response.unfitting')
  return answersAsked(instrument, withWholeOrders(instrument, accepted))
}

/** The language that is kept with a response: those of the product, and one word for all others. */
export type KeptLanguage = Locale | 'other'

/** One parent who answered in Somali would stand out in a school. */
export const keptLanguage = (locale: string): KeptLanguage => (isLocale(locale) ? locale : 'other')

/** Fewer people than this with one language are told by it. */
const fewestOfLanguage = 5

/**
 * Does the language stay out of what leaves of a group of rounds? Of adults, whose language their school knows, it does
 * as soon as one of the languages is rare; pupils choose freely and are many.
 * @param counts how many answered in each language.
 */
export function hidesLanguage(
  respondent: string,
  counts: readonly { locale: string; count: number }[],
): boolean {
  if (respondent === 'pupil') return false
  const kept = Map.groupBy(counts, ({ locale }) => keptLanguage(locale))
  return [...kept.values()].some((same) => same.reduce((sum, { count }) => sum + count, 0) < fewestOfLanguage)
}

/** The value of a variable that takes the most bytes in JSON: of words, control characters. */
const widest = ({ values, missing, range, longest }: Variable): number | string =>
  longest
    ? '\0'.repeat(longest)
    : [...[...values, ...missing].map(({ value }) => value), ...(range ? [range.min, range.max] : [])].reduce(
        (a, b) => (String(b).length > String(a).length ? b : a),
      )

const bytesOf = (json: object): number => new TextEncoder().encode(JSON.stringify(json)).length

/**
 * How many bytes every submission to an instrument takes: as many as one with an answer to everything and a link code.
 * All that is neither answer nor link code is of one length anyway (src/schemas/participation.ts).
 */
export const bodySizeOf = (instrument: Instrument, submission: object): number =>
  bytesOf({
    ...submission,
    answers: Object.fromEntries(variablesOf(instrument).map((variable) => [variable.name, widest(variable)])),
    linkCode: linkSets.standard.map(() => 'Å'),
    padding: '',
  })

/** The JSON of a submission with spaces in `padding`, so that its UTF-8 form takes `size` bytes and tells nothing. */
export function padBody(submission: object, size: number): string {
  const missing = size - bytesOf({ ...submission, padding: '' })
  return JSON.stringify({ ...submission, padding: ' '.repeat(Math.max(0, missing)) })
}
