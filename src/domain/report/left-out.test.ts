// Schools that a comparison does not use are counted by arm, and pupils without a value are.
import { expect, test } from 'vitest'
import type { OutcomeDesign } from '#schemas/study-design.ts'
import type { AnalysisTable } from './analysis-table.ts'
import { compareArms, compareChanges } from './comparison.ts'
import { leftOut } from './left-out.ts'

const outcome: OutcomeDesign = {
  ...{ role: 'primary', variable: 'use', label: { nb: 'use', en: 'use' }, measure: 'mean', from: null },
  ...{ better: 'lower', wave: 2, baselineWave: 1 },
}
/** Ten schools of eight in two waves. School 3 has no baseline, school 4 no follow-up, and one of school 5 no answer. */
const rows = Array.from({ length: 160 }, (_, at): AnalysisTable['rows'][number] => {
  const [wave, school, pupil] = [(at % 2) + 1, ((at >> 1) % 10) + 1, Math.floor(at / 20)]
  const use = school === 5 && wave === 2 && pupil === 0 ? undefined : ((at * 53) % 17) / 9
  return [wave, school, school % 2 === 0 ? 'A' : 'B', use, school === 3 ? undefined : 1 + school / 10]
}).filter(([wave, school]) => !(school === 3 && wave === 1) && !(school === 4 && wave === 2))
const table: AnalysisTable = {
  columns: ['wave', 'school', 'arm', 'use', 'use_school'],
  ...{ rows, coded: [] },
}
const flow = [
  { arm: 'A', schools: 5 },
  { arm: 'B', schools: 5 },
]
const adjusted = { baseline: 'use_school', covariates: [] }

test('between arms: schools without a baseline or a follow-up, and rows without a value', () => {
  const [drawn] = compareArms({ table, outcome, adjusted }, ['A', 'B'], 'A')
  expect(leftOut(flow, drawn!)).toEqual({
    schools: [
      { arm: 'A', used: 4, all: 5 },
      { arm: 'B', used: 4, all: 5 },
    ],
    dropped: 9,
  })
  const bare = { table, outcome, adjusted: { baseline: undefined, covariates: [] } }
  expect(leftOut(flow, compareArms(bare, ['A', 'B'], 'A')[0]!)).toEqual({
    schools: [
      { arm: 'A', used: 4, all: 5 },
      { arm: 'B', used: 5, all: 5 },
    ],
    dropped: 1,
  })
})

test('in changes: schools that were not measured in both waves', () => {
  const [chosen] = compareChanges(table, outcome, ['A', 'B'], 'A')
  expect(leftOut(flow, chosen!)).toEqual({
    schools: [
      { arm: 'A', used: 4, all: 5 },
      { arm: 'B', used: 4, all: 5 },
    ],
    dropped: 1,
  })
  const [everybody] = compareChanges(table, outcome, [], null)
  expect(leftOut([{ arm: null, schools: 10 }], everybody!).schools).toEqual([{ arm: null, used: 8, all: 10 }])
})

test('nothing is said where every school is in', () => {
  const whole = { ...table, rows: rows.filter(([, school]) => Number(school) > 5) }
  const [drawn] = compareArms({ table: whole, outcome, adjusted }, ['A', 'B'], 'A')
  const counts = drawn!.analysis.arms.map(({ name, clusters }) => ({ arm: name, schools: clusters }))
  expect(leftOut(counts, drawn!)).toEqual({ schools: [], dropped: 0 })
})
