// What a study's report is made of: plan, draw, closed waves, responses, lessons, linkage and looks for harm, brought
// into the shapes of src/domain/report. Nothing of a wave that is still open comes in, so that nobody peeks.
import { armsOf } from '#domain/concealment.ts'
import { fewestResponses } from '#domain/data-quality.ts'
import { ownChoice } from '#domain/allocation.ts'
import { harmOnly } from '#domain/harm-shown.ts'
import { columnOf } from '#domain/report/analysis-table.ts'
import { deviationsOf, doseOf, flowOf } from '#domain/report/course-of-study.ts'
import type { AboutReport, ReportArm } from '#domain/report/report.ts'
import { armsFor, shownOutcomes } from '#domain/report/shown.ts'
import type { StudyResponse } from '#domain/study-response.ts'
import { variablesOf } from '#domain/variable.ts'
import { isDone } from '#domain/wave.ts'
import type { Instrument } from '#schemas/instrument.ts'
import type { StudyDesign } from '#schemas/study-design.ts'
import { allocationsOf, type Allocation } from '#store/allocation.ts'
import { designSchools, planVersions } from '#store/design.ts'
import { looksOf } from '#store/harm.ts'
import { findVersions } from '#store/instrument.ts'
import { linkageOf } from '#store/linkage.ts'
import { releaseWave } from '#store/released-response.ts'
import { taughtClasses, turnupOf } from '#store/report.ts'
import type { Study } from '#store/study.ts'
import { pupilResponses } from '#store/study-data.ts'
import { concealmentOf, maskSeedOf } from './allocation-facts.ts'
import { changesSince } from './design-facts.ts'
import { isLinked } from './link-study.ts'
import { studyOf, todayOf } from './staff-action.ts'
import type { Context } from './trpc.ts'

/** Why there is no report yet. */
export type NoReport = 'no-plan' | 'no-closed-wave' | 'not-linked' | 'responses-gone'

export type ReportFacts = {
  study: Study
  design: StudyDesign
  about: AboutReport
  arms: ReportArm[]
  /** By school, as it may be named; null: no arms, or none that may be told. */
  armOf: Map<string, string> | null
  isJoined: boolean
  responses: StudyResponse[]
  instruments: Map<string, Instrument>
  wavesOf: Map<string, number[]>
  schools: { id: string; arm: string | null; pupils: number; classes: number }[]
  draw: Allocation | undefined
}

/** @throws Problem `study.not-found` */
export async function reportFacts(ctx: Context, studyId: string): Promise<ReportFacts | NoReport> {
  const { database } = ctx
  const study = await studyOf(ctx, studyId)
  const [versions, draws, schools, { waves, concealed }, looks, linkage, turnup] = await Promise.all([
    planVersions(database, studyId),
    allocationsOf(database, studyId),
    designSchools(database, studyId),
    concealmentOf(ctx, studyId),
    looksOf(database, studyId),
    linkageOf(database, studyId),
    turnupOf(database, studyId),
  ])
  const plan = versions.at(-1)
  if (!plan) return 'no-plan'
  if (study.responsesGoneOn) return 'responses-gone'
  // Of pupils only: no report is made of what staff and parents answer.
  const closed = waves.filter((wave) =>
    isDone(
      wave,
      wave.rounds.filter(({ respondent }) => respondent === 'pupil'),
      todayOf(ctx),
    ),
  )
  if (closed.length === 0) return 'no-closed-wave'
  // A study that joins its waves has one analysis, and it is not to be chosen by its result.
  const isCurrent = study.mode === 'linked' && (await isLinked(ctx, study))
  if (study.mode === 'linked' && closed.length > 1 && !study.keyGoneOn && !isCurrent) return 'not-linked'
  // From the first figure on no round of these waves opens again: two reports a pupil apart would tell of that pupil.
  for (const wave of closed) await releaseWave(database, wave.id, todayOf(ctx))
  const all = await pupilResponses(database, studyId)

  const numbers = new Set(closed.map(({ number }) => number))
  const draw = concealed || plan.design.template !== 'trial' ? undefined : draws.at(-1)
  const named = draw && armsOf(draw, plan.design, study.unblindedOn !== null, maskSeedOf(ctx, draw))
  const arms = named ? armsFor(named, plan.design, study.unblindedOn !== null) : []
  const armOf = named ? new Map([...named].map(([id, { name }]) => [id, name])) : null
  const decided = looks.filter(({ decision }) => decision !== null)
  const design = { ...plan.design, outcomes: shownOutcomes(plan.design, numbers, decided, armOf !== null) }
  const inClosed = all.filter(({ wave }) => numbers.has(wave))
  const sizes = Map.groupBy(inClosed, ({ roundId }) => roundId)
  const [large, small] = [
    [...sizes.values()].filter(isLarge),
    [...sizes.values()].filter((each) => !isLarge(each)),
  ]
  const responses = large.flat()
  const instruments = await findVersions(
    database,
    responses.map(({ instrumentHash }) => instrumentHash),
  )
  const perSchool = schools.map(({ id }) => {
    const first = turnup.find((each) => each.schoolId === id && each.wave === waves[0]?.number)
    return { id, arm: armOf?.get(id) ?? null, pupils: first?.pupils ?? 0, classes: 0 }
  })
  const [from, to] = [waves[0]!.opensOn, closed.at(-1)!.closesOn]
  const classes = await taughtClasses(database, studyId, from, to)
  for (const school of perSchool)
    school.classes = classes.filter(({ schoolId }) => schoolId === school.id).length
  const isPrimaryOver = plan.design.outcomes.every(
    ({ role, wave }) => role !== 'primary' || numbers.has(wave),
  )
  const stepsOf = (lessonId: string) => ctx.lessons().get(lessonId)?.steps.length
  const groups = arms.length > 0 ? arms.map(({ name }): string | null => name) : [null]
  return {
    study,
    design,
    arms,
    armOf,
    isJoined: study.mode === 'linked' && linkage !== undefined && (isCurrent || study.keyGoneOn !== null),
    responses,
    instruments,
    wavesOf: askedIn(design, responses, instruments),
    schools: perSchool.filter(({ arm }) => arm !== null || armOf === null),
    draw,
    about: {
      title: study.title,
      question: plan.design.question,
      simulated: study.simulated,
      template: plan.design.template,
      isDrawn: draw !== undefined && draw.record.algorithm !== ownChoice,
      isBlinded: arms.length > 0 && study.unblindedOn === null,
      madeOn: todayOf(ctx),
      plan: { hash: plan.hash, frozenOn: plan.frozenOn },
      waves: waves.map(({ number, opensOn, closesOn }) => ({
        number,
        opensOn,
        closesOn,
        isClosed: numbers.has(number),
      })),
      flow: groups.map((arm) => flowOf(arm, schools, armOf, closed, turnup, inClosed)),
      small: { rounds: small.length, responses: small.flat().length },
      // How much was taught would tell which arm is which.
      dose:
        arms.length > 0 && study.unblindedOn === null
          ? []
          : groups.map((arm) => doseOf(stepsOf, arm, plan.design, armOf, schools, classes)),
      linkage: linkage?.report ?? null,
      harm: looks.map(({ waveNumber, decision, results }) => ({
        wave: waveNumber,
        decision,
        // Before unblinding the harm page shows them, by sides: a boundary says which letter has the programme.
        results:
          decision === null || study.unblindedOn === null
            ? null
            : isPrimaryOver
              ? results
              : harmOnly(results),
      })),
      harmWaiting:
        plan.design.outcomes.filter(({ role }) => role === 'harm').length -
        design.outcomes.filter(({ role }) => role === 'harm').length,
      deviations: deviationsOf(
        study.unblindedOn !== null,
        versions,
        await changesSince(ctx, studyId, plan),
        draws,
        schools,
        armOf,
        plan.design,
        classes,
      ),
    },
  }
}

const isLarge = (responses: StudyResponse[]): boolean => responses.length >= fewestResponses

/** The closed waves in which an outcome's variable was asked. */
function askedIn(
  { outcomes }: StudyDesign,
  responses: readonly StudyResponse[],
  instruments: ReadonlyMap<string, Instrument>,
): Map<string, number[]> {
  const versions = Map.groupBy(responses, ({ wave }) => wave)
  const names = [...versions].map(([wave, each]) => {
    const asked = [...new Set(each.map(({ instrumentHash }) => instrumentHash))].flatMap((hash) => {
      const instrument = instruments.get(hash)
      return instrument
        ? [
            ...variablesOf(instrument).map(({ name }) => name),
            ...(instrument.scales ?? []).map(({ id }) => id),
          ]
        : []
    })
    return { wave, asked: new Set(asked) }
  })
  return new Map(
    outcomes.map((outcome) => [
      columnOf(outcome),
      names
        .filter(({ asked }) => asked.has(outcome.variable))
        .map(({ wave }) => wave)
        .sort((a, b) => a - b),
    ]),
  )
}
