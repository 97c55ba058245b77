// Normal, t, F, chi-square and noncentral t: cumulative probabilities (lower tail) and quantiles, about 12 digits.
// A small probability keeps its digits in the lower tail: for an upper tail ask for the mirrored lower one.
import { betaBoth, gammaKernel, incompleteGamma } from './gamma.ts'
import { findRoot } from './root.ts'

export { incompleteBeta, logGamma } from './gamma.ts'

/** P(Z ≤ z), standard normal. */
export function normalCdf(z: number): number {
  const [lower, upper] = incompleteGamma(0.5, (z * z) / 2)
  return z < 0 ? upper / 2 : 0.5 + lower / 2
}

export const normalDensity = (z: number): number => Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)

/** z with P(Z ≤ z) = p; ±Infinity at 1 and 0. */
export function normalQuantile(p: number): number {
  if (!(p >= 0 && p <= 1)) return Number.NaN
  if (p > 0.5) return -normalQuantile(1 - p)
  if (p === 0) return -Infinity
  // Abramowitz & Stegun 26.2.23, then Newton on the logarithm, which is nearly straight in the tail.
  const w = Math.sqrt(-2 * Math.log(p))
  let z =
    (2.515517 + 0.802853 * w + 0.010328 * w * w) / (1 + 1.432788 * w + 0.189269 * w * w + 0.001308 * w ** 3) -
    w
  for (let step = 0; step < 4; step += 1) {
    const cdf = normalCdf(z)
    z -= (Math.log(cdf / p) * cdf) / normalDensity(z)
  }
  return p === 0.5 ? 0 : z
}

/** P(T ≤ t) with `df` degrees of freedom (any positive number; Infinity is the normal). */
export function tCdf(t: number, df: number): number {
  if (df === Infinity) return normalCdf(t)
  const square = t * t
  // Abramowitz & Stegun 26.7.8: from here on closer than the continued fraction.
  if (df > 1e6) return normalCdf((t * (1 - 0.25 / df)) / Math.sqrt(1 + square / (2 * df)))
  const tail = square === Infinity ? 0 : betaBoth(df / 2, 0.5, df / (df + square), square / (df + square)) / 2
  return t < 0 ? tail : 1 - tail
}

/** Two-sided p of a t statistic. */
export const tTwoSided = (t: number, df: number): number => Math.min(1, 2 * tCdf(-Math.abs(t), df))

/** t with P(T ≤ t) = p. */
export function tQuantile(p: number, df: number): number {
  if (df === Infinity || p === 0 || p === 1) return normalQuantile(p)
  if (!(p > 0 && p < 1) || !(df > 0)) return Number.NaN
  if (p === 0.5) return 0
  if (p > 0.5) return -tQuantile(1 - p, df)
  return -invertTail((x) => tCdf(-x, df), p)
}

/** P(F ≤ f) with df1 and df2. */
export const fCdf = (f: number, df1: number, df2: number): number =>
  f <= 0 ? 0 : betaBoth(df1 / 2, df2 / 2, (df1 * f) / (df1 * f + df2), df2 / (df1 * f + df2))

/** f with P(F ≤ f) = p. */
export function fQuantile(p: number, df1: number, df2: number): number {
  if (p <= 0 || p >= 1) return p === 0 ? 0 : p === 1 ? Infinity : Number.NaN
  return p < 0.5
    ? 1 / invertTail((x) => fCdf(1 / x, df1, df2), p)
    : invertTail((x) => fCdf(1 / x, df2, df1), 1 - p)
}

/** P(X ≤ x), chi-square with `df`. */
export const chiSquareCdf = (x: number, df: number): number => incompleteGamma(df / 2, x / 2)[0]

/** P(X > x), chi-square with `df`. */
export const chiSquareUpper = (x: number, df: number): number => incompleteGamma(df / 2, x / 2)[1]

/** x with P(X ≤ x) = p. */
export function chiSquareQuantile(p: number, df: number): number {
  if (p <= 0 || p >= 1) return p === 0 ? 0 : p === 1 ? Infinity : Number.NaN
  return p < 0.5
    ? 1 / invertTail((x) => chiSquareCdf(1 / x, df), p)
    : invertTail((x) => chiSquareUpper(x, df), 1 - p)
}

/** x > 0 where a tail that falls from x = 0 on equals p. */
function invertTail(tail: (x: number) => number, p: number): number {
  const excess = (logarithm: number) => Math.log(Math.max(tail(Math.exp(logarithm)), 1e-320) / p)
  let [low, high] = [-1, 1]
  while (excess(high) > 0) high *= 2
  while (excess(low) < 0) low *= 2
  return Math.exp(findRoot(excess, low, high))
}

/**
 * P(T ≤ t) of the noncentral t with `df` and noncentrality `delta`: the mean of Φ(t·s − δ) over s = √(χ²/df).
 * The trapezoid rule on log s converges faster than any power here; absolute error below 1e-13.
 */
export function noncentralTCdf(t: number, df: number, delta: number): number {
  if (delta === 0) return tCdf(t, df)
  if (df === Infinity) return normalCdf(t - delta)
  const weight = (u: number) => 2 * gammaKernel(df / 2, (df / 2) * Math.exp(2 * u))
  const step = Math.min(0.25 / Math.sqrt(df), 0.25, 0.4 / Math.max(1, Math.abs(t), Math.abs(delta)))
  const part = (u: number) => weight(u) * normalCdf(t * Math.exp(u) - delta)
  let sum = part(0)
  for (const side of [-1, 1])
    for (let k = 1; weight(side * k * step) > 1e-18; k += 1) sum += part(side * k * step)
  return sum * step
}
