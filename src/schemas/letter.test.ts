// The letters as they ship. A hole that one language forgets would leave out a date or a right there.
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { load } from 'js-yaml'
import { AdultLetters, letterHoles, Letters } from './letter.ts'

const folder = 'content/letters'
const read = (file: string): unknown => load(readFileSync(`${folder}/${file}`, 'utf8'))
const original = Letters.parse(read('nb.yaml'))

/** Every text with its place, as the holes that stand in it. */
function holesOf(part: unknown, place = ''): [place: string, holes: string][] {
  if (typeof part === 'string')
    return [
      [
        place,
        [...part.matchAll(/\{(\w+)\}/g)]
          .map(([, hole]) => hole)
          .sort()
          .join(' '),
      ],
    ]
  return Object.entries(part as object).flatMap(([key, each]) => holesOf(each, `${place}/${key}`))
}

describe('letters', () => {
  it.each(readdirSync(folder))('%s says what bokmål says, hole by hole', (file) => {
    const ofProduct = ['nb.yaml', 'nn.yaml', 'en.yaml'].includes(file)
    const letters = (ofProduct ? Letters : AdultLetters).parse(read(file))
    const { guardian, parents, reminders } = original
    expect(holesOf(letters)).toEqual(holesOf(ofProduct ? original : { guardian, parents, reminders }))
  })

  it('fill every hole somewhere', () => {
    const used = new Set(holesOf(original).flatMap(([, holes]) => holes.split(' ')))
    expect(letterHoles.filter((hole) => !used.has(hole))).toEqual([])
  })

  it('refuse a hole that nobody fills', () => {
    const misspelt = { ...original, child: { ...original.child, help: 'Ring {helplin}.' } }
    expect(Letters.safeParse(misspelt).success).toBe(false)
  })
})
