// Quality flags of a response, kept as variables of their own. Nobody's answers are deleted because of them
// (ESPAD's central cleaning, shared openly instead: the researcher decides and says so).
import type { Instrument } from '#schemas/instrument.ts'
import type { Answers } from './answers.ts'
import { itemsOf, variablesOf } from './variable.ts'

export type Flags = Record<string, number>

/**
 * - `q_dummy` 1: says to have used a drug that does not exist.
 * - `q_honest` 0: says that honest answers were not given; 1: says they were.
 * - `q_inconsistent` number of pairs with recent use but no lifetime use.
 * - `q_straight` percent of grids with four or more rows where every row got the same answer, rounded to 25.
 * - `q_speed` 0 careful, 1 fast, 2 very fast.
 * - `q_answered` percent of variables answered, rounded down to 10.
 */
export function qualityFlags(instrument: Instrument, answers: Answers, speed: 0 | 1 | 2): Flags {
  const flags: Flags = { q_speed: speed }
  const variables = variablesOf(instrument)
  const answered = variables.filter((variable) => answers[variable.name] !== undefined).length
  flags['q_answered'] = variables.length ? Math.floor((answered / variables.length) * 10) * 10 : 0

  const grids = itemsOf(instrument)
    .filter((item) => item.kind === 'grid')
    .map((grid) => grid.rows.map((row) => answers[row.id]).filter((value) => value !== undefined))
    .filter((values) => values.length >= 4)
  if (grids.length > 0) {
    const straight = grids.filter((values) => new Set(values).size === 1).length
    flags['q_straight'] = Math.round((straight / grids.length) * 4) * 25
  }

  const quality = instrument.quality
  if (!quality) return flags
  const missing = new Map(variables.map(({ name, missing }) => [name, missing.map((code) => code.value)]))
  /** The answer, unless it is «vet ikke» or «vil ikke svare»: a refusal is not use. */
  const given = (name: string): number | undefined => {
    const value = answers[name]
    return typeof value !== 'number' || missing.get(name)?.includes(value) ? undefined : value
  }
  const dummy = quality.dummyDrug && given(quality.dummyDrug)
  if (typeof dummy === 'number') flags['q_dummy'] = dummy > 0 ? 1 : 0
  const honesty = quality.honesty && given(quality.honesty.item)
  if (honesty !== undefined) flags['q_honest'] = honesty >= quality.honesty!.dishonestFrom ? 0 : 1
  flags['q_inconsistent'] = quality.consistency.filter(
    ({ lifetime, recent }) => given(lifetime) === 0 && (given(recent) ?? 0) > 0,
  ).length
  return flags
}
