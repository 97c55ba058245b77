// What a tired pupil types, and what a guesser types.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  alphabet,
  base32,
  checkCharacter,
  codeLength,
  fingerprintLength,
  makeCode,
  readCode,
  readFragment,
  showCode,
  showFingerprint,
  slipFragment,
  spares,
} from './participation.ts'

const code = fc.uint8Array({ minLength: 6, maxLength: 6 }).map(makeCode)
const place = fc.nat(codeLength - 1)
const character = fc.constantFrom(...alphabet)

describe('a code', () => {
  test('is read back as it was made and as it is shown', () => {
    fc.assert(fc.property(code, (made) => readCode(made) === made && readCode(showCode(made)) === made))
  })

  test('forgives lower case, blanks, every kind of dash, and look-alikes', () => {
    const blank = fc.constantFrom('', ' ', '-', '–', '—', '.', '_', ' ', '\t')
    const lookAlike: Record<string, string[]> = { '0': ['0', 'o', 'O'], '1': ['1', 'i', 'I', 'l', 'L'] }
    fc.assert(
      fc.property(code, fc.array(blank, { minLength: 11, maxLength: 11 }), fc.nat(), (made, blanks, turn) => {
        const typed = [...made].map((letter, index) => {
          const alike = lookAlike[letter] ?? [letter, letter.toLowerCase()]
          return blanks[index]! + alike[(turn + index) % alike.length]!
        })
        return readCode(typed.join('') + blanks[10]!) === made
      }),
    )
  })

  test('with one wrong character is told apart from every code', () => {
    fc.assert(
      fc.property(code, place, character, (made, where, wrong) => {
        fc.pre(made[where] !== wrong)
        return readCode(made.slice(0, where) + wrong + made.slice(where + 1)) === undefined
      }),
      { numRuns: 2000 },
    )
  })

  test('with two neighbours swapped is told apart, except where Luhn cannot (0 and Z)', () => {
    fc.assert(
      fc.property(code, fc.nat(codeLength - 2), (made, where) => {
        const [a, b] = [made[where]!, made[where + 1]!]
        fc.pre(a !== b && !(a + b === '0Z' || a + b === 'Z0'))
        return readCode(made.slice(0, where) + b + a + made.slice(where + 2)) === undefined
      }),
      { numRuns: 2000 },
    )
  })

  test('is nothing when letters are missing, added, or of no code', () => {
    fc.assert(
      fc.property(code, place, (made, where) => {
        const shorter = made.slice(0, where) + made.slice(where + 1)
        const strange = ['U', '*', 'Å', '０', '\u0000', '🙂'].map(
          (odd) => made.slice(0, where) + odd + made.slice(where + 1),
        )
        return [shorter, made + made[where]!, ...strange].every((typed) => readCode(typed) === undefined)
      }),
    )
    expect(readCode('')).toBeUndefined()
  })

  test('whatever is typed, reading never throws and gives a whole code or nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (typed) => {
        const read = readCode(typed)
        return (
          read === undefined || (read.length === codeLength && checkCharacter(read.slice(0, 9)) === read[9])
        )
      }),
      { numRuns: 500 },
    )
  })

  test('one in thirty-two random codes has a right check character, no more', () => {
    const random = Array.from({ length: 32 }, (_, index) => `A3F9KQ2MX${alphabet[index]}`)
    expect(random.filter((typed) => readCode(typed)).length).toBe(1)
  })
})

describe('a slip', () => {
  const fingerprint = fc
    .array(character, { minLength: fingerprintLength, maxLength: fingerprintLength })
    .map((c) => c.join(''))

  test('carries code and fingerprint in the fragment', () => {
    fc.assert(
      fc.property(code, fingerprint, (made, print) => {
        const read = readFragment(`#${slipFragment(made, print)}`)
        return read?.code === made && read.fingerprint === print
      }),
    )
  })

  test('with a broken fragment is no slip', () => {
    for (const broken of [
      '',
      '#',
      '#.',
      '#ABC',
      '#K7Q2M9XV3T',
      '#K7Q2M9XV3T.short',
      '#.0123456789ABCDEFGHJKMNPQRS',
    ])
      expect(readFragment(broken)).toBeUndefined()
  })

  test('shows sixty bits of the fingerprint in three groups', () => {
    expect(showFingerprint('7F3K9QWD2M4TXXXXXXXXXXXXXX')).toBe('7F3K-9QWD-2M4T')
  })
})

test('a class of thirty gets three spares, the smallest class two, sixty get six', () => {
  expect([1, 20, 21, 30, 60].map(spares)).toEqual([2, 2, 3, 3, 6])
})

test('base 32 keeps the order of bits', () => {
  expect(base32(new Uint8Array([0xff, 0xff, 0xff, 0xff, 0xff]))).toBe('ZZZZZZZZ')
  expect(base32(new Uint8Array([0, 0, 0, 0, 1]))).toBe('00000001')
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 5, maxLength: 40 }), (bytes) => {
      const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('')
      const groups = bits.match(/.{5}/g)!.map((group) => alphabet[parseInt(group, 2)])
      return base32(bytes) === groups.join('')
    }),
  )
})
