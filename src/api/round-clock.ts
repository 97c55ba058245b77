// What the server's clock does with rounds: opens those of a wave on its first day, closes them after its last. Both
// may be run at any time and any number of times.
import { strataOf } from '#domain/wave.ts'
import { closeRounds, roundsOfWave, roundsOverdue } from '#store/round.ts'
import { classesAt, wavesOpenOn } from '#store/wave.ts'
import { openStratum, versionOfWave } from './open-round.ts'
import { forgetRound } from './round-memory.ts'
import { noteAs, todayOf } from './staff-action.ts'
import type { Services } from './trpc.ts'

const actor = 'clock'

/** Is told of a wave that cannot be opened, with the reason; the others go on. */
export type Trouble = (subject: string, error: unknown) => void

/**
 * Opens the rounds that are missing in the waves of today. One key after the other, because each takes a processor for
 * a moment and pupils are answering meanwhile.
 * @param isStopping asked between two rounds.
 * @returns how many rounds were opened.
 */
export async function openDueRounds(
  services: Services,
  trouble: Trouble,
  isStopping: () => boolean = () => false,
): Promise<number> {
  const { database } = services
  let opened = 0
  for (const { wave, schoolIds } of await wavesOpenOn(database, todayOf(services))) {
    try {
      const version = await versionOfWave(services, wave)
      const { respondent } = version.instrument
      const there = new Set(
        (await roundsOfWave(database, wave.id))
          .filter((round) => round.respondent === respondent)
          .map(({ schoolId, cohort }) => `${schoolId} ${cohort}`),
      )
      const classes = (await classesAt(database, schoolIds)).filter(({ archivedOn }) => archivedOn === null)
      for (const { schoolId, cohort } of strataOf(wave, classes)) {
        if (there.has(`${schoolId} ${cohort}`)) continue
        if (isStopping()) return opened
        await openStratum(services, wave, version, { waveId: wave.id, schoolId, cohort, respondent }, actor)
        opened += 1
      }
    } catch (error) {
      trouble(wave.id, error)
    }
  }
  return opened
}

/**
 * Closes the open rounds of waves whose last day has passed, all of them with one rewriting of the file.
 * @returns how many were closed.
 * @throws Problem `server.busy` when they are closed and the file could not be rewritten.
 */
export async function closeDueRounds(services: Services): Promise<number> {
  const overdue = await roundsOverdue(services.database, todayOf(services))
  return closeAll(
    services,
    overdue.map(({ id }) => id),
    actor,
  )
}

/** Closes rounds with their audit and one rewriting of the file. @throws Problem `server.busy` as above. */
export async function closeAll(services: Services, ids: string[], actorId: string): Promise<number> {
  const { database } = services
  if (ids.length === 0) return 0
  // First, because the file cannot be rewritten while a backup reads it, and closing has then to be tried again.
  for (const id of ids) await noteAs(services, actorId, 'round.close', id)
  ids.forEach(forgetRound)
  try {
    return await closeRounds(database, ids, todayOf(services))
  } finally {
    // Again, because an admission that read the round just before may have opened the key meanwhile.
    ids.forEach(forgetRound)
  }
}
