// The sentences of the refusals that somebody with a slip can meet; the others would only cost bytes here.
import { Problem, type ProblemCode } from '#domain/problem.ts'
import type { Words } from '#messages/survey-words.ts'

/** A sentence of its own, said in the language that is chosen when it is read. */
export type Fault = keyof Words

const sentences: Partial<Record<ProblemCode, Fault>> = {
  'code.unusable': 'shell_problem_code_unusable',
  'code.too-many-guesses': 'shell_problem_code_too_many_guesses',
  'token.malformed': 'shell_problem_token_malformed',
  'token.invalid': 'shell_problem_token_invalid',
  'round.closed': 'shell_problem_round_closed',
  'round.not-found': 'shell_problem_round_not_found',
  'response.unfitting': 'shell_problem_response_unfitting',
  'response.other-version': 'shell_problem_response_other_version',
  'instrument.not-found': 'shell_problem_instrument_not_found',
  'request.cookie': 'shell_problem_request_cookie',
  'request.origin': 'shell_problem_request_origin',
  'request.too-large': 'shell_problem_request_too_large',
  'request.malformed': 'shell_problem_request_malformed',
}

export const refusal = (error: unknown): Fault =>
  (error instanceof Problem && sentences[error.code]) || 'shell_problem_server_fault'

/** Refusals that no other try of the same response can change. */
export const isFinal = (error: unknown): boolean =>
  error instanceof Problem &&
  [
    'round.closed',
    'round.not-found',
    'token.invalid',
    'response.other-version',
    'instrument.not-found',
  ].includes(error.code)
