// Slips of the finger, beginnings of words and letters that a keyboard does not have.
import { describe, expect, it } from 'vitest'
import { asksForSomething, createSearch, fold, type SearchEntry } from './search.ts'

const entry = (id: string, title: string, rest: Partial<SearchEntry> = {}): SearchEntry => ({
  id,
  title,
  summary: '',
  labels: '',
  more: '',
  ...rest,
})

const search = createSearch([
  entry('venn', 'Ta vare på en venn', {
    summary: 'Når noen har drukket for mye.',
    labels: 'Førstehjelp Alkohol',
  }),
  entry('norm', '«Alle gjør det» – eller?', { summary: 'Gjett hvor mange.', labels: 'Alkohol Normer' }),
  entry('nei', 'Nei er et helt svar', { summary: 'Øv på å si nei.', labels: 'Å si nei' }),
  entry('reklame', 'Triksene bak reklamen', { more: 'Lag en motreklame sammen' }),
])
const find = (words: string) => [...search(words)].sort()

describe('the search', () => {
  it('finds by title, label and what stands further in', () => {
    expect(find('venn')).toEqual(['venn'])
    expect(find('alkohol')).toEqual(['norm', 'venn'])
    expect(find('motreklame')).toEqual(['reklame'])
  })

  it('is content with the beginning of a word', () => {
    expect(find('første')).toEqual(['venn'])
    expect(find('rekl')).toContain('reklame')
  })

  it('forgives a slip', () => {
    expect(find('alkohl')).toEqual(['norm', 'venn'])
    expect(find('reklmen')).toContain('reklame')
  })

  it('takes å, æ and ø however they are written', () => {
    for (const words of ['førstehjelp', 'forstehjelp', 'foerstehjelp', 'FØRSTEHJELP'])
      expect(find(words), words).toEqual(['venn'])
    expect(fold('Ågærø')).toBe(fold('aagaeroe'))
  })

  it('wants every word that says something', () => {
    expect(find('alkohol normer')).toEqual(['norm'])
    expect(find('ta vare på venn')).toEqual(['venn'])
    expect(find('kjøttkaker')).toEqual([])
  })

  it('knows when nothing was asked', () => {
    expect(asksForSomething('  ')).toBe(false)
    expect(asksForSomething('og på')).toBe(false)
    expect(asksForSomething('og nei')).toBe(true)
  })
})
