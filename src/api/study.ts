// Studies for researchers: made, followed, and the data once a round is closed. Waves have their own router.
import { z } from 'zod'
import { panelIdsOfFile } from '#crypto/panel-id.ts'
import { randomKeys } from '#crypto/random.ts'
import { codebookOf } from '#domain/codebook.ts'
import { exportRow, numberSchools } from '#domain/export.ts'
import { scoresOf } from '#domain/scale.ts'
import { csvLine } from '#domain/formats/csv.ts'
import { type Locale, locales } from '#domain/locale.ts'
import { Problem } from '#domain/problem.ts'
import { codesTimetable } from '#domain/retention.ts'
import { hasStudyDates } from '#domain/study.ts'
import { latestAllocation } from '#store/allocation.ts'
import { designOf, isDrawn, latestPlan, planVersions } from '#store/design.ts'
import { linkageOf } from '#store/linkage.ts'
import { countByClassOfWave } from '#store/participation.ts'
import { eachResponse, releaseWave } from '#store/released-response.ts'
import { countLinkCodes } from '#store/retention.ts'
import { rewriteFile, roundsOfWave } from '#store/round.ts'
import {
  addStudy,
  addStudySchools,
  allStudies,
  changeStudy,
  findWave,
  removeStudySchool,
  roundsOfStudy,
  schoolsOfStudy,
  schoolsOutside,
  type Study,
  wavesOf,
} from '#store/study.ts'
import { schoolsOfWave } from '#store/wave.ts'
import { versionOfWave } from './open-round.ts'
import { destroyKey } from './retention.ts'
import { note, studyOf, todayOf } from './staff-action.ts'
import { SchoolIds, StudySettings } from './study-input.ts'
import { type Context, researcherProcedure, router } from './trpc.ts'
import { knownVersion, refusalOf } from './wave-facts.ts'

const Locale = z.enum(locales)
const Id = z.strictObject({ id: z.string() })
const WaveInput = z.strictObject({ waveId: z.string(), locale: Locale })

/** Schools shown at a time to choose from. */
const mostSchools = 60

async function findOfWave(ctx: Context, waveId: string) {
  const wave = await findWave(ctx.database, waveId)
  if (!wave) throw new Problem('wave.not-found')
  const version = await versionOfWave(ctx, wave)
  const isLinked =
    version.instrument.respondent === 'pupil' && (await linkageOf(ctx.database, wave.studyId)) !== undefined
  return { wave, isLinked, ...version }
}

/** @throws Problem `study.dates` when a linked study keeps its key for ever, or a day of deletion has come already. */
function rowOf(ctx: Context, settings: StudySettings, waves: { closesOn: string }[]) {
  if (!hasStudyDates(settings, waves, todayOf(ctx))) throw new Problem('study.dates')
  return { ...settings, purpose: JSON.stringify(settings.purpose) }
}

/** What is known of a study's key: `missing` says that the file has been lost. */
function keyState(
  ctx: Context,
  study: Study,
  hasRounds: boolean,
): 'none' | 'waiting' | 'there' | 'missing' | 'gone' {
  if (study.mode === 'anonymous') return 'none'
  if (study.keyGoneOn) return 'gone'
  if (!hasRounds) return 'waiting'
  return ctx.studyKeys.list().includes(study.id) ? 'there' : 'missing'
}

export const studyRouter = router({
  list: researcherProcedure.query(({ ctx }) => allStudies(ctx.database)),

  detail: researcherProcedure.input(Id).query(async ({ ctx, input }) => {
    const study = await studyOf(ctx, input.id)
    const rounds = await roundsOfStudy(ctx.database, study.id)
    const schools = (await schoolsOfStudy(ctx.database, study.id)).map((school) => ({
      ...school,
      hasRounds: rounds.some(({ schoolId }) => schoolId === school.id),
    }))
    const waves = await Promise.all(
      (await wavesOf(ctx.database, study.id)).map(async (wave) => {
        const counts = Map.groupBy(await countByClassOfWave(ctx.database, wave.id), ({ roundId }) => roundId)
        const strata = (await roundsOfWave(ctx.database, wave.id)).map((round) => ({
          id: round.id,
          schoolId: round.schoolId,
          cohort: round.cohort,
          respondent: round.respondent,
          status: round.status,
          // Per stratum only: researchers do not see classes.
          issued: (counts.get(round.id) ?? []).reduce((sum, count) => sum + count.issued, 0),
          used: (counts.get(round.id) ?? []).reduce((sum, count) => sum + count.used, 0),
        }))
        const instrument = (await knownVersion(ctx, wave))?.instrument
        return {
          ...wave,
          instrument: instrument?.title,
          openFor: (await schoolsOfWave(ctx.database, wave.id)).length,
          strata,
          refusal: await refusalOf(ctx, study, wave, instrument),
        }
      }),
    )
    const versions = await planVersions(ctx.database, study.id)
    const plan = versions.at(-1)
    const draw = await latestAllocation(ctx.database, study.id)
    return {
      study: { ...study, purpose: JSON.parse(study.purpose) as Partial<Record<Locale, string>> },
      schools,
      waves,
      hasRounds: rounds.length > 0,
      steps: {
        template: (plan?.design ?? designOf(study))?.template,
        frozenOn: versions[0]?.frozenOn,
        drawnOn: draw?.drawnOn,
        linkedOn: (await linkageOf(ctx.database, study.id))?.madeOn,
        isUnblinded: study.unblindedOn !== null,
      },
      retention: {
        codes: codesTimetable(rounds),
        key: keyState(ctx, study, rounds.length > 0),
        linkCodes: await countLinkCodes(ctx.database, study.id),
      },
    }
  }),

  /** The id is the form's: sending it twice makes one study. */
  create: researcherProcedure
    .input(StudySettings.extend({ id: z.uuid() }))
    .mutation(async ({ ctx, input: { id, ...settings } }) => {
      await addStudy(ctx.database, { id, ...rowOf(ctx, settings, []) })
      await note(ctx, 'study.create', id)
      return { id }
    }),

  /** Until the first round exists: what respondents have been told stays. Anonymous or linked is part of a frozen plan. */
  update: researcherProcedure
    .input(StudySettings.extend({ id: z.string() }))
    .mutation(async ({ ctx, input: { id, ...settings } }) => {
      const study = await studyOf(ctx, id)
      if (settings.mode !== study.mode && (await latestPlan(ctx.database, id)))
        throw new Problem('design.frozen')
      const row = rowOf(ctx, settings, await wavesOf(ctx.database, id))
      if (!(await changeStudy(ctx.database, id, row))) throw new Problem('study.has-rounds')
      await note(ctx, 'study.update', id)
      return { id }
    }),

  /** Schools that do not take part yet, by a part of their name or municipality. */
  schoolsOutside: researcherProcedure
    .input(z.strictObject({ id: z.string(), words: z.string().max(100) }))
    .query(async ({ ctx, input }) => {
      await studyOf(ctx, input.id)
      const found = await schoolsOutside(ctx.database, input.id, input.words.trim(), mostSchools + 1)
      return { schools: found.slice(0, mostSchools), more: found.length > mostSchools }
    }),

  addSchools: researcherProcedure
    .input(z.strictObject({ id: z.string(), schoolIds: SchoolIds }))
    .mutation(async ({ ctx, input }) => {
      await studyOf(ctx, input.id)
      const added = await addStudySchools(ctx.database, input.id, input.schoolIds)
      await note(ctx, 'study.add-schools', `${input.id} ${added}`)
      return { added }
    }),

  /** Takes a school out that has not had a round. */
  removeSchool: researcherProcedure
    .input(z.strictObject({ id: z.string(), schoolId: z.string() }))
    .mutation(async ({ ctx, input }) => {
      await studyOf(ctx, input.id)
      if (!(await removeStudySchool(ctx.database, input.id, input.schoolId)))
        throw new Problem((await isDrawn(ctx.database, input.id)) ? 'allocation.drawn' : 'study.has-rounds')
      await note(ctx, 'study.remove-school', `${input.id} ${input.schoolId}`)
      return { id: input.id }
    }),

  /**
   * Destroys the key of a linked study for good: its waves can never be joined afterwards. Once more does no harm, and
   * ends what was interrupted before the file had been rewritten.
   */
  destroyKey: researcherProcedure.input(Id).mutation(async ({ ctx, input }) => {
    const study = await studyOf(ctx, input.id)
    if (study.mode === 'anonymous') throw new Problem('study.no-key')
    const linkCodes = await destroyKey(ctx, study, ctx.user.id)
    await rewriteFile(ctx.database)
    return { linkCodes }
  }),

  codebook: researcherProcedure.input(WaveInput).query(async ({ ctx, input }) => {
    const { hash, instrument, isLinked } = await findOfWave(ctx, input.waveId)
    return codebookOf(instrument, hash, input.locale, isLinked)
  }),

  /**
   * The responses of a wave that may leave as CSV, piece by piece. Called by pages and the command line only; over HTTP
   * the endpoint of src/pages/eksport streams it. From the first time on no round of the wave opens again.
   * @throws Problem `study.blinded`, or `wave.not-over` in a study with a plan
   */
  csv: researcherProcedure.input(WaveInput).query(async ({ ctx, input }) => {
    const { wave, hash, instrument, isLinked } = await findOfWave(ctx, input.waveId)
    const study = await studyOf(ctx, wave.studyId)
    const refusal = await refusalOf(ctx, study, wave, instrument)
    if (refusal) throw new Problem(refusal)
    const codebook = codebookOf(instrument, hash, input.locale, isLinked)
    const panelIdOf = panelIdsOfFile()
    const schools = await schoolsOfStudy(ctx.database, wave.studyId)
    const numbers = numberSchools(
      schools.map(({ id }) => id),
      randomKeys(schools.length),
    )
    const groups = await releaseWave(ctx.database, wave.id, todayOf(ctx))
    await note(ctx, 'study.export', `${wave.id} csv`)
    const { database } = ctx
    return (async function* () {
      yield csvLine(codebook.columns.map((column) => column.name))
      let piece = ''
      for await (const response of eachResponse(database, groups, randomKeys)) {
        const scores = scoresOf(instrument, response.answers)
        const panelId = response.panelId && panelIdOf(response.panelId)
        piece += csvLine(exportRow(codebook, { ...response, panelId, scores }, numbers))
        if (piece.length > 65_536) {
          yield piece
          piece = ''
        }
      }
      yield piece
    })()
  }),
})
