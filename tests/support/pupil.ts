// A pupil with a slip, doing the real cryptography in code that the browser runs.
import type { Api } from '#api/router.ts'
import type { Answers } from '#domain/answers.ts'
import { variablesOf } from '#domain/variable.ts'
import type { Instrument } from '#schemas/instrument.ts'
import { blind, finalize, type Token } from '#islands/participation/token.ts'

export type Ready = { round: string; instrument: string; token: Token }

/** From slip to token. */
export async function enter(api: Api, code: string): Promise<Ready> {
  const found = await api.participation.find({ code })
  const blinding = await blind(found.publicKey)
  const { blindSignature } = await api.participation.admit({ code, blinded: blinding.blinded })
  return { ...found, token: await finalize(found.publicKey, blinding, blindSignature) }
}

/** From token to receipt. */
export const submission = (
  { round, instrument, token }: Ready,
  answers: Answers,
  locale: 'nb' | 'nn' | 'en' = 'nb',
) => ({
  round,
  instrument,
  message: token.message,
  signature: token.signature,
  locale,
  answers,
  speed: 0 as const,
  padding: '',
})

/** Answers that fit: the `turn`-th possible value of every variable. */
export const someAnswers = (instrument: Instrument, turn = 0): Answers =>
  Object.fromEntries(
    variablesOf(instrument).map((variable) => [
      variable.name,
      variable.range
        ? variable.range.min + (turn % (variable.range.max - variable.range.min + 1))
        : variable.values[turn % variable.values.length]!.value,
    ]),
  )
