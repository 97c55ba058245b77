// What the procedures of src/api/allocation.ts read before they answer: schools with their sizes, whether the draw is
// still hidden, and what stands in the way of one.
import packageJson from '../../package.json' with { type: 'json' }
import { sha256 } from '#crypto/code-mac.ts'
import { type DrawnSchool, type Obstacle, obstacleTo } from '#domain/allocation.ts'
import { isConcealed } from '#domain/concealment.ts'
import { fewestResponses } from '#domain/data-quality.ts'
import { Problem } from '#domain/problem.ts'
import { outcomeIn } from '#domain/report/analysis-table.ts'
import { strataOf } from '#domain/wave.ts'
import type { Instrument } from '#schemas/instrument.ts'
import type { OutcomeDesign } from '#schemas/study-design.ts'
import { allocationsOf } from '#store/allocation.ts'
import { designSchools, latestPlan } from '#store/design.ts'
import { findVersion } from '#store/instrument.ts'
import { roundsOfWave } from '#store/round.ts'
import { findStudy, type Wave, wavesOf } from '#store/study.ts'
import { pupilResponses } from '#store/study-data.ts'
import { classesAt } from '#store/wave.ts'
import { todayOf } from './staff-action.ts'
import type { Context } from './trpc.ts'

export const hashOf = (text: string): string => sha256(Buffer.from(text)).toString('hex')
export const codeVersion = `forspring ${packageJson.version}`

type Reader = Pick<Context, 'database' | 'now'>

/** The first wave of a study, and whether its draw is still hidden. */
export async function concealmentOf(ctx: Reader, studyId: string) {
  const waves = await wavesOf(ctx.database, studyId)
  const [first] = waves
  const rounds = first ? await roundsOfWave(ctx.database, first.id) : []
  const concealed = isConcealed({
    baselineClosesOn: first?.closesOn ?? null,
    rounds,
    today: todayOf(ctx),
  })
  return { waves, first, concealed, openRounds: rounds.filter(({ status }) => status === 'open').length }
}

/** Schools, plan, draws, and what stands in the way. @throws Problem `study.not-found` */
export async function drawFacts(ctx: Reader, studyId: string) {
  const { database } = ctx
  const study = await findStudy(database, studyId)
  if (!study) throw new Problem('study.not-found')
  const [plan, draws, listed, state] = await Promise.all([
    latestPlan(database, studyId),
    allocationsOf(database, studyId),
    designSchools(database, studyId),
    concealmentOf(ctx, studyId),
  ])
  const sizes = await sizesOf(
    ctx,
    state.first,
    listed.map(({ id }) => id),
  )
  const primary = plan?.design.outcomes.find(({ role }) => role === 'primary')
  const means =
    primary && !state.concealed && draws.length === 0
      ? await baselineMeans(ctx, studyId, state.first!.number, primary)
      : new Map<string, number>()
  const schools = listed.map((school) => ({
    ...school,
    ...(sizes.get(school.id) ?? { pupils: 0, classes: 0 }),
    baseline: means.get(school.id),
  }))
  const present: DrawnSchool[] = schools.filter(({ leftOn }) => leftOn === null)
  const earlier = draws.at(-1)?.record.allocation.map(({ id }) => id)
  const obstacle: Obstacle | undefined = obstacleTo(plan?.design, present, {
    hasWave: state.first !== undefined,
    ...(earlier && { earlier }),
  })
  return { study, plan, draws, schools, present, obstacle, ...state }
}

/** Pupils and classes of each school in the grades of the first wave; classes put away before it do not count. */
async function sizesOf({ database }: Reader, first: Wave | undefined, schoolIds: string[]) {
  const sizes = new Map<string, { pupils: number; classes: number }>()
  if (!first) return sizes
  const there = (await classesAt(database, schoolIds)).filter(
    ({ archivedOn }) => archivedOn === null || archivedOn >= first.opensOn,
  )
  for (const { schoolId, classes } of strataOf(first, there)) {
    const { pupils = 0, classes: before = 0 } = sizes.get(schoolId) ?? {}
    sizes.set(schoolId, {
      pupils: pupils + classes.reduce((sum, { size }) => sum + size, 0),
      classes: before + classes.length,
    })
  }
  return sizes
}

/** The mean of an outcome in each school at baseline, of schools with answers enough. */
async function baselineMeans({ database }: Reader, studyId: string, wave: number, outcome: OutcomeDesign) {
  const responses = (await pupilResponses(database, studyId)).filter((response) => response.wave === wave)
  const versions = new Map<string, Instrument | undefined>()
  for (const hash of new Set(responses.map(({ instrumentHash }) => instrumentHash)))
    versions.set(hash, await findVersion(database, hash))
  const values = Map.groupBy(
    responses.flatMap(({ schoolId, instrumentHash, answers }) => {
      const instrument = versions.get(instrumentHash)
      const value = instrument && outcomeIn(instrument, outcome, answers)
      return value === undefined ? [] : [{ schoolId, value }]
    }),
    ({ schoolId }) => schoolId,
  )
  return new Map(
    [...values]
      .filter(([, list]) => list.length >= fewestResponses)
      .map(([id, list]) => [id, list.reduce((sum, { value }) => sum + value, 0) / list.length]),
  )
}

/**
 * Once the arms of a study may be seen, its first wave stays over: who could open it again would answer knowing them.
 * @throws Problem `allocation.settled` for the first wave of a study whose draw has been revealed
 */
export async function refuseRevealed(ctx: Reader, wave: Pick<Wave, 'id' | 'studyId'>): Promise<void> {
  if ((await allocationsOf(ctx.database, wave.studyId)).length === 0) return
  const { first, concealed } = await concealmentOf(ctx, wave.studyId)
  if (first?.id === wave.id && !concealed) throw new Problem('allocation.settled')
}
