// What has to be deleted, and when. Pure: the days stand in the database, the server's clock carries it out
// (src/http/jobs.ts). Codes go by themselves, because nobody needs them once a round is over.
import { addDays } from './year-plan.ts'

/** Days for which the codes of a closed round are kept, so that counts can be checked and a round can open again. */
export const codesKeptFor = 30

type Study = {
  mode: 'anonymous' | 'linked'
  keyDestroyedOn: string | null
  keyGoneOn: string | null
  responsesDeletedOn: string | null
  responsesGoneOn: string | null
}
type Round = {
  id: string
  status: 'open' | 'closed'
  closedOn: string | null
  codesGoneOn: string | null
}

/** The first day on which the codes of a round may no longer be there; `undefined` while it is open. */
export const codesDueOn = (round: Round): string | undefined =>
  round.status === 'closed' && round.closedOn ? addDays(round.closedOn, codesKeptFor) : undefined

export type Due = {
  /** Ids of rounds whose codes are to be deleted. */
  codes: string[]
  /** Every response of the study is to be deleted. */
  responses: boolean
  /** The study's key is to be destroyed. */
  key: boolean
}

/** What is due for a study on a day (`2026-11-21`) and has not been done. */
export const dueOn = (day: string, study: Study, rounds: readonly Round[]): Due => ({
  codes: rounds
    .filter((round) => round.codesGoneOn === null && (codesDueOn(round) ?? '9999') <= day)
    .map(({ id }) => id),
  responses:
    study.responsesDeletedOn !== null && study.responsesGoneOn === null && study.responsesDeletedOn <= day,
  key:
    study.mode === 'linked' &&
    study.keyDestroyedOn !== null &&
    study.keyGoneOn === null &&
    study.keyDestroyedOn <= day,
})

/** Is anything of it to be done? */
export const isAnythingDue = ({ codes, responses, key }: Due): boolean => codes.length > 0 || responses || key

/** What the study page shows of the codes: the next day on which some are deleted, and how many rounds are done. */
export function codesTimetable(rounds: readonly Round[]): {
  done: number
  left: number
  next: string | undefined
} {
  const waiting = rounds.filter((round) => round.codesGoneOn === null)
  return {
    done: rounds.length - waiting.length,
    left: waiting.length,
    next: waiting
      .map(codesDueOn)
      .filter((day) => day !== undefined)
      .sort()[0],
  }
}
