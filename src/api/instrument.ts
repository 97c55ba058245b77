// Instruments for whoever answers them or wants to read the questions first.
import { z } from 'zod'
import { Problem } from '#domain/problem.ts'
import { findVersion } from '#store/instrument.ts'
import { findWave } from '#store/study.ts'
import { schoolsOfWave } from '#store/wave.ts'
import { versionOfWave } from './open-round.ts'
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

  /** What a letter's address names: a shipped instrument, an exact version, or a wave that is open for some school. */
  named: publicProcedure
    .input(z.strictObject({ name: z.string().min(1).max(64) }))
    .query(async ({ ctx, input: { name } }) => {
      const known = [ctx.instruments.get(name), ...ctx.instruments.values()].find(
        (version) => version?.instrument.id === name || version?.hash === name,
      )
      if (known) return known
      const version = await findVersion(ctx.database, name)
      if (version) return { hash: name, instrument: version }
      const wave = await findWave(ctx.database, name)
      if (!wave || (await schoolsOfWave(ctx.database, name)).length === 0)
        throw new Problem('instrument.not-found')
      return versionOfWave(ctx, wave)
    }),

  /** The shipped instruments in their current wording. */
  shipped: publicProcedure.query(({ ctx }) =>
    [...ctx.instruments.values()].map(({ hash, instrument }) => ({ hash, instrument })),
  ),
})
