// What a programme file may not say, and what a programme proposes to a class.
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { load } from 'js-yaml'
import { Programme } from '#schemas/programme.ts'
import { gradeOf, inYearOrder, minimumOf, programmeFaults, proposals } from './programme.ts'

const folder = fileURLToPath(new URL('../../content/programmes', import.meta.url))
const shipped = readdirSync(folder).map((file) =>
  Programme.parse(load(readFileSync(`${folder}/${file}`, 'utf8'))),
)
const text = { nb: 'a', nn: 'b', en: 'c' }

const programme = Programme.parse({
  id: 'p',
  ageBand: '8-10',
  title: text,
  summary: text,
  buildsOn: [{ source: 's', how: text }],
  boosters: { lessons: ['u1'], months: 12, grades: [9], perYear: 1 },
  grades: [
    {
      grade: 9,
      about: text,
      minimum: 3,
      lessons: [
        { lesson: 'u5', week: 11 },
        { lesson: 'u1', week: 38, booster: true },
        { lesson: 'u3', week: 45, planned: true, title: text },
      ],
      waves: [{ instrument: 'i', week: 19, title: text }],
    },
  ],
})
const written = new Set(['u1', 'u5'])
const known = { lessons: written, instruments: new Set(['i']), sources: new Set(['s']) }

describe('faults', () => {
  test('a file in order has none', () => expect(programmeFaults(programme, known)).toEqual([]))

  test('a lesson, instrument or source that is not there is one, unless the lesson is said to be planned', () => {
    const none = { lessons: new Set<string>(), instruments: new Set<string>(), sources: new Set<string>() }
    expect(programmeFaults(programme, none)).toHaveLength(4)
  })

  test('every grade from kindergarten to the last year has a path, and each once', () => {
    const grades = shipped.flatMap((each) => each.grades.map(({ grade }) => grade)).sort((a, b) => a - b)
    expect(grades).toEqual(Array.from({ length: 14 }, (_, grade) => grade))
  })

  test('the years 8–10 have eight sessions at least', () => {
    const ungdom = shipped.find(({ ageBand }) => ageBand === '8-10')!
    expect(ungdom.grades.reduce((sum, { minimum }) => sum + minimum, 0)).toBeGreaterThanOrEqual(8)
    expect(ungdom.boosters).toMatchObject({ grades: [9, 10], perYear: 2, months: 12 })
  })
})

test('a school year begins in autumn', () => {
  const weeks = [{ week: 5 }, { week: 38 }, { week: 53 }, { week: 1 }, { week: 33 }]
  expect(inYearOrder(weeks).map(({ week }) => week)).toEqual([33, 38, 53, 1, 5])
})

test('the fewest sessions of a year are never more than are written', () => {
  expect(minimumOf([programme], 9, written)).toBe(2)
  expect(minimumOf([programme], 9, new Set(['u1', 'u3', 'u5', 'u7']))).toBe(3)
  expect(minimumOf([programme], 4, written)).toBe(0)
})

describe('proposals', () => {
  const year = gradeOf(programme, 9)!
  const propose = (open: Parameters<typeof proposals>[2], delivered: Parameters<typeof proposals>[3]) =>
    proposals(year, 2026, open, delivered, written, '2026-11-18')

  test('what should have come is proposed from next week on, the rest in its week; the unwritten never', () => {
    expect(propose([], [])).toEqual([
      { lessonId: 'u1', week: '2026-11-23', booster: false },
      { lessonId: 'u5', week: '2027-03-15', booster: false },
    ])
  })

  test('a lesson that the class had before comes back as a booster only where the programme says so', () => {
    const before = [
      { lessonId: 'u1', deliveredOn: '2025-09-20' },
      { lessonId: 'u5', deliveredOn: '2026-02-20' },
    ]
    expect(propose([], before)).toEqual([{ lessonId: 'u1', week: '2026-11-23', booster: true }])
  })

  test('what is planned or was had this year is not proposed', () => {
    const open = [{ id: 'x', lessonId: 'u5', week: '2027-01-11', booster: false }]
    expect(propose(open, [{ lessonId: 'u1', deliveredOn: '2026-09-20' }])).toEqual([])
  })
})
