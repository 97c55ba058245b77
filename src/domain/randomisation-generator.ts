// The chance behind an allocation: xoshiro128** 1.1 (Blackman & Vigna, public domain), from a seed of 128 bits. Anyone
// can write it again from the paper and get the same numbers; that is why it is not Node's own generator.
import { StatisticsProblem } from './statistics/statistics-problem.ts'

export type Generator = {
  /** A whole number from 0 to 2³² − 1. */
  next: () => number
  /** A whole number from 0 to limit − 1, each as likely as the others. */
  below: (limit: number) => number
}

/** The generator from its four words of state. */
export function xoshiro128(words: readonly [number, number, number, number]): Generator {
  const state = Uint32Array.from(words)
  const next = () => {
    const result = Math.imul(rotated(Math.imul(state[1]!, 5), 7), 9) >>> 0
    const shifted = state[1]! << 9
    state[2]! ^= state[0]!
    state[3]! ^= state[1]!
    state[1]! ^= state[2]!
    state[0]! ^= state[3]!
    state[2]! ^= shifted
    state[3] = rotated(state[3]!, 11)
    return result
  }
  const below = (limit: number) => {
    // What is above the last whole multiple would make small numbers likelier.
    const fair = 2 ** 32 - (2 ** 32 % limit)
    let drawn = next()
    while (drawn >= fair) drawn = next()
    return drawn % limit
  }
  return { next, below }
}

const rotated = (word: number, by: number): number => (word << by) | (word >>> (32 - by))

/** Up to 32 hexadecimal digits as 32. @throws StatisticsProblem for anything else. */
export function readSeed(text: string): string {
  if (!/^[0-9a-f]{1,32}$/i.test(text))
    throw new StatisticsProblem('bad-argument', 'A seed has 1 to 32 hexadecimal digits (0–9, a–f).')
  return text.toLowerCase().padStart(32, '0')
}

/**
 * The generator of a seed. Its halves are mixed into each other by the last step of SplitMix64 (Steele, Lea & Flood
 * 2014): low ← mix(low + γ), high ← mix(high + low), low ← mix(low + high); the state is high and low. Otherwise seeds
 * such as 41 and 42, nearly all zeros, would give sequences that resemble each other.
 *
 * @throws StatisticsProblem if the seed is not of hexadecimal digits
 */
export function generatorFrom(seed: string): Generator {
  const digits = readSeed(seed)
  const first = mixed(BigInt(`0x${digits.slice(16)}`) + 0x9e3779b97f4a7c15n)
  const high = mixed(BigInt(`0x${digits.slice(0, 16)}`) + first)
  const low = mixed(first + high)
  const words = [high >> 32n, high, low >> 32n, low].map((word) => Number(word & 0xffffffffn))
  return xoshiro128(words as [number, number, number, number])
}

function mixed(value: bigint): bigint {
  const bits = (wide: bigint) => BigInt.asUintN(64, wide)
  let word = bits(value)
  word = bits((word ^ (word >> 30n)) * 0xbf58476d1ce4e5b9n)
  word = bits((word ^ (word >> 27n)) * 0x94d049bb133111ebn)
  return word ^ (word >> 31n)
}

/** Fisher–Yates: every order is as likely as the others. @returns a new list */
export function shuffled<T>(list: readonly T[], generator: Generator): T[] {
  const mixed = [...list]
  for (let last = mixed.length - 1; last > 0; last -= 1) {
    const other = generator.below(last + 1)
    ;[mixed[last], mixed[other]] = [mixed[other]!, mixed[last]!]
  }
  return mixed
}
