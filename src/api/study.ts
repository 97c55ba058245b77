// Studies for researchers: who takes part, how far the rounds are, and the data once a round is closed.
import { z } from 'zod'
import { randomKeys } from '#crypto/random.ts'
import { codebookOf } from '#domain/codebook.ts'
import { exportRow, numberSchools } from '#domain/export.ts'
import { csvLine } from '#domain/formats/csv.ts'
import { Problem } from '#domain/problem.ts'
import { locales } from '#domain/locale.ts'
import { findVersion } from '#store/instrument.ts'
import { countByClass } from '#store/participation.ts'
import { eachResponse } from '#store/response.ts'
import { roundsOfWave } from '#store/round.ts'
import { allStudies, findStudy, findWave, schoolsOfStudy, wavesOf } from '#store/study.ts'
import { note } from './staff-action.ts'
import { type Context, researcherProcedure, router } from './trpc.ts'

const Locale = z.enum(locales)
const WaveInput = z.strictObject({ waveId: z.string(), locale: Locale })

/** The version that a wave's rounds use; a wave without rounds has the shipped wording. */
async function versionOfWave(ctx: Context, waveId: string) {
  const wave = await findWave(ctx.database, waveId)
  if (!wave) throw new Problem('wave.not-found')
  const [round] = await roundsOfWave(ctx.database, wave.id)
  const hash = round?.instrumentHash ?? ctx.instruments.get(wave.instrumentId)?.hash
  const shipped = ctx.instruments.get(wave.instrumentId)
  const instrument =
    hash === shipped?.hash ? shipped?.instrument : hash && (await findVersion(ctx.database, hash))
  if (!hash || !instrument) throw new Problem('instrument.not-found')
  return { wave, hash, instrument }
}

export const studyRouter = router({
  list: researcherProcedure.query(({ ctx }) => allStudies(ctx.database)),

  detail: researcherProcedure.input(z.strictObject({ id: z.string() })).query(async ({ ctx, input }) => {
    const study = await findStudy(ctx.database, input.id)
    if (!study) throw new Problem('study.not-found')
    const schools = await schoolsOfStudy(ctx.database, study.id)
    const waves = await Promise.all(
      (await wavesOf(ctx.database, study.id)).map(async (wave) => {
        const rounds = await roundsOfWave(ctx.database, wave.id)
        const strata = await Promise.all(
          rounds.map(async (round) => {
            const counts = await countByClass(ctx.database, round.id)
            return {
              id: round.id,
              schoolId: round.schoolId,
              cohort: round.cohort,
              respondent: round.respondent,
              status: round.status,
              // Per stratum only: researchers do not see classes.
              issued: counts.reduce((sum, count) => sum + count.issued, 0),
              used: counts.reduce((sum, count) => sum + count.used, 0),
            }
          }),
        )
        return { ...wave, strata }
      }),
    )
    return { study, schools, waves }
  }),

  codebook: researcherProcedure.input(WaveInput).query(async ({ ctx, input }) => {
    const { hash, instrument } = await versionOfWave(ctx, input.waveId)
    return codebookOf(instrument, hash, input.locale)
  }),

  /**
   * The responses of a wave's closed rounds as CSV, piece by piece. Called by pages and the command line only;
   * over HTTP the endpoint of src/pages/eksport streams it.
   */
  csv: researcherProcedure.input(WaveInput).query(async ({ ctx, input }) => {
    const { wave, hash, instrument } = await versionOfWave(ctx, input.waveId)
    const codebook = codebookOf(instrument, hash, input.locale)
    const schools = await schoolsOfStudy(ctx.database, wave.studyId)
    const numbers = numberSchools(
      schools.map(({ id }) => id),
      randomKeys(schools.length),
    )
    await note(ctx, 'study.export', `${wave.id} csv`)
    const { database } = ctx
    return (async function* () {
      yield csvLine(codebook.columns.map((column) => column.name))
      let piece = ''
      for await (const response of eachResponse(database, wave.id)) {
        piece += csvLine(exportRow(codebook, response, numbers))
        if (piece.length > 65_536) {
          yield piece
          piece = ''
        }
      }
      yield piece
    })()
  }),
})
