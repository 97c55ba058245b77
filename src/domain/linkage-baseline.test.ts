import { expect, test } from 'vitest'
import type { Instrument } from '#schemas/instrument.ts'
import { baselineMeasures, genderIn, genderVariable } from './linkage-baseline.ts'

const options = (labels: string[]) =>
  labels.map((nb, at) => ({ value: at + 1, label: { nb, nn: nb, en: nb } }))
const gender = (labels = ['Jente', 'Gutt', 'Noe annet']) => ({
  kind: 'single',
  id: 'gender',
  text: {},
  identifies: 'gender',
  options: options(labels),
})
const grid = {
  kind: 'grid',
  id: 'g',
  text: {},
  rows: [{ id: 'a' }, { id: 'b' }],
  options: options(['x', 'y', 'z']),
}
const scale = {
  id: 'ab',
  title: { nb: 'AB', nn: 'AB', en: 'AB' },
  variables: ['a', 'b'],
  reverse: [],
  score: 'mean',
  minimumAnswered: 1,
}
const instrument = (...items: object[]) => ({ pages: [{ items }], scales: [scale] }) as unknown as Instrument

test('gender contradicts only where all waves ask it alike', () => {
  expect(genderVariable([instrument(gender(), grid), instrument(gender())])).toBe('gender')
  // A wave that does not ask is no hindrance; other words for the same codes are.
  expect(genderVariable([instrument(gender()), instrument(grid)])).toBe('gender')
  expect(
    genderVariable([instrument(gender()), instrument(gender(['Gutt', 'Jente', 'Noe annet']))]),
  ).toBeUndefined()
  expect(genderVariable([instrument(grid)])).toBeUndefined()
  expect([1, 2, 3, 97].map((value) => genderIn('gender', { gender: value }))).toEqual([
    1,
    2,
    undefined,
    undefined,
  ])
})

test('outcomes come before scales, as far as the wave asks for them', () => {
  const outcome = (variable: string, from: number | null) => ({
    ...{ role: 'primary' as const, variable, label: { nb: 'U', en: 'O' }, better: 'lower' as const },
    ...{ measure: from === null ? ('mean' as const) : ('share' as const), from, wave: 2, baselineWave: 1 },
  })
  const asked = instrument(gender(), grid)
  const answers = { gender: 1, a: 3, b: 2 }
  const seen = (outcomes: ReturnType<typeof outcome>[]) =>
    baselineMeasures(asked, 'gender', outcomes).map(({ name, measure, valueIn }) => [
      name,
      measure,
      valueIn(answers),
    ])
  expect(seen([outcome('a', 3), outcome('gone', null)])).toEqual([
    ['gender', 'share', 1],
    ['a', 'share', 1],
  ])
  expect(seen([])).toEqual([
    ['gender', 'share', 1],
    ['ab', 'mean', 2.5],
  ])
})
