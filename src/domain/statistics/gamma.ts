// Gamma function and the two incomplete integrals everything else stands on.
// Their leading factor is C. Loader's saddle point (2000), so that a million degrees of freedom lose no digits.

const lanczos = [
  0.99999999999999709182, 57.156235665862923517, -59.597960355475491248, 14.136097974741747174,
  -0.49191381609762019978, 0.33994649984811888699e-4, 0.46523628927048575665e-4, -0.98374475304879564677e-4,
  0.15808870322491248884e-3, -0.21026444172410488319e-3, 0.2174396181152126432e-3, -0.16431810653676389022e-3,
  0.84418223983852743293e-4, -0.2619083840158140867e-4, 0.36899182659531622704e-5,
]

/** Natural logarithm of Γ(x) for x > 0 (Lanczos, g = 607/128). */
export function logGamma(x: number): number {
  if (x >= 15)
    return stirlingError(x - 1) + (x - 0.5) * Math.log(x - 1) - (x - 1) + 0.5 * Math.log(2 * Math.PI)
  let sum = lanczos[0]!
  for (let k = 1; k < lanczos.length; k += 1) sum += lanczos[k]! / (x - 1 + k)
  const shifted = x - 1 + 607 / 128 + 0.5
  return (x - 0.5) * Math.log(shifted) - shifted + Math.log(Math.sqrt(2 * Math.PI) * sum)
}

/** log Γ(z + 1) − Stirling's approximation of it. */
function stirlingError(z: number): number {
  if (z < 14) return logGamma(z + 1) - (z + 0.5) * Math.log(z) + z - 0.5 * Math.log(2 * Math.PI)
  const square = z * z
  return (
    (1 / 12 -
      (1 / 360 - (1 / 1260 - (1 / 1680 - (1 / 1188 - 691 / 360360 / square) / square) / square) / square) /
        square) /
    z
  )
}

/** x log(x / mean) + mean − x without cancellation. */
function deviancePart(x: number, mean: number): number {
  if (Math.abs(x - mean) >= 0.1 * (x + mean)) return x * Math.log(x / mean) + mean - x
  const ratio = (x - mean) / (x + mean)
  let sum = (x - mean) * ratio
  let term = 2 * x * ratio
  for (let k = 1; k < 1000; k += 1) {
    term *= ratio * ratio
    const next = sum + term / (2 * k + 1)
    if (next === sum) return next
    sum = next
  }
  return sum
}

/** x^a e^(−x) / Γ(a). */
export const gammaKernel = (a: number, x: number): number =>
  a < 1e-3
    ? Math.exp(a * Math.log(x) - x - logGamma(a))
    : Math.sqrt(a / (2 * Math.PI)) * Math.exp(-stirlingError(a) - deviancePart(a, x))

/** x^a y^b / B(a, b), where y = 1 − x is given so that a small one keeps its digits. */
const betaKernel = (a: number, b: number, x: number, y: number): number =>
  Math.sqrt((a * b) / (2 * Math.PI * (a + b))) *
  Math.exp(
    stirlingError(a + b) -
      stirlingError(a) -
      stirlingError(b) -
      deviancePart(a, (a + b) * x) -
      deviancePart(b, (a + b) * y),
  )

/** Continued fraction by Lentz' method: `term(k)` gives the k-th numerator and denominator. */
function continuedFraction(first: number, term: (k: number) => [number, number]): number {
  const tiny = 1e-300
  let value = first || tiny
  let c = value
  let d = 0
  for (let k = 1; k < 100_000; k += 1) {
    const [numerator, denominator] = term(k)
    d = 1 / (denominator + numerator * d || tiny)
    c = denominator + numerator / c || tiny
    value *= c * d
    if (Math.abs(c * d - 1) <= 3e-16) break
  }
  return value
}

/** Regularised incomplete beta with x and y = 1 − x both given. */
export function betaBoth(a: number, b: number, x: number, y: number): number {
  if (x <= 0) return 0
  if (y <= 0) return 1
  if (x > (a + 1) / (a + b + 2)) return 1 - betaBoth(b, a, y, x)
  const fraction = continuedFraction(1, (k) => {
    const m = k >> 1
    const numerator =
      k % 2 === 0
        ? (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
        : (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    return [numerator, 1]
  })
  return betaKernel(a, b, x, y) / (a * fraction)
}

/** Regularised incomplete beta function I_x(a, b): R's `pbeta(x, a, b)`. */
export const incompleteBeta = (x: number, a: number, b: number): number => betaBoth(a, b, x, 1 - x)

/** Regularised incomplete gamma: [lower P(a, x), upper Q(a, x)], each with its own digits where it is small. */
export function incompleteGamma(a: number, x: number): [lower: number, upper: number] {
  if (x <= 0) return [0, 1]
  if (x === Infinity) return [1, 0]
  if (x < a + 1) {
    let sum = 1
    let term = 1
    for (let k = 1; k < 100_000 && term > sum * 1e-17; k += 1) sum += term *= x / (a + k)
    const lower = (gammaKernel(a, x) * sum) / a
    return [lower, 1 - lower]
  }
  const upper = gammaKernel(a, x) / continuedFraction(x + 1 - a, (k) => [-k * (k - a), x + 2 * k + 1 - a])
  return [1 - upper, upper]
}
