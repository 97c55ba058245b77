// The difference between two arms wave by wave, with zero across it. The surprise: the wave that all are held against has
// a mark and no interval, because it is zero by definition.
import { type Axis, axisOf } from './chart-scale.ts'
import type { Frame, PlacedPoint } from './chart-trajectory.ts'
import type { EventPoint } from './report.ts'

export type EventTimeChart = {
  axis: Axis
  zero: number
  waves: { wave: number; x: number }[]
  points: PlacedPoint[]
  reference: { wave: number; x: number }
  /** Waves with too few answers. */
  hidden: { wave: number; x: number }[]
}

/** @param points all waves but the reference, in order */
export function eventTimeChart(
  points: readonly EventPoint[],
  reference: number,
  frame: Frame,
): EventTimeChart {
  const effects = points.flatMap(({ effect }) => (effect ? [effect] : []))
  const span = {
    low: Math.min(0, ...effects.map(({ low }) => low)),
    high: Math.max(0, ...effects.map(({ high }) => high)),
  }
  const axis = axisOf(span, { from: frame.bottom, to: frame.top })
  const numbers = [...points.map(({ wave }) => wave), reference].sort((a, b) => a - b)
  const room = (frame.right - frame.left) / numbers.length
  const waves = numbers.map((wave, place) => ({ wave, x: frame.left + room * (place + 0.5) }))
  const xOf = (wave: number) => waves.find((each) => each.wave === wave)!.x
  return {
    ...{ axis, waves, zero: axis.at(0), reference: { wave: reference, x: xOf(reference) } },
    points: points.flatMap(({ wave, effect }) =>
      effect
        ? [
            {
              ...{ wave, x: xOf(wave), y: axis.at(effect.estimate) },
              ...{ top: axis.at(effect.high), bottom: axis.at(effect.low) },
            },
          ]
        : [],
    ),
    hidden: points.flatMap(({ wave, effect }) => (effect ? [] : [{ wave, x: xOf(wave) }])),
  }
}
