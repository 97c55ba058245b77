// Arms of schools that chose for themselves, wave by wave: against the last wave before the lessons, and nothing of a wave
// with too few of an arm.
import { describe, expect, test } from 'vitest'
import type { OutcomeDesign, StudyDesign } from '#schemas/study-design.ts'
import { reportFixture } from '../../../tests/support/report-fixture.ts'
import type { AnalysisTable } from './analysis-table.ts'
import { eventTimeChart } from './chart-event-time.ts'
import { eventTimesOf } from './event-time.ts'
import type { EventTime } from './report.ts'

const outcome: OutcomeDesign = {
  ...{ role: 'primary', variable: 'use', label: { nb: 'use', en: 'use' }, measure: 'mean', from: null },
  ...{ better: 'lower', wave: 4, baselineWave: 2 },
}
/** Ten schools of six in four waves; the second arm is 0.5 lower from wave 3 on. */
const rows = Array.from({ length: 240 }, (_, at): AnalysisTable['rows'][number] => {
  const [wave, school] = [(at % 4) + 1, ((at >> 2) % 10) + 1]
  const treated = school % 2 === 1 && wave > 2 ? -0.5 : 0
  return [wave, school, school % 2 === 0 ? 'A' : 'B', ((at * 53) % 17) / 9 + wave / 10 + treated]
})
const tableOf = (kept: AnalysisTable['rows'] = rows): AnalysisTable => ({
  columns: ['wave', 'school', 'arm', 'use'],
  ...{ rows: kept, coded: [] },
})
const found = (table: AnalysisTable, waves = [1, 2, 3, 4], about: object = {}): EventTime[] =>
  eventTimesOf({
    design: { outcomes: [outcome] } as unknown as StudyDesign,
    arms: [
      { name: 'A', isControl: true, kind: null },
      { name: 'B', isControl: false, kind: null },
    ],
    ...{ table, wavesOf: new Map([['use', waves]]) },
    about: { isDrawn: false, template: 'trial', ...about },
  })
const mean = (wave: number, arm: string): number => {
  const own = rows.filter((row) => row[0] === wave && row[2] === arm).map((row) => row[3] as number)
  return own.reduce((sum, value) => sum + value, 0) / own.length
}
const apart = (wave: number) => mean(wave, 'B') - mean(wave, 'A')
const pointsOf = ([each]: EventTime[]) => (each?.kind === 'result' ? each.points : [])

describe('the path of the arms', () => {
  test('is the difference at each wave beyond that of the last wave before the lessons', () => {
    const points = pointsOf(found(tableOf()))
    expect(points.map(({ wave }) => wave)).toEqual([1, 3, 4])
    // Every school has as many pupils at each wave, so that means tell all.
    for (const { wave, effect } of points) expect(effect!.estimate).toBeCloseTo(apart(wave) - apart(2), 10)
  })

  test('hides a wave with too few of an arm, and says so where it is the one all are held against', () => {
    const few = (which: number) => {
      let left = 9
      return tableOf(rows.filter((row) => row[0] !== which || row[2] === 'A' || (left -= 1) >= 0))
    }
    expect(pointsOf(found(few(1))).map(({ wave, effect }) => [wave, effect === null])).toEqual([
      [1, true],
      [3, false],
      [4, false],
    ])
    expect(found(few(2))).toMatchObject([{ kind: 'problem', code: 'too-few-rows' }])
    const late = tableOf(rows.filter((row) => Number(row[0]) < 3 || row[2] === 'A'))
    expect(found(late)).toMatchObject([{ kind: 'problem', code: 'too-few-rows' }])
  })

  test('is not told with two waves, after a draw, or without arms', () => {
    expect(found(tableOf(), [2, 4])).toEqual([])
    expect(found(tableOf(), [1, 3, 4])).toEqual([])
    expect(found(tableOf(), [1, 2, 3, 4], { isDrawn: true })).toEqual([])
    expect(found(tableOf(), [1, 2, 3, 4], { template: 'before-after' })).toEqual([])
    expect(reportFixture({ isDrawn: false }).eventTimes).toMatchObject([
      { reference: 1, points: [{ wave: 2 }, { wave: 3 }] },
    ])
    expect(reportFixture().eventTimes).toEqual([])
  })
})

test('is drawn with zero across it, the reference on zero, and every interval inside', () => {
  const frame = { left: 48, right: 356, top: 14, bottom: 196 }
  const points = pointsOf(found(tableOf()))
  const chart = eventTimeChart([{ ...points[0]!, effect: null }, ...points.slice(1)], 2, frame)
  expect(chart.waves.map(({ wave }) => wave)).toEqual([1, 2, 3, 4])
  expect(chart.reference).toEqual({ wave: 2, x: chart.waves[1]!.x })
  expect(chart.hidden).toEqual([{ wave: 1, x: chart.waves[0]!.x }])
  expect(chart.zero).toBe(chart.axis.at(0))
  for (const { y, top, bottom } of chart.points) {
    expect(frame.top).toBeLessThanOrEqual(top)
    expect(top).toBeLessThan(y)
    expect(y).toBeLessThan(bottom)
    expect(bottom).toBeLessThanOrEqual(frame.bottom)
  }
  // Lower in the second arm after the lessons: below zero in the drawing too.
  expect(chart.points[0]!.y).toBeGreaterThan(chart.zero)
})
