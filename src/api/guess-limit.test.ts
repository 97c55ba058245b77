// The window of wrong guesses, under clocks that jump.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createGuessLimit, network } from './guess-limit.ts'

const minute = 60_000
const noon = Date.parse('2026-11-21T12:00:00Z')

function aLimit(limit?: Parameters<typeof createGuessLimit>[1]) {
  let time = noon
  const guesses = createGuessLimit(() => new Date(time), limit)
  const allowed = (address: string) => {
    try {
      guesses.check(address)
      return true
    } catch (error) {
      expect((error as Error).message).toBe('code.too-many-guesses')
      return false
    }
  }
  return { guesses, allowed, setTime: (to: number) => (time = to), pass: (by: number) => (time += by) }
}

test('an address may fail as often as the limit says, and not once more', () => {
  const { guesses, allowed } = aLimit({ perAddress: 5 })
  for (let turn = 0; turn < 5; turn += 1) {
    expect(allowed('a')).toBe(true)
    guesses.fail('a')
  }
  expect(allowed('a')).toBe(false)
  expect(allowed('b')).toBe(true)
})

test('all addresses together have a limit too', () => {
  const { guesses, allowed } = aLimit({ perAddress: 5, total: 12 })
  for (let turn = 0; turn < 12; turn += 1) guesses.fail(`address ${turn}`)
  expect(allowed('somebody else')).toBe(false)
})

test('checking counts nothing: five hundred right codes from one school are never refused', () => {
  const { allowed } = aLimit({ perAddress: 1, total: 1 })
  expect(Array.from({ length: 500 }, () => allowed('school'))).not.toContain(false)
})

test('after the window all is forgotten, and not a millisecond before', () => {
  const { guesses, allowed, pass } = aLimit({ perAddress: 1, windowMinutes: 10 })
  guesses.fail('a')
  pass(10 * minute - 1)
  expect(allowed('a')).toBe(false)
  pass(1)
  expect(allowed('a')).toBe(true)
})

test('a clock that jumps ten years, forwards or back, shuts nobody out for longer than a window', () => {
  for (const jump of [-10 * 365 * 24 * 60 * minute, 10 * 365 * 24 * 60 * minute]) {
    const { guesses, allowed, pass } = aLimit({ perAddress: 1, total: 2 })
    guesses.fail('a')
    guesses.fail('b')
    pass(jump)
    expect(allowed('c')).toBe(true)
    guesses.fail('a')
    pass(10 * minute)
    expect(allowed('a')).toBe(true)
  }
})

test('while time goes forward, no window lets more failures through than the limit', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ wait: fc.nat(3 * minute), address: fc.constantFrom('a', 'b', 'c') }), {
        maxLength: 120,
      }),
      (guessing) => {
        const { guesses, allowed, pass } = aLimit({ perAddress: 4, total: 9 })
        const passed: { at: number; address: string }[] = []
        let at = 0
        for (const { wait, address } of guessing) {
          at += wait
          pass(wait)
          if (!allowed(address)) continue
          guesses.fail(address)
          passed.push({ at, address })
        }
        // A window that starts at a bad moment sees the end of one and the start of the next: twice the limit at most.
        for (const { at: start } of passed) {
          const inWindow = passed.filter((guess) => guess.at >= start && guess.at < start + 10 * minute)
          expect(inWindow.length).toBeLessThanOrEqual(18)
          for (const address of ['a', 'b', 'c'])
            expect(inWindow.filter((guess) => guess.address === address).length).toBeLessThanOrEqual(8)
        }
      },
    ),
  )
})

test('an IPv6 network counts as one address, an IPv4 address as itself', () => {
  expect(network('2001:db8:1:2:aaaa::1')).toBe(network('2001:db8:1:2:bbbb:cccc:dddd:eeee'))
  expect(network('2001:db8:1::1')).toBe('2001:db8:1:0')
  expect(network('2001:db8:1:3::1')).not.toBe(network('2001:db8:1:2::1'))
  expect(network('192.0.2.7')).toBe('192.0.2.7')
  expect(network('::ffff:192.0.2.7')).toBe('::ffff:192.0.2.7')
})
