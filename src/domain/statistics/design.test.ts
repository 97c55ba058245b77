// Formulas and design matrices as R makes them; the expected names are those of model.matrix().
import { expect, test } from 'vitest'
import { readTable } from '../formats/csv-read.ts'
import { designOf } from './design.ts'
import { parseFormula } from './formula.ts'
import { StatisticsProblem } from './statistics-problem.ts'

const table = readTable(
  [
    'school;class;sex;grade;x;y;my score',
    'A;1;girl;10;1,5;2;1',
    'A;2;boy;8;2;3;0',
    'B;1;girl;9;NA;1;1',
    'B;1;boy;9;0,5;4;1',
    'B;2;other;8;1;;0',
    'C;1;girl;10;3;5;0',
  ].join('\n'),
)

test('terms come in the order and with the names of R', () => {
  const named = (model: string) => designOf(table, model, 'school').terms
  expect(named('y ~ x')).toEqual(['(Intercept)', 'x'])
  expect(named('y ~ x * sex')).toEqual(['(Intercept)', 'x', 'sexgirl', 'x:sexgirl'])
  expect(named('y ~ sex:x + x')).toEqual(['(Intercept)', 'x', 'sexgirl:x'])
  expect(named('y~factor(grade)+`my score`')).toEqual([
    '(Intercept)',
    'factor(grade)9',
    'factor(grade)10',
    'my score',
  ])
  expect(named('y ~ 0 + sex')).toEqual(['sexboy', 'sexgirl'])
  expect(named('y ~ sex - 1 + x')).toEqual(['sexboy', 'sexgirl', 'x'])
  expect(named('y ~ x:sex')).toEqual(['(Intercept)', 'x:sexboy', 'x:sexgirl'])
  expect(named('y ~ 1')).toEqual(['(Intercept)'])
})

test('a three-way product holds every product below it, once', () => {
  const { terms, variables } = parseFormula('y ~ a * b * c + a:b')
  const labels = terms.map((term) => term.map((index) => variables[index]!.label).join(':'))
  expect(labels).toEqual(['a', 'b', 'c', 'a:b', 'a:c', 'b:c', 'a:b:c'])
})

test('rows with a missing value in a used column are left out and counted; others stay', () => {
  const { n, dropped, outcome, columns } = designOf(table, 'y ~ x', 'school')
  expect({ n, dropped }).toEqual({ n: 4, dropped: 2 })
  expect([...outcome]).toEqual([2, 3, 4, 5])
  expect([...columns[1]!]).toEqual([1.5, 2, 0.5, 3])
  expect(designOf(table, 'y ~ sex', 'school').n).toBe(5)
})

test('a class is known by its school and its name', () => {
  const { subcluster } = designOf(table, 'y ~ 1', 'school', 'class')
  expect(subcluster!.names).toEqual(['A / 1', 'A / 2', 'B / 1', 'C / 1'])
})

const codeOf = (run: () => unknown): [string, string] => {
  try {
    run()
  } catch (error) {
    if (error instanceof StatisticsProblem) return [error.code, error.message]
    throw error
  }
  return ['none', '']
}

test('what cannot be read is named with its line', () => {
  const slip = readTable('school,x,y\nA,1,2\n\nA,1.2.3,3\nB,2,4\nB,3,4\n')
  expect(codeOf(() => designOf(slip, 'y ~ x', 'school'))).toEqual([
    'unreadable-cell',
    'Line 4: «x» is «1.2.3», which is not a number.',
  ])
  expect(codeOf(() => designOf(table, 'y ~ z', 'school'))).toEqual([
    'missing-column',
    'Line 1: there is no column «z». There are: school, class, sex, grade, x, y, my score.',
  ])
  expect(codeOf(() => designOf(table, 'sex ~ x', 'school'))[0]).toBe('unreadable-cell')
  expect(codeOf(() => designOf(readTable('school,y\nA,NA\n'), 'y ~ 1', 'school'))[0]).toBe('no-rows')
})

test.each([
  'y',
  '~ x',
  'y ~',
  'y ~ x +',
  'y ~ x^2',
  'y ~ log(x)',
  'y ~ (a + b)',
  'y ~ y',
  'y ~ 0',
  'y ~ a b',
  'y ~ a - b',
])('the model %j is refused', (model) => {
  expect(codeOf(() => parseFormula(model))[0]).toBe('bad-formula')
})
