// Which school gets what: drawn once by a seed of the server, sealed until the baseline is over, and never drawn again
// in silence. While a draw is sealed no procedure here tells who got what, whoever asks.
import { z } from 'zod'
import { textHash } from '#crypto/code-mac.ts'
import { randomSeed } from '#crypto/random.ts'
import { chosenBy, drawBy, ownChoice, type StoredRecord } from '#domain/allocation.ts'
import { Problem } from '#domain/problem.ts'
import {
  addAllocation,
  type Allocation,
  drawnStudiesOf,
  isDelivered,
  latestAllocation,
  recordText,
} from '#store/allocation.ts'
import { latestPlan, planVersions } from '#store/design.ts'
import { codeVersion, concealmentOf, drawFacts } from './allocation-facts.ts'
import { note, type StaffContext, todayOf } from './staff-action.ts'
import { Reason } from './study-input.ts'
import { researcherProcedure, router, schoolProcedure } from './trpc.ts'

const Study = z.strictObject({ studyId: z.string() })
/** How many draws there are: a form of before another draw is refused. */
const Draws = z.int().min(0).max(1000)
const Arms = z.array(z.strictObject({ schoolId: z.string(), arm: z.string().max(60) })).max(1000)

type Facts = Awaited<ReturnType<typeof drawFacts>>

/** The study's facts for whoever may draw. @throws Problem `design.monitor` for the harm monitor */
async function factsToWrite(ctx: StaffContext, studyId: string): Promise<Facts> {
  const facts = await drawFacts(ctx, studyId)
  if (facts.study.harmMonitorId === ctx.user.id) throw new Problem('design.monitor')
  return facts
}

/**
 * The plan in force.
 * @throws Problem `allocation.not-ready` while something stands in the way of a draw, `allocation.late` when a wave after
 *   the baseline has begun: who chooses or draws again by what it says could make any result.
 */
function readyPlan({ plan, obstacle, hasBegunAfter }: Facts): NonNullable<Facts['plan']> {
  if (!plan || obstacle) throw new Problem('allocation.not-ready')
  if (hasBegunAfter) throw new Problem('allocation.late')
  return plan
}

const aboutOf = (studyId: string, plan: { number: number; hash: string }) => ({
  studyId,
  plan: { number: plan.number, hash: plan.hash },
})

/** By the plan in force, from a seed that nobody has chosen. */
function drawAnew(facts: Facts): StoredRecord {
  const plan = readyPlan(facts)
  return drawBy(plan.design, facts.present, aboutOf(facts.study.id, plan), {
    seed: randomSeed(),
    codeVersion,
    hash: textHash,
  })
}

/** @throws Problem `allocation.settled` once the last draw has been revealed, or a school has begun with its lessons. */
async function refuseSettled(ctx: StaffContext, { draws, plan, concealed }: Facts): Promise<void> {
  const last = draws.at(-1)
  if (!last) return
  const schools = last.record.allocation.map(({ id }) => id)
  const lessons = plan?.design.arms.flatMap((arm) => arm.lessons) ?? []
  if (!concealed || (await isDelivered(ctx.database, schools, lessons, last.drawnOn)))
    throw new Problem('allocation.settled')
}

/** @throws Problem `allocation.exists` when another draw has been made meanwhile, `design.changed` when the plan has. */
async function keep(ctx: StaffContext, action: string, record: StoredRecord, number: number, reason: string) {
  const text = JSON.stringify(record)
  const { studyId } = record
  const [hash, drawnOn, drawnBy] = [textHash(text), todayOf(ctx), ctx.user.name]
  const row = { studyId, number, record: text, hash, drawnOn, drawnBy, reason }
  if (!(await addAllocation(ctx.database, row, record.plan.number))) {
    const plan = await latestPlan(ctx.database, studyId)
    throw new Problem(plan?.number === record.plan.number ? 'allocation.exists' : 'design.changed')
  }
  await note(ctx, action, `${studyId} ${number} ${hash}`)
  return { number, hash }
}

const isChosen = ({ record }: Allocation): boolean => record.algorithm === ownChoice

/**
 * May this researcher see who got what in this draw? Who chose knows already. The harm monitor looks at arms without
 * names and would learn them here, so not before the study is unblinded.
 */
const maySee = (
  ctx: StaffContext,
  { study, concealed }: Pick<Facts, 'study' | 'concealed'>,
  draw: Allocation,
) => (!concealed || isChosen(draw)) && (study.harmMonitorId !== ctx.user.id || study.unblindedOn !== null)

/** What may be said of a draw on any day. */
const sealed = ({ number, hash, drawnOn, drawnBy, reason, record }: Allocation) => ({
  number,
  hash,
  drawnOn,
  drawnBy,
  reason,
  plan: record.plan.number,
})

export const allocationRouter = router({
  /** Schools, what stands in the way, and all draws; who got what only when the baseline is over. */
  get: researcherProcedure.input(Study).query(async ({ ctx, input }) => {
    const facts = await drawFacts(ctx, input.studyId)
    const { study, plan, draws, schools, obstacle, baseline, concealed, openRounds } = facts
    const last = draws.at(-1)
    return {
      study: { id: study.id, title: study.title, simulated: study.simulated },
      plan: plan && {
        number: plan.number,
        hash: plan.hash,
        frozenOn: plan.frozenOn,
        arms: plan.design.arms,
        allocation: plan.design.allocation,
      },
      schools: schools.map(({ baseline: _, ...school }) => school),
      obstacle: obstacle ?? null,
      baseline: baseline ? { closesOn: baseline.closesOn, openRounds } : null,
      concealed,
      draws: draws.map(sealed),
      isChosen: last !== undefined && isChosen(last),
      isMonitor: study.harmMonitorId === ctx.user.id,
      shown: last && maySee(ctx, facts, last) ? last.record : null,
    }
  }),

  /** The first draw, by the plan in force. */
  draw: researcherProcedure.input(Study).mutation(async ({ ctx, input }) => {
    const facts = await factsToWrite(ctx, input.studyId)
    if (facts.draws.length > 0) throw new Problem('allocation.exists')
    return keep(ctx, 'allocation.draw', drawAnew(facts), 1, '')
  }),

  /** Draws again, for a reason that everybody sees; the earlier draws stay. */
  redraw: researcherProcedure
    .input(Study.extend({ draws: Draws, reason: Reason }))
    .mutation(async ({ ctx, input: { studyId, draws, reason } }) => {
      const facts = await factsToWrite(ctx, studyId)
      if (facts.draws.length === 0) throw new Problem('allocation.not-found')
      await refuseSettled(ctx, facts)
      return keep(ctx, 'allocation.redraw', drawAnew(facts), draws + 1, reason)
    }),

  /** Writes who got what where nothing is drawn: the method of the plan is `own`. */
  assign: researcherProcedure
    .input(Study.extend({ draws: Draws, reason: Reason, arms: Arms }))
    .mutation(async ({ ctx, input: { studyId, draws, reason, arms } }) => {
      const facts = await factsToWrite(ctx, studyId)
      const plan = readyPlan(facts)
      if (plan.design.allocation.method !== 'own') throw new Problem('allocation.not-ready')
      await refuseSettled(ctx, facts)
      const choice = new Map(arms.map(({ schoolId, arm }) => [schoolId, arm]))
      const record = chosenBy(plan.design, facts.present, choice, aboutOf(studyId, plan), {
        codeVersion,
        hash: textHash,
      })
      return keep(ctx, 'allocation.assign', record, draws + 1, reason)
    }),

  /** The record of a draw as the very text that was hashed. @throws Problem `allocation.concealed` before the reveal. */
  record: researcherProcedure
    .input(Study.extend({ number: z.int().min(1).max(1000) }))
    .query(async ({ ctx, input: { studyId, number } }) => {
      const facts = await drawFacts(ctx, studyId)
      const draw = facts.draws.find((each) => each.number === number)
      const text = await recordText(ctx.database, studyId, number)
      if (!draw || text === undefined) throw new Problem('allocation.not-found')
      if (!maySee(ctx, facts, draw)) throw new Problem('allocation.concealed')
      await note(ctx, 'allocation.record', `${studyId} ${number}`)
      return { text, record: draw.record, schools: facts.schools.map(({ id, name }) => ({ id, name })) }
    }),

  /** For a school: the arm it is in, in each study that has been revealed, and what that means. */
  mine: schoolProcedure.query(async ({ ctx }) => {
    const found = await drawnStudiesOf(ctx.database, ctx.user.schoolIds)
    const arms = await Promise.all(
      found.map(async ({ study, school }) => {
        const { waves, concealed } = await concealmentOf(ctx, study.id)
        const draw = concealed ? undefined : await latestAllocation(ctx.database, study.id)
        const name = draw?.record.allocation.find(({ id }) => id === school.id)?.arm
        if (!draw || name === undefined) return []
        const plan = (await planVersions(ctx.database, study.id)).find(
          ({ number }) => number === draw.record.plan.number,
        )
        const arm = plan?.design.arms.find((each) => each.name === name)
        const endsOn = waves
          .map(({ closesOn }) => closesOn)
          .sort()
          .at(-1)!
        return arm
          ? [
              {
                study: { id: study.id, title: study.title, simulated: study.simulated },
                school,
                arm: { name, kind: arm.kind, lessons: arm.lessons },
                isDrawn: !isChosen(draw),
                endsOn,
                isOver: endsOn < todayOf(ctx),
              },
            ]
          : []
      }),
    )
    return arms.flat()
  }),
})
