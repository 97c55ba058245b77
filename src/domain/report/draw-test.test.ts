// The draw as a test: the same p as counting all allocations by hand, over the schools that have data, and a reason in
// words wherever it cannot be made.
import { describe, expect, test } from 'vitest'
import { leastSquares } from '#domain/statistics/least-squares.ts'
import type { StoredRecord } from '../allocation.ts'
import { type Design, randomise } from '../randomisation.ts'
import type { OutcomeDesign } from '#schemas/study-design.ts'
import type { AnalysisTable } from './analysis-table.ts'
import { compareArms, type ComparisonInput } from './comparison.ts'
import { drawTestOf, permutationCheck, schoolResiduals } from './draw-test.ts'

const arms = [
  { name: 'lessons', share: 1 },
  { name: 'waiting list', share: 1 },
]
const constrained: Design = { scheme: 'constrained', arms, keep: 1, most: 1000, sample: 1000 }
const blocks: Design = { scheme: 'blocks', arms, blockSizes: [2] }
const schools = Array.from({ length: 8 }, (_, at) => `s${at}`)
const numbers = new Map(schools.map((id, at) => [id, at + 1]))

function recordOf(
  design: Design,
  ids = schools,
  stratumOf: (at: number) => string = () => '.',
): StoredRecord {
  const units = ids.map((id, at) => ({ id, stratum: stratumOf(at), covariates: { pupils: 20 + at * at } }))
  const record = randomise(units, design, { seed: '7', codeVersion: '1', hash: (text) => text })
  return { studyId: 'x', plan: { number: 1, hash: '' }, design, units, ...record }
}

/** Every way to put four of eight in the first arm. */
const ways = Array.from({ length: 256 }, (_, bits) => schools.map((_, at) => (bits >> at) & 1)).filter(
  (way) => way.reduce((sum, one) => sum + one, 0) === 4,
)
const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
const values = [0.3, -0.1, 0.25, 0.6, -0.2, 0.05, 0.4, -0.35]

/** The p by counting, for the schools that have a number. */
function counted(record: StoredRecord, has: (at: number) => boolean): number {
  const apart = (inFirst: (at: number) => boolean) => {
    const of = (isFirst: boolean) => values.filter((_, at) => has(at) && inFirst(at) === isFirst)
    return Math.abs(mean(of(true)) - mean(of(false)))
  }
  const actual = apart((at) => record.allocation[at]!.arm === 'lessons')
  return ways.filter((way) => apart((at) => way[at] === 1) >= actual - 1e-12).length / ways.length
}

const outcomes = (has: (at: number) => boolean = () => true) =>
  new Map(values.flatMap((value, at) => (has(at) ? [[String(at + 1), value] as const] : [])))

describe('the draw as a test', () => {
  test.each([
    ['of all schools', () => true],
    ['of the schools that have data', (at: number) => at !== 3],
    ['of fewer of them', (at: number) => at > 1],
  ])('%s gives the p of counting every allocation', (_, has) => {
    const record = recordOf(constrained)
    const check = drawTestOf(record, numbers)!(outcomes(has))
    expect(check).toMatchObject({
      allocations: 70,
      schools: schools.filter((_, at) => has(at)).length,
      drawn: 8,
    })
    expect('p' in check && check.p).toBeCloseTo(counted(record, has), 12)
  })

  test('tells no difference: its sign would say which letter is which', () => {
    expect(Object.keys(drawTestOf(recordOf(constrained), numbers)!(outcomes()))).toEqual([
      ...['name', 'p', 'allocations', 'schools', 'drawn'],
    ])
  })

  test('says why it cannot be made', () => {
    const why = (record: StoredRecord, of = outcomes()) => drawTestOf(record, numbers)!(of)
    const three = [...arms, { name: 'usual', share: 1 }]
    expect(why(recordOf({ scheme: 'blocks', arms: three, blockSizes: [3] }))).toMatchObject({
      problem: 'not-two-arms',
    })
    // Four pairs: 16 ways.
    expect(why(recordOf(blocks, schools, (at) => `${at >> 1}`))).toMatchObject({ problem: 'few-ways' })
    expect(
      why(
        recordOf(constrained),
        outcomes((at) => at < 4),
      ),
    ).toMatchObject({ problem: 'empty-arm' })
    const record = recordOf(constrained)
    const swapped = record.allocation.map(({ id, arm }) => ({
      ...{ id, arm: arm === 'lessons' ? 'waiting list' : 'lessons' },
    }))
    expect(why({ ...record, allocation: swapped })).toMatchObject({ problem: 'other-draw' })
    expect(why({ ...record, seed: 'not a seed' })).toMatchObject({ problem: 'other-draw' })
    const { design: _, ...chosen } = record
    expect(drawTestOf(chosen, numbers)).toBeNull()
    expect(drawTestOf(undefined, numbers)).toBeNull()
  })
})

describe('the numbers of schools', () => {
  const outcome: OutcomeDesign = {
    ...{ role: 'primary', variable: 'use', label: { nb: 'use', en: 'use' }, measure: 'mean', from: null },
    ...{ better: 'lower', wave: 2, baselineWave: 1 },
  }
  // Of 120 pupils, each seventh without a value before.
  const rows = Array.from({ length: 120 }, (_, at): AnalysisTable['rows'][number] => {
    const school = (at % 8) + 1
    const before = at % 7 === 0 ? undefined : ((at * 37) % 11) / 5
    const gender = (at * 13) % 3
    const use =
      ((at * 53) % 17) / 9 + 0.6 * (before ?? 0) + 0.3 * (gender === 1 ? 1 : 0) + values[school - 1]!
    return [2, school, school % 2 === 0 ? 'A' : 'B', use, before, gender]
  })
  const table: AnalysisTable = {
    columns: ['wave', 'school', 'arm', 'use', 'use_before', 'gender_before'],
    rows,
    coded: ['gender_before'],
  }
  const input: ComparisonInput = {
    ...{ table, outcome },
    adjusted: { baseline: 'use_before', covariates: ['gender_before'] },
  }
  const pair = { arm: 'B', control: 'A' }

  test('are mean residuals on what the main comparison adjusts for, the arm left out', () => {
    const complete = rows.filter((row) => row[4] !== undefined) as number[][]
    const column = (of: (row: number[]) => number) => Float64Array.from(complete, of)
    const codes = Int32Array.from(complete, (row) => row[1]! - 1)
    const columns = [
      column(() => 1),
      column((row) => row[4]!),
      column((row) => (row[5] === 1 ? 1 : 0)),
      column((row) => (row[5] === 2 ? 1 : 0)),
    ]
    const fit = leastSquares({
      ...{ terms: ['(Intercept)', 'before', 'one', 'two'], columns, outcome: column((row) => row[3]!) },
      ...{ intercept: true, cluster: { names: schools, codes }, subcluster: undefined },
      ...{ n: complete.length, dropped: 0 },
    })
    const ours = schoolResiduals(input, pair)
    expect(ours.size).toBe(8)
    for (const [school, residual] of ours) {
      const own = [...codes.keys()].filter((row) => codes[row] === Number(school) - 1)
      const rest = (row: number) =>
        complete[row]![3]! - fit.fixed.reduce((sum, { estimate }, j) => sum + estimate * columns[j]![row]!, 0)
      expect(residual).toBeCloseTo(mean(own.map(rest)), 10)
    }
  })

  test('are plain means where nothing is adjusted for', () => {
    const bare = { ...input, adjusted: { baseline: undefined, covariates: [] } }
    const own = rows.filter((row) => row[1] === 3).map((row) => row[3] as number)
    expect(schoolResiduals(bare, pair).get('3')).toBeCloseTo(mean(own), 12)
  })

  test('are tested only where the main comparison has a result, and between two arms', () => {
    const main = compareArms(input, ['A', 'B'], 'A')
    const draw = drawTestOf(recordOf(constrained), numbers)
    expect(permutationCheck(input, main, draw)).toMatchObject({ schools: 8, drawn: 8 })
    expect(permutationCheck(input, [...main, ...main], draw)).toMatchObject({ problem: 'not-two-arms' })
    expect(permutationCheck(input, main, null)).toMatchObject({ problem: 'other-draw' })
    const few = { ...input, isIn: (cell: (column: string) => unknown) => cell('school') === 1 }
    expect(permutationCheck(few, compareArms(few, ['A', 'B'], 'A'), draw)).toMatchObject({
      problem: 'no-result',
    })
  })
})
