// Waves as the researcher runs them: made, opened for chosen schools, and watched while they run. Counts are of strata,
// never of classes, and never of a time.
import { z } from 'zod'
import { addCounts, fewestResponses, noCounts, summarise } from '#domain/data-quality.ts'
import { Problem } from '#domain/problem.ts'
import { roundShare } from '#domain/rounding.ts'
import { monitor } from '#domain/wave-monitor.ts'
import { latestPlan } from '#store/design.ts'
import { allOwnInstruments } from '#store/own-instrument.ts'
import { countByClassOfWave } from '#store/participation.ts'
import { aRoundOfWave, type Round, roundsOfWave } from '#store/round.ts'
import { schoolsOfStudy, type Wave } from '#store/study.ts'
import {
  addWave,
  changeWave,
  classesAt,
  openWaveFor,
  removeWave,
  schoolsOfWave,
  turnoutOfWave,
  withdrawWaveFrom,
} from '#store/wave.ts'
import { refuseRevealed } from './allocation-facts.ts'
import { currentVersion } from './instrument-version.ts'
import { versionOfWave } from './open-round.ts'
import { closeAll } from './round-clock.ts'
import { note, type StaffContext, studyOf, todayOf } from './staff-action.ts'
import { SchoolIds, WaveSettings } from './study-input.ts'
import { researcherProcedure, router } from './trpc.ts'
import {
  aboutInstrument,
  countsOf,
  knownVersion,
  refusalOf,
  rowOf,
  settingsOf,
  waveOf,
} from './wave-facts.ts'

const Id = z.strictObject({ id: z.string() })

/**
 * @throws Problem `wave.released` where nobody new may answer any more, because data have left: where staff answer, and
 *   in a study with a frozen plan, whose report may have been read.
 */
async function refuseReleased(ctx: StaffContext, wave: Wave, round: Round | undefined): Promise<void> {
  if (!wave.releasedOn) return
  if (round?.respondent === 'teacher' || (await latestPlan(ctx.database, wave.studyId)))
    throw new Problem('wave.released')
}

export const waveRouter = router({
  /** The instruments to choose from: shipped ones, and researchers' own that are finished. */
  instruments: researcherProcedure.query(async ({ ctx }) => {
    const own = (await allOwnInstruments(ctx.database)).filter(({ archivedOn }) => archivedOn === null)
    const versions = await Promise.all(
      [...[...ctx.instruments.keys()].sort(), ...own.map(({ id }) => id)].map((instrumentId) =>
        knownVersion(ctx, { id: '', instrumentId }),
      ),
    )
    return versions.flatMap((version) => (version ? [aboutInstrument(version.instrument)] : []))
  }),

  /** One wave with its settings and the schools of its study, for the form and for opening. */
  detail: researcherProcedure.input(Id).query(async ({ ctx, input }) => {
    const { wave, study } = await waveOf(ctx, input.id)
    const openFor = new Set((await schoolsOfWave(ctx.database, wave.id)).map(({ id }) => id))
    const rounds = await roundsOfWave(ctx.database, wave.id)
    const withRounds = new Set(rounds.map(({ schoolId }) => schoolId))
    return {
      study: { id: study.id, title: study.title, mode: study.mode, simulated: study.simulated },
      wave: settingsOf(wave),
      today: todayOf(ctx),
      hasRounds: rounds.length > 0,
      schools: (await schoolsOfStudy(ctx.database, study.id)).map((school) => ({
        ...school,
        isOpen: openFor.has(school.id),
        hasRounds: withRounds.has(school.id),
      })),
    }
  }),

  /** The id is the form's: sending it twice makes one wave. */
  add: researcherProcedure
    .input(WaveSettings.extend({ id: z.uuid(), studyId: z.string() }))
    .mutation(async ({ ctx, input: { id, studyId, ...settings } }) => {
      const study = await studyOf(ctx, studyId)
      const { instrument } = await currentVersion(ctx, settings.instrumentId)
      await addWave(ctx.database, { id, studyId, ...rowOf(study, instrument, settings) })
      await note(ctx, 'wave.add', `${studyId} ${id}`)
      return { id }
    }),

  /**
   * Everything until a round exists; afterwards the last day and the languages only, and the last day not either once
   * data of the staff, or of a study with a plan, have left.
   */
  update: researcherProcedure
    .input(WaveSettings.extend({ id: z.string() }))
    .mutation(async ({ ctx, input: { id, ...settings } }) => {
      const { wave, study } = await waveOf(ctx, id)
      await refuseRevealed(ctx, wave)
      const round = await aRoundOfWave(ctx.database, id)
      if (settings.closesOn !== wave.closesOn) await refuseReleased(ctx, wave, round)
      const { instrument } = round
        ? await versionOfWave(ctx, wave)
        : await currentVersion(ctx, settings.instrumentId)
      const row = rowOf(study, instrument, settings)
      const { closesOn, languages, ...fixed } = row
      const isChanged = (Object.keys(fixed) as (keyof typeof fixed)[]).some(
        (name) => fixed[name] !== wave[name],
      )
      if (!(await changeWave(ctx.database, id, isChanged ? row : { closesOn, languages }, isChanged)))
        throw new Problem('study.has-rounds')
      await note(ctx, 'wave.update', id)
      return { id }
    }),

  remove: researcherProcedure.input(Id).mutation(async ({ ctx, input }) => {
    const { wave } = await waveOf(ctx, input.id)
    if (!(await removeWave(ctx.database, wave.id))) throw new Problem('study.has-rounds')
    await note(ctx, 'wave.remove', wave.id)
    return { studyId: wave.studyId }
  }),

  /** Opens a wave for schools of its study: they see it in their to-do list, and rounds open on its first day. */
  open: researcherProcedure
    .input(z.strictObject({ id: z.string(), schoolIds: SchoolIds }))
    .mutation(async ({ ctx, input }) => {
      const { wave } = await waveOf(ctx, input.id)
      await refuseReleased(ctx, wave, await aRoundOfWave(ctx.database, wave.id))
      const opened = await openWaveFor(ctx.database, wave.id, input.schoolIds)
      await note(ctx, 'wave.open', `${wave.id} ${opened}`)
      return { opened }
    }),

  /** Takes a wave back from a school where no round has opened. */
  withdraw: researcherProcedure
    .input(z.strictObject({ id: z.string(), schoolId: z.string() }))
    .mutation(async ({ ctx, input }) => {
      const { wave } = await waveOf(ctx, input.id)
      if (!(await withdrawWaveFrom(ctx.database, wave.id, input.schoolId)))
        throw new Problem('study.has-rounds')
      await note(ctx, 'wave.withdraw', `${wave.id} ${input.schoolId}`)
      return { id: wave.id }
    }),

  /** Closes every open round of a wave now, with one rewriting of the file. */
  closeRounds: researcherProcedure.input(Id).mutation(async ({ ctx, input }) => {
    const { wave } = await waveOf(ctx, input.id)
    const open = (await roundsOfWave(ctx.database, wave.id)).filter(({ status }) => status === 'open')
    return {
      closed: await closeAll(
        ctx,
        open.map(({ id }) => id),
        ctx.user.id,
      ),
    }
  }),

  /** How far a wave is, per stratum: those that have a round and those that will get one. */
  monitor: researcherProcedure.input(Id).query(async ({ ctx, input }) => {
    const { database } = ctx
    const { wave, study } = await waveOf(ctx, input.id)
    const version = await knownVersion(ctx, wave)
    const schools = await schoolsOfWave(database, wave.id)
    const rounds = await roundsOfWave(database, wave.id)
    const submitted = new Map<string, number>()
    for (const round of rounds) submitted.set(round.id, (await countsOf(ctx, study, round)).responses)
    const strata = monitor(
      wave,
      {
        schools,
        rounds,
        submitted,
        sheets: await countByClassOfWave(database, wave.id),
        reasons: await turnoutOfWave(database, wave.id),
        classes: await classesAt(
          database,
          schools.map(({ id }) => id),
        ),
      },
      fewestResponses,
    )
    return {
      study: { id: study.id, title: study.title, mode: study.mode, simulated: study.simulated },
      wave: settingsOf(wave),
      instrument: version && aboutInstrument(version.instrument),
      today: todayOf(ctx),
      openFor: schools.length,
      strata,
      refusal: await refusalOf(ctx, study, wave, version?.instrument),
    }
  }),

  /**
   * The data quality of a wave's closed rounds with at least ten responses; no summary below ten. The staff of all
   * schools count as one group, as in exports. Only once data of the wave have left: while a round may still open again,
   * the summary before and after would tell what the last pupil answered.
   */
  quality: researcherProcedure.input(Id).query(async ({ ctx, input }) => {
    const { wave, study } = await waveOf(ctx, input.id)
    let counts = noCounts
    let rounds = 0
    for (const round of wave.releasedOn ? await roundsOfWave(ctx.database, wave.id) : []) {
      const each = await countsOf(ctx, study, round)
      const isAlone = round.respondent !== 'teacher'
      if (round.status === 'open' || (isAlone && each.responses < fewestResponses)) continue
      counts = addCounts(counts, each)
      rounds += 1
    }
    const version = await knownVersion(ctx, wave)
    const summary = summarise(counts, version?.instrument.quality?.consistency.length ?? 0)
    const rounded = (share: number) => roundShare(share, counts.responses)
    return {
      rounds,
      summary: summary && {
        ...summary,
        answered: rounded(summary.answered),
        measures: summary.measures.map((measure) => ({
          ...measure,
          share: measure.share === undefined ? undefined : rounded(measure.share),
        })),
      },
    }
  }),
})
