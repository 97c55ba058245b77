// The summary says what the numbers carry, and adds a caution wherever one is due. Reports are those of the fixture,
// changed in one place at a time.
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { type FixtureOptions, reportFixture } from '../../../tests/support/report-fixture.ts'
import type { Report } from './report.ts'
import { summarise } from './summary.ts'

const made = new Map<string, Report>()
/** Each report is computed once. */
function reportOf(options: FixtureOptions = {}): Report {
  const key = JSON.stringify(options)
  if (!made.has(key)) made.set(key, reportFixture(options))
  return made.get(key)!
}
const keysOf = (report: Report) => summarise(report).map(({ key }) => key)
const find = (report: Report, key: string) => summarise(report).find((sentence) => sentence.key === key)

/** The primary effect as it would be had the data given it. */
function withEffect(
  effect: { estimate: number; low: number; high: number; p: number },
  size = effect,
): Report {
  const report = structuredClone(reportOf())
  const { main } = report.results[0]!
  const analysis = main.kind === 'arms' ? main.each[0]!.analysis : undefined
  if (analysis?.kind !== 'result') throw new Error('the fixture has no result')
  Object.assign(analysis.effect, effect)
  analysis.standardised = { by: 'baseline-sd', sd: 1, ...size }
  report.results[0]!.checks = []
  return report
}

describe('the result', () => {
  test('is told with its estimate, both ends of its interval and p', () => {
    const report = withEffect({ estimate: -0.052, low: -0.1, high: -0.004, p: 0.034 })
    expect(find(report, 'result_arms_share')?.values).toMatchObject({
      change: { as: 'change', value: -0.052, measure: 'share' },
      arm: { value: 'Øktene nå' },
      control: { value: 'Venteliste' },
    })
    expect(find(report, 'result_interval')?.values).toMatchObject({
      low: { value: -0.1 },
      high: { value: -0.004 },
    })
    expect(find(report, 'result_beyond_chance')?.values['p']).toEqual({ as: 'p', value: 0.034 })
  })

  test('is beyond chance only below the level of the plan', () => {
    const effect = { estimate: -0.05, low: -0.11, high: 0.01 }
    expect(keysOf(withEffect({ ...effect, p: 0.0499 }))).toContain('result_beyond_chance')
    expect(keysOf(withEffect({ ...effect, p: 0.05 }))).toContain('result_chance')
    const strict = { ...withEffect({ ...effect, p: 0.03 }), alpha: 0.01 }
    expect(keysOf(strict)).toContain('result_chance')
  })

  test.each([
    [0.199, 'result_size_tiny'],
    [-0.2, 'result_size_small'],
    [0.5, 'result_size_moderate'],
    [-0.8, 'result_size_large'],
  ])('of %f standard deviations has its word, and never without the number', (estimate, key) => {
    const effect = { estimate, low: estimate - 1, high: estimate + 1, p: 0.5 }
    expect(find(withEffect(effect), key)?.values['size']).toEqual({
      as: 'deviations',
      value: Math.abs(estimate),
    })
  })

  test('says when another way to calculate answers otherwise', () => {
    const report = withEffect({ estimate: -0.05, low: -0.09, high: -0.01, p: 0.02 })
    expect(keysOf(report)).not.toContain('result_checks_differ')
    report.results[0]!.checks = [{ name: 'permutation', p: 0.3, allocations: 999, schools: 24, drawn: 24 }]
    expect(keysOf(report)).toContain('result_checks_differ')
  })

  test('is none where the data carry none, and missing where nothing was measured', () => {
    expect(keysOf(reportOf({ schools: 2, pupils: 4 }))).toContain('result_none')
    expect(keysOf({ ...reportOf(), results: [] })).toContain('result_missing')
  })

  test('without arms is a change, and in a mapping a level', () => {
    expect(keysOf(reportOf({ template: 'before-after' }))).toContain('result_change_share')
    expect(keysOf(reportOf({ template: 'mapping', isJoined: false }))).toContain('result_level_share')
    expect(keysOf(reportOf({ isDrawn: false }))).toContain('result_more_share')
  })
})

describe('cautions', () => {
  test('name no cause where schools chose, or nobody was compared with', () => {
    expect(keysOf(reportOf({ isDrawn: false }))).toEqual(
      expect.arrayContaining(['arms_chosen', 'limit_not_drawn']),
    )
    expect(keysOf(reportOf({ template: 'before-after' }))).toContain('limit_before_after')
    expect(keysOf(reportOf({ template: 'mapping', isJoined: false }))).toContain('limit_mapping')
    expect(keysOf(reportOf())).not.toContain('limit_not_drawn')
  })

  test('count the schools that are left, and warn below twenty', () => {
    expect(find(reportOf({ schools: 20 }), 'limit_few_schools')?.values['schools']).toMatchObject({
      value: 19,
    })
    expect(keysOf(reportOf())).not.toContain('limit_few_schools')
  })

  test('tell of pupils who were lost, and of arms that lost unevenly', () => {
    const lost = (...again: [number, number]): Report => ({
      ...reportOf(),
      attrition: again.map((each, place) => ({ arm: 'AB'[place]!, baseline: 100, again: each })),
    })
    expect(keysOf(lost(80, 80))).toContain('limit_lost')
    expect(keysOf(lost(81, 81))).not.toContain('limit_lost')
    expect(find(lost(95, 90), 'limit_lost_unevenly')?.values).toMatchObject({
      most: { value: 0.1 },
      mostArm: { value: 'B' },
      leastArm: { value: 'A' },
    })
    expect(keysOf({ ...lost(80, 80), attrition: [{ arm: null, baseline: 0, again: 0 }] })).not.toContain(
      'limit_lost',
    )
  })

  test('tell what is open, hidden, simulated and not linked', () => {
    const report = reportOf({ isBlinded: true, isJoined: false })
    expect(keysOf(report)).toEqual(
      expect.arrayContaining(['data_simulated', 'arms_blinded', 'limit_waves_open', 'limit_anonymous']),
    )
    expect(find(report, 'limit_waves_open')?.values['waves']).toEqual({ as: 'numbers', value: [3] })
    expect(keysOf({ ...report, simulated: false })).not.toContain('data_simulated')
  })
})

describe('harm', () => {
  const look = reportOf().harm[0]!
  const told = (harm: Report['harm'], results = reportOf().results) =>
    summarise({ ...reportOf(), harm, results })
      .filter(({ part }) => part === 'harm')
      .map(({ key }) => key)
  const outcome = look.results!.outcomes[0]!
  const lookWith = (change: Partial<typeof outcome>): Report['harm'] => [
    { ...look, results: { wave: 2, outcomes: [{ ...outcome, ...change }] } },
  ]

  test('is always one sentence, and the gravest', () => {
    expect(told([look])).toEqual(['harm_within'])
    expect(told(lookWith({ tripped: true }))).toEqual(['harm_tripped'])
    expect(told([...lookWith({ tripped: true }), { ...look, decision: 'freeze' }])).toEqual(['harm_frozen'])
    expect(told([look, { wave: 3, decision: null, results: null }])).toEqual(['harm_looked'])
  })

  test('that nobody looked for is not called safe', () => {
    expect(told([])).toEqual(['harm_not_looked'])
    expect(told([], [])).toEqual(['harm_not_planned'])
    const waiting = summarise({ ...reportOf(), harm: [], results: [], harmWaiting: 1 })
    expect(waiting.map(({ key }) => key)).toContain('harm_not_looked')
    expect(told(lookWith({ problem: 'too-few-pupils', statistic: null }))).toEqual(['harm_unknown'])
  })
})

test('every sentence has its words and no hole is left open, in each language', () => {
  const reports = [
    reportOf(),
    reportOf({ isBlinded: true, isJoined: false }),
    reportOf({ isDrawn: false }),
    reportOf({ template: 'before-after' }),
    reportOf({ template: 'mapping', isJoined: false }),
  ]
  for (const locale of ['nb', 'nn', 'en']) {
    const words = JSON.parse(readFileSync(`content/messages/report/${locale}.json`, 'utf8')) as Record<
      string,
      string
    >
    for (const { key, values } of reports.flatMap(summarise)) {
      const holes = [...words[`report_sum_${key}`]!.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!)
      expect(Object.keys(values), key).toEqual(expect.arrayContaining(holes))
    }
  }
})
