// Which records of two waves are near each other. All pairs are never compared: two codes with at most k differences
// agree wholly on at least one of k + 1 groups of elements, so a hash join on each group finds every pair.
import { type CodedWave, differencesBetween } from './linkage-columns.ts'

/** Pairs of rows that might be one person, as three columns: there can be a million of them. */
export type Candidates = { a: number[]; b: number[]; differences: number[] }

/** The elements from `from` up to `to`, that one not included. */
type Group = { from: number; to: number }

/** Rows in chains, by a hash of the elements of a group; each pool has its own stretch of `first`. */
type Table = { start: Int32Array; first: Int32Array; next: Int32Array }

/** Each pair of the same pool with at most `maxDifferences` elements that do not agree, once, where `possible` says so. */
export function candidates(
  a: CodedWave,
  rowsA: Int32Array,
  b: CodedWave,
  rowsB: Int32Array,
  maxDifferences: number,
  possible: (rowA: number, rowB: number) => boolean,
): Candidates {
  const found: Candidates = { a: [], b: [], differences: [] }
  const groups = groupsOf(a.length, maxDifferences + 1)
  groups.forEach((group, index) => {
    const table = emptyTable(b)
    for (const row of rowsB) if (!lacks(b, row, group)) insert(table, row, placeOf(table, b, row, group))
    for (const rowA of rowsA) {
      if (lacks(a, rowA, group)) continue
      for (
        let rowB = table.first[placeOf(table, a, rowA, group)] ?? -1;
        rowB >= 0;
        rowB = table.next[rowB]!
      ) {
        if (!agree(a, rowA, b, rowB, group)) continue
        const differences = differencesBetween(a, rowA, b, rowB, maxDifferences)
        if (differences > maxDifferences || shownBefore(a, rowA, b, rowB, groups, index)) continue
        if (!possible(rowA, rowB)) continue
        found.a.push(rowA)
        found.b.push(rowB)
        found.differences.push(differences)
      }
    }
  })
  return found
}

/** Does a group that came before agree? Then it has shown this pair. */
function shownBefore(
  a: CodedWave,
  rowA: number,
  b: CodedWave,
  rowB: number,
  groups: readonly Group[],
  before: number,
): boolean {
  for (let index = 0; index < before; index += 1)
    if (!lacks(a, rowA, groups[index]!) && agree(a, rowA, b, rowB, groups[index]!)) return true
  return false
}

/**
 * One row for each different code of a pool, and which rows have a code that stands more than once. A gap is here a
 * value like any other: the same gaps in the same code are the same code.
 */
export function distinctCodes(
  wave: CodedWave,
  rows: Int32Array,
): { distinct: Int32Array; repeated: Uint8Array } {
  const whole = { from: 0, to: wave.length }
  const table = emptyTable(wave)
  const repeated = new Uint8Array(wave.size)
  const distinct = rows.filter((row) => {
    const place = placeOf(table, wave, row, whole)
    let known = table.first[place]!
    while (known >= 0 && !agree(wave, row, wave, known, whole)) known = table.next[known]!
    if (known < 0) insert(table, row, place)
    else repeated[known] = repeated[row] = 1
    return known < 0
  })
  return { distinct, repeated }
}

/** As many groups of neighbours as asked for, as even as can be. */
const groupsOf = (elements: number, groups: number): Group[] =>
  Array.from({ length: groups }, (_, index) => ({
    from: Math.floor((elements * index) / groups),
    to: Math.floor((elements * (index + 1)) / groups),
  }))

function emptyTable(wave: CodedWave): Table {
  return { start: wave.start, first: new Int32Array(wave.size).fill(-1), next: new Int32Array(wave.size) }
}

/** Where the chain of a code begins in the stretch of its pool; a pool without records has none: -1. */
function placeOf(
  { start }: Table,
  { pool, codes, length }: CodedWave,
  row: number,
  { from, to }: Group,
): number {
  const [first, end] = [start[pool[row]!]!, start[pool[row]! + 1]!]
  if (first === end) return -1
  let mixed = 0
  for (let at = row * length + from; at < row * length + to; at += 1) {
    mixed = Math.imul(mixed ^ codes[at]!, 0x9e3779b1)
    mixed ^= mixed >>> 15
  }
  return first + ((mixed >>> 0) % (end - first))
}

function insert(table: Table, row: number, place: number): void {
  table.next[row] = table.first[place]!
  table.first[place] = row
}

function lacks({ codes, length }: CodedWave, row: number, { from, to }: Group): boolean {
  for (let at = row * length + from; at < row * length + to; at += 1) if (codes[at] === 0) return true
  return false
}

function agree(a: CodedWave, rowA: number, b: CodedWave, rowB: number, { from, to }: Group): boolean {
  if (a.pool[rowA] !== b.pool[rowB]) return false
  for (let element = from; element < to; element += 1)
    if (a.codes[rowA * a.length + element] !== b.codes[rowB * b.length + element]) return false
  return true
}
