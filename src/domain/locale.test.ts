// Which language a browser gets. The header comes from outside: anything may stand in it.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fallbacks, isLocale, locales, preferredLocale } from './locale.ts'

test.each([
  ['nb-NO,nb;q=0.9,no;q=0.8,en;q=0.6', 'nb'],
  ['nn-NO,nn;q=0.9,nb;q=0.8', 'nn'],
  ['no', 'nb'],
  ['no-NO-nynorsk, nn;q=0.5', 'nb'],
  ['en-GB,en;q=0.9,nb;q=0.5', 'en'],
  ['de, fr;q=0.9, nn;q=0.2, en;q=0.1', 'nn'],
  ['en;q=0.3, nn;q=0.7', 'nn'],
  ['EN-us', 'en'],
  ['en;q=0, nn;q=0', 'nb'],
  ['en;q=, nn', 'nn'],
  ['*', 'nb'],
  ['', 'nb'],
  [undefined, 'nb'],
  [null, 'nb'],
] as const)('%j gives %s', (header, locale) => {
  expect(preferredLocale(header)).toBe(locale)
})

test('any header gives a language that exists', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (header) => isLocale(preferredLocale(header))))
})

test('the higher quality wins wherever it stands', () => {
  const quality = fc.integer({ min: 1, max: 1000 }).map((thousandths) => thousandths / 1000)
  fc.assert(
    fc.property(
      fc.shuffledSubarray([...locales], { minLength: 2 }),
      quality,
      quality,
      ([a, b], first, second) => {
        fc.pre(first !== second)
        return preferredLocale(`${a};q=${first},${b};q=${second}`) === (first > second ? a : b)
      },
    ),
  )
})

test('a missing text falls back to bokmål, and nothing but a language is one', () => {
  for (const locale of locales) expect(fallbacks(locale)).toContain('nb')
  for (const odd of ['NB', 'no', '', '__proto__', 'constructor', undefined, 1, ['nb']])
    expect(isLocale(odd)).toBe(false)
})
