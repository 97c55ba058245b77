// Linkage for researchers: how the waves of a study were joined, and joining them. Gives figures, never a panel id.
import { z } from 'zod'
import { linkableRounds, linkageOf } from '#store/linkage.ts'
import { rewriteFile } from '#store/round.ts'
import { isLinked, linkStudy, obstacleTo } from './link-study.ts'
import { studyOf } from './staff-action.ts'
import { researcherProcedure, router } from './trpc.ts'

const Id = z.strictObject({ id: z.string() })

export const linkageRouter = router({
  /** `obstacle`: why it cannot be made now. `isCurrent`: made of all that can be linked. */
  get: researcherProcedure.input(Id).query(async ({ ctx, input }) => {
    const study = await studyOf(ctx, input.id)
    return {
      study: {
        ...{ id: study.id, title: study.title, mode: study.mode, simulated: study.simulated },
        ...{ keyDestroyedOn: study.keyDestroyedOn, keyGoneOn: study.keyGoneOn },
      },
      made: (await linkageOf(ctx.database, study.id)) ?? null,
      isCurrent: await isLinked(ctx, study),
      obstacle: obstacleTo(ctx, study, await linkableRounds(ctx.database, study.id)) ?? null,
    }
  }),

  /** Links in the place of an earlier linkage; the ids of that one are erased from the file. */
  make: researcherProcedure.input(Id).mutation(async ({ ctx, input }) => {
    const study = await studyOf(ctx, input.id)
    const made = await linkStudy(ctx, study, ctx.user.id)
    await rewriteFile(ctx.database)
    return made
  }),
})
