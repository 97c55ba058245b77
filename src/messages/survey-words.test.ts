// The words of those who answer: every language has every key, and the same holes in each sentence.
import { describe, expect, test } from 'vitest'
import { surveyLocales } from '#domain/locale.ts'
import { entryKeys, entryWordsOf } from './entry-words.ts'
import { fill, loadWords } from './survey-words.ts'

const nb = await loadWords('nb')
const holesOf = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort()

describe.each(surveyLocales)('the words in %s', (locale) => {
  test('are all there, each with its holes', async () => {
    const words = await loadWords(locale)
    expect(Object.keys(words).sort()).toEqual(Object.keys(nb).sort())
    for (const [key, text] of Object.entries(words)) {
      expect(text.trim(), key).not.toBe('')
      expect(holesOf(text), key).toEqual(holesOf(nb[key as keyof typeof nb]))
    }
  })
})

test('the page of the code hands over what it says, and no more', () => {
  expect(Object.keys(entryWordsOf(nb))).toEqual([...entryKeys])
})

test('a hole without a value stays to be seen', () => {
  expect(fill('Side {page} av {pages}', { page: 2 })).toBe('Side 2 av {pages}')
})
