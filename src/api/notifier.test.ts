// Streams hear at once of what happens in this process, soon of what happens elsewhere, and leave nothing behind.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createNotifier } from './notifier.ts'

/** Something that can be read, with a count of how often it was. */
function world(options?: Parameters<typeof createNotifier>[1]) {
  const held = { value: 0 as number | undefined, reads: 0, fails: false }
  const notifier = createNotifier(() => {
    held.reads += 1
    if (held.fails) return Promise.reject(new Error('locked'))
    return Promise.resolve(held.value === undefined ? undefined : { value: held.value })
  }, options)
  return { held, notifier }
}
const never = { pollMilliseconds: 1e9 }
const often = { pollMilliseconds: 5 }

test('a stream begins with the state, and goes on with each that differs', async () => {
  const { held, notifier } = world(never)
  const stream = notifier.follow('a')
  expect((await stream.next()).value).toEqual({ value: 0 })
  const waiting = stream.next()
  notifier.heard('a')
  held.value = 1
  notifier.heard('a')
  expect((await waiting).value).toEqual({ value: 1 })
  await stream.return()
})

test('thirty streams share one reading', async () => {
  const { held, notifier } = world(never)
  const streams = Array.from({ length: 30 }, () => notifier.follow('a'))
  await Promise.all(streams.map((stream) => stream.next()))
  expect(held.reads).toBe(1)
  const waiting = streams.map((stream) => stream.next())
  held.value = 1
  notifier.heard('a')
  await Promise.all(waiting)
  expect(held.reads).toBe(2)
  await Promise.all(streams.map((stream) => stream.return()))
})

test('a change of which nobody told is seen all the same, also after a failed reading', async () => {
  const { held, notifier } = world(often)
  const stream = notifier.follow('a')
  await stream.next()
  held.fails = true
  const waiting = stream.next()
  const before = held.reads
  await expect.poll(() => held.reads, { timeout: 4000 }).toBeGreaterThan(before)
  Object.assign(held, { fails: false, value: 2 })
  expect((await waiting).value).toEqual({ value: 2 })
  await stream.return()
})

test('what is gone ends the stream', async () => {
  const { held, notifier } = world(often)
  const stream = notifier.follow('a')
  await stream.next()
  held.value = undefined
  expect((await stream.next()).done).toBe(true)
  expect(notifier.followers()).toBe(0)
})

describe('three hundred streams leave nothing behind', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] }))
  afterEach(() => void vi.useRealTimers())

  async function open() {
    const { held, notifier } = world({ pollMilliseconds: 50_000 })
    const leaving = new AbortController()
    const streams = Array.from({ length: 300 }, (_, number) =>
      notifier.follow(`${number % 10}`, leaving.signal),
    )
    await Promise.all(streams.map((stream) => stream.next()))
    const waiting = streams.map((stream) => stream.next())
    expect([notifier.followers(), vi.getTimerCount()]).toEqual([300, 10])
    return { held, notifier, leaving, waiting }
  }

  test('when phones go away', async () => {
    const { notifier, leaving, waiting } = await open()
    leaving.abort()
    expect((await Promise.all(waiting)).every(({ done }) => done)).toBe(true)
    expect([notifier.followers(), vi.getTimerCount()]).toEqual([0, 0])
  })

  test('when the server stops, and nobody comes in afterwards', async () => {
    const { notifier, waiting } = await open()
    notifier.close()
    expect((await Promise.all(waiting)).every(({ done }) => done)).toBe(true)
    expect([notifier.followers(), vi.getTimerCount()]).toEqual([0, 0])
    expect((await notifier.follow('a').next()).done).toBe(true)
  })
})

test('one code opens no more streams than a class can need, and never shuts its teacher out', async () => {
  const { notifier } = world({ ...never, mostFollowers: 2 })
  const streams = [notifier.follow('a'), notifier.follow('a')]
  await Promise.all(streams.map((stream) => stream.next()))
  await expect(notifier.follow('a').next()).rejects.toThrow('server.busy')
  const panel = notifier.follow('a', undefined, Infinity)
  await expect(panel.next()).resolves.toMatchObject({ done: false })
  await panel.return()
  await streams[0]!.return()
  await expect(notifier.follow('a').next()).resolves.toMatchObject({ done: false })
})
