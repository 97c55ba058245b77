// How a study went, beside the answers: who was there, what was taught, what was not as planned. Counts only.
import type { StudyDesign } from '#schemas/study-design.ts'
import type { StudyResponse } from '../study-response.ts'
import type { WaveChange } from '../wave-change.ts'
import type { Deviation, Dose, FlowArm } from './report.ts'

/** Pupils of a school's classes that got slips in a wave, as the school has written, and why some did not answer. */
export type Turnup = {
  wave: number
  schoolId: string
  pupils: number
  optedOut: number
  absent: number
  declined: number
  unable: number
}

/** A class of the study, without its name, and what it was taught: each lesson once, with the most steps done. */
export type TaughtClass = { schoolId: string; lessons: { lessonId: string; steps: number }[] }

/** A school of the study; `leftOn`: the day on which it left. */
type School = { id: string; leftOn: string | null }
type ArmOf = ReadonlyMap<string, string> | null

/** Who was asked and who answered in the closed waves (CONSORT, cluster extension). */
export function flowOf(
  arm: string | null,
  schools: readonly School[],
  armOf: ArmOf,
  waves: readonly { number: number }[],
  turnup: readonly Turnup[],
  responses: readonly StudyResponse[],
): FlowArm {
  const own = schools.filter(({ id }) => arm === null || armOf?.get(id) === arm)
  const ids = new Set(own.map(({ id }) => id))
  return {
    arm,
    schools: own.length,
    left: own.filter(({ leftOn }) => leftOn !== null).length,
    joined: null,
    waves: waves.map(({ number }) => {
      const there = turnup.filter(({ wave, schoolId }) => wave === number && ids.has(schoolId))
      const answers = responses.filter(({ wave, schoolId }) => wave === number && ids.has(schoolId))
      const sum = (key: 'pupils' | 'optedOut' | 'absent' | 'declined' | 'unable') =>
        there.reduce((total, each) => total + each[key], 0)
      return {
        wave: number,
        schools: new Set(answers.map(({ schoolId }) => schoolId)).size,
        pupils: sum('pupils'),
        optedOut: sum('optedOut'),
        absent: sum('absent'),
        declined: sum('declined'),
        unable: sum('unable'),
        answered: answers.length,
      }
    }),
  }
}

type Version = { number: number; frozenOn: string; reason: string; seen: 'nothing' | 'figures' | 'arms' }
type Draw = { number: number; drawnOn: string; reason: string }

const programmeOf = ({ arms }: StudyDesign): Set<string> =>
  new Set(arms.filter(({ kind }) => kind === 'programme').flatMap(({ lessons }) => lessons))

/** @param stepsOf how many steps a lesson has; undefined for one that is gone */
export function doseOf(
  stepsOf: (lessonId: string) => number | undefined,
  arm: string | null,
  design: StudyDesign,
  armOf: ArmOf,
  schools: readonly School[],
  classes: readonly TaughtClass[],
): Dose {
  const programme = programmeOf(design)
  const ids = new Set(schools.filter(({ id }) => arm === null || armOf?.get(id) === arm).map(({ id }) => id))
  const own = classes.filter(({ schoolId }) => ids.has(schoolId))
  const given = own.map(({ lessons }) => lessons.filter(({ lessonId }) => programme.has(lessonId)))
  const steps = given.flat().flatMap(({ lessonId, steps: done }) => {
    const planned = stepsOf(lessonId)
    return planned ? [Math.min(1, done / planned)] : []
  })
  const mean = (values: number[]) =>
    values.length > 0 ? values.reduce((sum, value) => sum + value, 0) / values.length : null
  return {
    arm,
    schools: ids.size,
    classes: own.length,
    taught: given.filter((lessons) => lessons.length > 0).length,
    lessons: mean(given.map((lessons) => lessons.length)),
    steps: mean(steps),
  }
}

/** What was not as planned, as far as the product knows. */
export function deviationsOf(
  isUnblinded: boolean,
  versions: readonly Version[],
  changes: readonly WaveChange[],
  draws: readonly Draw[],
  schools: readonly School[],
  armOf: ArmOf,
  design: StudyDesign,
  classes: readonly TaughtClass[],
): Deviation[] {
  const programme = programmeOf(design)
  const outside = design.arms.filter(({ kind }) => kind !== 'programme')
  return [
    ...versions
      .slice(0, 1)
      .flatMap(({ frozenOn, seen }) =>
        seen === 'nothing' ? [] : [{ kind: 'frozen-late' as const, on: frozenOn }],
      ),
    ...versions.slice(1).map(({ number, frozenOn, reason, seen }) => ({
      kind: 'amended' as const,
      number,
      on: frozenOn,
      reason,
      seen,
    })),
    ...changes.map((change) => ({ kind: 'wave-changed' as const, change })),
    ...draws.slice(1).map(({ number, drawnOn, reason }) => ({
      kind: 'drawn-again' as const,
      number,
      on: drawnOn,
      reason,
    })),
    ...schools.flatMap(({ id, leftOn }) =>
      leftOn === null
        ? []
        : [
            {
              kind: 'school-left' as const,
              // Who knows the draw knows its school, and so the letter.
              arm: isUnblinded ? (armOf?.get(id) ?? null) : null,
              on: leftOn,
            },
          ],
    ),
    ...(!isUnblinded
      ? []
      : outside.flatMap(({ name }) => {
          const taught = classes.filter(
            ({ schoolId, lessons }) =>
              armOf?.get(schoolId) === name && lessons.some(({ lessonId }) => programme.has(lessonId)),
          )
          return taught.length > 0
            ? [{ kind: 'taught-outside' as const, arm: name, classes: taught.length }]
            : []
        })),
  ]
}
