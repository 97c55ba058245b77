// Link codes as values that linkage can compare across schools too, although the keys of two schools share nothing: each
// MAC is looked up among those of all possible choices. What comes out is keyed anew, by chance, for one linkage only.
import { createHmac, randomBytes } from 'node:crypto'
import { linkChoices, type LinkSetName, linkSets } from '#domain/link-code.ts'
import { type LinkOwner, linkMacs, openLinkCode } from './link-code.ts'

/** The elements of one sealed code in the order of the set; undefined is «vet ikke». */
export type OpenedCode = (string | undefined)[]

/**
 * For one linkage. The key of the values is made here and forgotten with the result: a value says nothing to anybody, and
 * values of two linkages share nothing.
 *
 * @returns for a school and a cohort a function that opens their codes. It throws an Error when another study's key sealed
 *   the code, or for another response.
 */
export function openForLinkage(studyKey: Buffer, studyId: string, set: LinkSetName) {
  const elements = linkSets[set].map(({ kind }) => linkChoices(kind))
  const valueKey = randomBytes(32)
  const values = elements.map((choices, element) =>
    choices.map((choice) =>
      createHmac('sha256', valueKey).update(`${element} ${choice}`).digest('base64url').slice(0, 11),
    ),
  )
  const most = Math.max(...elements.map((choices) => choices.length))
  return (schoolId: string, cohort: number) => {
    const valueOf = elements.map(() => new Map<string, string>())
    for (let turn = 0; turn < most; turn += 1) {
      const code = elements.map((choices) => choices[turn] ?? null)
      linkMacs(studyKey, { studyId, schoolId, cohort, set }, code).forEach((mac, element) => {
        if (mac) valueOf[element]!.set(mac.toString('hex'), values[element]![turn]!)
      })
    }
    return (sealed: Uint8Array, owner: LinkOwner): OpenedCode =>
      openLinkCode(studyKey, studyId, sealed, owner).map((mac, element) =>
        mac ? valueOf[element]?.get(mac.toString('hex')) : undefined,
      )
  }
}
