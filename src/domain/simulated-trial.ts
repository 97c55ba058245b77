// A whole made-up trial: schools, pupils with link codes in each wave, and answers that an effect of known size has
// moved. For the demo, the `simulate` command, and tests that ask whether the report finds what was put in.
import type { Instrument } from '#schemas/instrument.ts'
import type { Answers } from './answers.ts'
import { assumedElements, carefulAndCareless, simulateLinkCodes } from './link-code-simulation.ts'
import { genderIn, genderVariable } from './linkage-baseline.ts'
import { type LinkageReport, linkageReport, type PanelRecord, primaryLinkage } from './linkage-report.ts'
import { linkPanel, panelIds } from './panel.ts'
import { normal, type Pupil, randomFrom, simulateAnswers } from './simulation.ts'

export type TrialSize = {
  schools: number
  /** A school, in each wave. */
  pupils: number
  waves: number
  /** By how many standard deviations risk is lower after the whole programme. */
  effect: number
  seed: number
}

export type SimulatedTrial = {
  responses: { wave: number; school: number; answers: Answers; panel: number }[]
  linkage: LinkageReport
}

/** How much of what pupils are like lies between schools, and stays the same from wave to wave. */
const betweenSchools = 0.25
const steady = 0.8

/**
 * @param instruments the questionnaire of each wave
 * @param doseOf how much of the effect a school, from 0, shows in a wave, from 0: 0 to 1
 * @param grade of the pupils
 */
export function simulateTrial(
  { schools, pupils, waves, effect, seed }: TrialSize,
  instruments: readonly Instrument[],
  doseOf: (school: number, wave: number) => number,
  grade: number,
): SimulatedTrial {
  const random = randomFrom(seed)
  const codes = simulateLinkCodes(
    { elements: assumedElements, care: carefulAndCareless },
    { pools: schools, pupils, waves, leaving: 0.1, joining: 0.1 },
    random,
  )
  const levels = Array.from({ length: schools }, () => Math.sqrt(betweenSchools) * normal(random))
  const persons = new Map<number, { risk: number; mood: number; gender?: number }>()
  const gender = genderVariable(instruments)
  const schoolOf = (pool: string) => Number(pool.replace('school-', '')) - 1
  const filled = codes.map((each, wave) =>
    each.map(({ person, pool, elements }) => {
      const school = schoolOf(pool)
      const known: { risk: number; mood: number; gender?: number } = persons.get(person) ?? {
        risk: normal(random),
        mood: normal(random),
      }
      persons.set(person, known)
      const gain = doseOf(school, wave) * effect
      const pupil: Pupil = {
        grade,
        risk: levels[school]! + steady * known.risk + (1 - steady) * normal(random) - gain,
        mood: steady * known.mood + (1 - steady) * normal(random) + gain / 2,
      }
      const answers = simulateAnswers(instruments[wave]!, pupil, random)
      // The same pupil answers the same about gender in every wave.
      if (gender && typeof answers[gender] === 'number') answers[gender] = known.gender ??= answers[gender]
      const record: PanelRecord = { pool, elements, gender: genderIn(gender, answers), values: [] }
      return { school, answers, record }
    }),
  )
  const records = filled.map((wave) => wave.map(({ record }) => record))
  const panel = linkPanel(records, primaryLinkage)
  let last = 0
  const ids = panelIds(
    panel,
    records.map(({ length }) => length),
    () => String((last += 1)),
  )
  return {
    responses: filled.flatMap((each, wave) =>
      each.map(({ school, answers }, row) => ({
        wave: wave + 1,
        school,
        answers,
        panel: Number(ids[wave]![row]),
      })),
    ),
    linkage: linkageReport(
      records.map((each, wave) => ({
        number: wave + 1,
        rounds: schools,
        responses: each.length,
        codes: each.length,
        unreadable: 0,
        records: each,
        baseline: [],
      })),
      panel,
    ),
  }
}
