// A spreadsheet must never run what somebody typed into a school's name or an item's label.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { csvCell, csvLine } from './csv.ts'

/** What a spreadsheet sees in a cell: quotes off, doubled quotes single. */
const unquote = (cell: string) => (cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell)

/** A reader after RFC 4180, to check the writer against. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  let cell = ''
  let quoted = false
  for (let index = 0; index < text.length; index += 1) {
    const letter = text[index]!
    if (quoted && letter === '"' && text[index + 1] === '"') {
      cell += '"'
      index += 1
    } else if (letter === '"') quoted = !quoted
    else if (!quoted && letter === ',') {
      row.push(cell)
      cell = ''
    } else if (!quoted && letter === '\r' && text[index + 1] === '\n') {
      rows.push([...row, cell])
      row = []
      cell = ''
      index += 1
    } else cell += letter
  }
  return rows
}

const starter = fc.constantFrom('=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r', '\n')
const lead = fc
  .array(fc.constantFrom(' ', "'", '"', '\u00a0', '\u3000', '\ufeff'), { maxLength: 3 })
  .map((c) => c.join(''))

describe('a cell', () => {
  test('that begins like a formula gets an apostrophe, also behind blanks, quotes and full-width forms', () => {
    fc.assert(
      fc.property(lead, starter, fc.string(), (before, start, rest) => {
        const seen = unquote(csvCell(before + start + rest))
        return seen === `'${before}${start}${rest}`
      }),
      { numRuns: 1000 },
    )
  })

  test.each([
    "=cmd|' /C calc'!A0",
    '@SUM(1+1)',
    '+4711',
    '-1',
    '\t=1',
    ' =1+1',
    '"=1"',
    '＝HYPERLINK("x")',
    '\n=1',
  ])('with %j is shown and not run', (attack) => {
    expect(unquote(csvCell(attack))).toBe(`'${attack}`)
  })

  test('that is harmless stays as it is, and a number stays a number', () => {
    expect(['Fjord skole', 'æøå', "d'Arc", '9B', ''].map(csvCell)).toEqual([
      'Fjord skole',
      'æøå',
      "d'Arc",
      '9B',
      '',
    ])
    expect([0, -1, 98, undefined].map(csvCell)).toEqual(['0', '-1', '98', ''])
  })
})

test('a line can be read back whatever the cells hold, and a cell never spills into the next', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary' }), { minLength: 1, maxLength: 6 }), (cells) => {
      const [read, ...more] = parseCsv(csvLine(cells))
      expect(more).toEqual([])
      expect(read!.map((cell, index) => cell === cells[index] || cell === `'${cells[index]}`)).not.toContain(
        false,
      )
    }),
    { numRuns: 500 },
  )
})
