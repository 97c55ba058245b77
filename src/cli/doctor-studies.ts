// What `doctor` says of studies: their keys, and what should have been deleted. The server's clock deletes on the day,
// so anything a day late means that no server has run, or that it could not.
import type { Services } from '#api/trpc.ts'
import { dueOn, isAnythingDue } from '#domain/retention.ts'
import { addDays } from '#domain/year-plan.ts'
import { allStudies, roundsOfStudy } from '#store/study.ts'

export type StudyCheck = {
  id: string
  title: string
  mode: 'anonymous' | 'linked'
  /** The day on which the key of a linked study goes. */
  keyDestroyedOn: string | null
  /** `none`: anonymous, or no round yet. `missing`: its file has been lost, so no link code can be taken in. */
  key: 'none' | 'there' | 'missing' | 'destroyed'
  /** What a day or more has gone by for. */
  overdue: ('codes' | 'responses' | 'key')[]
}

export async function checkStudies({ database, studyKeys, now }: Services): Promise<StudyCheck[]> {
  const yesterday = addDays(now().toISOString().slice(0, 10), -1)
  const keys = new Set(studyKeys.list())
  return Promise.all(
    (await allStudies(database)).map(async (study) => {
      const rounds = await roundsOfStudy(database, study.id)
      const due = dueOn(yesterday, study, rounds)
      return {
        id: study.id,
        title: study.title,
        mode: study.mode,
        keyDestroyedOn: study.keyDestroyedOn,
        key: study.keyGoneOn
          ? 'destroyed'
          : keys.has(study.id)
            ? 'there'
            : study.mode === 'linked' && rounds.length > 0
              ? 'missing'
              : 'none',
        overdue: isAnythingDue(due)
          ? [
              ...(due.codes.length > 0 ? (['codes'] as const) : []),
              ...(due.responses ? (['responses'] as const) : []),
              ...(due.key ? (['key'] as const) : []),
            ]
          : [],
      }
    }),
  )
}

/** Key files that belong to no linked study: of another database, or left behind. */
export const strayKeys = (checks: StudyCheck[], keys: string[]): string[] =>
  keys.filter(
    (id) => !checks.some((study) => study.id === id && study.mode === 'linked' && study.key === 'there'),
  )

/** `study trivsel: Trivsel (linked, key there, destroyed on 2027-06-30)` */
export function writeStudy({ id, title, mode, key, keyDestroyedOn, overdue }: StudyCheck): string {
  const about =
    mode === 'anonymous'
      ? ['anonymous']
      : [
          'linked',
          `key ${key}`,
          ...(key === 'destroyed' ? [] : [`to be destroyed on ${keyDestroyedOn ?? 'no day'}`]),
        ]
  const late = overdue.length > 0 ? [`OVERDUE: ${overdue.join(', ')}`] : []
  return `study ${id}: ${title} (${[...about, ...late].join(', ')})`
}
