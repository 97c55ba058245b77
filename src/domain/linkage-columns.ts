// Records of a survey wave as whole numbers in one typed array, so that a nation's pupils are compared in seconds.
// A value has the same number in every wave; 0 is missing.

export type LinkRecord = {
  /** School and cohort as one text: only records of the same pool are compared. */
  pool: string
  /** What was answered to each element of the link code, or a keyed MAC of it; undefined is missing. */
  elements: readonly (string | undefined)[]
  /** Stable facts beside the code, such as sex and birth quarter. Asked only across schools. */
  covariates?: readonly (string | undefined)[]
}

export type CodedWave = {
  size: number
  /** The number of elements in a code. */
  length: number
  pool: Int32Array
  /** Ordered by pool, the rows of pool `p` stand from `start[p]` up to `start[p + 1]`. */
  start: Int32Array
  /** Row after row: element `e` of row `r` stands at `r * length + e`. */
  codes: Int32Array
}

/** @throws RangeError if records have codes of different lengths. */
export function codeWaves(waves: readonly (readonly LinkRecord[])[]): CodedWave[] {
  const length = waves.find((wave) => wave.length > 0)?.[0]!.elements.length ?? 0
  const pools = new Map<string, number>()
  const values = Array.from({ length }, () => new Map<string, number>())
  const coded = waves.map((wave) => {
    const pool = new Int32Array(wave.length)
    const codes = new Int32Array(wave.length * length)
    for (let row = 0; row < wave.length; row += 1) {
      const record = wave[row]!
      if (record.elements.length !== length) throw new RangeError('All link codes must have the same length.')
      pool[row] = numberOf(pools, record.pool)
      for (let element = 0; element < length; element += 1) {
        const value = record.elements[element]
        if (value !== undefined) codes[row * length + element] = numberOf(values[element]!, value)
      }
    }
    return { size: wave.length, length, pool, codes }
  })
  return coded.map((wave) => ({ ...wave, start: startsOf(wave.pool, pools.size) }))
}

/** Numbers from 1 up, in the order in which values come. */
function numberOf(known: Map<string, number>, value: string): number {
  let number = known.get(value)
  if (number === undefined) known.set(value, (number = known.size + 1))
  return number
}

function startsOf(pool: Int32Array, pools: number): Int32Array {
  const start = new Int32Array(pools + 2)
  for (const one of pool) start[one + 1]! += 1
  for (let one = 0; one <= pools; one += 1) start[one + 1]! += start[one]!
  return start
}

/** All rows, pool after pool: what is compared lies close together. */
export function rowsByPool({ pool, start }: CodedWave): Int32Array {
  const next = start.slice()
  const rows = new Int32Array(pool.length)
  for (const [row, one] of pool.entries()) rows[next[one]!++] = row
  return rows
}

/** The same records as one great pool. */
export const asOnePool = (wave: CodedWave): CodedWave => ({
  ...wave,
  pool: new Int32Array(wave.size),
  start: Int32Array.of(0, wave.size),
})

/** How many elements of a record's code were given. */
export function givenElements({ codes, length }: CodedWave, row: number): number {
  let given = 0
  for (let at = row * length; at < (row + 1) * length; at += 1) if (codes[at] !== 0) given += 1
  return given
}

/** How many elements of two codes do not agree; a missing one agrees with nothing. Stops counting above `limit`. */
export function differencesBetween(
  a: CodedWave,
  rowA: number,
  b: CodedWave,
  rowB: number,
  limit = a.length,
): number {
  let differences = 0
  for (let element = 0; element < a.length && differences <= limit; element += 1) {
    const value = a.codes[rowA * a.length + element]
    if (value === 0 || value !== b.codes[rowB * b.length + element]) differences += 1
  }
  return differences
}
