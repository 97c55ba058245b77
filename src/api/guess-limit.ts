// Limits wrong guesses at participation codes and passwords. Only failures count: a whole school sits behind one
// address, and five hundred right codes a minute are no attack. Held in memory only, under a hash that dies with the process.
import { createHmac, randomBytes } from 'node:crypto'
import { Problem, type ProblemCode } from '#domain/problem.ts'

export type GuessLimit = {
  /** @throws the limit's Problem when this address, or all together, have failed too often. */
  check(address: string): void
  fail(address: string): void
}

/**
 * With 45-bit codes, 10,000 live ones and 3,000 failures in ten minutes, a year of guessing finds one with a
 * probability of about 5 %, and the one found gives a single vote and nobody's answers.
 */
export function createGuessLimit(
  now: () => Date,
  options: { perAddress?: number; total?: number; windowMinutes?: number; problem?: ProblemCode } = {},
): GuessLimit {
  const { perAddress = 200, total = 3000, windowMinutes = 10, problem = 'code.too-many-guesses' } = options
  const key = randomBytes(32)
  let failures = new Map<string, number>()
  let all = 0
  let windowStart = now().getTime()
  const nameless = (address: string) => createHmac('sha256', key).update(network(address)).digest('base64')

  const turnWindow = () => {
    const age = now().getTime() - windowStart
    // A clock that jumps backwards starts a new window as well.
    if (age >= 0 && age < windowMinutes * 60_000) return
    failures = new Map()
    all = 0
    windowStart = now().getTime()
  }

  return {
    check(address) {
      turnWindow()
      if (all >= total || (failures.get(nameless(address)) ?? 0) >= perAddress) throw new Problem(problem)
    },
    fail(address) {
      turnWindow()
      const name = nameless(address)
      failures.set(name, (failures.get(name) ?? 0) + 1)
      all += 1
    },
  }
}

/** One household or school has a whole IPv6 network of 2⁶⁴ addresses: its first four groups stand for all of them. */
export function network(address: string): string {
  const groups = address.split(':')
  if (groups.length < 3 || address.includes('.')) return address
  const [before = '', after] = address.split('::')
  const head = before.split(':').filter(Boolean)
  const tail = (after ?? '').split(':').filter(Boolean)
  const whole =
    after === undefined ? head : [...head, ...Array<string>(8 - head.length - tail.length).fill('0'), ...tail]
  return whole.slice(0, 4).join(':')
}
