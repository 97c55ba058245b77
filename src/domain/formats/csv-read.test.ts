// What files of researchers look like, and what is said of one that cannot be read.
import { expect, test } from 'vitest'
import { isMissing, readNumber, readTable } from './csv-read.ts'

test('a plain file becomes columns and rows, with the line of each row', () => {
  const { columns, rows, lines } = readTable('school,post\nA,1.5\nB,2\n')
  expect(columns).toEqual(['school', 'post'])
  expect(rows).toEqual([
    ['A', '1.5'],
    ['B', '2'],
  ])
  expect([...lines]).toEqual([2, 3])
})

test('byte order mark, CRLF, quotes, semicolons and a missing last line break are all the same table', () => {
  const { columns, rows, decimal } = readTable('\ufeff"navn";"tall"\r\n"Å ""B""; C";1,5\r\n"to\r\nlinjer";NA')
  expect(columns).toEqual(['navn', 'tall'])
  expect(rows).toEqual([
    ['Å "B"; C', '1,5'],
    ['to\r\nlinjer', 'NA'],
  ])
  expect(decimal).toBe('.,')
})

test('lines are counted through quoted line breaks and empty lines', () => {
  expect([...readTable('a,b\n"x\ny",1\n\nz,2\n').lines]).toEqual([2, 5])
})

test('the line breaks of an old Mac are line breaks', () => {
  expect(readTable('a,b\r1,2\r3,4').rows).toEqual([
    ['1', '2'],
    ['3', '4'],
  ])
})

test("R's column of row numbers, which has no name, does no harm", () => {
  expect(readTable('"","a"\n"1",2\n').columns).toEqual(['', 'a'])
})

test.each([
  ['', /empty/],
  ['a,b\n1\n', /Line 2 has 1 cell, the header 2/],
  ['a,b\n1,2,3\n', /Line 2 has 3 cells/],
  ['a,a\n', /«a» comes twice/],
  ['a,b\n1,"2\n', /Line 2: a quote is opened/],
  ['a,b\n1,"2"x\n', /Line 2: there is text after/],
])('%j is refused with its line', (text, message) => {
  expect(() => readTable(text)).toThrow(message)
})

test('a number is read as a person writes it, and nothing else is a number', () => {
  const numbers = ['1', ' -2.5', '+.5', '1e-3', '3.'].map((cell) => readNumber(cell))
  expect(numbers).toEqual([1, -2.5, 0.5, 0.001, 3])
  expect(readNumber('1,5', '.,')).toBe(1.5)
  expect(['1,5', 'x', '1 000', '0x10', 'Infinity', '1-2'].map((cell) => readNumber(cell))).toEqual(
    Array.from({ length: 6 }, () => undefined),
  )
  expect(['', ' ', 'NA', '0', 'na'].map(isMissing)).toEqual([true, true, true, false, false])
})
