// What linked and unlinked pupils are compared on, and which answer about gender can contradict another: both found in
// the questionnaires of the waves, because each study asks its own.
import type { Instrument } from '#schemas/instrument.ts'
import type { OutcomeDesign } from '#schemas/study-design.ts'
import type { Answers } from './answers.ts'
import type { BaselineVariable } from './linkage-report.ts'
import { outcomeIn, valueIn } from './report/analysis-table.ts'
import { itemsOf, variablesOf } from './variable.ts'

/** Girl and boy in the question that shipped questionnaires share; its third answer contradicts nothing. */
const [girl, boy] = [1, 2]

/**
 * The variable in which the waves ask about gender, where all that ask do it with the same words for the same codes.
 * @returns undefined when none asks, or they differ: then nothing can contradict.
 */
export function genderVariable(instruments: readonly Instrument[]): string | undefined {
  const questions = instruments.flatMap((instrument) =>
    itemsOf(instrument).flatMap((item) =>
      item.kind === 'single' && item.identifies === 'gender'
        ? [
            {
              id: item.id,
              asked: JSON.stringify([item.id, item.options.map(({ value, label }) => [value, label.nb])]),
            },
          ]
        : [],
    ),
  )
  return new Set(questions.map(({ asked }) => asked)).size === 1 ? questions[0]!.id : undefined
}

/** The answer about gender, if it is girl or boy. */
export const genderIn = (variable: string | undefined, answers: Answers): number | undefined => {
  const value = variable === undefined ? undefined : answers[variable]
  return value === girl || value === boy ? value : undefined
}

/** Scales that are compared on where the study has no outcomes. */
const mostScales = 5

export type BaselineMeasure = BaselineVariable & { valueIn: (answers: Answers) => number | undefined }

/**
 * Gender, then the study's outcomes as far as this wave asks for them; the first scales of the questionnaire where the
 * study has no outcomes yet.
 */
export function baselineMeasures(
  instrument: Instrument,
  gender: string | undefined,
  outcomes: readonly OutcomeDesign[],
): BaselineMeasure[] {
  const names = new Set([
    ...variablesOf(instrument).map(({ name }) => name),
    ...(instrument.scales ?? []).map(({ id }) => id),
  ])
  const asked = outcomes.filter(({ variable }) => names.has(variable))
  const ofOutcomes = asked.map((outcome) => ({
    name: outcome.variable,
    label: outcome.label,
    measure: outcome.measure,
    valueIn: (answers: Answers) => outcomeIn(instrument, outcome, answers),
  }))
  const ofScales = (instrument.scales ?? []).slice(0, mostScales).map(({ id, title, score }) => ({
    name: id,
    label: title,
    measure: score === 'any' ? ('share' as const) : ('mean' as const),
    valueIn: (answers: Answers) => valueIn(instrument, id, answers),
  }))
  const ofGender = {
    name: 'gender',
    label: null,
    measure: 'share' as const,
    valueIn: (answers: Answers) => {
      const value = genderIn(gender, answers)
      return value === undefined ? undefined : Number(value === girl)
    },
  }
  return [
    ...(gender !== undefined && names.has(gender) ? [ofGender] : []),
    ...(asked.length > 0 ? ofOutcomes : ofScales),
  ]
}
