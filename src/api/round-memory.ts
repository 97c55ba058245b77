// What every request of a round needs and what never changes, kept between requests: importing a key costs more than
// using it. Whether the round is still open is never kept here; the database decides that at each write.
import type { KeyObject } from 'node:crypto'
import { openPrivateKey, readPublicKey, type SigningKey } from '#crypto/round-key.ts'
import type { LinkPlace } from '#crypto/link-code.ts'
import type { QualityCounts } from '#domain/data-quality.ts'
import type { Instrument } from '#schemas/instrument.ts'
import type { Terms } from '#store/response.ts'
import { memory } from './memory.ts'

const signingKeys = memory<{ fingerprint: string; key: SigningKey }>(500)
const facts = memory<RoundFacts>(5000)
const instruments = memory<Instrument>(100)
const counts = memory<QualityCounts>(10_000)

/** The round's private key, opened with the key file; a remembered one only if it is still the round's. */
export async function signingKeyOf(
  { id, fingerprint, privateKey }: { id: string; fingerprint: string; privateKey: Uint8Array },
  wrapping: Buffer,
): Promise<SigningKey> {
  const open = () => Promise.resolve({ fingerprint, key: openPrivateKey(privateKey, wrapping) })
  const known = (await signingKeys.recall(id, open))!
  if (known.fingerprint === fingerprint) return known.key
  signingKeys.forget(id)
  return (await signingKeys.recall(id, open))!.key
}

/** What is remembered of a round is asked for again the next time: another process may have given it a fresh key. */
export const forgetFacts = (roundId: string): boolean => facts.forget(roundId)

/**
 * A closed round's key is erased here as well as in the database; one that opens again has other keys.
 * @returns whether a private key was remembered.
 */
export function forgetRound(roundId: string): boolean {
  forgetFacts(roundId)
  return signingKeys.forget(roundId)
}

export type RoundFacts = {
  id: string
  instrumentHash: string
  publicKey: KeyObject
  /** Where a link code belongs; absent where none may be given. A study's mode never changes once it has a round. */
  link: LinkPlace | undefined
}

/** Pupils of linked studies give link codes, and nobody else. */
export const linkPlaceOf = ({ mode, respondent, studyId, schoolId, cohort, linkSet }: Terms) =>
  mode === 'linked' && respondent === 'pupil' ? { studyId, schoolId, cohort, set: linkSet } : undefined

/** What a submission needs of its round. */
export const roundFactsOf = (
  id: string,
  find: () => Promise<{ id: string; instrumentHash: string; publicKey: string } | undefined>,
  terms: () => Promise<Terms | undefined>,
): Promise<RoundFacts | undefined> =>
  facts.recall(id, async () => {
    const [round, found] = await Promise.all([find(), terms()])
    if (!round || !found) return undefined
    const { instrumentHash, publicKey } = round
    return { id, instrumentHash, publicKey: readPublicKey(publicKey), link: linkPlaceOf(found) }
  })

/** One exact wording of an instrument. */
export const instrumentOf = (hash: string, find: () => Promise<Instrument | undefined>) =>
  instruments.recall(hash, find)

/** What the responses of a closed round add up to. */
export const closedCounts = async (
  name: string,
  find: () => Promise<QualityCounts>,
): Promise<QualityCounts> => (await counts.recall(name, find))!
