// A link code on its way to the disk: each element becomes a MAC at once, and only the sealed MACs are kept. Open MACs
// would not do: a school knows some elements of its pupils, and could match the pattern of equal ones without any key.
import { createHmac, hkdfSync } from 'node:crypto'
import { type LinkCode, type LinkSetName, linkSets } from '#domain/link-code.ts'
import { seal, unseal } from './seal.ts'

/** Where a code belongs; codes of different places can never be compared. */
export type LinkPlace = { studyId: string; schoolId: string; cohort: number; set: LinkSetName }

/** 32 bits: among 500 pupils two different answers to one element meet with a probability below 1 in 10,000. */
const macLength = 4

/**
 * The key of one element, by HKDF-SHA256 (RFC 5869) from the study key. The pool is one school and cohort, because in a
 * large one the frequencies alone would tell the letters (Christen et al. 2017; brief «surveys» §2.2). The place is
 * encoded as a JSON list, so that no two places can read the same.
 */
const elementKey = (studyKey: Buffer, { studyId, schoolId, cohort }: LinkPlace, element: string): Buffer =>
  Buffer.from(
    hkdfSync(
      'sha256',
      studyKey,
      Buffer.alloc(0),
      JSON.stringify(['forspring/link-code', studyId, schoolId, cohort, element]),
      32,
    ),
  )

/** The MAC of an answer to each element of the set, at one place: HMAC-SHA256, the first 32 bits. */
export const elementMacs = (studyKey: Buffer, place: LinkPlace): ((value: string) => Buffer)[] =>
  linkSets[place.set].map(({ id }) => {
    const key = elementKey(studyKey, place, `${place.set}/${id}`)
    return (value) => createHmac('sha256', key).update(value).digest().subarray(0, macLength)
  })

/** The MAC of each element of a code; `null` where the pupil did not know. */
export const linkMacs = (studyKey: Buffer, place: LinkPlace, code: LinkCode): (Buffer | null)[] =>
  elementMacs(studyKey, place).map((macOf, at) => {
    const value = code[at] ?? null
    return value === null ? null : macOf(value)
  })

/** Another key than those of the elements, from the same study key. */
const sealingKey = (studyKey: Buffer, studyId: string): Buffer =>
  Buffer.from(
    hkdfSync('sha256', studyKey, Buffer.alloc(0), JSON.stringify(['forspring/link-seal', studyId]), 32),
  )

/** Each element takes this many bytes: 1 and its MAC, or zeros for «vet ikke», so that all codes are of one length. */
const elementLength = 1 + macLength

/** Which response a code stands beside. */
export type LinkOwner = { roundId: string; responseId: Uint8Array }
const nameOf = ({ roundId, responseId }: LinkOwner) => Buffer.concat([Buffer.from(roundId), responseId])

/**
 * The MACs of a code, sealed under the study key for one response: without the key neither an element nor an equality
 * between two codes can be told, in the database or in an old copy of it.
 */
export function sealLinkCode(studyKey: Buffer, place: LinkPlace, code: LinkCode, owner: LinkOwner): Buffer {
  const elements = linkMacs(studyKey, place, code).map((mac) =>
    mac ? Buffer.concat([Buffer.of(1), mac]) : Buffer.alloc(elementLength),
  )
  return seal(sealingKey(studyKey, place.studyId), Buffer.concat(elements), nameOf(owner))
}

/**
 * The MACs again, for linkage: a function, because a nation's codes are opened with a key that is derived once.
 * @returns a function that throws an Error when another study's key sealed the code, or for another response.
 */
export function openLinkCodes(
  studyKey: Buffer,
  studyId: string,
): (sealed: Uint8Array, owner: LinkOwner) => (Buffer | null)[] {
  const key = sealingKey(studyKey, studyId)
  return (sealed, owner) => {
    const content = unseal(key, sealed, nameOf(owner))
    return Array.from({ length: content.length / elementLength }, (_, at) => {
      const element = content.subarray(at * elementLength, (at + 1) * elementLength)
      return element[0] === 1 ? element.subarray(1) : null
    })
  }
}
