// Does anything that is stored follow an order that an onlooker knows? Spearman's rank correlation between the order
// and every column, every row order, every place of bytes in the file, and between the two sides of participation.
import { createClient } from '@libsql/client'

export type Row = Record<string, string | number | null>
export type Tables = Record<string, Row[]>

/** A stored row whose pupil the attacker knows, and how manieth it is as stored. */
export type Numbered = { number: number; place: number; row: Row }

/** Every table of a file, rows as stored, blobs as hex. Opened apart from the server. */
export async function readTables(file: string): Promise<Tables> {
  const client = createClient({ url: `file:${file}` })
  const names = await client.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
  const tables: Tables = {}
  for (const { name } of names.rows) {
    // No ORDER BY, and no index instead of the table: this is the order on disk.
    const { rows } = await client.execute(`SELECT * FROM "${String(name)}" NOT INDEXED`)
    tables[String(name)] = rows.map((row) =>
      Object.fromEntries(
        Object.entries(row).map(([column, value]) => [
          column,
          value instanceof ArrayBuffer
            ? Buffer.from(value).toString('hex')
            : (value as string | number | null),
        ]),
      ),
    )
  }
  client.close()
  return tables
}

/** First and last place of a pupil's bytes in a file; `undefined` where there are none. */
export function offsetsIn(bytes: Buffer, pupils: number, trace: (number: number) => Buffer) {
  const numbers = Array.from({ length: pupils }, (_, number) => number)
  const places = (find: 'indexOf' | 'lastIndexOf') =>
    numbers.flatMap((number) => {
      const wanted = trace(number)
      const place = wanted.length ? bytes[find](wanted) : -1
      return place < 0 ? [] : [{ number, value: place }]
    })
  return { first: places('indexOf'), last: places('lastIndexOf') }
}

type Point = { number: number; value: string | number | null }

/**
 * A random order of 45 reaches 0.7 about once in ten million times: so the test does not fail by chance although it
 * looks at some hundred pairs; the permutation test below then decides. A kept order has 0.9 and more.
 */
const suspicious = 0.7
const permutations = 20_000

/** Names every trace that follows one of the orders. */
export function leaks(
  orders: Record<string, number[]>,
  tables: Record<string, Numbered[]>,
  traces: [string, { first: Point[]; last: Point[] }][],
): string[] {
  const candidates: [string, Point[]][] = []
  for (const [table, rows] of Object.entries(tables)) {
    candidates.push([`row order of ${table}`, rows.map(({ number, place }) => ({ number, value: place }))])
    for (const column of Object.keys(rows[0]?.row ?? {}))
      candidates.push([
        `${table}.${column}`,
        rows.map(({ number, row }) => ({ number, value: row[column] ?? null })),
      ])
  }
  for (const [name, { first, last }] of traces)
    candidates.push([`first ${name}`, first], [`last ${name}`, last])

  const against = [
    ...Object.entries(orders).map(([name, order]): [string, Map<number, number>] => [
      `the order of ${name}`,
      new Map(order.map((number, place) => [number, place])),
    ]),
    // The side of the codes against the side of the answers: neither may follow the other.
    ...['participation_code', 'spent_token'].map((table): [string, Map<number, number>] => [
      `the rows of ${table}`,
      new Map(tables[table]!.map(({ number, place }) => [number, place])),
    ]),
  ]
  const found: string[] = []
  for (const [name, points] of candidates)
    for (const [order, places] of against) {
      if (order.endsWith(name.split('.')[0]!.replace('row order of ', ''))) continue
      if (order.includes('rows of participation_code') && /MAC|spending/.test(name)) continue
      if (order.includes('rows of spent_token') && /token hash/.test(name)) continue
      const pairs = points.flatMap(({ number, value }) => {
        const place = places.get(number)
        return place === undefined ? [] : [{ place, value }]
      })
      if (follows(pairs)) found.push(`${name} follows ${order}`)
    }
  return found
}

function follows(pairs: { place: number; value: string | number | null }[]): boolean {
  if (pairs.length < 10) return false
  const x = ranks(pairs.map(({ place }) => place))
  const y = ranks(pairs.map(({ value }) => value))
  const strength = Math.abs(correlation(x, y))
  if (!(strength > suspicious)) return false
  // A permutation test with a fixed seed: no more than one in 20,000 random orders is as strong.
  const random = randomNumbers(20261121)
  let stronger = 0
  for (let turn = 0; turn < permutations; turn += 1) {
    for (let index = y.length - 1; index > 0; index -= 1) {
      const other = Math.floor(random() * (index + 1))
      ;[y[index], y[other]] = [y[other]!, y[index]!]
    }
    if (Math.abs(correlation(x, y)) >= strength) stronger += 1
  }
  return stronger <= 1
}

/** Ranks from 0, ties get their mean. */
function ranks(values: (string | number | null)[]): number[] {
  const compare = (a: string | number | null, b: string | number | null) =>
    a === b ? 0 : a === null ? -1 : b === null ? 1 : a < b ? -1 : 1
  const order = values.map((_, index) => index).sort((a, b) => compare(values[a]!, values[b]!))
  const result: number[] = []
  for (let start = 0; start < order.length;) {
    let end = start
    while (end + 1 < order.length && compare(values[order[end + 1]!]!, values[order[start]!]!) === 0) end += 1
    for (let index = start; index <= end; index += 1) result[order[index]!] = (start + end) / 2
    start = end + 1
  }
  return result
}

/** Pearson's, on ranks; NaN where all are tied. */
function correlation(x: number[], y: number[]): number {
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const [mx, my] = [mean(x), mean(y)]
  let [xy, xx, yy] = [0, 0, 0]
  x.forEach((value, index) => {
    xy += (value - mx) * (y[index]! - my)
    xx += (value - mx) ** 2
    yy += (y[index]! - my) ** 2
  })
  return xy / Math.sqrt(xx * yy)
}

/** Numbers from 0 to 1 that are the same every time (mulberry32). */
function randomNumbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}
