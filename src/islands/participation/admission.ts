// The steps from a code to a token, each tried until the network answers. The library is loaded here, when a code has
// been typed, and not before.
import { admit, findRound, persist, Unreachable, type Waiting } from './client.ts'
import type { Draft } from './draft.ts'
import type { Blinding, Token } from './token.ts'

type OnWaiting = (reason: Waiting) => void

const load = (onWaiting: OnWaiting) =>
  persist(
    () =>
      import('./token.ts').catch(() => {
        throw new Unreachable('network')
      }),
    onWaiting,
  )

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

/** A random message, blinded: what the server will sign unseen. */
export const makeBlinding = async (publicKey: string, onWaiting: OnWaiting): Promise<Blinding> =>
  (await load(onWaiting)).blind(publicKey)

/** Spends the code. The same draft may be redeemed again after a lost answer; the server answers the same. */
export async function redeem(
  { code, blinding, publicKey }: Extract<Draft, { stage: 'entering' }>,
  onWaiting: OnWaiting,
): Promise<Token> {
  const { blindSignature } = await persist(() => admit({ code, blinded: blinding.blinded }), onWaiting)
  return (await load(onWaiting)).finalize(publicKey, blinding, blindSignature)
}
