// Link codes as values that linkage can compare across schools too, although the keys of two schools share nothing: each
// MAC is looked up among those of all possible choices. What comes out is keyed anew, by chance, for one linkage only.
import { createHmac, randomBytes } from 'node:crypto'
import { linkChoices, type LinkSetName, linkSets } from '#domain/link-code.ts'
import { elementMacs, type LinkOwner, openLinkCodes } from './link-code.ts'

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
  const macsOf = openLinkCodes(studyKey, studyId)
  const valuesAt = (schoolId: string, cohort: number): Map<string, string>[] =>
    elementMacs(studyKey, { studyId, schoolId, cohort, set }).map(
      (macOf, element) =>
        new Map(
          elements[element]!.map((choice, turn) => [macOf(choice).toString('hex'), values[element]![turn]!]),
        ),
    )
  const pools = new Map<string, Map<string, string>[]>()
  return (schoolId: string, cohort: number) => {
    const pool = JSON.stringify([schoolId, cohort])
    const valueOf = pools.get(pool) ?? valuesAt(schoolId, cohort)
    pools.set(pool, valueOf)
    return (sealed: Uint8Array, owner: LinkOwner): OpenedCode =>
      macsOf(sealed, owner).map((mac, element) =>
        mac ? valueOf[element]?.get(mac.toString('hex')) : undefined,
      )
  }
}
