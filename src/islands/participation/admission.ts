// The steps from a code to a token, each tried until the network answers. The library is loaded here, when a code has
// been typed, and not before.
import { start } from '#domain/flow.ts'
import { admit, fetchInstrument, findRound, type ServedInstrument } from './client.ts'
import type { ChosenLanguage } from './create-language.ts'
import type { Answering, Entering, Round } from './draft.ts'
import { fetchPart, persist, type Waiting } from './patience.ts'

type OnWaiting = (reason: Waiting) => void

const load = (onWaiting: OnWaiting) => fetchPart(() => import('./token.ts'), onWaiting)

export type Found = Awaited<ReturnType<typeof findRound>> & {
  /** Is the key the one whose fingerprint came with it? */
  honest: boolean
}

/** The round of a code, with its key's fingerprint computed here and not believed. */
export async function lookUp(code: string, onWaiting: OnWaiting): Promise<Found> {
  const round = await persist(() => findRound({ code }), onWaiting)
  const { fingerprintOf } = await load(onWaiting)
  return { ...round, honest: (await fingerprintOf(round.publicKey)) === round.fingerprint }
}

/** Blinds a random message, which the server will sign unseen. Nothing is spent yet. */
export async function prepare(found: Found, code: string, onWaiting: OnWaiting): Promise<Entering & Round> {
  const { round, publicKey, instrument, languages, linkSet } = found
  const blinding = await (await load(onWaiting)).blind(publicKey)
  return { stage: 'entering', code, blinding, round, publicKey, instrument, languages, linkSet }
}

/** Spends the code. The same draft may be redeemed again after a lost answer; the server answers the same. */
export async function redeem(
  { code, blinding, stage: _, ...round }: Entering & Round,
  onWaiting: OnWaiting,
): Promise<Answering & Round> {
  const { blindSignature } = await persist(() => admit({ code, blinded: blinding.blinded }), onWaiting)
  const token = await (await load(onWaiting)).finalize(round.publicKey, blinding, blindSignature)
  // From here on the code is forgotten.
  return { stage: 'answering', token, progress: start, seconds: 0, ...round }
}

export type Survey = {
  questionnaire: ServedInstrument
  /** The screens of a link code, in a linked study. */
  LinkCode: (typeof import('./LinkCode.tsx'))['LinkCode'] | undefined
}

/** The questionnaire, its language, and all that the way to the receipt needs: now, while there is a network. */
export async function fetchSurvey(
  { instrument, languages, linkSet }: Round,
  language: ChosenLanguage,
  onWaiting: OnWaiting,
): Promise<Survey> {
  const [questionnaire, , part] = await Promise.all([
    persist(() => fetchInstrument(instrument), onWaiting),
    language.settle(languages, onWaiting),
    linkSet ? fetchPart(() => import('./LinkCode.tsx'), onWaiting) : undefined,
  ])
  return { questionnaire, LinkCode: part?.LinkCode }
}
