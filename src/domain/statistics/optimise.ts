// Finds the variance ratios with the smallest deviance: a coarse grid first, then Newton with its step held in check.
// The boundary at 0 is found by the sign of the slope, not by a parameter that creeps towards it.
import { type Matrix, solve } from './matrix.ts'
import { StatisticsProblem } from './statistics-problem.ts'

type Point = { deviance: number; slope: number[]; curvature: Matrix }

/** Intraclass shares tried first; a profile with two valleys is rare, but then the deeper one is wanted. */
const shares = [0.01, 0.06, 0.25, 0.7]

/**
 * @param at the function to minimise over ratios ≥ 0
 * @returns the smallest point; `ratios[k]` is exactly 0 where the boundary is the best
 * @throws StatisticsProblem `no-convergence`
 */
export function optimise<T extends Point, R extends number[]>(
  dimensions: number,
  at: (ratios: R) => T,
): { ratios: R; point: T } {
  let grid: number[][] = [[]]
  for (let d = 0; d < dimensions; d += 1)
    grid = grid.flatMap((before) => shares.map((share) => [...before, share / (1 - share)]))
  let ratios = grid[0] as R
  let point = at(ratios)
  for (const each of grid.slice(1) as R[]) {
    const tried = at(each)
    if (tried.deviance < point.deviance) [ratios, point] = [each, tried]
  }
  for (let step = 0; step < 200; step += 1) {
    const free = ratios.map((value, k) => !(value === 0 && point.slope[k]! >= 0))
    const direction = newtonStep(point, free)
    if (ratios.every((value, k) => Math.abs(direction[k]!) <= 1e-11 * Math.max(value, 1e-6)))
      return { ratios, point }
    let length = 1
    for (;;) {
      const next = ratios.map((value, k) => Math.max(0, value + length * direction[k]!)) as R
      const tried = at(next)
      // At the bottom the deviance has no digits left to fall; there the slope decides.
      if (tried.deviance <= point.deviance + 1e-12 * Math.abs(point.deviance)) {
        ;[ratios, point] = [next, tried]
        break
      }
      length /= 2
      if (length < 1e-10) return { ratios, point }
    }
  }
  throw new StatisticsProblem('no-convergence', 'The variances did not settle after 200 steps.')
}

/** Newton's step in the free directions; a step down the slope where the surface is not a bowl. */
function newtonStep({ slope, curvature }: Point, free: boolean[]): number[] {
  const used = free.flatMap((isFree, k) => (isFree ? [k] : []))
  const bowl = used.map((r) => used.map((s) => curvature[r]![s]!))
  const down = used.map((r) => -slope[r]!)
  const determinant = bowl.length === 2 ? bowl[0]![0]! * bowl[1]![1]! - bowl[0]![1]! * bowl[1]![0]! : 1
  const isBowl = bowl.every((row, k) => row[k]! > 0) && determinant > 0
  const step = isBowl ? solve(bowl, down) : down.map((value, k) => value / (Math.abs(bowl[k]![k]!) || 1))
  return free.map((isFree, k) => (isFree ? step[used.indexOf(k)]! : 0))
}
