// The course of a study, as far as its report tells of it: plan, draw, waves, looks for harm, linkage, who was there, what was
// taught. All but the answers: read at each visit, so that the report of yesterday is shown only while it is still true.
// Nothing of a wave that is still open comes in, so that nobody peeks.
import { textHash } from '#crypto/code-mac.ts'
import { isDone } from '#domain/wave.ts'
import { allocationsOf } from '#store/allocation.ts'
import { designSchools, planVersions } from '#store/design.ts'
import { looksOf } from '#store/harm.ts'
import { linkageOf } from '#store/linkage.ts'
import { releaseWave } from '#store/released-response.ts'
import { taughtClasses, turnupOf } from '#store/report.ts'
import { concealmentOf } from './allocation-facts.ts'
import { changesSince } from './design-facts.ts'
import { isLinked } from './link-study.ts'
import { studyOf, todayOf } from './staff-action.ts'
import type { Context } from './trpc.ts'

/** Why there is no report yet. */
export type NoReport = 'no-plan' | 'no-closed-wave' | 'not-linked' | 'responses-gone'
export type ReportCourse = Exclude<Awaited<ReturnType<typeof reportCourse>>, NoReport>

/** @throws Problem `study.not-found` */
export async function reportCourse(ctx: Context, studyId: string) {
  const { database } = ctx
  const study = await studyOf(ctx, studyId)
  const [versions, draws, schools, { waves, concealed }, looks, linkage, turnup] = await Promise.all([
    planVersions(database, studyId),
    allocationsOf(database, studyId),
    designSchools(database, studyId),
    concealmentOf(ctx, studyId),
    looksOf(database, studyId),
    linkageOf(database, studyId),
    turnupOf(database, studyId),
  ])
  const plan = versions.at(-1)
  if (!plan) return 'no-plan' as const
  if (study.responsesGoneOn) return 'responses-gone' as const
  const today = todayOf(ctx)
  // Of pupils only: no report is made of what staff and parents answer.
  const withPupils = waves.map(({ rounds, ...wave }) => ({
    ...wave,
    rounds: rounds
      .filter(({ respondent }) => respondent === 'pupil')
      .map(({ id, status, fingerprint }) => ({ id, status, fingerprint })),
  }))
  const closed = withPupils.filter((wave) => isDone(wave, wave.rounds, today))
  if (closed.length === 0) return 'no-closed-wave' as const
  // A study that joins its waves has one analysis, and it is not to be chosen by its result.
  const isCurrent = study.mode === 'linked' && (study.keyGoneOn !== null || (await isLinked(ctx, study)))
  if (study.mode === 'linked' && closed.length > 1 && !isCurrent) return 'not-linked' as const
  // From the first figure on no round of these waves opens again: two reports a pupil apart would tell of that pupil.
  for (const { id, releasedOn } of closed) if (releasedOn === null) await releaseWave(database, id, today)
  return {
    ...{ study, plan, versions, draws, schools, concealed, looks, linkage, turnup, closed, isCurrent, today },
    waves: withPupils.map(({ releasedOn: _, ...wave }) => wave),
    changes: await changesSince(ctx, studyId, plan),
    classes: await taughtClasses(database, studyId, waves[0]!.opensOn, closed.at(-1)!.closesOn),
  }
}

/** The same for the same report: closed rounds do not change, and one that opened again would have another key. */
export const markOf = ({ closed: _, ...course }: ReportCourse): string => textHash(JSON.stringify(course))
