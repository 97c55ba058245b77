// A report's numbers against R: the script and the table that the product gives are those that R has run here, and R
// found no number apart. When a number changes, make.ts and R have to be run again.
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { compareArms } from '#domain/report/comparison.ts'
import { figureOf, valuesOf } from '#domain/report/groups.ts'
import { reportFixture } from '../../support/report-fixture.ts'
import { ownChoiceReport, simulatedReport } from './simulated-report.ts'

const read = (file: string) => readFileSync(new URL(file, import.meta.url), 'utf8')
const drawn = simulatedReport()
const { report, table } = drawn
const own = ownChoiceReport()

describe.each([
  ['analyse', drawn, 250],
  ['own', own, 75],
] as const)('R and %s', (name, { csv, r }, fewest) => {
  test('have the table and the script that R has run', () => {
    expect(csv).toBe(read(`${name}.csv`))
    expect(r).toBe(read(`${name}.R`))
  })

  test('agree on every number', () => {
    const lines = read(`${name}.txt`).trim().split('\n')
    const [, numbers, apart] = /^(\d+) numbers, largest relative difference (\S+) /.exec(lines.at(-1)!)!
    expect(lines).toHaveLength(Number(numbers) + 1)
    expect(Number(numbers)).toBeGreaterThan(fewest)
    expect(Number(apart)).toBeLessThan(1e-5)
  })
})

describe('the report of a simulated trial', () => {
  test('compares the primary outcome by a mixed model, adjusted for what was answered before', () => {
    const [primary] = report.results
    expect(primary).toMatchObject({
      column: 's_intend',
      main: {
        kind: 'arms',
        each: [
          {
            arm: 'B',
            control: 'A',
            adjustedFor: ['s_intend_before', 'gender_before'],
            analysis: { kind: 'result', method: 'mixed-model', clusters: 24 },
          },
        ],
      },
    })
    const names = primary!.checks.map(({ name }) => name)
    expect(names).toEqual(['unadjusted', 'school-means', 'weighted', 'permutation'])
    expect(primary!.checks.at(-1)).toMatchObject({ allocations: 2000, schools: 24, drawn: 24 })
  })

  test('corrects secondary and exploratory outcomes, each kind for itself', () => {
    const isShown = ({ main }: (typeof report.results)[number]) =>
      main.kind === 'arms' && main.each[0]!.analysis.kind === 'result'
    expect(
      report.results.filter(isShown).map(({ outcome, corrected }) => [outcome.role, corrected[0] !== null]),
    ).toEqual([
      ['primary', false],
      ['secondary', true],
      ['secondary', true],
      ['exploratory', true],
      ['harm', false],
    ])
  })

  test('shows no figure of fewer than ten', () => {
    const at = (column: string) => table.columns.indexOf(column)
    let left = 9
    const few = {
      ...table,
      rows: table.rows.filter((row) => row[at('wave')] !== 2 || row[at('arm')] === 'A' || (left -= 1) >= 0),
    }
    const isWave2 = (cell: (column: string) => unknown) => cell('wave') === 2 && cell('arm') === 'B'
    expect(figureOf(valuesOf(few, 's_intend', isWave2), 'mean')).toMatchObject({ estimate: null, sd: null })
    const [one] = compareArms(
      {
        table: few,
        outcome: report.results[0]!.outcome,
        adjusted: { baseline: undefined, covariates: [] },
      },
      ['A', 'B'],
      'A',
    )
    expect(one!.analysis).toMatchObject({ kind: 'problem', code: 'too-few-rows', arms: [] })
    expect(JSON.stringify(report.results.map(({ main }) => main))).not.toContain('"mean"')
  })

  test('checks nothing that the main comparison hides, and names why', () => {
    const { main, checks } = reportFixture({ schools: 10, pupils: 14, effect: -0.6 }).results[0]!
    expect(main).toMatchObject({ each: [{ analysis: { kind: 'problem', arms: [] } }] })
    expect(checks.map(({ name }) => name)).toEqual(['unadjusted', 'school-means', 'weighted', 'permutation'])
    for (const check of checks)
      if ('each' in check) expect(check.each[0]!.analysis.kind).toBe('problem')
      else expect(check).toMatchObject({ problem: expect.any(String) as string })
  })

  test('tells no pupil apart by covariates: fewer than five alike in a round have none', () => {
    const at = (column: string) => table.columns.indexOf(column)
    const of = ['wave', 'school', 'cohort', 'gender_before'].map(at)
    const alike = Map.groupBy(table.rows, (row) => of.map((place) => row[place]).join())
    const rare = [...alike.values()]
      .filter((rows) => rows.length < 5)
      .map((rows) => rows[0]![at('gender_before')])
    expect(new Set(rare)).toEqual(new Set([undefined, -1]))
    expect(report.subgroups.map(({ value }) => value)).toEqual([1, 2])
  })

  test('compares school means where waves are not joined', () => {
    const { results, subgroups, attrition } = simulatedReport(false).report
    const { main } = results[0]!
    expect(main.kind === 'arms' && main.each[0]!.adjustedFor).toEqual(['s_intend_school'])
    expect(subgroups).toEqual([])
    expect(attrition.map(({ again }) => again)).toEqual([null, null])
  })

  test('is the same every time', () => {
    expect(table.rows.length).toBeGreaterThan(900)
    expect(simulatedReport().report).toEqual(report)
  })
})

test('schools that chose are seen to have moved apart before the lessons that the plan tells of', () => {
  const [primary] = own.report.results
  expect(primary!.main).toMatchObject({ kind: 'changes', each: [{ kind: 'result', arm: 'B', control: 'A' }] })
  expect(primary!.checks).toEqual([])
  const [each] = own.report.eventTimes
  expect(each).toMatchObject({ arm: 'B', control: 'A', reference: 2, kind: 'result' })
  const points = each?.kind === 'result' ? each.points : []
  expect(points.map(({ wave }) => wave)).toEqual([1, 3])
  expect(points[0]!.effect!.estimate).toBeGreaterThan(0.1)
  expect(report.eventTimes).toEqual([])
})
