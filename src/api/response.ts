// A response arrives: no code, no class, no cookie. Acknowledged when it is on disk, and only then.
import { sha256 } from '#crypto/code-mac.ts'
import { sealLinkCode } from '#crypto/link-code.ts'
import { responseId } from '#crypto/random.ts'
import { verifyToken } from '#crypto/round-key.ts'
import { acceptLinkCode } from '#domain/link-code.ts'
import { Problem } from '#domain/problem.ts'
import { qualityFlags } from '#domain/quality.ts'
import { acceptAnswers, keptLanguage } from '#domain/response.ts'
import { SubmitInput } from '#schemas/participation.ts'
import { findVersion } from '#store/instrument.ts'
import { saveResponse, termsOf } from '#store/response.ts'
import { findRound } from '#store/round.ts'
import { forgetFacts, instrumentOf, type RoundFacts, roundFactsOf } from './round-memory.ts'
import { type Context, participantProcedure, router } from './trpc.ts'

/**
 * A link code as it is kept. The elements themselves live in this call and nowhere else.
 * @throws Problem `response.unfitting` where no code may be given; `study.key-gone` when the study's key is destroyed:
 *   the browser then sends the response again without the code, so that it is not lost.
 */
function linkOf(
  { studyKeys }: Context,
  { id: roundId, link }: RoundFacts,
  responseId: Buffer,
  code: SubmitInput['linkCode'],
) {
  if (!code) return undefined
  if (!link) throw new Problem('response.unfitting')
  const accepted = acceptLinkCode(link.set, code)
  const key = studyKeys.open(link.studyId)
  if (!key) throw new Problem('study.key-gone')
  return sealLinkCode(key, link, accepted, { roundId, responseId })
}

/**
 * The round whose key has signed this token. Another process may have given it a fresh key since it was remembered here,
 * so a signature that does not fit is tried on what the database says now.
 * @throws Problem `round.not-found`, or `token.invalid` for a signature by no key of this round.
 */
async function roundOfToken(
  { database }: Context,
  { round: id, signature }: SubmitInput,
  message: Buffer,
): Promise<RoundFacts> {
  for (const isFresh of [false, true]) {
    if (isFresh) forgetFacts(id)
    const round = await roundFactsOf(
      id,
      () => findRound(database, id),
      () => termsOf(database, id),
    )
    if (!round) throw new Problem('round.not-found')
    if (verifyToken(round.publicKey, message, Buffer.from(signature, 'base64url'))) return round
  }
  throw new Problem('token.invalid')
}

export const responseRouter = router({
  /** A repeat is acknowledged like the first and changes nothing, so a browser may send until it hears. */
  submit: participantProcedure.input(SubmitInput).mutation(async ({ ctx, input }) => {
    const message = Buffer.from(input.message, 'base64url')
    const round = await roundOfToken(ctx, input, message)
    if (input.instrument !== round.instrumentHash) throw new Problem('response.other-version')
    const instrument = await instrumentOf(input.instrument, () => findVersion(ctx.database, input.instrument))
    if (!instrument) throw new Problem('instrument.not-found')
    const answers = acceptAnswers(instrument, input.answers)
    const id = responseId()
    const outcome = await saveResponse(ctx.database, {
      roundId: round.id,
      tokenHash: sha256(message),
      id,
      instrumentHash: input.instrument,
      locale: keptLanguage(input.locale),
      answers: JSON.stringify(answers),
      flags: JSON.stringify(qualityFlags(instrument, answers, input.speed)),
      link: linkOf(ctx, round, id, input.linkCode),
    })
    if (outcome === 'closed') throw new Problem('round.closed')
    return { received: true as const }
  }),
})
