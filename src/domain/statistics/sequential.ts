// Boundaries for looking at a trial before it ends: O'Brien–Fleming, Pocock, and Lan–DeMets spending of both types.
// The probability of a first crossing is integrated look by look (Armitage, McPherson & Rowe 1969).
import { normalCdf, normalDensity, normalQuantile } from './distributions.ts'
import { findRoot } from './root.ts'
import { StatisticsProblem } from './statistics-problem.ts'

export type Sides = 1 | 2
export type Spending = 'obrien-fleming' | 'pocock'

/** Density of the statistic on the Brownian scale, z √t, at points with weights (Simpson) while nothing was crossed. */
type Path = { at: number[]; density: number[]; time: number }

const intervals = 200

/** Where the statistic may be at time t without having crossed `bound` on the z scale. */
function range(bound: number, sides: Sides, time: number): [number, number] {
  const root = Math.sqrt(time)
  const high = Math.min(bound, 9) * root
  return [sides === 2 ? -high : -9 * root, high]
}

/** One look further: the density among those who have not crossed, and the probability of crossing now. */
function step(
  path: Path | undefined,
  time: number,
  bound: number,
  sides: Sides,
): { path: Path; crossing: number } {
  const [low, high] = range(bound, sides, time)
  const width = (high - low) / intervals
  const at = Array.from({ length: intervals + 1 }, (_, k) => low + k * width)
  const simpson = (k: number) => (width / 3) * (k === 0 || k === intervals ? 1 : k % 2 === 1 ? 4 : 2)
  const crossing = crossingAt(path, time, bound, sides)
  const density = path
    ? at.map(
        (y, k) =>
          simpson(k) *
          path.at.reduce((sum, x, j) => sum + path.density[j]! * jump(y - x, time - path.time), 0),
      )
    : at.map((y, k) => simpson(k) * jump(y, time))
  return { path: { at, density, time }, crossing }
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
    const next = step(path, time, bounds[k]!, sides)
    path = next.path
    return next.crossing
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
 * @throws StatisticsProblem `bad-argument` for times that do not rise from above 0 to at most 1
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
  return times.map((time) => {
    const total = sides * spent(spending, time, alpha / sides)
    const now = total - before
    const excess = (bound: number) => crossingAt(path, time, bound, sides) - now
    const bound = excess(8.5) > 0 ? 8.5 : findRoot(excess, -2, 8.5)
    path = step(path, time, bound, sides).path
    before = total
    return bound
  })
}

/** The probability of crossing at this look and not before. */
function crossingAt(path: Path | undefined, time: number, bound: number, sides: Sides): number {
  if (!path) return sides * normalCdf(-bound)
  const root = Math.sqrt(time - path.time)
  const limit = bound * Math.sqrt(time)
  return path.at.reduce(
    (sum, x, k) =>
      sum +
      path.density[k]! * (normalCdf((x - limit) / root) + (sides === 2 ? normalCdf((-limit - x) / root) : 0)),
    0,
  )
}

function checkTimes(times: readonly number[]): void {
  const rising = times.every((time, k) => time > (times[k - 1] ?? 0) && time <= 1 + 1e-12)
  if (times.length === 0 || !rising)
    throw new StatisticsProblem('bad-argument', 'Information times must rise from above 0 to at most 1.')
}
