import fc from 'fast-check'
import { expect, test } from 'vitest'
import { armsOf, isConcealed } from './concealment.ts'

const closed = { status: 'closed' as const }
const open = { status: 'open' as const }

test('a draw is hidden until the baseline is over and every round of it closed', () => {
  const hidden = (
    rounds: { status: 'open' | 'closed' }[],
    today = '2027-01-30',
    earlier: typeof rounds = [closed],
  ) =>
    isConcealed({
      waves: [
        { closesOn: '2026-10-01', rounds: earlier },
        { closesOn: '2027-01-29', rounds },
      ],
      today,
    })
  expect(hidden([closed, closed])).toBe(false)
  expect(hidden([closed, open])).toBe(true)
  expect(hidden([])).toBe(true)
  expect(hidden([closed], '2027-01-29')).toBe(true)
  expect(hidden([closed], '2027-01-30', [open])).toBe(true)
  expect(isConcealed({ waves: [], today: '2027-01-30' })).toBe(true)
})

test('no day and no number of closed rounds reveals a draw while one round is open', () => {
  const day = fc
    .date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10))
  const rounds = fc.array(fc.constantFrom(closed, open), { maxLength: 9 })
  fc.assert(
    fc.property(day, day, rounds, fc.nat(9), (closesOn, today, some, place) =>
      isConcealed({ waves: [{ closesOn, rounds: some.toSpliced(place, 0, open) }], today }),
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
  const seed = 'ab'.repeat(16)
  const [before, after] = [false, true].map((named) => armsOf({ record }, design, named, seed)) as [
    ReturnType<typeof armsOf>,
    ReturnType<typeof armsOf>,
  ]
  expect(JSON.stringify([...before])).not.toMatch(/Økter|Venteliste|programme/)
  expect(new Set([...before.values()].map(({ key, name }) => key + name))).toEqual(new Set(['AA', 'BB']))
  expect(before.get('havet')).toEqual(before.get('fjord'))
  for (const [id, { key }] of before) expect(after.get(id)!.key).toBe(key)
  expect(after.get('fjell')).toMatchObject({ name: 'Venteliste', kind: 'waiting-list' })
})

test('over many seeds the arm with the lessons is as often A as B', () => {
  const seeds = Array.from({ length: 400 }, (_, at) => (at * 7_919).toString(16).padStart(32, '0'))
  const first = seeds.filter((seed) => armsOf({ record }, design, false, seed).get('fjord')!.key === 'A')
  expect(Math.abs(first.length - 200)).toBeLessThan(50)
})

test('an arm that a later plan has renamed keeps the name it was drawn under', () => {
  const arms = armsOf({ record }, { arms: [] }, true, '0')
  expect(arms.get('fjord')).toEqual({ key: arms.get('havet')!.key, name: 'Økter' })
})
