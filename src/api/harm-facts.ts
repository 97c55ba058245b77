// What the procedures of src/api/harm.ts read before they answer: which looks are planned and due, what stands in the way
// of the next, and the responses as the domain compares them.
import { armsOf } from '#domain/concealment.ts'
import { type HarmArm, type HarmRow } from '#domain/harm.ts'
import { Problem, type ProblemCode } from '#domain/problem.ts'
import { columnOf, outcomeIn } from '#domain/report/analysis-table.ts'
import type { Instrument } from '#schemas/instrument.ts'
import type { StudyDesign } from '#schemas/study-design.ts'
import { type Allocation, latestAllocation } from '#store/allocation.ts'
import { latestPlan } from '#store/design.ts'
import { looksOf } from '#store/harm.ts'
import { findVersion } from '#store/instrument.ts'
import { roundsOfWave } from '#store/round.ts'
import { findStudy } from '#store/study.ts'
import { pupilResponses } from '#store/study-data.ts'
import { concealmentOf } from './allocation-facts.ts'
import { type StaffContext, todayOf } from './staff-action.ts'

/** The study, its plan, draw and looks. @throws Problem `study.not-found` */
export async function harmFacts(ctx: StaffContext, studyId: string) {
  const study = await findStudy(ctx.database, studyId)
  if (!study) throw new Problem('study.not-found')
  const [plan, drawn, made, { waves, concealed }] = await Promise.all([
    latestPlan(ctx.database, studyId),
    latestAllocation(ctx.database, studyId),
    looksOf(ctx.database, studyId),
    concealmentOf(ctx, studyId),
  ])
  const isOpen = plan?.design.allocation.method === 'own' || !concealed
  const planned = [...new Set(plan?.design.harm.looks ?? [])].sort((a, b) => a - b)
  const last = made.at(-1)?.waveNumber ?? 0
  const looks = await Promise.all(
    planned.map(async (number) => {
      const wave = waves.find((each) => each.number === number)
      const rounds = wave ? await roundsOfWave(ctx.database, wave.id) : []
      const isOver =
        wave !== undefined &&
        wave.closesOn < todayOf(ctx) &&
        rounds.length > 0 &&
        rounds.every(({ status }) => status === 'closed')
      return { wave: number, closesOn: wave?.closesOn ?? null, isOver, isPassed: number <= last }
    }),
  )
  const arms = plan && drawn && isOpen ? harmArms(drawn, plan.design) : undefined
  return { study, plan, made, looks, arms, isMonitor: study.harmMonitorId === ctx.user.id }
}
export type HarmFacts = Awaited<ReturnType<typeof harmFacts>>

function harmArms(drawn: Allocation, design: StudyDesign): Map<string, HarmArm> {
  const named = armsOf(drawn, design, true)
  return new Map([...named].map(([id, { key, kind }]) => [id, { key, isProgramme: kind === 'programme' }]))
}

/** Why the monitor cannot look after this wave; undefined: nothing is in the way. */
export function obstacleToLook({ plan, arms, looks }: HarmFacts, wave: number): ProblemCode | undefined {
  if (!plan) return 'harm.no-plan'
  const look = looks.find((each) => each.wave === wave)
  if (!look || look.isPassed) return 'harm.not-planned'
  const sides = new Set([...(arms?.values() ?? [])].map(({ isProgramme }) => isProgramme))
  if (sides.size < 2) return 'harm.no-arms'
  return look.isOver ? undefined : 'harm.wave-open'
}

/** The responses of the study's closed rounds with the plan's outcomes in them. */
export async function harmRows(ctx: StaffContext, studyId: string, design: StudyDesign): Promise<HarmRow[]> {
  const responses = await pupilResponses(ctx.database, studyId)
  const versions = new Map<string, Instrument | undefined>()
  for (const hash of new Set(responses.map(({ instrumentHash }) => instrumentHash)))
    versions.set(hash, await findVersion(ctx.database, hash))
  return responses.flatMap(({ wave, schoolId, panelId, instrumentHash, answers }) => {
    const instrument = versions.get(instrumentHash)
    if (!instrument) return []
    const values = design.outcomes.flatMap((outcome) => {
      const value = outcomeIn(instrument, outcome, answers)
      return value === undefined ? [] : [[columnOf(outcome), value] as const]
    })
    return [{ wave, schoolId, ...(panelId && { panelId }), values: Object.fromEntries(values) }]
  })
}

/** The lessons that the programme arms of a plan give, each once. */
export const programmeLessons = ({ arms }: StudyDesign): string[] => [
  ...new Set(arms.filter(({ kind }) => kind === 'programme').flatMap(({ lessons }) => lessons)),
]
