// A study's report from its analysis table and what is known of schools, plan, draw and lessons. Pure: the same data give
// the same report, and its R script the same numbers.
import type { OutcomeDesign, StudyDesign } from '#schemas/study-design.ts'
import { type AnalysisTable, columnOf } from './analysis-table.ts'
import { checksOf } from './checks.ts'
import { corrected } from './corrected.ts'
import { adjustment, compareArms, compareChanges } from './comparison.ts'
import type { DrawTest } from './draw-test.ts'
import { eventTimesOf } from './event-time.ts'
import { figureOf, groupsOf, iccFigure, isOf, valuesOf } from './groups.ts'
import { baselineOf } from './baseline.ts'
import { attritionOf } from './found-again.ts'
import { subgroupsOf } from './subgroups.ts'
import type { AboutReport, Comparisons, OutcomeResult, Report, ReportArm, TrajectoryPoint } from './report.ts'

export type ReportInput = {
  /** What is known without the responses. */
  about: AboutReport
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
  /** The draw as a test, where there was one. */
  drawTest: DrawTest | null
}

/** Outcomes in the order in which a report tells them. */
const order = ['primary', 'secondary', 'exploratory', 'harm'] as const

export function buildReport(input: ReportInput): Report {
  const { about, design, arms, isJoined } = input
  const names = arms.map(({ name }) => name)
  const sorted = order.flatMap((role) => design.outcomes.filter((outcome) => outcome.role === role))
  const armOf = names.length > 0 ? armOfSchools(input.table) : null
  const results = corrected(sorted.map((outcome) => resultOf(input, outcome, armOf)))
  return {
    ...about,
    flow: about.flow.map((each) => ({ ...each, joined: isJoined ? analysedIn(results, each.arm) : null })),
    alpha: design.alpha,
    arms: [...arms],
    isJoined,
    baseline: baselineOf(input, names),
    results,
    trajectories: sorted.flatMap((outcome) => trajectoryOf(input, outcome, names)),
    eventTimes: eventTimesOf(input),
    ...subgroupsOf(input, names),
    attrition: attritionOf(input, names),
  }
}

/** How many pupils of an arm are in the main comparison of the primary outcome. */
function analysedIn(results: readonly OutcomeResult[], arm: string | null): number | null {
  const primary = results.find(({ outcome }) => outcome.role === 'primary')
  if (primary?.main.kind !== 'arms') return null
  const arms = primary.main.each.flatMap(({ analysis }) => analysis.arms)
  return arms.find(({ name }) => name === arm)?.n ?? null
}

function resultOf(
  { design, table, arms, isJoined, about, drawTest }: ReportInput,
  outcome: OutcomeDesign,
  armOf: ReadonlyMap<string, string> | null,
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
          each: compareArms(
            { table, outcome, adjusted: adjustment(outcome, design, isJoined) },
            names,
            control,
          ),
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
      followUp: iccFigure(at(outcome.wave, null), armOf),
    },
    checks:
      main.kind === 'arms' && outcome.role === 'primary'
        ? checksOf({ table, outcome, design, names, control: control!, isJoined, drawTest, main: main.each })
        : [],
  }
}

/** By the table's numbers of schools. */
function armOfSchools({ columns, rows }: AnalysisTable): Map<string, string> {
  const [school, arm] = [columns.indexOf('school'), columns.indexOf('arm')]
  const byNumber = new Map(rows.map((row) => [row[school], row[arm]]))
  return new Map([...byNumber].map(([number, name]) => [String(number), String(name)]))
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
