// The primary decision against R's printed numbers (tests/reference/statistics), and what it refuses.
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { readTable } from '../formats/csv-read.ts'
import { analyse, type Analysed } from './analysis.ts'
import type { AnalysisInput, Cell } from './analysis-columns.ts'

const file = (name: string) =>
  readFileSync(new URL(`../../../tests/reference/statistics/${name}`, import.meta.url), 'utf8')

/** A CSV file column by column: numbers where all cells are. */
function columnsOf(name: string): Record<string, Cell[]> {
  const { columns, rows } = readTable(file(`${name}.csv`))
  return Object.fromEntries(
    columns.map((column, at) => {
      const cells = rows.map((row) => row[at]!)
      return [column, cells.every((cell) => Number.isFinite(Number(cell))) ? cells.map(Number) : cells]
    }),
  )
}
type Printed = Record<string, { fixed: Record<string, number | string>[]; n: number; clusters: number }>
const printed = (name: string, method: string) => {
  const { fixed, n, clusters } = (JSON.parse(file(`${name}.json`)) as Printed)[method]!
  const { term: _, ...arm } = fixed.find(({ term }) => String(term).startsWith('arm'))!
  return { effect: arm as Record<string, number>, n, clusters }
}
const trial = { outcome: 'post', baseline: 'pre', covariates: [], cluster: 'school', arm: 'arm' } as const
const input = (name: string, more: Partial<AnalysisInput> = {}): AnalysisInput => ({
  rows: columnsOf(name),
  family: 'gaussian',
  ...trial,
  ...more,
})
const resultOf = (given: AnalysisInput): Analysed => {
  const analysis = analyse(given)
  if (analysis.kind === 'problem') throw new Error(analysis.message)
  return analysis
}
function agreesWith(ours: Analysed, R: ReturnType<typeof printed>): void {
  expect(ours).toMatchObject({ n: R.n, clusters: R.clusters })
  for (const [key, value] of Object.entries(ours.effect))
    expect(Math.abs(value / R.effect[key]! - 1)).toBeLessThan(1e-5)
}

describe('the method and its numbers', () => {
  test('eight schools: school means, as lm on their residuals', () => {
    const ours = resultOf(input('few-clusters', { control: 'lesson' }))
    expect(ours).toMatchObject({ method: 'school-means', reason: 'few-schools', dropped: 0 })
    agreesWith(ours, printed('few-clusters', 'cluster'))
    const [lesson, usual] = ours.arms
    expect([lesson!.name, lesson!.clusters, usual!.name, usual!.clusters]).toEqual(['lesson', 4, 'usual', 4])
    expect(lesson!.n + usual!.n).toBe(ours.n)
  })

  test('twenty schools: a mixed model, as lme4 with Satterthwaite', () => {
    const ours = resultOf(input('balanced'))
    expect(ours).toMatchObject({ method: 'mixed-model', reason: 'enough-schools' })
    agreesWith(ours, printed('balanced', 'lmm_reml_satterthwaite'))
    const R = JSON.parse(file('balanced.json')) as Record<string, { icc: number }>
    expect(ours.icc!.estimate).toBeCloseTo(R['lmm_reml_satterthwaite']!.icc, 6)
    expect(ours.icc!.low).toBeLessThan(ours.icc!.estimate)
  })

  test('a binary outcome in thirty schools: a difference of shares, as lme4 again', () => {
    const given = { outcome: 'use', covariates: ['risk'], family: 'binomial' } as const
    const { baseline: _, ...rest } = input('binary-rare', given)
    const ours = resultOf(rest)
    agreesWith(ours, printed('binary-rare', 'lmm_reml_satterthwaite'))
    expect(ours).toMatchObject({ method: 'mixed-model', family: 'binomial', standardised: null })
    const use = rest.rows['use'] as number[]
    const inArm = use.filter((_, row) => rest.rows['arm']![row] === 1)
    expect(ours.arms[1]!.mean).toBeCloseTo(inArm.reduce((sum, one) => sum + one, 0) / inArm.length, 12)
  })

  test('a binary outcome in few schools: school means of residuals', () => {
    const rows = columnsOf('binary-rare')
    const few = Object.fromEntries(
      Object.entries(rows).map(([name, cells]) => [
        name,
        cells.filter((_, row) => Number(rows['school']![row]) <= 18),
      ]),
    )
    const ours = resultOf({
      ...input('balanced'),
      rows: few,
      outcome: 'use',
      baseline: 'risk',
      family: 'binomial',
    })
    expect(ours).toMatchObject({ method: 'school-means', reason: 'few-schools', clusters: 18 })
    expect(ours.effect.df).toBe(16)
  })

  test('schools that do not differ: school means after all', () => {
    const rows = columnsOf('balanced')
    rows['post'] = rows['post']!.map((_, row) => (row * 7) % 10)
    expect(resultOf({ ...input('balanced'), rows })).toMatchObject({
      method: 'school-means',
      reason: 'singular-fit',
      icc: { estimate: 0, low: 0 },
    })
  })

  test('anonymous cross-sections: the school mean before costs a degree of freedom', () => {
    const rows = columnsOf('few-clusters')
    rows['pre'] = rows['school']!.map((school) => 'ADBCHGEF'.indexOf(String(school)))
    const ours = resultOf({ ...input('few-clusters'), rows })
    expect(ours.effect.df).toBe(5)
    expect(ours.standardised!.by).toBe('outcome-sd')
  })
})

test('the effect in standard deviations of the baseline, or of the outcome where there is none', () => {
  const own = resultOf(input('balanced'))
  expect(own.standardised).toMatchObject({ by: 'baseline-sd' })
  expect(own.standardised!.estimate * own.standardised!.sd).toBeCloseTo(own.effect.estimate, 12)
  const { baseline: _, ...without } = input('balanced')
  const other = resultOf(without).standardised!
  const [a, b] = resultOf(without).arms
  expect(other.by).toBe('outcome-sd')
  expect(other.sd).toBeCloseTo(Math.sqrt((a!.sd ** 2 + b!.sd ** 2) / 2), 10)
})

test('the other control turns the sign and nothing else', () => {
  const [one, other] = ['usual', 'lesson'].map((control) => resultOf(input('few-clusters', { control })))
  expect(other!.effect.estimate).toBeCloseTo(-one!.effect.estimate, 10)
  expect(other!.effect.se).toBeCloseTo(one!.effect.se, 10)
})

test('what is missing stays out, and a category is as its own columns', () => {
  const rows = columnsOf('unbalanced')
  const more = { arm: 'cc', covariates: ['sex'] }
  const girl = rows['sex']!.map((sex) => Number(sex === 'girl'))
  const rest = rows['sex']!.map((sex) => Number(sex === 'other'))
  const ours = resultOf({ ...input('unbalanced', more), rows })
  const byHand = { ...input('unbalanced', { ...more, covariates: ['girl', 'rest'] }) }
  expect(resultOf({ ...byHand, rows: { ...rows, girl, rest } }).effect).toEqual(ours.effect)
  const holes = { ...rows, pre: rows['pre']!.map((cell, row) => (row < 3 ? null : cell)) }
  expect(analyse({ ...input('unbalanced', more), rows: holes })).toMatchObject({ dropped: 3, n: ours.n - 3 })
})

test('every analysis is JSON as it stands', () => {
  for (const analysis of [analyse(input('balanced')), analyse(input('few-clusters', { outcome: 'none' }))])
    expect(JSON.parse(JSON.stringify(analysis))).toEqual(analysis)
})

describe('a problem is named, with what is known of the arms', () => {
  const changed = (
    change: Record<string, (cell: Cell, row: number) => Cell>,
    more: Partial<AnalysisInput> = {},
  ) => {
    const rows = columnsOf('balanced')
    for (const [name, each] of Object.entries(change)) rows[name] = rows[name]!.map(each)
    return analyse({ ...input('balanced', more), rows })
  }
  test.each([
    ['an unknown column', () => changed({}, { outcome: 'x' }), 'missing-column'],
    ['a word', () => changed({ post: () => 'x' }), 'unreadable-cell'],
    ['nothing', () => changed({ post: () => null }), 'no-rows'],
    ['three arms', () => changed({ arm: (_, row) => row % 3 }), 'bad-argument'],
    ['an unknown control', () => changed({}, { control: '7' }), 'bad-argument'],
    ['a school in both arms', () => changed({ arm: (_, row) => row % 2 }), 'not-nested'],
    ['one value', () => changed({ post: () => 1 }), 'zero-variance'],
    ['numbers as shares', () => changed({}, { family: 'binomial' }), 'not-binary'],
    ['one school in an arm', () => changed({ arm: (_, row) => Number(row < 24) }), 'single-cluster-in-arm'],
    ['the arm twice', () => changed({}, { covariates: ['arm'] }), 'collinear'],
  ])('%s', (_, run, code) => {
    const analysis = run()
    expect(analysis).toMatchObject({ kind: 'problem', code })
    expect(analysis).not.toHaveProperty('effect')
  })

  test('nobody with the outcome in an arm', () => {
    const analysis = changed(
      { post: (_, row) => Number(row % 5 === 0 && Math.floor(row / 24) % 2 === 1) },
      { family: 'binomial' },
    )
    expect(analysis).toMatchObject({ kind: 'problem', code: 'separation', arms: [{ mean: 0 }, { n: 240 }] })
  })
})
