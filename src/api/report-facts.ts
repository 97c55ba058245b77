// What a study's report is made of: the course of the study (report-course.ts) and the answers, brought into the shapes of
// src/domain/report.
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
import type { Instrument } from '#schemas/instrument.ts'
import type { StudyDesign } from '#schemas/study-design.ts'
import type { Allocation } from '#store/allocation.ts'
import type { Study } from '#store/study.ts'
import { pupilData } from '#store/study-data.ts'
import { maskSeedOf } from './allocation-facts.ts'
import type { ReportCourse } from './report-course.ts'
import type { Context } from './trpc.ts'

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

/** Reads the answers: the part that takes its time. */
export async function reportFacts(ctx: Context, course: ReportCourse): Promise<ReportFacts> {
  const { study, plan, versions, changes, draws, schools, waves, concealed, closed } = course
  const { looks, linkage, isCurrent, turnup, classes } = course
  const { outcomes, covariates, subgroups } = plan.design
  const measures = [...outcomes.map(({ variable }) => variable), ...covariates, ...subgroups]
  const { responses: all, instruments } = await pupilData(ctx.database, study.id, measures)
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
  const perSchool = schools.map(({ id }) => {
    const first = turnup.find((each) => each.schoolId === id && each.wave === waves[0]?.number)
    return { id, arm: armOf?.get(id) ?? null, pupils: first?.pupils ?? 0, classes: 0 }
  })
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
    isJoined: study.mode === 'linked' && linkage !== undefined && isCurrent,
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
      madeOn: course.today,
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
        changes,
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
