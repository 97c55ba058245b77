// Description, scales, comparison of waves and weights against R: `Rscript <name>.R` in this folder prints them anew.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readTable, type Table } from '#domain/formats/csv-read.ts'
import { attritionWeights, weighted } from '#domain/statistics/attrition.ts'
import { clusterAncova, clusterSummary } from '#domain/statistics/cluster-summary.ts'
import { iccByAnova, iccByModel, meanOf, proportionOf } from '#domain/statistics/descriptive.ts'
import { designOf } from '#domain/statistics/design.ts'
import {
  differenceInDifferences,
  eventTime,
  type Panel,
} from '#domain/statistics/difference-in-differences.ts'
import { leastSquares } from '#domain/statistics/least-squares.ts'
import { alpha, covarianceOf, omega } from '#domain/statistics/reliability.ts'

const file = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8')
const table = (name: string): Table => readTable(file(`${name}.csv`))
const printed = (name: string) => JSON.parse(file(`${name}.json`)) as Record<string, never>

/** Every number that R printed, wherever it stands in what we give. */
function agree(ours: unknown, theirs: unknown): void {
  if (typeof theirs === 'number') expect(Math.abs((ours as number) / theirs - 1)).toBeLessThan(1e-5)
  else if (typeof theirs === 'string') expect(ours).toBe(theirs)
  else
    for (const [key, value] of Object.entries(theirs as object))
      agree((ours as Record<string, unknown>)[key], value as unknown)
}

test('mean, share and both intraclass correlations with their intervals', () => {
  const given = table('unbalanced')
  const { outcome, cluster } = designOf(given, 'post ~ 1', 'school')
  const R = printed('description')
  agree([meanOf(outcome, cluster)], R['mean'])
  agree(
    proportionOf(
      outcome.map((value) => (value > 3.2 ? 1 : 0)),
      cluster,
    ),
    R['share'],
  )
  agree(iccByAnova(outcome, cluster), R['anova'])
  agree(iccByModel(designOf(given, 'post ~ pre + cc', 'school')), R['model'])
})

test("a scale's alpha, and omega as from factanal", () => {
  const covariance = covarianceOf(table('scale').rows.map((row) => row.map(Number)))
  agree({ alpha: alpha(covariance), ...omega(covariance) }, printed('scale'))
})

test('omega does not depend on the side that an item is asked from', () => {
  const answers = table('scale').rows.map((row) => row.map(Number))
  const turned = answers.map((row) => row.map((value, item) => (item === 2 ? 6 - value : value)))
  const loadings = omega(covarianceOf(turned)).loadings
  agree(
    loadings.map((value, item) => (item === 2 ? -value : value)),
    omega(covarianceOf(answers)).loadings,
  )
})

test('two-way effects and event time, as with one term a school', () => {
  const { outcome, columns, cluster } = designOf(table('panel'), 'y ~ wave + treated', 'school')
  const panel: Panel = { outcome, school: cluster, wave: Int32Array.from(columns[1]!), treated: columns[2]! }
  agree([differenceInDifferences(panel, 3)], printed('panel')['two_way'])
  agree(eventTime(panel, 3), printed('panel')['event_time'])
  expect(() => eventTime(panel, 1)).toThrow(/a wave before the lesson/)
  const alone = { ...panel, treated: panel.treated.map((_, row) => (cluster.codes[row] === 0 ? 1 : 0)) }
  expect(() => differenceInDifferences(alone, 3)).toThrow(/Only one cluster/)
})

test('weights for those who stayed, and what they do to a comparison', () => {
  const given = table('attrition')
  const R = printed('attrition')
  const { weights, ...checks } = attritionWeights(designOf(given, 'stayed ~ use * arm + age', 'school'))
  const { fixed: _, ...theirs } = R
  agree(checks, theirs)
  // Users had left; the weights bring them back.
  const use = checks.balance.find(({ term }) => term === 'use')!
  expect(use.before).toBeLessThan(-0.1)
  expect(Math.abs(use.after)).toBeLessThan(0.02)
  const fit = leastSquares(weighted(designOf(given, 'post ~ arm', 'school'), weights), 'cr0')
  agree(fit.fixed, R['fixed'])
})

test('school means with their own baseline: the same as the summaries of a school-level model', () => {
  const schools = Array.from({ length: 12 }, (_, k) => {
    const baseline = 10 + ((k * 7) % 12)
    return { arm: k % 2, baseline, followUp: 3 + 0.5 * baseline - (k % 2) + Math.sin(k * k), size: 20 + k }
  })
  const rows = schools.map(({ arm, baseline, followUp }, k) => [
    `${k}`,
    `${arm}`,
    `${baseline}`,
    `${followUp}`,
  ])
  const given: Table = {
    columns: ['school', 'arm', 'baseline', 'followUp'],
    rows,
    lines: Int32Array.from(rows, (_, k) => k + 2),
    decimal: '.',
  }
  const design = designOf(given, 'followUp ~ arm + baseline', 'school')
  const unweighted = schools.map(({ size: _, ...school }) => school)
  agree(clusterAncova(unweighted), clusterSummary(design).fixed)
  expect(clusterAncova(schools)[1]!.estimate).not.toBeCloseTo(clusterAncova(unweighted)[1]!.estimate, 5)
})
