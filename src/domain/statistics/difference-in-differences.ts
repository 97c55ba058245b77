// Schools that were not drawn by lot, before and after: two-way effects of school and wave, errors by school (CR2).
// A difference that was there before is removed; one that would have grown anyway is not. No proof of cause.
import { singleCluster } from './cluster-checks.ts'
import type { Design, Grouping } from './design.ts'
import type { Estimate } from './estimate.ts'
import { leastSquares } from './least-squares.ts'
import { StatisticsProblem } from './statistics-problem.ts'

/** One entry a row: outcome, school, wave number, and whether the school gets the lesson in the end (0 or 1). */
export type Panel = { outcome: Float64Array; school: Grouping; wave: Int32Array; treated: Float64Array }

/**
 * @param start first wave after the lesson
 * @returns the change in the schools with the lesson beyond the change in the others
 * @throws StatisticsProblem `bad-argument` without a wave before and one after, `single-cluster-in-arm`
 */
export function differenceInDifferences(panel: Panel, start: number): Estimate {
  const effect = panel.wave.map((wave) => (wave >= start ? 1 : 0))
  return withinSchools(panel, start, [{ term: 'difference in differences', when: effect }])[0]!
}

/**
 * The difference at every wave against the last wave before the lesson, which is 0 by definition and not listed.
 * Waves before it should show none: that is what makes the comparison believable, so there should be two or more.
 * @returns one estimate a wave, `wave 1`, `wave 2` …
 */
export function eventTime(panel: Panel, start: number): Estimate[] {
  const waves = distinct(panel.wave)
  const reference = Math.max(...waves.filter((wave) => wave < start))
  const effects = waves
    .filter((wave) => wave !== reference)
    .map((wave) => ({ term: `wave ${wave}`, when: panel.wave.map((each) => (each === wave ? 1 : 0)) }))
  return withinSchools(panel, start, effects)
}

const distinct = (waves: Int32Array): number[] => [...new Set(waves)].sort((a, b) => a - b)

/** Least squares on deviations from the school's own mean: the same as one term a school, and CR2 agrees too. */
function withinSchools(
  panel: Panel,
  start: number,
  effects: { term: string; when: Int32Array }[],
): Estimate[] {
  const { outcome, school, wave, treated } = panel
  const waves = distinct(wave)
  if (!(waves[0]! < start && waves.at(-1)! >= start))
    throw new StatisticsProblem('bad-argument', 'There must be a wave before the lesson and one after.')
  singleCluster('treated', treated, school)
  const waveColumns = waves
    .slice(1)
    .map((each) => Float64Array.from(wave, (value) => (value === each ? 1 : 0)))
  const effectColumns = effects.map(({ when }) => treated.map((value, row) => value * when[row]!))
  const design: Design = {
    terms: [...waves.slice(1).map((each) => `time ${each}`), ...effects.map(({ term }) => term)],
    columns: [...waveColumns, ...effectColumns].map((column) => deviations(column, school)),
    outcome: deviations(outcome, school),
    intercept: false,
    cluster: school,
    subcluster: undefined,
    n: outcome.length,
    dropped: 0,
  }
  return leastSquares(design).fixed.slice(waveColumns.length)
}

function deviations(values: Float64Array, { names, codes }: Grouping): Float64Array {
  const sums = new Float64Array(names.length)
  const sizes = new Int32Array(names.length)
  for (let row = 0; row < values.length; row += 1) {
    sums[codes[row]!]! += values[row]!
    sizes[codes[row]!]! += 1
  }
  return values.map((value, row) => value - sums[codes[row]!]! / sizes[codes[row]!]!)
}
