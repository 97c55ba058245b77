// What the procedures of src/api/harm.ts read before they answer: which looks are planned and due, what stands in the way
// of the next, and the responses as the domain compares them.
import { armsOf } from '#domain/concealment.ts'
import { fewestResponses } from '#domain/data-quality.ts'
import { type HarmArm, type HarmRow } from '#domain/harm.ts'
import type { ProblemCode } from '#domain/problem.ts'
import { columnOf, outcomeIn } from '#domain/report/analysis-table.ts'
import { isDone } from '#domain/wave.ts'
import type { StudyDesign } from '#schemas/study-design.ts'
import { type Allocation, latestAllocation } from '#store/allocation.ts'
import { planVersions } from '#store/design.ts'
import { looksOf } from '#store/harm.ts'
import { releaseWave } from '#store/released-response.ts'
import { pupilData } from '#store/study-data.ts'
import { concealmentOf, maskSeedOf } from './allocation-facts.ts'
import { type StaffContext, studyOf, todayOf } from './staff-action.ts'

/** The study, its plan, draw and looks. @throws Problem `study.not-found` */
export async function harmFacts(ctx: StaffContext, studyId: string) {
  const study = await studyOf(ctx, studyId)
  const [versions, drawn, made, { waves, concealed }] = await Promise.all([
    planVersions(ctx.database, studyId),
    latestAllocation(ctx.database, studyId),
    looksOf(ctx.database, studyId),
    concealmentOf(ctx, studyId),
  ])
  const plan = versions.at(-1)
  const designs = versions.map(({ design }) => design)
  const isOpen = plan?.design.allocation.method === 'own' || !concealed
  const planned = [...new Set(plan?.design.harm.looks ?? [])].sort((a, b) => a - b)
  const last = made.at(-1)?.waveNumber ?? 0
  const done = waves.filter((wave) => isDone(wave, wave.rounds, todayOf(ctx)))
  const over = new Set(done.map(({ number }) => number))
  const looks = planned.map((number) => ({
    wave: number,
    closesOn: waves.find((each) => each.number === number)?.closesOn ?? null,
    isOver: over.has(number),
    isPassed: number <= last,
  }))
  const released = waves.filter(({ releasedOn, number }) => releasedOn !== null && over.has(number))
  const primaries = designs.flatMap(({ outcomes }) => outcomes.filter(({ role }) => role === 'primary'))
  const arms = plan && drawn && isOpen ? harmArms(drawn, plan.design, maskSeedOf(ctx, drawn)) : undefined
  return {
    study,
    plan,
    waves,
    made,
    looks,
    arms,
    /** What a freeze is of: of every version of the plan, since classes may have begun by an earlier one. */
    lessons: programmeLessons(designs),
    /** Whether the primary outcome may be seen by others than the monitor. */
    isPrimaryShown: primaries.every(({ wave }) => released.some(({ number }) => number === wave)),
    isMonitor: study.harmMonitorId === ctx.user.id,
  }
}
export type HarmFacts = Awaited<ReturnType<typeof harmFacts>>

function harmArms(drawn: Allocation, design: StudyDesign, maskSeed: string): Map<string, HarmArm> {
  const named = armsOf(drawn, design, true, maskSeed)
  return new Map([...named].map(([id, { key, kind }]) => [id, { key, isProgramme: kind === 'programme' }]))
}

/** Why the monitor cannot look after this wave; undefined: nothing is in the way. */
export function obstacleToLook({ plan, arms, looks }: HarmFacts, wave: number): ProblemCode | undefined {
  if (!plan) return 'harm.no-plan'
  const look = looks.find((each) => each.wave === wave)
  if (!look || look.isPassed) return 'harm.not-planned'
  const sides = new Set([...(arms?.values() ?? [])].map(({ isProgramme }) => isProgramme))
  if (sides.size < 2) return 'harm.no-arms'
  if (!look.isOver) return 'wave.not-over'
  const isSkipping = looks.some((each) => each.wave < wave && each.isOver && !each.isPassed)
  return isSkipping ? 'harm.earlier-look' : undefined
}

/**
 * The responses for the look after `wave`, with the plan's outcomes in them, of the same rounds as the report: without
 * the small ones, which would else show as what one has and the other not. From now on no round of these waves opens.
 */
export async function harmRows(
  ctx: StaffContext,
  { study, waves }: HarmFacts,
  design: StudyDesign,
  wave: number,
): Promise<HarmRow[]> {
  const used = new Set([
    ...design.harm.looks.filter((look) => look <= wave),
    ...design.outcomes.flatMap(({ baselineWave }) => baselineWave ?? []),
  ])
  for (const { id, number } of waves) if (used.has(number)) await releaseWave(ctx.database, id, todayOf(ctx))
  const { responses: all, instruments } = await pupilData(
    ctx.database,
    study.id,
    design.outcomes.map(({ variable }) => variable),
  )
  const rounds = Map.groupBy(
    all.filter((each) => used.has(each.wave)),
    ({ roundId }) => roundId,
  )
  const responses = [...rounds.values()].filter(({ length }) => length >= fewestResponses).flat()
  return responses.flatMap(({ wave: number, schoolId, panelId, instrumentHash, answers }) => {
    const instrument = instruments.get(instrumentHash)
    if (!instrument) return []
    const values = design.outcomes.flatMap((outcome) => {
      const value = outcomeIn(instrument, outcome, answers)
      return value === undefined ? [] : [[columnOf(outcome), value] as const]
    })
    return [{ wave: number, schoolId, ...(panelId && { panelId }), values: Object.fromEntries(values) }]
  })
}

/** The lessons that the programme arms of these plans give, each once. */
const programmeLessons = (designs: readonly StudyDesign[]): string[] => [
  ...new Set(
    designs.flatMap(({ arms }) =>
      arms.filter(({ kind }) => kind === 'programme').flatMap(({ lessons }) => lessons),
    ),
  ),
]
