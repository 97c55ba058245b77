// One outcome through the waves, a line an arm. The surprise: a wave with too few answers breaks the line and leaves a
// mark of its own at the foot: joined up it would look like a measurement.
import { type Axis, axisOf } from './chart-scale.ts'
import type { TrajectoryPoint } from './report.ts'

/** A drawn figure with its interval; `y` grows downwards. */
export type PlacedPoint = { wave: number; x: number; y: number; top: number; bottom: number }

export type TrajectoryLine = {
  arm: string | null
  /** Which line, for its dash and marker. */
  which: number
  /** Runs of neighbouring waves that may be joined. */
  runs: PlacedPoint[][]
  /** Waves with too few answers. */
  hidden: { wave: number; x: number }[]
}

export type TrajectoryChart = {
  axis: Axis
  waves: { wave: number; x: number }[]
  lines: TrajectoryLine[]
}

export type Frame = { left: number; right: number; top: number; bottom: number }

/** How far the arms stand from each other at a wave, so that their intervals do not cover each other. */
const apart = 14

/**
 * @param points of one outcome, in any order
 * @param arms their order; none are `[null]`
 * @returns null where no figure may be shown
 */
export function trajectoryChart(
  points: readonly TrajectoryPoint[],
  arms: readonly (string | null)[],
  measure: 'mean' | 'share',
  frame: Frame,
): TrajectoryChart | null {
  const shown = points.flatMap(({ figure: { estimate, low, high } }) =>
    estimate === null ? [] : [estimate, low ?? estimate, high ?? estimate],
  )
  if (shown.length === 0) return null
  const [least, most] = [Math.min(...shown), Math.max(...shown)]
  const axis = axisOf(
    measure === 'share' ? { low: 0, high: Math.min(1, most) } : { low: least, high: most },
    { from: frame.bottom, to: frame.top },
  )
  const numbers = [...new Set(points.map(({ wave }) => wave))].sort((a, b) => a - b)
  const room = (frame.right - frame.left) / numbers.length
  const waves = numbers.map((wave, place) => ({ wave, x: frame.left + room * (place + 0.5) }))
  const lines = arms.map((arm, which): TrajectoryLine => {
    const aside = (which - (arms.length - 1) / 2) * apart
    const runs: PlacedPoint[][] = []
    const hidden: TrajectoryLine['hidden'] = []
    let isBroken = true
    for (const { wave, x } of waves) {
      const figure = points.find((each) => each.wave === wave && each.arm === arm)?.figure
      if (!figure || figure.estimate === null) {
        if (figure) hidden.push({ wave, x: x + aside })
        isBroken = true
        continue
      }
      if (isBroken) runs.push([])
      isBroken = false
      runs.at(-1)!.push({
        wave,
        x: x + aside,
        y: axis.at(figure.estimate),
        top: axis.at(Math.min(axis.high, figure.high ?? figure.estimate)),
        bottom: axis.at(Math.max(axis.low, figure.low ?? figure.estimate)),
      })
    }
    return { arm, which, runs, hidden }
  })
  return { axis, waves, lines }
}
