// Instruments for whoever answers them or wants to read the questions first.
import { z } from 'zod'
import { Problem } from '#domain/problem.ts'
import { findVersion } from '#store/instrument.ts'
import { instrumentOf } from './round-memory.ts'
import { publicProcedure, router } from './trpc.ts'

export const instrumentRouter = router({
  /** One exact version, every language, so that the language can change in mid-survey without a request. */
  version: publicProcedure
    .input(z.strictObject({ hash: z.string().regex(/^[0-9a-f]{32}$/) }))
    .query(async ({ ctx, input }) => {
      const shipped = [...ctx.instruments.values()].find((version) => version.hash === input.hash)
      const instrument =
        shipped?.instrument ?? (await instrumentOf(input.hash, () => findVersion(ctx.database, input.hash)))
      if (!instrument) throw new Problem('instrument.not-found')
      return instrument
    }),

  /** The shipped instruments in their current wording. */
  shipped: publicProcedure.query(({ ctx }) =>
    [...ctx.instruments.values()].map(({ hash, instrument }) => ({ hash, instrument })),
  ),
})
