// Watching for harm: one named person, independent of the researchers, looks after each planned wave and decides whether
// new classes may begin. Researchers see that a look was made, and what it gave only when it has been decided.
import { z } from 'zod'
import { randomId } from '#crypto/random.ts'
import { harmResults, plannedBounds, programmeSide } from '#domain/harm.ts'
import { harmOnly, isReached, masked } from '#domain/harm-shown.ts'
import { Problem } from '#domain/problem.ts'
import { findAccount } from '#store/account.ts'
import { addLook, decideLook, freezesOf, frozenLessons, liftFreezes } from '#store/harm.ts'
import { type HarmFacts, harmFacts, harmRows, obstacleToLook } from './harm-facts.ts'
import { note, type StaffContext, todayOf } from './staff-action.ts'
import { Reason } from './study-input.ts'
import { publicProcedure, researcherProcedure, router, staffProcedure } from './trpc.ts'

const Study = z.strictObject({ studyId: z.string().max(64) })
const Look = Study.extend({ wave: z.int().min(1).max(20) })

/** @throws Problem `harm.not-monitor` for everybody but the named person. */
async function asMonitor(ctx: StaffContext, studyId: string): Promise<HarmFacts> {
  const facts = await harmFacts(ctx, studyId)
  if (!facts.isMonitor) throw new Problem('harm.not-monitor')
  return facts
}

/** The look as this person may see it. */
function lookOf(facts: HarmFacts, { wave, closesOn }: HarmFacts['looks'][number]) {
  const { made, isMonitor, isPrimaryShown } = facts
  const obstacle = obstacleToLook(facts, wave)
  const done = made.find(({ waveNumber }) => waveNumber === wave)
  return {
    wave,
    closesOn,
    state: done?.decision ? 'decided' : done ? 'made' : obstacle ? 'waiting' : 'due',
    obstacle: done ? undefined : obstacle,
    lookedOn: done?.lookedOn ?? null,
    decision: done?.decision ?? null,
    reason: done?.reason ?? '',
    decidedOn: done?.decidedOn ?? null,
    decidedBy: done?.decidedBy ?? null,
    results:
      done && (isMonitor || done.decision)
        ? masked(isMonitor || isPrimaryShown ? done.results : harmOnly(done.results))
        : null,
  } as const
}

export const harmRouter = router({
  /** The watch over a study: who, when, against what, and for whoever may see it what was found. */
  get: staffProcedure.input(Study).query(async ({ ctx, input }) => {
    if (!['researcher', 'administrator'].includes(ctx.user.role)) throw new Problem('access.role')
    const facts = await harmFacts(ctx, input.studyId)
    const { study, plan, looks, isMonitor } = facts
    const monitor = study.harmMonitorId && (await findAccount(ctx.database, study.harmMonitorId))
    return {
      study: { id: study.id, title: study.title, simulated: study.simulated },
      monitor: monitor ? monitor.name : null,
      isMonitor,
      mayLift: isMonitor || ctx.user.role === 'administrator',
      plan: plan && {
        number: plan.number,
        frozenOn: plan.frozenOn,
        alpha: plan.design.harm.alpha,
        outcomes: plan.design.outcomes.filter(({ role }) => role === 'harm'),
        bounds: plannedBounds(plan.design.harm),
        lessons: facts.lessons,
      },
      looks: looks.map((look) => lookOf(facts, look)),
      freezes: await freezesOf(ctx.database, study.id),
    }
  }),

  /** The lessons that new classes may not begin now. For everybody: lesson pages are open. */
  frozen: publicProcedure.query(async ({ ctx }) => [...(await frozenLessons(ctx.database)).values()]),

  /** Looks after a wave. What is found is kept and never computed again. */
  look: researcherProcedure.input(Look).mutation(async ({ ctx, input: { studyId, wave } }) => {
    const facts = await asMonitor(ctx, studyId)
    const obstacle = obstacleToLook(facts, wave)
    if (obstacle || !facts.plan || !facts.arms) throw new Problem(obstacle ?? 'harm.no-plan')
    const { design } = facts.plan
    const before = facts.made.map(({ results }) => results)
    const rows = await harmRows(ctx, facts, design, wave)
    const results = harmResults({ rows, design, arms: facts.arms, wave, before })
    if (!(await addLook(ctx.database, studyId, todayOf(ctx), results))) throw new Problem('harm.not-planned')
    await note(ctx, 'harm.look', `${studyId} ${wave}`)
    return masked(results)
  }),

  /** Which side has the programme. Only when a boundary was reached, on either side, and it is noted that somebody asked. */
  reveal: researcherProcedure.input(Look).mutation(async ({ ctx, input: { studyId, wave } }) => {
    const { arms, made } = await asMonitor(ctx, studyId)
    const look = made.find(({ waveNumber }) => waveNumber === wave)
    if (!look || !arms) throw new Problem('harm.not-looked')
    if (!isReached(look.results)) throw new Problem('harm.not-tripped')
    await note(ctx, 'harm.reveal', `${studyId} ${wave}`)
    return { programme: programmeSide(arms) }
  }),

  /** Decides on a look: goes on, or freezes the lessons of the programme arms for new classes. */
  decide: researcherProcedure
    .input(Look.extend({ decision: z.enum(['continue', 'freeze']), reason: Reason }))
    .mutation(async ({ ctx, input: { studyId, wave, decision, reason } }) => {
      const { plan, made, lessons: all } = await asMonitor(ctx, studyId)
      if (!plan || !made.some(({ waveNumber }) => waveNumber === wave)) throw new Problem('harm.not-looked')
      const lessons = decision === 'freeze' ? all : []
      const isWritten = await decideLook(
        ctx.database,
        studyId,
        { wave, decision, reason, decidedOn: todayOf(ctx), decidedBy: ctx.user.name },
        lessons.map((lessonId) => ({ id: randomId(), lessonId })),
      )
      if (!isWritten) throw new Problem('harm.decided')
      await note(ctx, 'harm.decide', `${studyId} ${wave} ${decision}`)
      return { frozen: lessons }
    }),

  /** Lets new classes begin again. For the monitor and for administrators; the reason stands in the audit. */
  lift: staffProcedure
    .input(Study.extend({ reason: Reason }))
    .mutation(async ({ ctx, input: { studyId, reason } }) => {
      if (ctx.user.role !== 'administrator') await asMonitor(ctx, studyId)
      const lifted = await liftFreezes(ctx.database, studyId, {
        liftedOn: todayOf(ctx),
        liftedBy: ctx.user.name,
        liftReason: reason,
      })
      if (lifted === 0) throw new Problem('harm.nothing-frozen')
      await note(ctx, 'harm.lift', studyId)
      return { lifted }
    }),
})
