// One outcome between the arms, or before and after. Between arms the method is that of src/domain/statistics/analysis.ts,
// which is fixed before anybody sees data; nobody can choose it by its answer.
import { type Analysis, analyse } from '#domain/statistics/analysis.ts'
import type { AnalysisInput, Cell } from '#domain/statistics/analysis-columns.ts'
import type { Design } from '#domain/statistics/design.ts'
import type { Estimate } from '#domain/statistics/estimate.ts'
import { leastSquares } from '#domain/statistics/least-squares.ts'
import { StatisticsProblem, type StatisticsProblemCode } from '#domain/statistics/statistics-problem.ts'
import type { OutcomeDesign, StudyDesign } from '#schemas/study-design.ts'
import {
  type AnalysisTable,
  beforeOf,
  type CellOf,
  columnBefore,
  columnOf,
  columnsOf,
  schoolOf,
} from './analysis-table.ts'
import { fewestSchools, isFew, type Values, valuesOf } from './groups.ts'

/** What an analysis tells of its arms in a report: who is in it. Means stand in the groups, where small ones are hidden. */
type Counted<Each extends Analysis> = Each extends Analysis
  ? Omit<Each, 'arms'> & { arms: { name: string; clusters: number; n: number }[] }
  : never

/**
 * An arm against the one that the others are compared with, by the rules of the plan.
 * `constant`: covariates of the plan that have one value only, and were left out.
 */
export type ArmComparison = {
  arm: string
  control: string
  adjustedFor: string[]
  constant: string[]
  analysis: Counted<Analysis>
}

/**
 * A change between two waves: of everybody, or of an arm beyond that of control (difference in differences). Least
 * squares with a term a school and CR2 errors. Says nothing of what caused it.
 */
export type ChangeComparison = {
  arm: string | null
  control: string | null
  n: number
  /** Rows of the two waves without a value. */
  dropped: number
  schools: number
  /** Schools with values in both waves, without which a school says nothing of a change; null is everybody. */
  arms: { name: string | null; clusters: number }[]
} & ({ kind: 'result'; effect: Omit<Estimate, 'term'> } | { kind: 'problem'; code: StatisticsProblemCode })

/** What the comparison is adjusted for: the pupil's own value before where waves are joined, else the school's mean. */
export function adjustment(
  outcome: OutcomeDesign,
  design: Pick<StudyDesign, 'covariates' | 'outcomes'>,
  isJoined: boolean,
): { baseline: string | undefined; covariates: string[] } {
  const baseline =
    outcome.baselineWave === null
      ? undefined
      : (isJoined ? beforeOf : schoolOf)(columnBefore(outcome, design))
  return {
    baseline,
    covariates: isJoined ? design.covariates.map(beforeOf).filter((each) => each !== baseline) : [],
  }
}

/** What is compared, and what it is adjusted for. */
export type ComparisonInput = {
  table: AnalysisTable
  outcome: OutcomeDesign
  adjusted: ReturnType<typeof adjustment>
  /** Of the rows of the outcome's wave; all of them unless said. */
  isIn?: (cell: CellOf) => boolean
}

/** Two arms at the outcome's wave as they are analysed, and the covariates that have one value only. */
export function pairOf(
  { table, outcome, adjusted, isIn = () => true }: ComparisonInput,
  arm: string,
  control: string,
): { analysis: AnalysisInput & { rows: Record<string, Cell[]> }; constant: string[] } {
  const rows: Record<string, Cell[]> = columnsOf(
    table,
    (cell) => cell('wave') === outcome.wave && (cell('arm') === arm || cell('arm') === control) && isIn(cell),
  )
  const used = rows[columnOf(outcome)]!.map((value) => value !== undefined)
  const varies = (name: string) =>
    new Set(rows[name]!.filter((value, row) => used[row] && value !== undefined)).size > 1
  const covariates = adjusted.covariates.filter(varies)
  for (const name of covariates)
    if (table.coded.includes(name)) rows[name] = rows[name]!.map((code) => code && String(code))
  return {
    analysis: {
      rows,
      outcome: columnOf(outcome),
      ...(adjusted.baseline && { baseline: adjusted.baseline }),
      covariates,
      cluster: 'school',
      arm: 'arm',
      control,
      family: outcome.measure === 'share' ? 'binomial' : 'gaussian',
    },
    constant: adjusted.covariates.filter((name) => !varies(name)),
  }
}

/** Each arm against `control` at the outcome's wave. */
export function compareArms(
  input: ComparisonInput,
  arms: readonly string[],
  control: string,
): ArmComparison[] {
  return arms
    .filter((arm) => arm !== control)
    .map((arm) => {
      const { analysis, constant } = pairOf(input, arm, control)
      const { baseline } = input.adjusted
      return {
        arm,
        control,
        adjustedFor: [...(baseline ? [baseline] : []), ...analysis.covariates],
        constant,
        analysis: shown(analyse(analysis)),
      }
    })
}

/** Nothing of an arm of a few pupils, or with a few ones or zeros: neither what they answered nor what follows from it. */
function shown({ arms, ...analysis }: Analysis): Counted<Analysis> {
  const counted = arms.map(({ name, clusters, n }) => ({ name, clusters, n }))
  const measure = analysis.family === 'binomial' ? 'share' : 'mean'
  if (!arms.some(({ n, mean }) => isFew(n, mean * n, measure))) return { ...analysis, arms: counted }
  const { family, n, dropped, clusters } = analysis
  const code = analysis.kind === 'problem' ? analysis.code : 'too-few-rows'
  return { kind: 'problem', family, n, dropped, clusters, arms: [], code, message: '' }
}

/**
 * The change since the baseline wave: of all pupils without arms, of each arm beyond `control` with them.
 * @param arms empty where nothing is compared
 */
export function compareChanges(
  table: AnalysisTable,
  outcome: OutcomeDesign,
  arms: readonly string[],
  control: string | null,
): ChangeComparison[] {
  const others = arms.length === 0 ? [null] : arms.filter((arm) => arm !== control)
  return others.map((arm) => {
    const column = columnOf(outcome)
    const isUsed = (cell: CellOf) =>
      (cell('wave') === outcome.wave || cell('wave') === outcome.baselineWave) &&
      (arm === null || cell('arm') === arm || cell('arm') === control)
    const { values, school } = valuesOf(table, column, isUsed)
    const asked = columnsOf(table, isUsed)
    const marks = columnsOf(table, (cell) => isUsed(cell) && typeof cell(column) === 'number')
    const later = Float64Array.from(marks['wave']!, (wave) => (wave === outcome.wave ? 1 : 0))
    const treated = Float64Array.from(later, (value, row) => (marks['arm']?.[row] === arm ? value : 0))
    const bare = {
      ...{ arm, control, n: values.length, schools: school.names.length },
      dropped: asked['wave']!.length - values.length,
      arms: (arm === null ? [null] : [control, arm]).map((name) => ({
        name,
        clusters: inBothWaves(school, later, (row) => name === null || marks['arm']![row] === name),
      })),
    }
    const cells = Map.groupBy(Array.from(values.keys()), (row) => `${later[row]} ${marks['arm']?.[row]}`)
    const hasFew = [...cells.values()].some((rows) =>
      isFew(
        rows.length,
        rows.reduce((sum, row) => sum + values[row]!, 0),
        outcome.measure,
      ),
    )
    if (hasFew || school.names.length < fewestSchools)
      return { ...bare, kind: 'problem', code: 'too-few-rows' }
    try {
      const terms = arm === null ? [later] : [later, treated]
      const fit = leastSquares(withinSchools(values, school, terms))
      const { term: _, ...effect } = fit.fixed.at(-1)!
      return { ...bare, kind: 'result', effect }
    } catch (error) {
      if (!(error instanceof StatisticsProblem)) throw error
      return { ...bare, kind: 'problem', code: error.code }
    }
  })
}

/** How many schools have rows that are meant both before and later. */
function inBothWaves(
  { names, codes }: Values['school'],
  later: Float64Array,
  isMeant: (row: number) => boolean,
) {
  const waves = names.map(() => new Set<number>())
  for (const [row, code] of codes.entries()) if (isMeant(row)) waves[code]!.add(later[row]!)
  return waves.filter(({ size }) => size === 2).length
}

/** Deviations from the school's own mean: the same estimates as with one term a school. */
function withinSchools(outcome: Float64Array, school: Values['school'], terms: Float64Array[]): Design {
  const deviations = (values: Float64Array) => {
    const sums = new Float64Array(school.names.length)
    const sizes = new Int32Array(school.names.length)
    values.forEach((value, row) => {
      sums[school.codes[row]!]! += value
      sizes[school.codes[row]!]! += 1
    })
    return values.map((value, row) => value - sums[school.codes[row]!]! / sizes[school.codes[row]!]!)
  }
  return {
    terms: terms.map((_, place) => (place === terms.length - 1 ? 'effect' : 'later')),
    columns: terms.map(deviations),
    outcome: deviations(outcome),
    intercept: false,
    cluster: school,
    subcluster: undefined,
    n: outcome.length,
    dropped: 0,
  }
}
