// Boundaries for looking at a trial before it ends: O'Brien–Fleming, Pocock, and Lan–DeMets spending of both types.
// The probability of a first crossing is integrated look by look (Armitage, McPherson & Rowe 1969).
import { normalCdf, normalDensity, normalQuantile } from './distributions.ts'
import { findRoot } from './root.ts'
import { StatisticsProblem } from './statistics-problem.ts'

export type Sides = 1 | 2
export type Spending = 'obrien-fleming' | 'pocock'

/**
 * Density of the statistic on the Brownian scale, z √t, at evenly spaced points while nothing was crossed, each with its
 * Simpson weight. The spacing follows the shortest step in time on either side, or close looks would fall between points.
 */
type Path = { low: number; width: number; density: Float64Array; time: number }

/** Points to a standard deviation of the shorter of the two neighbouring steps. */
const fineness = 16
/** Beyond so many standard deviations a normal density is 0 here. */
const far = 9

/** Where the statistic may be at time t without having crossed `bound` on the z scale. */
function range(bound: number, sides: Sides, time: number): [number, number] {
  const root = Math.sqrt(time)
  const high = Math.min(bound, far) * root
  return [sides === 2 ? -high : -far * root, high]
}

/** The density at this time among those who have not crossed. @param next time of the look after, if there is one */
function step(path: Path | undefined, time: number, bound: number, sides: Sides, next: number): Path {
  const [low, high] = range(bound, sides, time)
  const before = path?.time ?? 0
  const shortest = Math.sqrt(Math.min(time - before, next > time ? next - time : Infinity))
  const intervals = 2 * Math.max(20, Math.ceil((fineness * (high - low)) / shortest / 2))
  const width = (high - low) / intervals
  const simpson = (k: number) => (width / 3) * (k === 0 || k === intervals ? 1 : k % 2 === 1 ? 4 : 2)
  const density = Float64Array.from({ length: intervals + 1 }, (_, k) => {
    const y = low + k * width
    if (!path) return simpson(k) * jump(y, time)
    return simpson(k) * sumOver(path, y, time, (x) => jump(y - x, time - path.time))
  })
  return { low, width, density, time }
}

/** Σ density · f over the points from which `y` can be reached by `time`. */
function sumOver(
  { low, width, density, time: from }: Path,
  y: number,
  time: number,
  f: (x: number) => number,
) {
  const reach = far * Math.sqrt(time - from)
  const first = Math.max(0, Math.ceil((y - reach - low) / width))
  const last = Math.min(density.length - 1, Math.floor((y + reach - low) / width))
  let sum = 0
  for (let k = first; k <= last; k += 1) sum += density[k]! * f(low + k * width)
  return sum
}

/** Density of a Brownian step of this length in this time. */
const jump = (length: number, time: number): number =>
  normalDensity(length / Math.sqrt(time)) / Math.sqrt(time)

/** Probability under the null of a first crossing at each look. */
export function crossingProbabilities(
  times: readonly number[],
  bounds: readonly number[],
  sides: Sides,
): number[] {
  checkTimes(times)
  let path: Path | undefined
  return times.map((time, k) => {
    const crossing = crossingAt(path, time, bounds[k]!, sides)
    path = step(path, time, bounds[k]!, sides, times[k + 1] ?? 0)
    return crossing
  })
}

/**
 * Bounds of one shape at K equally spaced looks: `pocock` the same at each look, `obrien-fleming` falling as √(K/k).
 * @param alpha for both sides together
 * @returns K bounds for |z| (two-sided) or z (one-sided)
 */
export function classicalBounds(shape: Spending, looks: number, alpha = 0.05, sides: Sides = 2): number[] {
  const times = Array.from({ length: looks }, (_, k) => (k + 1) / looks)
  const bounds = (constant: number) =>
    times.map((time) => (shape === 'pocock' ? constant : constant / Math.sqrt(time)))
  const excess = (constant: number) =>
    crossingProbabilities(times, bounds(constant), sides).reduce((sum, value) => sum + value, 0) - alpha
  return bounds(findRoot(excess, 0.2, 8))
}

/** Error spent up to an information time by Lan & DeMets' (1983) functions; `alpha` is that of one side. */
export const spent = (spending: Spending, time: number, alpha: number): number =>
  spending === 'pocock'
    ? alpha * Math.log(1 + (Math.E - 1) * time)
    : 2 * normalCdf(-normalQuantile(1 - alpha / 2) / Math.sqrt(time))

/**
 * Lan–DeMets bounds at the looks that were really taken.
 * @param times information at each look as a share of the plan, rising, at most 1
 * @param alpha for all sides together; a two-sided plan spends half of it on each side
 * @returns one bound a look, for |z| or z
 * @throws StatisticsProblem `bad-argument` for times that do not rise from above 0 to at most 1, by 0.00001 at least
 */
export function spendingBounds(
  spending: Spending,
  times: readonly number[],
  alpha = 0.05,
  sides: Sides = 2,
): number[] {
  checkTimes(times)
  let path: Path | undefined
  let before = 0
  return times.map((time, k) => {
    const total = sides * spent(spending, time, alpha / sides)
    const now = total - before
    const excess = (bound: number) => crossingAt(path, time, bound, sides) - now
    const bound = excess(8.5) > 0 ? 8.5 : findRoot(excess, -2, 8.5)
    path = step(path, time, bound, sides, times[k + 1] ?? 0)
    before = total
    return bound
  })
}

/** The probability of crossing at this look and not before. */
function crossingAt(path: Path | undefined, time: number, bound: number, sides: Sides): number {
  if (!path) return sides * normalCdf(-bound)
  const root = Math.sqrt(time - path.time)
  const limit = bound * Math.sqrt(time)
  let crossing = 0
  for (let k = path.density.length - 1; k >= 0; k -= 1) {
    const x = path.low + k * path.width
    if ((x - limit) / root < -far) break
    crossing += path.density[k]! * normalCdf((x - limit) / root)
  }
  // A two-sided path is the same on both sides of 0.
  return sides * crossing
}

function checkTimes(times: readonly number[]): void {
  // Closer looks than this are one look, and would take minutes.
  const rising = times.every((time, k) => time - (times[k - 1] ?? 0) >= 1e-5 && time <= 1 + 1e-12)
  if (times.length === 0 || !rising)
    throw new StatisticsProblem(
      'bad-argument',
      'Information times must rise from above 0 to at most 1, by 0.00001 or more.',
    )
}
