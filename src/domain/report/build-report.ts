// A study's report from its analysis table and what is known of schools, plan, draw and lessons. Pure: the same data give
// the same report, and its R script the same numbers.
import { primaryOf } from '#domain/study-design.ts'
import type { OutcomeDesign, StudyDesign } from '#schemas/study-design.ts'
import { type AnalysisTable, beforeOf, type CellOf, columnOf, hiddenCode } from './analysis-table.ts'
import { checksOf, type DrawTest } from './checks.ts'
import { corrected } from './corrected.ts'
import { adjustment, compareArms, compareChanges } from './comparison.ts'
import { type BaselineRow, baselineRow, figureOf, iccFigure, valuesOf } from './groups.ts'
import type {
  Comparisons,
  OutcomeResult,
  Report,
  ReportArm,
  SubgroupResult,
  TrajectoryPoint,
} from './report.ts'

export type ReportInput = {
  /** What is known without the responses. */
  about: Omit<
    Report,
    'arms' | 'isJoined' | 'baseline' | 'results' | 'trajectories' | 'subgroups' | 'attrition' | 'alpha'
  >
  design: StudyDesign
  table: AnalysisTable
  /** Empty where nothing is compared. */
  arms: readonly ReportArm[]
  /** Were waves joined by link code? */
  isJoined: boolean
  /** Waves in which an outcome was asked, by column. */
  wavesOf: ReadonlyMap<string, readonly number[]>
  /** By arm, pupils and classes of each school. */
  schools: readonly { arm: string | null; pupils: number; classes: number }[]
  /** The draw as a test, where there was one between two arms. */
  drawTest: DrawTest | null
}

/** Outcomes in the order in which a report tells them. */
const order = ['primary', 'secondary', 'exploratory', 'harm'] as const

export function buildReport(input: ReportInput): Report {
  const { about, design, arms, isJoined } = input
  const names = arms.map(({ name }) => name)
  const sorted = order.flatMap((role) => design.outcomes.filter((outcome) => outcome.role === role))
  const results = corrected(sorted.map((outcome) => resultOf(input, outcome)))
  const attrition = attritionOf(input, names)
  return {
    ...about,
    flow: about.flow.map((each) => ({ ...each, joined: isJoined ? analysedIn(results, each.arm) : null })),
    alpha: design.alpha,
    arms: [...arms],
    isJoined,
    baseline: baselineOf(input, names),
    results,
    trajectories: sorted.flatMap((outcome) => trajectoryOf(input, outcome, names)),
    subgroups: subgroupsOf(input, names),
    attrition,
  }
}

/** How many pupils of an arm are in the main comparison of the primary outcome. */
function analysedIn(results: readonly OutcomeResult[], arm: string | null): number | null {
  const primary = results.find(({ outcome }) => outcome.role === 'primary')
  if (primary?.main.kind !== 'arms') return null
  const arms = primary.main.each.flatMap(({ analysis }) => analysis.arms)
  return arms.find(({ name }) => name === arm)?.n ?? null
}

/** The rows of an arm at a wave; null is everybody. */
const isOf =
  (wave: number | null, arm: string | null) =>
  (cell: CellOf): boolean =>
    (wave === null || cell('wave') === wave) && (arm === null || cell('arm') === arm)

const groupsOf = (names: readonly string[]): (string | null)[] => (names.length > 0 ? [...names] : [null])

function resultOf(
  { design, table, arms, isJoined, about, drawTest }: ReportInput,
  outcome: OutcomeDesign,
): OutcomeResult {
  const column = columnOf(outcome)
  const names = arms.map(({ name }) => name)
  const control = arms.find(({ isControl }) => isControl)?.name ?? null
  const asked = outcome.baselineWave === null ? [outcome.wave] : [outcome.baselineWave, outcome.wave]
  const at = (wave: number | null, arm: string | null) => valuesOf(table, column, isOf(wave, arm))
  const groups =
    names.length > 0
      ? names.map((name) => figureOf(at(outcome.wave, name), outcome.measure))
      : asked.map((wave) => figureOf(at(wave, null), outcome.measure))
  const main: Comparisons =
    control !== null && about.isDrawn
      ? {
          kind: 'arms',
          each: compareArms(table, outcome, adjustment(outcome, design, isJoined), names, control),
        }
      : {
          kind: 'changes',
          each: outcome.baselineWave === null ? [] : compareChanges(table, outcome, names, control),
        }
  return {
    outcome,
    column,
    groups,
    main,
    corrected: [],
    icc: {
      baseline: outcome.baselineWave === null ? null : iccFigure(at(outcome.baselineWave, null)),
      followUp: iccFigure(at(outcome.wave, null)),
    },
    checks:
      main.kind === 'arms' && outcome.role === 'primary'
        ? checksOf({ table, outcome, design, names, control: control!, isJoined, drawTest })
        : [],
  }
}

function baselineOf(
  { about, design, table, schools }: ReportInput,
  names: readonly string[],
): Report['baseline'] {
  const inArms = groupsOf(names)
  const columns = new Map<string, { column: string; measure: 'mean' | 'share'; wave: number }>()
  for (const outcome of design.outcomes)
    if (outcome.baselineWave !== null)
      columns.set(columnOf(outcome), {
        column: columnOf(outcome),
        measure: outcome.measure,
        wave: outcome.baselineWave,
      })
  const pupils = [...columns.values()].map(({ column, measure, wave }) =>
    baselineRow(
      column,
      measure,
      inArms.map((arm) => valuesOf(table, column, isOf(wave, arm))),
    ),
  )
  const ofSchools = (['pupils', 'classes'] as const).map((column): BaselineRow => ({
    column,
    measure: 'mean',
    standardised: null,
    groups: inArms.map((arm) => {
      const numbers = schools.filter((each) => arm === null || each.arm === arm).map((each) => each[column])
      const mean = numbers.length > 0 ? numbers.reduce((sum, value) => sum + value, 0) / numbers.length : null
      return { n: numbers.length, schools: numbers.length, estimate: mean, low: null, high: null, sd: null }
    }),
  }))
  // Exact means of schools would tell whoever knows the draw which letter is which.
  return { schools: about.isBlinded ? [] : ofSchools, pupils }
}

const trajectoryOf = (
  { table, wavesOf }: ReportInput,
  outcome: OutcomeDesign,
  names: readonly string[],
): TrajectoryPoint[] => {
  const column = columnOf(outcome)
  return groupsOf(names).flatMap((arm) =>
    (wavesOf.get(column) ?? []).map((wave) => ({
      column,
      arm,
      wave,
      figure: figureOf(valuesOf(table, column, isOf(wave, arm)), outcome.measure),
    })),
  )
}

/** The primary outcome in each group of each subgroup variable of the plan, and in no other. */
function subgroupsOf(
  { design, table, arms, isJoined, about }: ReportInput,
  names: readonly string[],
): SubgroupResult[] {
  const primary = primaryOf(design)
  const control = arms.find(({ isControl }) => isControl)?.name
  if (!primary || control === undefined || !about.isDrawn || !isJoined) return []
  const adjusted = adjustment(primary, design, isJoined)
  return design.subgroups.flatMap((name) => {
    const column = beforeOf(name)
    const found = [...new Set(valuesOf(table, column, isOf(primary.wave, null)).values)]
      .filter((value) => value !== hiddenCode)
      .sort((a, b) => a - b)
    return found.map((value) => ({
      column: name,
      value,
      each: compareArms(
        table,
        primary,
        { ...adjusted, covariates: adjusted.covariates.filter((each) => each !== column) },
        names,
        control,
        (cell) => cell(column) === value,
      ),
    }))
  })
}

/** Who of those that answered first was found again at the last outcome wave. */
function attritionOf(
  { design, table, isJoined }: ReportInput,
  names: readonly string[],
): Report['attrition'] {
  const last = Math.max(...design.outcomes.map(({ wave }) => wave), 1)
  const first = Math.min(...design.outcomes.map(({ baselineWave }) => baselineWave ?? last), last)
  const at = (column: string) => table.columns.indexOf(column)
  const [wave, arm, panel] = [at('wave'), at('arm'), at('panel')]
  const again = new Set(table.rows.filter((row) => row[wave] === last).map((row) => row[panel]))
  again.delete(undefined)
  return groupsOf(names).map((name) => {
    const before = table.rows.filter((row) => row[wave] === first && (name === null || row[arm] === name))
    return {
      arm: name,
      baseline: before.length,
      again: isJoined && first !== last ? before.filter((row) => again.has(row[panel])).length : null,
    }
  })
}
