// The primary outcome in the subgroups of the plan, and whether its effect differs between them. The surprise: only the
// second compares the groups; that one interval crosses zero and another does not says nothing of a difference.
import { primaryOf } from '#domain/study-design.ts'
import { designFrom } from '#domain/statistics/analysis-columns.ts'
import { leastSquares } from '#domain/statistics/least-squares.ts'
import { holm } from '#domain/statistics/multiplicity.ts'
import { StatisticsProblem } from '#domain/statistics/statistics-problem.ts'
import type { StudyDesign } from '#schemas/study-design.ts'
import { type AnalysisTable, beforeOf, hiddenCode } from './analysis-table.ts'
import { adjustment, compareArms, type ComparisonInput, pairOf } from './comparison.ts'
import { isFew, valuesOf } from './groups.ts'
import type { Interaction, Report, ReportArm, SubgroupResult } from './report.ts'

export type SubgroupInput = {
  design: StudyDesign
  table: AnalysisTable
  arms: readonly ReportArm[]
  isJoined: boolean
  about: Pick<Report, 'isDrawn'>
}

/** In each group of each subgroup variable of the plan, and in no other; none where the schools were not drawn. */
export function subgroupsOf(
  { design, table, arms, isJoined, about }: SubgroupInput,
  names: readonly string[],
): Pick<Report, 'subgroups' | 'interactions'> {
  const outcome = primaryOf(design)
  const control = arms.find(({ isControl }) => isControl)?.name
  if (!outcome || control === undefined || !about.isDrawn || !isJoined)
    return { subgroups: [], interactions: [] }
  const { baseline, covariates } = adjustment(outcome, design, isJoined)
  const each = design.subgroups.map((name) => {
    const column = beforeOf(name)
    const input: ComparisonInput = {
      ...{ table, outcome },
      adjusted: { baseline, covariates: covariates.filter((covariate) => covariate !== column) },
    }
    const found = [...new Set(valuesOf(table, column, (cell) => cell('wave') === outcome.wave).values)]
      .filter((value) => value !== hiddenCode)
      .sort((a, b) => a - b)
    const groups = found.map((value): SubgroupResult => ({
      column: name,
      value,
      each: compareArms({ ...input, isIn: (cell) => cell(column) === value }, names, control),
    }))
    return { groups, interactions: interactionsOf(input, groups, names, control) }
  })
  return {
    subgroups: each.flatMap(({ groups }) => groups),
    interactions: each.flatMap(({ interactions }) => interactions),
  }
}

/** Of one variable, corrected by Holm where it has more than one. A group that is hidden is nobody's other pupils. */
function interactionsOf(
  input: ComparisonInput,
  groups: readonly SubgroupResult[],
  names: readonly string[],
  control: string,
): Interaction[] {
  if (groups.length < 2) return []
  const all = names
    .filter((arm) => arm !== control)
    .flatMap((arm) => {
      const shown = groups
        .filter(({ each }) => each.find((one) => one.arm === arm)!.analysis.arms.length > 0)
        .map(({ value }) => value)
      const { column } = groups[0]!
      const pair = { column, arm, control }
      if (shown.length < 2)
        return [
          {
            ...pair,
            ...{ value: groups[0]!.value, other: groups.length === 2 ? groups[1]!.value : null },
            ...{ kind: 'problem' as const, code: 'too-few-rows' as const },
          },
        ]
      const tested = shown.length === 2 ? shown.slice(0, 1) : shown
      return tested.map((value): Interaction => ({
        ...{ ...pair, value, other: shown.length === 2 ? shown[1]! : null },
        ...interaction(input, pair, beforeOf(column), value, shown),
      }))
    })
  const p = all.flatMap((each) => (each.kind === 'result' ? [each.effect.p] : []))
  if (p.length < 2) return all
  const corrected = holm(p)
  let place = 0
  return all.map((each) => (each.kind === 'result' ? { ...each, corrected: corrected[place++]! } : each))
}

type Fitted = DistributiveOmit<Interaction, 'column' | 'value' | 'other' | 'arm' | 'control'>
type DistributiveOmit<Each, Key extends PropertyKey> = Each extends unknown ? Omit<Each, Key> : never

/** Arm, group, both together, and what the main comparison adjusts for. */
function interaction(
  input: ComparisonInput,
  { arm, control }: { arm: string; control: string },
  column: string,
  value: number,
  groups: readonly number[],
): Fitted {
  const isIn = (cell: (name: string) => unknown) => groups.some((group) => group === cell(column))
  const { analysis } = pairOf({ ...input, isIn }, arm, control)
  const group = 'in the group'
  const rows = { ...analysis.rows, [group]: analysis.rows[column]!.map((each) => (each === value ? 1 : 0)) }
  try {
    const { design, arm: inArm } = designFrom({
      ...analysis,
      rows,
      covariates: [...analysis.covariates, group],
    })
    const inGroup = design.columns[design.terms.indexOf(group)]!
    const cells = Map.groupBy(design.outcome.keys(), (row) => `${inArm[row]} ${inGroup[row]}`)
    const isHidden = [...cells.values()].some((each) =>
      isFew(
        each.length,
        each.reduce((sum, row) => sum + design.outcome[row]!, 0),
        input.outcome.measure,
      ),
    )
    if (isHidden || cells.size < 4) return { kind: 'problem', code: 'too-few-rows' }
    const both = inArm.map((one, row) => one * inGroup[row]!)
    const { term: _, ...effect } = leastSquares({
      ...design,
      terms: [...design.terms, 'arm:group'],
      columns: [...design.columns, both],
    }).fixed.at(-1)!
    const adjustedFor = [...(analysis.baseline ? [analysis.baseline] : []), ...analysis.covariates]
    return { kind: 'result', adjustedFor, n: design.n, effect, corrected: null }
  } catch (error) {
    if (!(error instanceof StatisticsProblem)) throw error
    return { kind: 'problem', code: error.code }
  }
}
