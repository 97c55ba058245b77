// A response: answers as codes by variable. Decides what is accepted, and prepares what is sent.
import type { Instrument } from '#schemas/instrument.ts'
import { Problem } from './problem.ts'
import { fits, variablesOf } from './variable.ts'

/** Codes by variable name; a variable that is absent was not answered. */
export type Answers = Record<string, number>

/**
 * Accepts answers that fit the instrument, in the instrument's order, so that not even the order in which keys
 * were sent is kept.
 * @throws Problem `response.unfitting` for a variable or a value that the instrument does not have.
 */
export function acceptAnswers(instrument: Instrument, answers: Answers): Answers {
  const accepted: Answers = {}
  let known = 0
  for (const variable of variablesOf(instrument)) {
    if (!Object.hasOwn(answers, variable.name)) continue
    const value = answers[variable.name] as number
    if (!fits(variable, value)) throw new Problem('response.unfitting')
    accepted[variable.name] = value
    known += 1
  }
  if (known !== Object.keys(answers).length) throw new Problem('response.unfitting')
  return accepted
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
