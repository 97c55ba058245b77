// Deletion on its day: what src/domain/retention.ts says is due is carried out here, and the audit log says so. The
// study's key is destroyed before its link codes are deleted: a fault in between leaves codes that nothing can open. Before
// that its waves are linked, if they can be: random panel ids are what is left of the codes.
import { dueOn, isAnythingDue } from '#domain/retention.ts'
import { deleteCodes, deleteLinkCodes, deleteResponses } from '#store/retention.ts'
import { rewriteFile } from '#store/round.ts'
import { allStudies, roundsOfStudy, type Study } from '#store/study.ts'
import { isLinked, linkStudy } from './link-study.ts'
import { closeAll, type Trouble } from './round-clock.ts'
import { noteAs, todayOf } from './staff-action.ts'
import { problemCodeOf, type Services } from './trpc.ts'

export const retentionActor = 'retention'

/**
 * Links what has not been linked. Where it cannot be done the key goes all the same, because that day was promised; the
 * audit says why.
 * @throws the database's error when it is busy: then the next run does both.
 */
async function linkForTheLastTime(services: Services, study: Study, actor: string): Promise<void> {
  if (study.keyGoneOn || (await isLinked(services, study))) return
  try {
    await linkStudy(services, study, actor)
  } catch (error) {
    const problem = problemCodeOf(error)
    if (problem === 'server.busy') throw error
    await noteAs(services, actor, 'linkage.impossible', `${study.id} ${problem}`)
  }
}

/**
 * Destroys the key of a linked study and deletes its link codes: from then on nobody can join its waves, whoever holds
 * the database. Panel ids are left where linkage is possible. Once more does no harm.
 * @param actor for the audit.
 * @returns how many link codes were deleted.
 */
export async function destroyKey(services: Services, study: Study, actor: string): Promise<number> {
  const today = todayOf(services)
  await linkForTheLastTime(services, study, actor)
  services.studyKeys.destroy(study.id)
  const deleted = await deleteLinkCodes(services.database, study.id, today)
  await noteAs(services, actor, 'study.key-destroy', study.id)
  return deleted
}

/**
 * Carries out what is due today for every study.
 * @returns for how many studies something was deleted; the caller has the file rewritten.
 */
export async function carryOutRetention(services: Services, trouble: Trouble): Promise<number> {
  const { database } = services
  const today = todayOf(services)
  let studies = 0
  for (const study of await allStudies(database)) {
    try {
      const rounds = await roundsOfStudy(database, study.id)
      const due = dueOn(today, study, rounds)
      if (!isAnythingDue(due)) continue
      studies += 1
      if (due.codes.length > 0) {
        const done = await deleteCodes(database, due.codes, today)
        await noteAs(services, retentionActor, 'round.codes-delete', `${study.id} ${done}`)
      }
      if (due.key) await destroyKey(services, study, retentionActor)
      if (due.responses) {
        // Answers that came after the deletion would never go.
        const open = rounds.filter(({ status }) => status === 'open').map(({ id }) => id)
        await closeAll(services, open, retentionActor)
        const done = await deleteResponses(database, study.id, today)
        await noteAs(services, retentionActor, 'study.responses-delete', `${study.id} ${done}`)
      }
    } catch (error) {
      trouble(study.id, error)
    }
  }
  if (studies > 0) await rewriteFile(database)
  return studies
}
