// Axes of the report's charts: which numbers stand on them, and where a number is. The surprise: an axis reaches to the
// first whole step beyond its numbers, so that no mark touches the edge.

export type Span = { low: number; high: number }

/** A number on the axis, and its place in the drawing. */
export type Tick = { value: number; at: number }

export type Axis = Span & { ticks: Tick[]; at: (value: number) => number }

/**
 * A step of 1, 2 or 5 times a power of ten that cuts the span in at most `most` pieces.
 * @throws nothing: an empty span counts as one of length 1
 */
export function stepOf({ low, high }: Span, most: number): number {
  const span = high > low ? high - low : 1
  const power = 10 ** Math.floor(Math.log10(span / most))
  const factor = [1, 2, 5].find((each) => span / (each * power) <= most * (1 + 1e-9)) ?? 10
  return factor * power
}

/**
 * @param place where the ends of the axis are in the drawing; `to` may be the smaller, as it is upwards
 * @param most how many pieces at most
 */
export function axisOf(span: Span, place: { from: number; to: number }, most = 4): Axis {
  const step = stepOf(span, most)
  const first = Math.floor(span.low / step + 1e-9)
  const last = Math.max(first + 1, Math.ceil(span.high / step - 1e-9))
  const [low, high] = [first * step, last * step]
  const at = (value: number) => place.from + ((value - low) / (high - low)) * (place.to - place.from)
  const ticks = Array.from({ length: last - first + 1 }, (_, which) => {
    const value = clean((first + which) * step, step)
    return { value, at: at(value) }
  })
  return { low, high, ticks, at }
}

/** 0.30000000000000004 is 0.3 in steps of 0.1. */
function clean(value: number, step: number): number {
  const decimals = Math.max(0, 1 - Math.floor(Math.log10(step)))
  return Number(value.toFixed(Math.min(decimals, 20))) + 0
}
