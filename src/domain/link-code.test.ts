// What may stand in a link code, and how typed letters become those of the picker.
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  acceptLinkCode,
  foldLetter,
  linkChoices,
  linkLetters,
  linkSets,
  type LinkSetName,
} from './link-code.ts'

const sets = Object.keys(linkSets) as LinkSetName[]

/** Every code that can be made of a set. */
const codesOf = (set: LinkSetName) =>
  fc.tuple(...linkSets[set].map(({ kind }) => fc.option(fc.constantFrom(...linkChoices(kind)))))

describe.each(sets)('the set %s', (set) => {
  test('has seven elements, and words for each in every language', () => {
    expect(new Set(linkSets[set].map(({ id }) => id)).size).toBe(7)
    for (const locale of ['nb', 'nn', 'en']) {
      const words = JSON.parse(readFileSync(`content/messages/link/${locale}.json`, 'utf8')) as object
      for (const { id } of linkSets[set])
        expect(Object.keys(words)).toEqual(
          expect.arrayContaining([`link_${set}_${id}`, `link_${set}_${id}_help`]),
        )
    }
  })

  test('takes every code that the picker can make, as it is', () => {
    fc.assert(fc.property(codesOf(set), (code) => acceptLinkCode(set, code) === code))
  })

  test('refuses another length and what the picker does not have', () => {
    const given = linkSets[set].map(({ kind }) => linkChoices(kind)[0]!)
    expect(() => acceptLinkCode(set, given.slice(1))).toThrow('response.unfitting')
    for (const wrong of ['É', 'a', '01', '32', '', 'AB', '-1'])
      for (const at of given.keys())
        expect(() => acceptLinkCode(set, given.with(at, wrong)), `${at}: ${wrong}`).toThrow()
  })
})

describe('a typed letter', () => {
  test('of the alphabet is itself, small or capital, composed or not', () => {
    for (const letter of linkLetters)
      for (const typed of [letter, letter.toLowerCase(), letter.normalize('NFD')])
        expect(foldLetter(typed)).toBe(letter)
  })

  test.each([
    ['é', 'E'],
    ['Ü', 'U'],
    ['š', 'S'],
    ['ä', 'Æ'],
    ['ö', 'Ø'],
    ['đ', 'D'],
    ['ŋ', 'N'],
    ['ł', 'L'],
  ])('%s is filed under %s', (typed, letter) => expect(foldLetter(typed)).toBe(letter))

  test('is never more than one of the 29', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 3 }), (typed) => {
        const letter = foldLetter(typed)
        return letter === undefined || linkLetters.includes(letter)
      }),
    )
  })
})
