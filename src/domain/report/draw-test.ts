// The draw itself as a test of the main comparison: had nobody been affected, each school's mean residual would have been
// the same under every allocation that could have been drawn (Gail et al. 1996). Where the test cannot be made, it says
// why; a check that vanishes would be read as one that agreed.
import type { StoredRecord } from '#domain/allocation.ts'
import { permutationTest } from '#domain/randomisation.ts'
import { fewestSchemes } from '#domain/randomisation-schemes.ts'
import { individualResiduals, summarise } from '#domain/statistics/cluster-summary.ts'
import { designFrom } from '#domain/statistics/analysis-columns.ts'
import { StatisticsProblem } from '#domain/statistics/statistics-problem.ts'
import { type ArmComparison, type ComparisonInput, pairOf } from './comparison.ts'

/**
 * - `not-two-arms`: the test is for two.
 * - `few-ways`: so few ways to part the schools with data that no result could be rare.
 * - `empty-arm`: in some allocation an arm would have no school with data.
 * - `other-draw`: the record does not give the allocation again.
 * - `no-result`: the main comparison has none.
 */
export type PermutationProblem = 'not-two-arms' | 'few-ways' | 'empty-arm' | 'other-draw' | 'no-result'

/** `schools` of those `drawn` have data. No difference: its sign goes by the order of the arms, which is hidden. */
export type PermutationCheck = { name: 'permutation' } & (
  { p: number; allocations: number; schools: number; drawn: number } | { problem: PermutationProblem }
)

/** Tests a number a school, by the file's numbers of schools, against the draws that could have been. */
export type DrawTest = (outcomes: ReadonlyMap<string, number>) => PermutationCheck

const redraws = 1_999
const cannot = (problem: PermutationProblem): PermutationCheck => ({ name: 'permutation', problem })

/** @returns null where nothing was drawn */
export function drawTestOf(
  record: StoredRecord | undefined,
  schoolNumbers: ReadonlyMap<string, number>,
): DrawTest | null {
  const design = record?.design
  if (!record || !design) return null
  const { units, seed, allocation } = record
  return (outcomes) => {
    if (design.arms.length !== 2) return cannot('not-two-arms')
    const byId = units.flatMap(({ id }) => {
      const value = outcomes.get(String(schoolNumbers.get(id)))
      return value === undefined ? [] : [[id, value] as const]
    })
    try {
      const { p, allocations, different, compared, armOf } = permutationTest(
        units,
        design,
        seed,
        new Map(byId),
        redraws,
      )
      if (allocation.some(({ id, arm }) => armOf.get(id) !== arm)) return cannot('other-draw')
      if (different < fewestSchemes) return cannot('few-ways')
      return { name: 'permutation', p, allocations, schools: compared, drawn: units.length }
    } catch (error) {
      if (!(error instanceof StatisticsProblem)) throw error
      return cannot(error.code === 'too-few-clusters' ? 'empty-arm' : 'other-draw')
    }
  }
}

/** On what the main comparison leaves unexplained when it does not know the arms. */
export function permutationCheck(
  input: ComparisonInput,
  main: readonly ArmComparison[],
  drawTest: DrawTest | null,
): PermutationCheck {
  const [comparison, ...more] = main
  if (!comparison || more.length > 0) return cannot('not-two-arms')
  if (comparison.analysis.kind !== 'result') return cannot('no-result')
  return drawTest ? drawTest(schoolResiduals(input, comparison)) : cannot('other-draw')
}

/**
 * By school, the mean residual of least squares of the outcome on all that the main comparison adjusts for, with the same
 * pupils and the same coding, and without the arm; the mean itself where it adjusts for nothing.
 */
export function schoolResiduals(
  input: ComparisonInput,
  { arm, control }: Pick<ArmComparison, 'arm' | 'control'>,
): Map<string, number> {
  const { design } = designFrom(pairOf(input, arm, control).analysis)
  const last = design.terms.length - 1
  const residuals = individualResiduals(
    design,
    design.terms.map((_, place) => place > 0 && place < last),
  )
  return new Map(summarise(design, residuals).map(({ name, mean }) => [name, mean]))
}
