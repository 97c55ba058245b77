import fc from 'fast-check'
import { expect, test } from 'vitest'
import { armsOf, isConcealed } from './concealment.ts'

const closed = { status: 'closed' as const }
const open = { status: 'open' as const }

test('a draw is hidden until the baseline is over and every round of it closed', () => {
  const after = { baselineClosesOn: '2027-01-29', today: '2027-01-30' }
  expect(isConcealed({ ...after, rounds: [closed, closed] })).toBe(false)
  expect(isConcealed({ ...after, rounds: [closed, open] })).toBe(true)
  expect(isConcealed({ ...after, rounds: [] })).toBe(true)
  expect(isConcealed({ ...after, today: '2027-01-29', rounds: [closed] })).toBe(true)
  expect(isConcealed({ ...after, baselineClosesOn: null, rounds: [closed] })).toBe(true)
})

test('no day and no number of closed rounds reveals a draw while one round is open', () => {
  const day = fc
    .date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10))
  const rounds = fc.array(fc.constantFrom(closed, open), { maxLength: 9 })
  fc.assert(
    fc.property(day, day, rounds, fc.nat(9), (baselineClosesOn, today, some, place) =>
      isConcealed({ baselineClosesOn, today, rounds: some.toSpliced(place, 0, open) }),
    ),
  )
})

const design = {
  arms: [
    { name: 'Økter', kind: 'programme' as const, lessons: [], share: 1 },
    { name: 'Venteliste', kind: 'waiting-list' as const, lessons: [], share: 1 },
  ],
}
const record = {
  allocation: [
    { id: 'fjord', arm: 'Økter' },
    { id: 'fjell', arm: 'Venteliste' },
    { id: 'havet', arm: 'Økter' },
  ],
}

test('before unblinding the arms are letters, and the same letters stand by the names after it', () => {
  const drawn = { record, hash: 'ab'.repeat(32) }
  const [before, after] = [armsOf(drawn, design, false), armsOf(drawn, design, true)]
  expect(JSON.stringify([...before])).not.toMatch(/Økter|Venteliste|programme/)
  expect(new Set([...before.values()].map(({ key, name }) => key + name))).toEqual(new Set(['AA', 'BB']))
  expect(before.get('havet')).toEqual(before.get('fjord'))
  for (const [id, { key }] of before) expect(after.get(id)!.key).toBe(key)
  expect(after.get('fjell')).toMatchObject({ name: 'Venteliste', kind: 'waiting-list' })
})

test('over many records the arm with the lessons is as often A as B', () => {
  const hashes = Array.from({ length: 400 }, (_, at) => (at * 7_919).toString(16).padStart(32, '0').repeat(2))
  const first = hashes.filter((hash) => armsOf({ record, hash }, design, false).get('fjord')!.key === 'A')
  expect(Math.abs(first.length - 200)).toBeLessThan(50)
})

test('an arm that a later plan has renamed keeps the name it was drawn under', () => {
  const arms = armsOf({ record, hash: '0'.repeat(64) }, { arms: [] }, true)
  expect(arms.get('fjord')).toEqual({ key: arms.get('havet')!.key, name: 'Økter' })
})
