// A class that presses the same download at once.
import { expect, test } from 'vitest'
import { makeOnce } from './make-once.ts'

/** Makes its own number, after a turn of the event loop. */
function counting(atMost: number) {
  const once = makeOnce<number>(atMost)
  let count = 0
  const make = async () => {
    count += 1
    const number = count
    await new Promise((done) => setImmediate(done))
    return number
  }
  return { once, make, ask: (key: string) => once(key, make) }
}

test('is made once for all who ask meanwhile, and for who asks later', async () => {
  const { ask } = counting(2)
  expect(await Promise.all([ask('a'), ask('a'), ask('b')])).toEqual([1, 1, 2])
  expect(await ask('a')).toBe(1)
})

test('what was asked for longest ago is forgotten', async () => {
  const { ask } = counting(2)
  for (const key of ['a', 'b', 'a', 'c']) await ask(key)
  expect([await ask('a'), await ask('b')]).toEqual([1, 4])
})

test('one that failed is tried again', async () => {
  const { once, ask } = counting(2)
  const fail = () => once('a', () => Promise.reject(new Error('failed')))
  const both = await Promise.allSettled([fail(), ask('a')])
  expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  expect(await ask('a')).toBe(1)
})
