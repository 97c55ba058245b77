// The filter, the reading of an address, and which aims the lessons build.
import { describe, expect, it } from 'vitest'
import { aimCoverage, byBandAndCode, fits, readFilter, themes, type Filterable } from './catalogue.ts'
import { Theme } from '#schemas/lesson.ts'

const lesson: Filterable & { code: string } = {
  code: 'U1',
  ageBand: '8-10',
  minutes: 60,
  subjects: ['SAF01-04'],
  themes: ['alcohol', 'norms'],
  aims: ['identity'],
  devices: 'optional',
}
const known = { subjects: ['SAF01-04'], aims: ['identity'] }
const read = (query: string) => readFilter(new URLSearchParams(query), known)
const isShown = (query: string) => fits(lesson, read(query))

describe('the filter', () => {
  it('shows everything when nothing is asked for', () => {
    expect(isShown('')).toBe(true)
    expect(Object.values(read('')).every((value) => value === undefined)).toBe(true)
  })

  it('asks one thing at a time', () => {
    for (const query of ['trinn=8-10', 'fag=SAF01-04', 'tema=norms', 'mal=identity', 'skjerm=valgfritt'])
      expect(isShown(query), query).toBe(true)
    for (const query of ['trinn=vgs', 'tema=gambling', 'skjerm=uten', 'minutter=45'])
      expect(isShown(query), query).toBe(false)
  })

  it('takes minutes as the longest that fits', () => {
    expect(isShown('minutter=60')).toBe(true)
    expect(isShown('minutter=90')).toBe(true)
  })

  it('wants everything that is asked for', () => {
    expect(isShown('trinn=8-10&tema=alcohol&minutter=60')).toBe(true)
    expect(isShown('trinn=8-10&tema=alcohol&minutter=20')).toBe(false)
  })

  it('ignores what it does not know', () => {
    const filter = read('trinn=17&fag=XXX01-01&tema=x&mal=x&minutter=61&skjerm=constructor&sok=%20')
    expect(Object.values(filter).every((value) => value === undefined)).toBe(true)
  })

  it('cuts a search that nobody types', () => {
    expect(read(`sok=${'a'.repeat(5000)}`).search).toHaveLength(100)
  })

  it('knows every theme of the schema', () => {
    expect([...themes].sort()).toEqual([...Theme.options].sort())
  })
})

describe('aimCoverage', () => {
  const aims = [
    { id: 'saf-b', subject: 'SAF01-04' },
    { id: 'nat-a', subject: 'NAT01-04' },
    { id: 'identity', subject: 'SAF01-04' },
  ]

  it('lists every aim by subject, also one that no lesson builds', () => {
    const young = { ...lesson, code: 'B1', ageBand: 'barnehage' as const }
    const rows = aimCoverage(aims, [lesson, young])
    expect(rows.map(({ aim }) => aim.id)).toEqual(['nat-a', 'identity', 'saf-b'])
    expect(rows.map(({ lessons }) => lessons.map(({ code }) => code))).toEqual([[], ['B1', 'U1'], []])
  })
})

it('sorts by band and then by code', () => {
  const rows = [
    { ageBand: 'vgs', code: 'V1' },
    { ageBand: '8-10', code: 'U5' },
    { ageBand: '8-10', code: 'U1' },
    { ageBand: 'barnehage', code: 'K1' },
  ] as const
  expect(rows.toSorted(byBandAndCode).map(({ code }) => code)).toEqual(['K1', 'U1', 'U5', 'V1'])
})
