// The sentences of the refusals that a pupil can meet; the others would only cost bytes here.
import type { Locale } from '#domain/locale.ts'
import { Problem, type ProblemCode } from '#domain/problem.ts'
import {
  problem_code_too_many_guesses,
  problem_code_unusable,
  problem_response_other_version,
  problem_response_unfitting,
  problem_round_closed,
  problem_server_fault,
  problem_token_invalid,
  problem_token_malformed,
} from '#messages/compiled/messages.js'

const sentences: Partial<Record<ProblemCode, typeof problem_server_fault>> = {
  'code.unusable': problem_code_unusable,
  'code.too-many-guesses': problem_code_too_many_guesses,
  'token.malformed': problem_token_malformed,
  'token.invalid': problem_token_invalid,
  'round.closed': problem_round_closed,
  'response.unfitting': problem_response_unfitting,
  'response.other-version': problem_response_other_version,
}

export function refusal(error: unknown, locale: Locale): string {
  const sentence = error instanceof Problem ? sentences[error.code] : undefined
  return (sentence ?? problem_server_fault)({}, { locale })
}

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
