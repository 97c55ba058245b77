// Small dense matrices, as many rows as a model has terms. Data never stand here, only their cross-products.

/** Rows of numbers. */
export type Matrix = number[][]

export const zeros = (rows: number, columns: number): Matrix =>
  Array.from({ length: rows }, () => new Array<number>(columns).fill(0))

export const transpose = (a: Matrix): Matrix => (a[0] ?? []).map((_, j) => a.map((row) => row[j]!))

export function multiply(a: Matrix, b: Matrix): Matrix {
  const product = zeros(a.length, b[0]?.length ?? 0)
  for (let i = 0; i < a.length; i += 1)
    for (let k = 0; k < b.length; k += 1) {
      const factor = a[i]![k]!
      if (factor !== 0) for (let j = 0; j < b[k]!.length; j += 1) product[i]![j]! += factor * b[k]![j]!
    }
  return product
}

export const multiplyVector = (a: Matrix, x: readonly number[]): number[] => a.map((row) => dot(row, x))

export function dot(a: readonly number[], b: readonly number[]): number {
  let sum = 0
  for (let i = 0; i < a.length; i += 1) sum += a[i]! * b[i]!
  return sum
}

/** x' A y. */
export const quadratic = (x: readonly number[], a: Matrix, y: readonly number[] = x): number =>
  dot(x, multiplyVector(a, y))

/** Sum of element-wise products, tr(A'B). */
export const inner = (a: Matrix, b: Matrix): number => a.reduce((sum, row, i) => sum + dot(row, b[i]!), 0)

/** A + factor · B, in place on A. */
export function addTo(a: Matrix, b: Matrix, factor = 1): Matrix {
  for (let i = 0; i < a.length; i += 1)
    for (let j = 0; j < a[i]!.length; j += 1) a[i]![j]! += factor * b[i]![j]!
  return a
}

/** A + factor · x x', in place on A. */
export function addOuter(a: Matrix, x: ArrayLike<number>, factor = 1, y: ArrayLike<number> = x): Matrix {
  for (let i = 0; i < a.length; i += 1) {
    const scaled = factor * x[i]!
    if (scaled !== 0) for (let j = 0; j < a.length; j += 1) a[i]![j]! += scaled * y[j]!
  }
  return a
}

/** Upper-left `size` × `size` block. */
export const leading = (a: Matrix, size: number): Matrix => a.slice(0, size).map((row) => row.slice(0, size))

/**
 * Lower triangle L with A = L L'. A pivot below `tolerance` times its diagonal means that the column follows from the
 * ones before it: `dependent` is then its index and L is unfinished.
 */
export function cholesky(a: Matrix, tolerance = 1e-11): { lower: Matrix; dependent: number | undefined } {
  const lower = zeros(a.length, a.length)
  for (let j = 0; j < a.length; j += 1) {
    let pivot = a[j]![j]!
    for (let k = 0; k < j; k += 1) pivot -= lower[j]![k]! ** 2
    if (!(pivot > tolerance * Math.abs(a[j]![j]!))) return { lower, dependent: j }
    const root = Math.sqrt(pivot)
    lower[j]![j] = root
    for (let i = j + 1; i < a.length; i += 1) {
      let sum = a[i]![j]!
      for (let k = 0; k < j; k += 1) sum -= lower[i]![k]! * lower[j]![k]!
      lower[i]![j] = sum / root
    }
  }
  return { lower, dependent: undefined }
}

/** Inverse of L L' and the logarithm of its determinant. */
export function inverseOf(lower: Matrix): { inverse: Matrix; logDeterminant: number } {
  const size = lower.length
  const half = zeros(size, size)
  for (let j = 0; j < size; j += 1) {
    half[j]![j] = 1 / lower[j]![j]!
    for (let i = j + 1; i < size; i += 1) {
      let sum = 0
      for (let k = j; k < i; k += 1) sum -= lower[i]![k]! * half[k]![j]!
      half[i]![j] = sum / lower[i]![i]!
    }
  }
  return {
    inverse: multiply(transpose(half), half),
    logDeterminant: lower.reduce((sum, row, i) => sum + 2 * Math.log(row[i]!), 0),
  }
}

/** Solves A x = b for a symmetric positive definite or any regular A, by elimination with row pivoting. */
export function solve(a: Matrix, b: readonly number[]): number[] {
  const work = a.map((row, i) => [...row, b[i]!])
  const size = work.length
  for (let j = 0; j < size; j += 1) {
    let best = j
    for (let i = j + 1; i < size; i += 1) if (Math.abs(work[i]![j]!) > Math.abs(work[best]![j]!)) best = i
    ;[work[j], work[best]] = [work[best]!, work[j]!]
    for (let i = j + 1; i < size; i += 1) {
      const factor = work[i]![j]! / work[j]![j]!
      if (factor !== 0) for (let k = j; k <= size; k += 1) work[i]![k]! -= factor * work[j]![k]!
    }
  }
  const x = new Array<number>(size).fill(0)
  for (let i = size - 1; i >= 0; i -= 1) {
    let sum = work[i]![size]!
    for (let k = i + 1; k < size; k += 1) sum -= work[i]![k]! * x[k]!
    x[i] = sum / work[i]![i]!
  }
  return x
}

/** Inverse of any regular matrix. */
export const invert = (a: Matrix): Matrix =>
  transpose(
    a.map((_, j) =>
      solve(
        a,
        a.map((_, i) => (i === j ? 1 : 0)),
      ),
    ),
  )

/** Eigenvalues and orthonormal eigenvectors (columns of `vectors`) of a symmetric matrix, by Jacobi rotations. */
export function symmetricEigen(a: Matrix): { values: number[]; vectors: Matrix } {
  const work = a.map((row) => [...row])
  const size = a.length
  const vectors: Matrix = a.map((_, i) => a.map((_, j) => (i === j ? 1 : 0)))
  const rotate = (p: number, q: number) => {
    const off = work[p]![q]!
    const theta = (work[q]![q]! - work[p]![p]!) / (2 * off)
    const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1))
    const c = 1 / Math.sqrt(t * t + 1)
    const s = t * c
    for (let k = 0; k < size; k += 1) {
      const [x, y] = [work[k]![p]!, work[k]![q]!]
      ;[work[k]![p], work[k]![q]] = [c * x - s * y, s * x + c * y]
    }
    for (let k = 0; k < size; k += 1) {
      const [x, y] = [work[p]![k]!, work[q]![k]!]
      ;[work[p]![k], work[q]![k]] = [c * x - s * y, s * x + c * y]
      const [v, w] = [vectors[k]![p]!, vectors[k]![q]!]
      ;[vectors[k]![p], vectors[k]![q]] = [c * v - s * w, s * v + c * w]
    }
  }
  for (let sweep = 0; sweep < 60; sweep += 1) {
    let turned = false
    for (let p = 0; p < size; p += 1)
      for (let q = p + 1; q < size; q += 1)
        if (Math.abs(work[p]![q]!) > 1e-16 * Math.sqrt(Math.abs(work[p]![p]! * work[q]![q]!)) + 1e-300) {
          rotate(p, q)
          turned = true
        }
    if (!turned) break
  }
  return { values: work.map((row, i) => row[i]!), vectors }
}
