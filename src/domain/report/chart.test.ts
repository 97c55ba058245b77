// The geometry of the report's charts: what is drawn is where its number is, whatever the order, and nothing leaves the
// drawing, however odd the numbers.
import { describe, expect, test } from 'vitest'
import { reportFixture } from '../../../tests/support/report-fixture.ts'
import { flowChart } from './chart-flow.ts'
import { type Effect, forestAxis, forestPanels, forestRows, markOf } from './chart-forest.ts'
import { axisOf } from './chart-scale.ts'
import { trajectoryChart } from './chart-trajectory.ts'
import type { TrajectoryPoint } from './report.ts'

const place = { from: 20, to: 260 }

describe('an axis', () => {
  test('has round numbers that hold the span', () => {
    expect(axisOf({ low: -0.113, high: 0.025 }, place).ticks.map(({ value }) => value)).toEqual([
      -0.15, -0.1, -0.05, 0, 0.05,
    ])
    expect(axisOf({ low: 3.21, high: 3.79 }, place).ticks.map(({ value }) => value)).toEqual([
      3.2, 3.4, 3.6, 3.8,
    ])
  })

  test.each([
    [0, 0],
    [5, 5],
    [-1e-9, 1e-9],
    [-4e7, 9e7],
    [0.1, 0.3],
    [-1e-12, 0],
  ])('from %f to %f holds both, with few ticks, from end to end', (low, high) => {
    const axis = axisOf({ low, high }, place)
    expect(axis.low).toBeLessThanOrEqual(low + 1e-9)
    expect(axis.high).toBeGreaterThanOrEqual(high - 1e-9)
    expect(axis.ticks.length).toBeGreaterThan(1)
    expect(axis.ticks.length).toBeLessThan(8)
    expect(axis.ticks[0]!.at).toBeCloseTo(place.from)
    expect(axis.ticks.at(-1)!.at).toBeCloseTo(place.to)
  })

  test('may grow upwards', () => {
    const axis = axisOf({ low: 0, high: 1 }, { from: 200, to: 10 })
    expect([axis.at(0), axis.at(1)]).toEqual([200, 10])
  })
})

describe('the forest plot', () => {
  const report = reportFixture()
  const rows = forestRows(report.results)

  test('has the primary outcome first and harm last, each with its own unit', () => {
    expect(rows.map(({ result }) => result.outcome.role)).toEqual([
      ...['primary', 'secondary', 'secondary', 'exploratory', 'harm', 'harm'],
    ])
    expect(rows.map(({ unit }) => unit)).toEqual([
      ...['points', 'deviations', 'points', 'deviations', 'points', 'points'],
    ])
  })

  test('corrects secondary and exploratory outcomes only', () => {
    expect(rows.map(({ corrected }) => corrected !== null)).toEqual([false, true, true, true, false, false])
  })

  test('draws one axis for each unit, with zero on it and every mark between its ends', () => {
    for (const { axis, zero, rows: own } of forestPanels(rows, place)) {
      expect(zero).toBe(axis.at(0))
      expect(zero).toBeGreaterThanOrEqual(place.from)
      expect(zero).toBeLessThanOrEqual(place.to)
      for (const { mark } of own) {
        if (!mark) continue
        expect(place.from).toBeLessThanOrEqual(mark.left)
        expect(mark.left).toBeLessThanOrEqual(mark.at)
        expect(mark.at).toBeLessThanOrEqual(mark.right)
        expect(mark.right).toBeLessThanOrEqual(place.to)
      }
    }
  })

  test('begins with the unit of the primary outcome', () => {
    expect(forestPanels(rows, place)[0]!.unit).toBe('points')
    expect(forestPanels(rows.slice(1), place)[0]!.unit).toBe('deviations')
  })

  test('keeps a row that has no effect, without a mark', () => {
    const none = forestPanels(rows, place)
      .flatMap((panel) => panel.rows)
      .filter(({ effect }) => effect === null)
    expect(none.map(({ result, mark, problem }) => [result.column, mark, problem])).toEqual([
      ['solvents_from_1', null, 'separation'],
    ])
  })

  test('places each effect where it was, in whatever order the rows come', () => {
    const at = (panels: ReturnType<typeof forestPanels>) =>
      Object.fromEntries(panels.flatMap(({ rows: own }) => own.map((row) => [row.result.column, row.mark])))
    expect(at(forestPanels([...rows].reverse(), place))).toEqual(at(forestPanels(rows, place)))
  })

  test('cuts an interval that would flatten the others, and says on which side', () => {
    const usual: Effect[] = [-0.05, 0.02, 0.04].map((estimate) => ({
      ...{ estimate, low: estimate - 0.03, high: estimate + 0.03 },
    }))
    const wide: Effect = { estimate: 0.01, low: -3, high: 0.05 }
    const axis = forestAxis([...usual, wide], place)
    expect(axis.low).toBeGreaterThan(-0.5)
    expect(markOf(wide, axis)).toMatchObject({ left: place.from, cutLeft: true, cutRight: false })
    expect(usual.every((effect) => !markOf(effect, axis).cutLeft)).toBe(true)
  })

  test('has an axis without effects, and no panel without rows', () => {
    expect(forestAxis([], place).ticks.length).toBeGreaterThan(1)
    expect(forestPanels([], place)).toEqual([])
  })
})

describe('a course from wave to wave', () => {
  const frame = { left: 40, right: 340, top: 10, bottom: 200 }
  const point = (arm: string | null, wave: number, estimate: number | null): TrajectoryPoint => ({
    ...{ column: 'x', arm, wave },
    figure: {
      ...{ n: 40, schools: 4, estimate, sd: null },
      low: estimate === null ? null : estimate - 0.05,
      high: estimate === null ? null : estimate + 0.05,
    },
  })
  const points = [1, 2, 3].flatMap((wave) => [point('A', wave, 0.2), point('B', wave, 0.1 * wave)])

  test('is the same in whatever order the points come', () => {
    const linesOf = (given: TrajectoryPoint[]) => trajectoryChart(given, ['A', 'B'], 'share', frame)?.lines
    expect(linesOf([...points].reverse())).toEqual(linesOf(points))
  })

  test('goes from left to right, inside its frame, with arms beside each other', () => {
    const [a, b] = trajectoryChart(points, ['A', 'B'], 'share', frame)!.lines
    const [run] = a!.runs
    expect(run!.map(({ wave }) => wave)).toEqual([1, 2, 3])
    for (const { x, y, top, bottom } of [...run!, ...b!.runs[0]!]) {
      expect(x).toBeGreaterThan(frame.left)
      expect(x).toBeLessThan(frame.right)
      expect(top).toBeLessThanOrEqual(y)
      expect(bottom).toBeGreaterThanOrEqual(y)
      expect(top).toBeGreaterThanOrEqual(frame.top)
      expect(bottom).toBeLessThanOrEqual(frame.bottom)
    }
    expect(b!.runs[0]![0]!.x).toBeGreaterThan(run![0]!.x)
  })

  test('breaks at a wave with too few answers and marks it, never as zero', () => {
    const broken = [point(null, 1, 0.3), point(null, 2, null), point(null, 3, 0.2)]
    const [line] = trajectoryChart(broken, [null], 'share', frame)!.lines
    expect(line!.runs.map((run) => run.map(({ wave }) => wave))).toEqual([[1], [3]])
    expect(line!.hidden.map(({ wave }) => wave)).toEqual([2])
  })

  test('of shares begins at nought and ends at one hundred per cent at most', () => {
    const { axis } = trajectoryChart([point(null, 1, 0.97)], [null], 'share', frame)!
    expect([axis.low, axis.high]).toEqual([0, 1])
  })

  test('is no chart where nothing may be shown', () => {
    expect(trajectoryChart([point('A', 1, null)], ['A'], 'mean', frame)).toBeNull()
    expect(trajectoryChart([], [], 'mean', frame)).toBeNull()
  })
})

describe('the flow', () => {
  const wave = {
    ...{ wave: 1, schools: 3, pupils: 100, optedOut: 4, absent: 10, declined: 0, unable: 1, answered: 80 },
  }
  const arm = { arm: 'A', schools: 3, left: 1, waves: [wave], joined: 70 }

  test('adds up: who answered and who did not are all on the list', () => {
    const { columns } = flowChart(reportFixture().flow)
    for (const { pupils, losses, answered } of columns.flatMap(({ steps }) => steps))
      expect(losses.reduce((sum, each) => sum + each.pupils, answered)).toBe(pupils)
  })

  test('tells the rest as a rest, and leaves out what is nobody', () => {
    expect(flowChart([arm]).columns[0]!.steps[0]!.losses).toEqual([
      { why: 'optedOut', pupils: 4 },
      { why: 'absent', pupils: 10 },
      { why: 'unable', pupils: 1 },
      { why: 'unaccounted', pupils: 5 },
    ])
  })

  test('with more answers than pupils on the list has no negative rest', () => {
    const losses = flowChart([{ ...arm, waves: [{ ...wave, answered: 120 }] }]).columns[0]!.steps[0]!.losses
    expect(losses.every(({ pupils }) => pupils > 0)).toBe(true)
  })

  test('counts schools over the arms, and none where there are none', () => {
    expect(flowChart([arm, { ...arm, arm: 'B', left: 0 }])).toMatchObject({ schools: 6, left: 1 })
    expect(flowChart([])).toEqual({ schools: 0, left: 0, columns: [] })
  })
})
