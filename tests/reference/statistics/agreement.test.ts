// Every model against R on six simulated data sets, to 1e-5. `Rscript <name>.R` in this folder prints them anew.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readTable } from '#domain/formats/csv-read.ts'
import { clusterSummary } from '#domain/statistics/cluster-summary.ts'
import { designOf } from '#domain/statistics/design.ts'
import type { Fit } from '#domain/statistics/estimate.ts'
import { gee } from '#domain/statistics/gee.ts'
import { leastSquares } from '#domain/statistics/least-squares.ts'
import { mixedModel } from '#domain/statistics/mixed-model.ts'

const file = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8')
type Printed = { model: string; subcluster?: string } & Record<string, Partial<Fit> & { alpha?: number }>

const load = (name: string) => {
  const printed = JSON.parse(file(`${name}.json`)) as Printed
  const design = designOf(readTable(file(`${name}.csv`)), printed.model, 'school', printed.subcluster)
  return { printed, design }
}

/** Fails with the place and both numbers where they differ by more than 1e-5 of R's. */
function agree(ours: Fit, theirs: Partial<Fit>): void {
  const numbers = ({ fixed = [], variance = {}, ...rest }: Partial<Fit>) => ({
    ...Object.fromEntries(
      fixed.flatMap(({ term, ...row }) => Object.entries(row).map(([k, v]) => [`${term} ${k}`, v])),
    ),
    ...variance,
    ...rest,
  })
  const [mine, R] = [numbers(ours), numbers(theirs)] as Record<string, number>[]
  const wrong = Object.keys(R!).filter((key) => {
    const [a, b] = [mine![key], R![key]!]
    if (a === Infinity && b === 1e300) return false
    return !(Math.abs((a ?? Number.NaN) - b) <= 1e-5 * Math.abs(b))
  })
  expect(wrong.map((key) => `${key}: ${mine![key]} and not ${R![key]}`)).toEqual([])
  expect(ours.fixed.map(({ term }) => term)).toEqual(theirs.fixed!.map(({ term }) => term))
}

const all = ['balanced', 'unbalanced', 'few-clusters', 'binary-rare', 'three-level', 'missing']
const cases = all.flatMap((name) => {
  const { printed, design } = load(name)
  return Object.keys(printed)
    .filter((key) => typeof printed[key] === 'object')
    .map((key) => ({ name, key, design, printed: printed[key]! }))
})

test.each(cases.filter(({ key }) => key.startsWith('lmm')))(
  '$name: $key as lme4, lmerTest and pbkrtest',
  (each) => {
    const estimation = each.key.includes('reml') ? 'reml' : 'ml'
    const df = each.key.includes('kenward') ? 'kenward-roger' : 'satterthwaite'
    agree(mixedModel(each.design, { estimation, df }), each.printed)
  },
)

test.each(cases.filter(({ key }) => key.startsWith('ols')))('$name: $key as clubSandwich', (each) => {
  agree(leastSquares(each.design, each.key === 'ols_cr0' ? 'cr0' : 'cr2'), each.printed)
})

test.each(cases.filter(({ key }) => key.startsWith('gee')))(
  '$name: $key as geepack, with corrections',
  (each) => {
    const correlation = each.key.includes('exchangeable') ? 'exchangeable' : 'independence'
    const family = each.key.includes('binomial') ? 'binomial' : 'gaussian'
    for (const [correction, printed] of Object.entries(each.printed) as ['kc', Printed[string]][]) {
      const { alpha, ...theirs } = printed
      const ours = gee(each.design, { correlation, family, correction })
      agree(ours, correlation === 'exchangeable' ? { ...theirs, icc: alpha! } : theirs)
    }
  },
)

const weightings = {
  cluster: 'unweighted',
  cluster_weighted: 'size',
  cluster_inverse_variance: 'inverse-variance',
} as const

test.each(cases.filter(({ key }) => key in weightings))('$name: $key as lm on summaries', (each) => {
  agree(clusterSummary(each.design, weightings[each.key as 'cluster']), each.printed)
})
