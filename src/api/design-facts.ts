// What the procedures of src/api/design.ts read before they answer: what a design is held against, the plan as it would be
// frozen now, and what has become of the waves of one that was.
import { textHash } from '#crypto/code-mac.ts'
import { Problem } from '#domain/problem.ts'
import { canonical, type DesignFacts, type DesignWave } from '#domain/study-design.ts'
import { designFaults } from '#domain/study-design-faults.ts'
import { gradesOf } from '#domain/study.ts'
import { isDone } from '#domain/wave.ts'
import { type WaveChange, waveChanges } from '#domain/wave-change.ts'
import type { FrozenPlan, PlannedWave, StudyDesign } from '#schemas/study-design.ts'
import { designSchools, type Freeze, type PlanVersion, planVersions } from '#store/design.ts'
import { findVersion, type InstrumentVersion } from '#store/instrument.ts'
import { roundsOfWave } from '#store/round.ts'
import { type Study, wavesOf } from '#store/study.ts'
import { type StaffContext, todayOf } from './staff-action.ts'
import type { Context } from './trpc.ts'
import { knownVersion } from './wave-facts.ts'

type WaveNow = { planned: PlannedWave; version: InstrumentVersion | undefined }

const wavesNow = async (ctx: Context, studyId: string): Promise<WaveNow[]> =>
  Promise.all(
    (await wavesOf(ctx.database, studyId)).map(async (wave) => {
      const version = await knownVersion(ctx, wave)
      const { number, opensOn, closesOn } = wave
      const planned = { number, opensOn, closesOn, grades: gradesOf(wave), instrument: version?.hash ?? null }
      return { planned, version }
    }),
  )

export async function factsOf(ctx: StaffContext, study: Study): Promise<DesignFacts> {
  const [waves, schools] = await Promise.all([wavesNow(ctx, study.id), designSchools(ctx.database, study.id)])
  return {
    mode: study.mode,
    waves: waves.map(({ planned: { instrument: _, ...wave }, version }) => ({
      ...wave,
      instrument: version?.instrument,
    })),
    lessons: ctx.lessons(),
    schools: schools.filter(({ leftOn }) => leftOn === null).length,
    monitorId: study.harmMonitorId,
    editorId: ctx.user.id,
  }
}

/** A design without a fault, with its waves, as it is frozen. @throws Problem `design.faulty` */
export async function frozen(
  ctx: StaffContext,
  study: Study,
  design: StudyDesign | undefined,
): Promise<Freeze> {
  if (!design || designFaults(design, await factsOf(ctx, study)).length > 0)
    throw new Problem('design.faulty')
  const waves = (await wavesNow(ctx, study.id)).map(({ planned }) => planned)
  const plan: FrozenPlan = { design, mode: study.mode, waves }
  const document = canonical(plan)
  return {
    document,
    written: canonical(design),
    hash: textHash(document),
    frozenOn: todayOf(ctx),
    frozenBy: ctx.user.name,
    outcomeWaves: design.outcomes.map(({ wave }) => wave),
  }
}

/** The waves of a frozen plan as they were, with their instruments as far as they are still known. */
export async function plannedFacts(
  ctx: Context,
  study: Study,
  { mode, waves }: PlanVersion,
): Promise<Pick<DesignFacts, 'mode'> & { waves: DesignWave[] }> {
  const now = await wavesNow(ctx, study.id)
  const instrumentOf = async (hash: string) =>
    now.find(({ version }) => version?.hash === hash)?.version?.instrument ??
    (await findVersion(ctx.database, hash))
  return {
    mode,
    waves: await Promise.all(
      waves.map(async ({ instrument, ...wave }) => ({
        ...wave,
        instrument: instrument === null ? undefined : await instrumentOf(instrument),
      })),
    ),
  }
}

/** What is otherwise with the waves now than in the plan. */
export const changesSince = async (
  ctx: Context,
  studyId: string,
  { waves }: Pick<PlanVersion, 'waves'>,
): Promise<WaveChange[]> =>
  waveChanges(
    waves,
    (await wavesNow(ctx, studyId)).map(({ planned }) => planned),
  )

/**
 * May the arms get their names: is the last wave with an outcome done? The last of any version of the plan that there
 * still is, so that no amendment brings the day nearer; a wave that is removed is told in the report.
 */
export async function isOver(ctx: StaffContext, study: Study): Promise<boolean> {
  const versions = await planVersions(ctx.database, study.id)
  const named = new Set(versions.flatMap(({ design }) => design.outcomes.map(({ wave }) => wave)))
  const last = (await wavesOf(ctx.database, study.id)).findLast(({ number }) => named.has(number))
  return last !== undefined && isDone(last, await roundsOfWave(ctx.database, last.id), todayOf(ctx))
}
