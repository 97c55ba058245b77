// A response. Decides what is accepted, and prepares what is sent.
import type { Instrument } from '#schemas/instrument.ts'
import type { Answers } from './answers.ts'
import { answersAsked } from './condition.ts'
import { Problem } from './problem.ts'
import { fits, itemsOf, variablesOf } from './variable.ts'

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

/** Every submission is padded to a multiple of this many bytes, so that its size says nothing. */
export const bodySize = 8192

/**
 * The JSON of a submission, padded with spaces inside `padding` until its UTF-8 form is a multiple of `bodySize`.
 */
export function padBody(submission: object): string {
  const bare = JSON.stringify({ ...submission, padding: '' })
  const length = new TextEncoder().encode(bare).length
  const missing = (bodySize - (length % bodySize)) % bodySize
  return JSON.stringify({ ...submission, padding: ' '.repeat(missing) })
}
