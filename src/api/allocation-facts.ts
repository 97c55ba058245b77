// What the procedures of src/api/allocation.ts read before they answer: schools with their sizes, whether the draw is
// still hidden, and what stands in the way of one.
import packageJson from '../../package.json' with { type: 'json' }
import { codeMac } from '#crypto/code-mac.ts'
import { type DrawnSchool, type Obstacle, obstacleTo } from '#domain/allocation.ts'
import { isConcealed } from '#domain/concealment.ts'
import { fewestInCell, fewestResponses } from '#domain/data-quality.ts'
import { Problem } from '#domain/problem.ts'
import { outcomeIn } from '#domain/report/analysis-table.ts'
import { baselineWaveOf, primaryOf } from '#domain/study-design.ts'
import { strataOf } from '#domain/wave.ts'
import type { OutcomeDesign, StudyDesign } from '#schemas/study-design.ts'
import { type Allocation, allocationsOf } from '#store/allocation.ts'
import { designSchools, latestPlan, planVersions } from '#store/design.ts'
import { roundsOfWave } from '#store/round.ts'
import { type Wave, wavesOf } from '#store/study.ts'
import { pupilData } from '#store/study-data.ts'
import { classesAt } from '#store/wave.ts'
import { studyOf, todayOf } from './staff-action.ts'
import type { Context } from './trpc.ts'

export const codeVersion = `forspring ${packageJson.version}`

type Reader = Pick<Context, 'database' | 'now'>

/** What the letters of a draw's arms are drawn from: the same on every day, and known to the server alone. */
export const maskSeedOf = (
  { keys }: Pick<Context, 'keys'>,
  { studyId, number }: Pick<Allocation, 'studyId' | 'number'>,
): string => codeMac(keys('arm-letters'), `${studyId} ${number}`).toString('hex').slice(0, 32)

/**
 * The baseline of a study, which is its first wave where no plan names another, and whether its draw is still hidden.
 * `hiddenUntil`: the last baseline of any version of the plan, so that no amendment reveals a draw sooner.
 * `hasBegunAfter`: a wave after the baseline has a round.
 */
export async function concealmentOf(ctx: Reader, studyId: string) {
  const [waves, versions] = await Promise.all([
    wavesOf(ctx.database, studyId),
    planVersions(ctx.database, studyId),
  ])
  const baselines = versions.map(({ design }) => baselineWaveOf(design) ?? waves[0]?.number)
  const number = baselines.at(-1) ?? waves[0]?.number
  const hiddenUntil = Math.max(number ?? 0, ...baselines.map((each) => each ?? 0))
  const baseline = waves.find((wave) => wave.number === number)
  const withRounds = await Promise.all(
    waves.map(async (wave) => ({ ...wave, rounds: await roundsOfWave(ctx.database, wave.id) })),
  )
  const before = baseline ? withRounds.filter((wave) => wave.number <= hiddenUntil) : []
  return {
    waves: withRounds,
    baseline,
    hiddenUntil,
    concealed: isConcealed({ waves: before, today: todayOf(ctx) }),
    openRounds: before.flatMap(({ rounds }) => rounds).filter(({ status }) => status === 'open').length,
    hasBegunAfter: withRounds.some(
      ({ rounds, ...wave }) => baseline !== undefined && wave.number > baseline.number && rounds.length > 0,
    ),
  }
}

/** Schools, plan, draws, and what stands in the way. @throws Problem `study.not-found` */
export async function drawFacts(ctx: Reader, studyId: string) {
  const { database } = ctx
  const study = await studyOf(ctx, studyId)
  const [plan, draws, listed, state] = await Promise.all([
    latestPlan(database, studyId),
    allocationsOf(database, studyId),
    designSchools(database, studyId),
    concealmentOf(ctx, studyId),
  ])
  const sizes = await sizesOf(
    ctx,
    state.baseline,
    listed.map(({ id }) => id),
  )
  const primary = plan && primaryOf(plan.design)
  const means =
    primary && balancesOnBaseline(plan.design) && !state.concealed && draws.length === 0
      ? await baselineMeans(ctx, studyId, state.baseline!.number, primary)
      : new Map<string, number>()
  const schools = listed.map((school) => ({
    ...school,
    ...(sizes.get(school.id) ?? { pupils: 0, classes: 0 }),
    baseline: means.get(school.id),
  }))
  const present: DrawnSchool[] = schools.filter(({ leftOn }) => leftOn === null)
  const earlier = draws.at(-1)?.record.allocation.map(({ id }) => id)
  const obstacle: Obstacle | undefined = obstacleTo(plan?.design, present, {
    hasWave: state.baseline !== undefined,
    ...(earlier && { earlier }),
  })
  return { study, plan, draws, schools, present, obstacle, ...state }
}

/** Pupils and classes of each school in the grades of the baseline; classes put away before it do not count. */
async function sizesOf({ database }: Reader, baseline: Wave | undefined, schoolIds: string[]) {
  const sizes = new Map<string, { pupils: number; classes: number }>()
  if (!baseline) return sizes
  const there = (await classesAt(database, schoolIds)).filter(
    ({ archivedOn }) => archivedOn === null || archivedOn >= baseline.opensOn,
  )
  for (const { schoolId, classes } of strataOf(baseline, there)) {
    const { pupils = 0, classes: before = 0 } = sizes.get(schoolId) ?? {}
    sizes.set(schoolId, {
      pupils: pupils + classes.reduce((sum, { size }) => sum + size, 0),
      classes: before + classes.length,
    })
  }
  return sizes
}

const balancesOnBaseline = ({ allocation }: StudyDesign): boolean =>
  allocation.method === 'constrained' && allocation.balance.includes('baseline')

/** An outcome in a school as coarsely as it may leave with the school's name; undefined with too few answers. */
export function coarseMean(values: readonly number[], { measure }: Pick<OutcomeDesign, 'measure'>) {
  if (values.length < fewestResponses) return undefined
  const sum = values.reduce((total, value) => total + value, 0)
  const mean = sum / values.length
  if (measure === 'mean') return Math.round(mean * 100) / 100
  if (Math.min(sum, values.length - sum) < fewestInCell) return undefined
  return Math.round(mean * 20) / 20
}

/** The mean of an outcome in each school at baseline, of schools with answers enough. */
async function baselineMeans({ database }: Reader, studyId: string, wave: number, outcome: OutcomeDesign) {
  const { responses, instruments } = await pupilData(database, studyId, [outcome.variable])
  const values = Map.groupBy(
    responses.flatMap(({ wave: number, schoolId, instrumentHash, answers }) => {
      const instrument = number === wave ? instruments.get(instrumentHash) : undefined
      const value = instrument && outcomeIn(instrument, outcome, answers)
      return value === undefined ? [] : [{ schoolId, value }]
    }),
    ({ schoolId }) => schoolId,
  )
  return new Map(
    [...values].flatMap(([id, list]) => {
      const mean = coarseMean(
        list.map(({ value }) => value),
        outcome,
      )
      return mean === undefined ? [] : [[id, mean] as const]
    }),
  )
}

/**
 * Once the arms of a study may be seen, its baseline stays over: who could open it again would answer knowing them.
 * @throws Problem `allocation.settled` for a wave up to the baseline of a study whose draw has been revealed
 */
export async function refuseRevealed(ctx: Reader, wave: Pick<Wave, 'number' | 'studyId'>): Promise<void> {
  if ((await allocationsOf(ctx.database, wave.studyId)).length === 0) return
  const { hiddenUntil, concealed } = await concealmentOf(ctx, wave.studyId)
  if (wave.number <= hiddenUntil && !concealed) throw new Problem('allocation.settled')
}
