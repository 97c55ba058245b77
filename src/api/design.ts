// The design of a study and its plan: written, frozen by hash, amended with a reason, and the arms named at the end. What
// is frozen cannot be taken back, so each step asks first whether it may be taken.
import { z } from 'zod'
import { Problem } from '#domain/problem.ts'
import { canonical, keepsArms } from '#domain/study-design.ts'
import { designFaults, designWarnings } from '#domain/study-design-faults.ts'
import { StudyDesign } from '#schemas/study-design.ts'
import {
  amendPlan,
  designOf,
  designSchools,
  freezePlan,
  isDrawn,
  latestPlan,
  planVersions,
  researchers,
  saveDesign,
  setHarmMonitor,
  setLeft,
  setStrata,
  unblindStudy,
} from '#store/design.ts'
import { looksOf } from '#store/harm.ts'
import type { Study } from '#store/study.ts'
import { changesSince, factsOf, frozen, isOver, plannedFacts } from './design-facts.ts'
import { note, type StaffContext, studyOf, todayOf } from './staff-action.ts'
import { researcherProcedure, router } from './trpc.ts'

const Id = z.strictObject({ id: z.string().max(64) })
const Stratum = z.strictObject({ schoolId: z.string().max(64), stratum: z.string().trim().max(60) })

/** The study for whoever may change its plan. @throws Problem `design.monitor` for the harm monitor. */
async function studyToWrite(ctx: StaffContext, id: string): Promise<Study> {
  const study = await studyOf(ctx, id)
  if (study.harmMonitorId === ctx.user.id) throw new Problem('design.monitor')
  return study
}

export const designRouter = router({
  /** The design as it is written, what is wrong with it, the frozen versions, and what there is to choose from. */
  get: researcherProcedure.input(Id).query(async ({ ctx, input }) => {
    const study = await studyOf(ctx, input.id)
    const design = designOf(study)
    const { lessons, ...facts } = await factsOf(ctx, study)
    const versions = await planVersions(ctx.database, study.id)
    return {
      study: {
        id: study.id,
        title: study.title,
        mode: study.mode,
        simulated: study.simulated,
        unblindedOn: study.unblindedOn,
      },
      revision: study.designRevision,
      design: design ?? null,
      faults: design ? designFaults(design, { ...facts, lessons }) : [],
      warnings: design ? designWarnings(design, { ...facts, lessons }) : [],
      plans: await Promise.all(
        versions.map(async (version) => ({
          ...version,
          facts: { ...facts, ...(await plannedFacts(ctx, study, version)) },
        })),
      ),
      /** What is otherwise with the waves now than in the plan in force. */
      changes: versions.length > 0 ? await changesSince(ctx, study.id, versions.at(-1)!) : [],
      facts,
      lessonIds: [...ctx.lessons().keys()],
      schools: await designSchools(ctx.database, study.id),
      monitors: (await researchers(ctx.database)).filter(({ id }) => id !== ctx.user.id),
      isMonitor: study.harmMonitorId === ctx.user.id,
      isDrawn: await isDrawn(ctx.database, study.id),
      mayUnblind: design?.template === 'trial' && study.unblindedOn === null && (await isOver(ctx, study)),
      today: todayOf(ctx),
    }
  }),

  /** Until the plan is frozen; a design with faults may be saved. */
  save: researcherProcedure
    .input(Id.extend({ revision: z.int().min(0), design: StudyDesign }))
    .mutation(async ({ ctx, input }) => {
      const study = await studyToWrite(ctx, input.id)
      const document = canonical(input.design)
      if (!(await saveDesign(ctx.database, study.id, document, input.revision)))
        throw new Problem((await latestPlan(ctx.database, study.id)) ? 'design.frozen' : 'design.changed')
      await note(ctx, 'design.save', study.id)
      return { revision: input.revision + 1 }
    }),

  /** Names the independent person who looks at harm first, never oneself; empty: nobody. */
  setMonitor: researcherProcedure
    .input(Id.extend({ userId: z.string().max(64) }))
    .mutation(async ({ ctx, input: { id, userId } }) => {
      const study = await studyToWrite(ctx, id)
      if (userId === ctx.user.id) throw new Problem('design.monitor')
      // Whoever has looked goes on: another could be chosen who sees it otherwise.
      if ((await looksOf(ctx.database, id)).length > 0) throw new Problem('design.frozen')
      if (userId !== '' && !(await researchers(ctx.database)).some((each) => each.id === userId))
        throw new Problem('account.not-found')
      await setHarmMonitor(ctx.database, study.id, userId || null)
      await note(ctx, 'design.monitor', `${study.id} ${userId}`)
      return { id }
    }),

  /** Freezes what has been saved, as it was when `revision` was read. */
  freeze: researcherProcedure
    .input(Id.extend({ revision: z.int().min(0) }))
    .mutation(async ({ ctx, input }) => {
      const study = await studyToWrite(ctx, input.id)
      if (await latestPlan(ctx.database, study.id)) throw new Problem('design.frozen')
      if (study.designRevision !== input.revision) throw new Problem('design.changed')
      const version = await frozen(ctx, study, designOf(study))
      if (!(await freezePlan(ctx.database, study.id, version))) throw new Problem('design.changed')
      await note(ctx, 'design.freeze', `${study.id} ${version.hash}`)
      return { number: 1, hash: version.hash }
    }),

  /**
   * Changes a frozen plan, with the reason and the day, beside what it was. What schools have been drawn to stays. After
   * unblinding it is marked so.
   */
  amend: researcherProcedure
    .input(
      Id.extend({
        number: z.int().min(1).max(1000),
        reason: z.string().trim().min(20).max(2000),
        design: StudyDesign,
      }),
    )
    .mutation(async ({ ctx, input: { id, number, reason, design } }) => {
      const study = await studyToWrite(ctx, id)
      const plan = await latestPlan(ctx.database, study.id)
      if (!plan) throw new Problem('design.not-frozen')
      if (plan.number !== number) throw new Problem('design.changed')
      const whileUndrawn = !keepsArms(plan.design, design)
      if (whileUndrawn && (await isDrawn(ctx.database, study.id))) throw new Problem('design.drawn')
      const version = await frozen(ctx, study, design)
      if (version.hash === plan.hash) throw new Problem('design.same')
      if (!(await amendPlan(ctx.database, study.id, { ...version, reason, number, whileUndrawn })))
        throw new Problem('design.changed')
      await note(ctx, 'design.amend', `${study.id} ${version.hash}`)
      return { number: number + 1, hash: version.hash }
    }),

  /** In which strata schools are drawn; until they are. */
  setStrata: researcherProcedure
    .input(Id.extend({ strata: z.array(Stratum).max(5000) }))
    .mutation(async ({ ctx, input }) => {
      const study = await studyToWrite(ctx, input.id)
      if (!(await setStrata(ctx.database, study.id, input.strata))) throw new Problem('design.drawn')
      await note(ctx, 'design.strata', study.id)
      return { id: study.id }
    }),

  /** Notes that a school has left the study; an empty day takes it back. It stays in the arm it was drawn to. */
  leave: researcherProcedure
    .input(Id.extend({ schoolId: z.string().max(64), leftOn: z.union([z.iso.date(), z.literal('')]) }))
    .mutation(async ({ ctx, input: { id, schoolId, leftOn } }) => {
      const study = await studyToWrite(ctx, id)
      if (leftOn > todayOf(ctx)) throw new Problem('request.malformed')
      if (!(await setLeft(ctx.database, study.id, schoolId, leftOn || null)))
        throw new Problem('school.not-found')
      await note(ctx, 'design.leave', `${study.id} ${schoolId} ${leftOn}`)
      return { id }
    }),

  /** Gives the arms their names, for good: with a frozen plan and a draw, once the last wave with an outcome is over. */
  unblind: researcherProcedure.input(Id).mutation(async ({ ctx, input }) => {
    const study = await studyToWrite(ctx, input.id)
    const plan = await latestPlan(ctx.database, study.id)
    if (plan?.design.template !== 'trial' || !(await isDrawn(ctx.database, study.id)))
      throw new Problem('design.too-early')
    if (!(await isOver(ctx, study))) throw new Problem('design.too-early')
    if (!(await unblindStudy(ctx.database, study.id, todayOf(ctx)))) throw new Problem('design.unblinded')
    await note(ctx, 'design.unblind', study.id)
    return { unblindedOn: todayOf(ctx) }
  }),
})
