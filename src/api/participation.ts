// A pupil or parent with a slip: from code to token. The server learns that a code was used, and cannot learn by
// which response (design §4). The answers themselves arrive at api/response.ts, on another request.
import { codeMac, sha256 } from '#crypto/code-mac.ts'
import { blindSign } from '#crypto/round-key.ts'
import { isSurveyLocale, type SurveyLocale } from '#domain/locale.ts'
import { Problem } from '#domain/problem.ts'
import { AdmitInput, FindInput } from '#schemas/participation.ts'
import { findVersion } from '#store/instrument.ts'
import { findByCode, isKnownCode, spendCode } from '#store/participation.ts'
import { termsOf } from '#store/response.ts'
import { instrumentOf, linkPlaceOf, signingKeyOf } from './round-memory.ts'
import { type Context, participantProcedure, router } from './trpc.ts'

/**
 * Looks a code up; used, revoked, closed and unknown are one and the same refusal. Only unknown ones count as guesses:
 * nobody hits a known one by guessing, and a class that comes when the round is closed must not shut its school out.
 */
async function lookUp(ctx: Context, code: string, allowSpent: boolean) {
  ctx.guesses.check(ctx.address)
  const mac = codeMac(ctx.keys('participation-code'), code)
  const found = await findByCode(ctx.database, mac)
  const known = found !== undefined || (await isKnownCode(ctx.database, mac))
  // Again, for guesses that travelled together and passed the first check before any of them had failed.
  ctx.guesses.check(ctx.address)
  if (!known) ctx.guesses.fail(ctx.address)
  if (!found || (found.spentBy && !allowSpent)) throw new Problem('code.unusable')
  return { mac, ...found }
}

/** The languages of the wave in which every text of the questionnaire is there; never none. */
async function languagesOf(ctx: Context, hash: string, ofWave: string): Promise<SurveyLocale[]> {
  const instrument = await instrumentOf(hash, () => findVersion(ctx.database, hash))
  const wanted = (JSON.parse(ofWave) as unknown[]).filter(isSurveyLocale)
  const there = wanted.filter((each) => instrument?.languages.includes(each))
  return there.length > 0 ? there : ['nb', 'nn', 'en']
}

export const participationRouter = router({
  /** The round of an unused code: what the browser needs before it can blind. Spends nothing. */
  find: participantProcedure.input(FindInput).mutation(async ({ ctx, input }) => {
    const { round } = await lookUp(ctx, input.code, false)
    const terms = await termsOf(ctx.database, round.id)
    if (!terms) throw new Problem('round.not-found')
    const link = linkPlaceOf(terms)
    return {
      round: round.id,
      publicKey: round.publicKey,
      fingerprint: round.fingerprint,
      instrument: round.instrumentHash,
      languages: await languagesOf(ctx, round.instrumentHash, terms.languages),
      /** The link code to ask for, in a linked study whose key is there. */
      linkSet: link && ctx.studyKeys.open(link.studyId) ? link.set : undefined,
    }
  }),

  /** Spends the code on one blinded message and signs it. The same browser may ask again; nobody else. */
  admit: participantProcedure.input(AdmitInput).mutation(async ({ ctx, input }) => {
    const blinded = Buffer.from(input.blinded, 'base64url')
    const { mac, round, spentBy } = await lookUp(ctx, input.code, true)
    const blindedHash = sha256(blinded)
    // Before anything else is told about the message: a spent code must not look different from an unknown one.
    if (spentBy && !blindedHash.equals(spentBy)) throw new Problem('code.unusable')
    // Signed before the code is spent, so that a malformed message costs nobody a code; it leaves only afterwards.
    const signature = blindSign(await signingKeyOf(round, ctx.keys('round-key')), blinded)
    if (!(await spendCode(ctx.database, mac, blindedHash))) throw new Problem('code.unusable')
    return { blindSignature: signature.toString('base64url') }
  }),
})
