// A link code on its way to the disk: each element becomes a MAC at once, and only the MACs are kept.
import { createHmac, hkdfSync } from 'node:crypto'
import { type LinkCode, type LinkSetName, linkSets } from '#domain/link-code.ts'

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

/**
 * HMAC-SHA256 of each element, the first 32 bits; `null` where the pupil did not know. Equal elements of one pool are
 * equal, and nothing more can be told from them without the study key.
 */
export const linkMacs = (studyKey: Buffer, place: LinkPlace, code: LinkCode): (Buffer | null)[] =>
  linkSets[place.set].map(({ id }, at) => {
    const value = code[at] ?? null
    if (value === null) return null
    const key = elementKey(studyKey, place, `${place.set}/${id}`)
    return createHmac('sha256', key).update(value).digest().subarray(0, macLength)
  })
