// Sentences as places in the text that was given.
import { expect, it } from 'vitest'
import { sentencesIn } from './sentences.ts'

const split = (text: string) => sentencesIn(text, 'nb').map(([start, end]) => text.slice(start, end))

it('splits at the end of a sentence and keeps the places', () => {
  expect(split('  Hei! Går det bra?  Ring 113. ')).toEqual(['Hei!', 'Går det bra?', 'Ring 113.'])
})

it('does not stop at a line break, an ordinal or a number', () => {
  expect(split('Dette er\n  én setning.')).toEqual(['Dette er\n  én setning.'])
  expect(split('På 10. trinn er det 2,5 av 100.')).toEqual(['På 10. trinn er det 2,5 av 100.'])
})

it('leaves out what says nothing', () => {
  expect(split(' … ')).toEqual([])
  expect(split('')).toEqual([])
})
