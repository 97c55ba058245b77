import { expect, test } from 'vitest'
import {
  isLinkageCurrent,
  linkageReport,
  type PanelRecord,
  type PanelWave,
  primaryLinkage,
} from './linkage-report.ts'
import { linkPanel } from './panel.ts'

const letters = 'abcdefghijklmnopqrstuvwxyz'
/** Codes of seven elements that agree on none, at the school of this name. */
const record = (pupil: number, more: Partial<PanelRecord> = {}): PanelRecord => ({
  pool: 'fjord 2018',
  elements: Array.from({ length: 7 }, (_, at) => `${letters[at]}${pupil}`),
  values: [],
  ...more,
})
const withoutCode = (more: Partial<PanelRecord> = {}) =>
  record(0, { elements: new Array<undefined>(7).fill(undefined), ...more })

const wave = (number: number, records: PanelRecord[], baseline: PanelWave['baseline'] = []): PanelWave => ({
  ...{ number, rounds: 1, responses: records.length, unreadable: 0, records, baseline },
  codes: records.filter(({ elements }) => elements.some((element) => element !== undefined)).length,
})
const report = (waves: PanelWave[]) =>
  linkageReport(
    waves,
    linkPanel(
      waves.map(({ records }) => records),
      primaryLinkage,
    ),
  )
const pupils = (count: number, more: (pupil: number) => Partial<PanelRecord> = () => ({})) =>
  Array.from({ length: count }, (_, pupil) => record(pupil, more(pupil)))

test('every response is counted once, and those without a code are no incomplete ones', () => {
  const changed = record(3, { elements: record(3).elements.with(0, 'x') })
  const [first] = report([
    wave(1, [...pupils(4), withoutCode(), record(9), record(9)]),
    wave(3, [...pupils(3), changed, withoutCode(), withoutCode()]),
  ]).pairs
  expect(first).toMatchObject({ earlier: 1, later: 3, exact: 3, offOne: 1, offTwo: 0 })
  expect(first!.a).toEqual({
    ...{ responses: 7, codes: 6, linked: 4, ambiguous: 0, duplicate: 2, incomplete: 0, unlinked: 0 },
  })
  expect(first!.b).toEqual({
    ...{ responses: 6, codes: 4, linked: 4, ambiguous: 0, duplicate: 0, incomplete: 0, unlinked: 0 },
  })
})

test('girl and boy are never one pupil, and an answer that is missing contradicts nothing', () => {
  const made = report([
    wave(
      1,
      pupils(3, (pupil) => ({ gender: pupil === 2 ? undefined : 1 })),
    ),
    wave(
      2,
      pupils(3, (pupil) => ({ gender: pupil === 0 ? 2 : 1 })),
    ),
  ])
  expect(made.pairs[0]!.a.linked).toBe(2)
  expect(made.hasVeto).toBe(true)
})

test('two differences are counted and not linked', () => {
  const twice = record(0, { elements: record(0).elements.with(0, 'x').with(1, 'x') })
  const made = report([wave(1, pupils(2)), wave(2, [twice, record(1)])])
  expect(made.pairs[0]).toMatchObject({ exact: 1, offOne: 0, offTwo: 1 })
  expect(made.panels).toEqual([{ waves: 2, pupils: 1 }])
})

test('pupils are counted by the number of their waves', () => {
  const made = report([wave(1, pupils(5)), wave(2, pupils(3)), wave(3, pupils(2))])
  expect(made.panels).toEqual([
    { waves: 2, pupils: 1 },
    { waves: 3, pupils: 2 },
  ])
  expect(made.pairs.map(({ earlier, later }) => [earlier, later])).toEqual([
    [1, 2],
    [1, 3],
    [2, 3],
  ])
})

const use = { name: 'use', label: { nb: 'Bruk', en: 'Use' }, measure: 'mean' as const }
const girls = { name: 'gender', label: null, measure: 'share' as const }

test('linked and unlinked are compared on the earlier wave', () => {
  // 0–11 come back; use is 1 among them in the mean and 3 among the others.
  const records = pupils(24, (pupil) => ({
    values: [(pupil < 12 ? 0 : 2) + (pupil % 2) * 2, pupil % 2],
  }))
  const [pair] = report([wave(1, records, [use, girls]), wave(2, pupils(12))]).pairs
  expect(pair!.comparisons[0]).toMatchObject({
    label: { en: 'Use' },
    groups: { linked: { n: 12, mean: 1 }, unlinked: { n: 12, mean: 3 } },
  })
  expect(pair!.comparisons[0]!.groups!.standardisedDifference).toBeCloseTo(-2 / Math.sqrt(12 / 11), 10)
  expect(pair!.comparisons[1]!.groups!.linked.mean).toBe(0.5)
})

test('groups under ten and cells under five are not shown', () => {
  const compared = (count: number, back: number, girlsOf: (pupil: number) => number) =>
    report([
      wave(
        1,
        pupils(count, (pupil) => ({ values: [1, girlsOf(pupil)] })),
        [use, girls],
      ),
      wave(2, pupils(back)),
    ]).pairs[0]!.comparisons.map(({ groups }) => groups !== null)
  expect(compared(20, 10, (pupil) => pupil % 2)).toEqual([true, true])
  expect(compared(19, 10, (pupil) => pupil % 2)).toEqual([false, false])
  expect(compared(20, 9, (pupil) => pupil % 2)).toEqual([false, false])
  // Four girls among the linked.
  expect(compared(20, 10, (pupil) => Number(pupil < 4 || pupil >= 15))).toEqual([true, false])
})

test('false links are tried for at another school', () => {
  const school = (name: string, from: number) =>
    Array.from({ length: 12 }, (_, pupil) => record(from + pupil, { pool: name }))
  const lonely = report([wave(1, pupils(12)), wave(2, pupils(12))])
  expect(lonely.pairs[0]!.falseLinks.otherSchools).toBeNull()
  // Those who stay at Fjell have the codes of those who left Fjord.
  const one = [...school('fjord', 0), ...school('fjell', 100)]
  const other = [...school('fjord', 50), ...school('fjell', 0)]
  expect(report([wave(1, one), wave(2, other)]).pairs[0]!.falseLinks.otherSchools!.falseLinks).toBe(12)
})

test('a report is current as long as nothing more has been closed', () => {
  const made = report([wave(1, pupils(5)), wave(2, pupils(3))])
  const rounds = [{ wave: 1 }, { wave: 2 }]
  expect(isLinkageCurrent(made, rounds)).toBe(true)
  expect(isLinkageCurrent(made, [...rounds, { wave: 3 }])).toBe(false)
  expect(isLinkageCurrent(made, [...rounds, { wave: 2 }])).toBe(false)
  expect(isLinkageCurrent(made, [rounds[0]!])).toBe(false)
})
