import fc from 'fast-check'
import { expect, test } from 'vitest'
import { linkWaves, type Pair } from './linkage.ts'
import type { LinkRecord } from './linkage-columns.ts'

type Pupil = LinkRecord & { id: number; sex: string }

const pupil = (id: number, code: string, more: Partial<Pupil> = {}): Pupil => ({
  id,
  pool: '9a',
  sex: 'girl',
  elements: [...code].map((letter) => (letter === '-' ? undefined : letter)),
  ...more,
})
const ids = (a: readonly Pupil[], b: readonly Pupil[], pairs: readonly Pair[]) =>
  pairs.map((pair) => `${a[pair.a]!.id}–${b[pair.b]!.id} ${pair.differences}`).sort()

test('equal codes are linked first, then those with one difference', () => {
  const a = [pupil(1, 'abcdefg'), pupil(2, 'hijklmn'), pupil(3, 'opqrstu')]
  const b = [pupil(13, 'opqrsaa'), pupil(12, 'hijklmX'), pupil(11, 'abcdefg')]
  const linked = linkWaves(a, b)
  expect(ids(a, b, linked.pairs)).toEqual(['1–11 0', '2–12 1'])
  expect(linked.pairs.map(({ stage }) => stage)).toEqual(['exact', 'off-one'])
  expect([linked.a, linked.b]).toEqual([
    ['linked', 'linked', 'unlinked'],
    ['unlinked', 'linked', 'linked'],
  ])
  expect(ids(a, b, linkWaves(a, b, { maxDifferences: 2 }).pairs)).toContain('3–13 2')
})

test('doubt means no link, unless a surer pair resolves it', () => {
  const a = [pupil(1, 'abcdefg')]
  const twoNear = [pupil(11, 'abcdefX'), pupil(12, 'abcdefY')]
  expect(linkWaves(a, twoNear)).toMatchObject({ pairs: [], a: ['ambiguous'], b: ['ambiguous', 'ambiguous'] })
  const oneEqual = [pupil(11, 'abcdefX'), pupil(12, 'abcdefg')]
  expect(linkWaves(a, oneEqual)).toMatchObject({ a: ['linked'], b: ['unlinked', 'linked'] })
})

test('a missing element agrees with nothing, not even with another missing one', () => {
  const linked = linkWaves([pupil(1, 'abcdef-')], [pupil(11, 'abcdef-')])
  expect(linked.pairs).toMatchObject([{ differences: 1 }])
  expect(linkWaves([pupil(1, 'abcde--')], [pupil(11, 'abcde--')]).a).toEqual(['unlinked'])
})

test('five elements must agree: a shorter code is refused, one with many gaps is never linked', () => {
  expect(linkWaves([pupil(1, 'abcde')], [pupil(11, 'abcde')]).pairs).toHaveLength(1)
  expect(linkWaves([pupil(1, 'abcde')], [pupil(11, 'abcdX')]).pairs).toHaveLength(0)
  expect(linkWaves([pupil(1, 'abcd---')], [pupil(11, 'abcd---')], { maxDifferences: 2 }).a).toEqual([
    'incomplete',
  ])
  expect(() => linkWaves([pupil(1, 'abcd')], [pupil(11, 'abcd')])).toThrow('at least 5 elements')
  expect(() => linkWaves([pupil(1, 'abcde')], [pupil(11, 'abcdef')])).toThrow('same length')
})

test('a code that stands twice is not linked, and stands in the way of its neighbours', () => {
  const a = [pupil(1, 'abcdefg'), pupil(2, 'abcdefX')]
  const b = [pupil(11, 'abcdefg'), pupil(12, 'abcdefg'), pupil(13, 'abcdefX')]
  const linked = linkWaves(a, b)
  expect(ids(a, b, linked.pairs)).toEqual(['2–13 0'])
  expect([linked.a, linked.b]).toEqual([
    ['ambiguous', 'linked'],
    ['duplicate', 'duplicate', 'linked'],
  ])
})

test('the same code at another school is another pupil', () => {
  const there = [pupil(11, 'abcdefg', { pool: '9b' })]
  expect(linkWaves([pupil(1, 'abcdefg')], there).pairs).toEqual([])
  const twice = [pupil(1, 'abcdefg'), pupil(2, 'abcdefg', { pool: '9b' })]
  expect(linkWaves(twice, there).pairs).toMatchObject([{ a: 1, b: 0 }])
})

test('a pupil who changed school is found by an equal code and two further facts, and marked', () => {
  const a = [pupil(1, 'abcdefg', { covariates: ['girl', 'spring'] })]
  const moved = (code: string, covariates: (string | undefined)[]) =>
    linkWaves(a, [pupil(11, code, { pool: '9b', covariates })], { acrossSchools: true }).pairs
  expect(moved('abcdefg', ['girl', 'spring'])).toMatchObject([{ stage: 'exact-across-schools' }])
  expect(moved('abcdefX', ['girl', 'spring'])).toEqual([])
  expect(moved('abcdefg', ['girl', 'autumn'])).toEqual([])
  expect(moved('abcdefg', ['girl', undefined])).toEqual([])
  const b = [pupil(11, 'abcdefg', { pool: '9b', covariates: ['girl', 'spring'] })]
  expect(linkWaves(a, b).pairs).toEqual([])
  expect(linkWaves(a, b, { acrossSchools: true, veto: () => true }).pairs).toEqual([])
  expect(linkWaves(a, [...b, { ...b[0]!, pool: '9c' }], { acrossSchools: true }).a).toEqual(['ambiguous'])
})

/** Few values, gaps, few pools: ties, duplicates and near misses everywhere. */
const wave = fc.array(
  fc.record({
    pool: fc.constantFrom('x', 'y'),
    sex: fc.constantFrom('girl', 'boy'),
    elements: fc.array(fc.constantFrom('a', 'a', 'a', 'b', 'c', undefined), { minLength: 7, maxLength: 7 }),
    covariates: fc.constantFrom(['1', '2'], ['1', '3'], [undefined, '2']),
  }),
  { maxLength: 25 },
)
const numbered = (records: Omit<Pupil, 'id'>[]): Pupil[] => records.map((record, id) => ({ ...record, id }))
const options = fc.record({
  maxDifferences: fc.constantFrom<0 | 1 | 2>(0, 1, 2),
  acrossSchools: fc.boolean(),
  veto: fc.constantFrom(undefined, (a: Pupil, b: Pupil) => a.sex !== b.sex),
})

/** The definition, word by word: every pair is compared. */
function slowly(a: Pupil[], b: Pupil[], deepest: number, veto?: (a: Pupil, b: Pupil) => boolean): string[] {
  const differ = (one: Pupil, other: Pupil) =>
    one.elements.filter((value, at) => value === undefined || value !== other.elements[at]).length
  const usable = (one: Pupil) => one.elements.filter((value) => value !== undefined).length >= 5
  const code = (one: Pupil) => one.pool + JSON.stringify(one.elements.map((value) => value ?? null))
  const isTwice = (one: Pupil, list: Pupil[]) => list.filter((other) => code(other) === code(one)).length > 1
  const linked: string[] = []
  const [freeA, freeB] = [new Set(a.filter(usable)), new Set(b.filter(usable))]
  for (let deep = 0; deep <= deepest; deep += 1) {
    const near = [...freeA].flatMap((one) =>
      [...freeB]
        .filter((other) => one.pool === other.pool && differ(one, other) <= deep)
        .filter((other) => isTwice(one, a) || isTwice(other, b) || !veto?.(one, other))
        .map((other) => ({ one, other })),
    )
    for (const { one, other } of near)
      if (near.filter((pair) => pair.one === one || pair.other === other).length === 1)
        if (!isTwice(one, a) && !isTwice(other, b)) {
          linked.push(`${one.id}–${other.id} ${differ(one, other)}`)
          freeA.delete(one)
          freeB.delete(other)
        }
  }
  return linked.sort()
}

test('the fast way finds what the definition says', () => {
  fc.assert(
    fc.property(wave, wave, options, (recordsA, recordsB, { maxDifferences, veto }) => {
      const [a, b] = [numbered(recordsA), numbered(recordsB)]
      const linked = linkWaves(a, b, { maxDifferences, ...(veto && { veto }) })
      expect(ids(a, b, linked.pairs)).toEqual(slowly(a, b, maxDifferences, veto))
    }),
    { numRuns: 300 },
  )
})

test('neither the order of records nor of waves matters; nobody is linked twice; a veto holds', () => {
  fc.assert(
    fc.property(wave, wave, options, fc.nat(), (recordsA, recordsB, chosen, seed) => {
      const [a, b] = [numbered(recordsA), numbered(recordsB)]
      const { veto, ...rest } = chosen
      const asked = { ...rest, ...(veto && { veto }) }
      const linked = linkWaves(a, b, asked)
      const shuffled = (list: Pupil[]) =>
        list.toSorted((one, other) => Math.sin(seed + one.id * 7) - Math.sin(seed + other.id * 7))
      const [mixedA, mixedB] = [shuffled(a), shuffled(b)]
      expect(ids(mixedA, mixedB, linkWaves(mixedA, mixedB, asked).pairs)).toEqual(ids(a, b, linked.pairs))
      const swapped = linkWaves(b, a, asked)
      expect(swapped.pairs.map((pair) => `${pair.b}–${pair.a}`).sort()).toEqual(
        linked.pairs.map((pair) => `${pair.a}–${pair.b}`).sort(),
      )
      expect([swapped.b, swapped.a]).toEqual([linked.a, linked.b])
      expect(new Set(linked.pairs.map((pair) => pair.a)).size).toBe(linked.pairs.length)
      expect(new Set(linked.pairs.map((pair) => pair.b)).size).toBe(linked.pairs.length)
      if (veto) for (const pair of linked.pairs) expect(a[pair.a]!.sex).toBe(b[pair.b]!.sex)
      for (const pair of linked.pairs)
        expect(a[pair.a]!.pool === b[pair.b]!.pool).toBe(pair.stage !== 'exact-across-schools')
    }),
    { numRuns: 300 },
  )
})
