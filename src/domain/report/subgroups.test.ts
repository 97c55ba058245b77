// Whether an effect differs between subgroups: one test for two groups, one a group for more, corrected; and nothing of a
// group that is too small to be shown.
import { describe, expect, test } from 'vitest'
import type { OutcomeDesign, StudyDesign } from '#schemas/study-design.ts'
import { reportFixture } from '../../../tests/support/report-fixture.ts'
import type { AnalysisTable } from './analysis-table.ts'
import { subgroupsOf } from './subgroups.ts'

const outcome: OutcomeDesign = {
  ...{ role: 'primary', variable: 'use', label: { nb: 'use', en: 'use' }, measure: 'mean', from: null },
  ...{ better: 'lower', wave: 2, baselineWave: null },
}
const columns = ['wave', 'school', 'arm', 'use', 'grade_before']
/** Fourteen schools of thirty; `gradeOf` says who is in which grade, and the lessons move each grade by its number. */
const tableOf = (gradeOf: (pupil: number) => number): AnalysisTable => ({
  columns,
  coded: ['grade_before'],
  rows: Array.from({ length: 420 }, (_, at) => {
    const [school, pupil] = [(at % 14) + 1, Math.floor(at / 14)]
    const grade = gradeOf(pupil)
    const use = ((at * 53) % 17) / 9 + (school % 2) * grade * 0.5 + ((school * 5) % 7) / 10
    return [2, school, school % 2 === 0 ? 'A' : 'B', use, grade]
  }),
})
const found = (table: AnalysisTable, measure: OutcomeDesign['measure'] = 'mean') =>
  subgroupsOf(
    {
      design: {
        ...{ outcomes: [{ ...outcome, measure, from: measure === 'share' ? 1 : null }] },
        ...{ subgroups: ['grade'], covariates: [] as string[] },
      } as unknown as StudyDesign,
      arms: [
        { name: 'A', isControl: true, kind: null },
        { name: 'B', isControl: false, kind: null },
      ],
      ...{ table, isJoined: true, about: { isDrawn: true } },
    },
    ['A', 'B'],
  )
const mean = (table: AnalysisTable, arm: string, isIn: (grade: unknown) => boolean): number => {
  const own = table.rows.filter((row) => row[2] === arm && isIn(row[4])).map((row) => row[3] as number)
  return own.reduce((sum, value) => sum + value, 0) / own.length
}
const effectIn = (table: AnalysisTable, isIn: (grade: unknown) => boolean): number =>
  mean(table, 'B', isIn) - mean(table, 'A', isIn)

describe('the difference of an effect between subgroups', () => {
  test('of two is one test: the one effect less the other', () => {
    const table = tableOf((pupil) => (pupil % 2) + 1)
    const { interactions, subgroups } = found(table)
    expect(subgroups).toHaveLength(2)
    expect(interactions).toHaveLength(1)
    expect(interactions[0]).toMatchObject({ column: 'grade', value: 1, other: 2, kind: 'result', n: 420 })
    expect(interactions[0]).toMatchObject({ corrected: null })
    const [one] = interactions
    const apart = effectIn(table, (grade) => grade === 1) - effectIn(table, (grade) => grade === 2)
    expect(one?.kind === 'result' && one.effect.estimate).toBeCloseTo(apart, 10)
  })

  test('of three is one test a group against the others, corrected by Holm', () => {
    const table = tableOf((pupil) => (pupil % 3) + 1)
    const { interactions } = found(table)
    expect(interactions.map(({ value, other }) => [value, other])).toEqual([
      [1, null],
      [2, null],
      [3, null],
    ])
    const [first] = interactions
    const apart = effectIn(table, (grade) => grade === 1) - effectIn(table, (grade) => grade !== 1)
    expect(first?.kind === 'result' && first.effect.estimate).toBeCloseTo(apart, 10)
    const p = interactions.map((each) => (each.kind === 'result' ? each.effect.p : NaN))
    const corrected = interactions.map((each) => (each.kind === 'result' ? each.corrected! : NaN))
    const least = p.indexOf(Math.min(...p))
    expect(corrected[least]).toBeCloseTo(Math.min(1, 3 * p[least]!), 12)
  })

  test('leaves out a group that is too small to be shown, and pupils who are not told apart', () => {
    // Nine of grade 3 in each arm would be too few; code −1 is nobody's group.
    const table = tableOf((pupil) => (pupil === 0 ? 3 : pupil === 1 ? -1 : (pupil % 2) + 1))
    const rows = table.rows.filter((row) => row[4] !== 3 || Number(row[1]) > 4)
    const { interactions, subgroups } = found({ ...table, rows })
    expect(subgroups.map(({ value, each }) => [value, each[0]!.analysis.kind])).toEqual([
      [1, 'result'],
      [2, 'result'],
      [3, 'problem'],
    ])
    expect(interactions).toMatchObject([{ value: 1, other: 2, kind: 'result', n: 28 * 14 }])
  })

  test('is a named problem where groups are few, and for a share with a few ones', () => {
    const few = tableOf((pupil) => (pupil === 0 ? 1 : 2))
    const kept = { ...few, rows: few.rows.filter((row) => row[4] !== 1 || Number(row[1]) > 4) }
    expect(found(kept).interactions).toMatchObject([
      { value: 1, other: 2, kind: 'problem', code: 'too-few-rows' },
    ])
    const table = tableOf((pupil) => (pupil % 2) + 1)
    let ones = 0
    const rare = {
      ...table,
      columns: columns.map((column) => (column === 'use' ? 'use_from_1' : column)),
      rows: table.rows.map((row) => {
        const isOne = row[4] === 1 && row[2] === 'B' ? (ones += 1) <= 4 : Number(row[3]) > 1
        return row.map((cell, place) => (place === 3 ? Number(isOne) : cell))
      }),
    }
    expect(found(rare, 'share').interactions).toMatchObject([{ kind: 'problem', code: 'too-few-rows' }])
    expect(found({ ...table, rows: table.rows.map((row) => [...row.slice(0, 4), 1]) }).interactions).toEqual(
      [],
    )
  })

  test('is not asked where schools chose, or nobody was followed', () => {
    expect(reportFixture().interactions).toHaveLength(1)
    expect(reportFixture({ isDrawn: false }).interactions).toEqual([])
    expect(reportFixture({ isJoined: false }).interactions).toEqual([])
  })
})
