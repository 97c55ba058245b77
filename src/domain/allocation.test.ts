import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { StudyDesign } from '#schemas/study-design.ts'
import { chosenBy, drawBy, type DrawnSchool, obstacleTo, unitsOf } from './allocation.ts'
import { commandOf, schoolsFile } from './allocation-file.ts'
import { randomise } from './randomisation.ts'

const hash = (text: string) => createHash('sha256').update(text).digest('hex')
const chance = { seed: '2a', codeVersion: '1.0', hash }
const about = { studyId: 'study', plan: { number: 1, hash: 'f0' } }

const arm = (name: string, kind: StudyDesign['arms'][number]['kind'], share = 1) => ({
  name,
  kind,
  lessons: [],
  share,
})
const lessons = arm('Økter', 'programme')
const waiting = arm('Venteliste', 'waiting-list')
const plan = (more: Partial<StudyDesign> = {}) =>
  ({
    template: 'trial',
    arms: [lessons, waiting],
    allocation: { method: 'blocks', blockSizes: [4] },
    ...more,
  }) as StudyDesign
const constrained = (balance: ('pupils' | 'classes' | 'baseline')[], keep = 0.1) =>
  plan({ allocation: { method: 'constrained', balance, keep } })

const schools = Array.from({ length: 12 }, (_, at): DrawnSchool => ({
  id: `s${at}`,
  stratum: at % 3 === 0 ? 'by' : '',
  pupils: 20 + ((at * 37) % 90),
  classes: 2,
}))
const ready = { hasWave: true }

describe('what stands in the way of a draw', () => {
  test('is named, and nothing does where all is in place', () => {
    expect(obstacleTo(undefined, schools, ready)).toBe('no-plan')
    expect(obstacleTo(plan({ template: 'before-after' }), schools, ready)).toBe('no-arms')
    expect(obstacleTo(plan({ arms: [lessons] }), schools, ready)).toBe('no-arms')
    expect(obstacleTo(plan(), schools, { hasWave: false })).toBe('no-wave')
    expect(obstacleTo(plan(), schools.slice(0, 1), ready)).toBe('few-schools')
    expect(obstacleTo(plan({ arms: [arm('To', 'programme', 2), waiting] }), schools, ready)).toBe(
      'block-size',
    )
    expect(obstacleTo(plan(), schools, ready)).toBeUndefined()
  })

  test('three arms are not drawn with constraints, nor schools that are all alike', () => {
    const three = { ...constrained(['pupils']), arms: [lessons, waiting, arm('Som før', 'usual')] }
    expect(obstacleTo(three, schools, ready)).toBe('two-arms')
    expect(obstacleTo(constrained(['classes']), schools, ready)).toBe('no-covariate')
    expect(obstacleTo(constrained(['classes', 'pupils']), schools, ready)).toBeUndefined()
    expect(Object.keys(unitsOf(constrained(['classes', 'pupils']), schools)[0]!.covariates)).toEqual([
      'pupils',
    ])
  })

  test('a baseline to balance on has to be there; a school with few answers counts as a usual one', () => {
    expect(obstacleTo(constrained(['baseline']), schools, ready)).toBe('no-baseline')
    const measured = schools.map((school, at) => ({ ...school, baseline: at === 0 ? undefined : at / 3 }))
    expect(obstacleTo(constrained(['baseline']), measured, ready)).toBeUndefined()
    const values = unitsOf(constrained(['baseline']), measured).map(
      ({ covariates }) => covariates['baseline'],
    )
    expect(values.slice(0, 3)).toEqual([2, 0.33, 0.67])
  })

  test('a school that was drawn and has left is not lost in a new draw', () => {
    expect(obstacleTo(plan(), schools.slice(1), { hasWave: true, earlier: ['s0', 's1'] })).toBe('school-left')
  })
})

test('a record alone is enough to draw the same again, by either method and any seed', () => {
  fc.assert(
    fc.property(fc.nat(), fc.boolean(), (number, isBlocks) => {
      const design = isBlocks ? plan() : constrained(['pupils'])
      const kept = JSON.parse(
        JSON.stringify(drawBy(design, schools, about, { ...chance, seed: number.toString(16) })),
      ) as ReturnType<typeof drawBy>
      const again = randomise(kept.units, kept.design!, { ...chance, seed: kept.seed })
      expect(kept).toMatchObject(JSON.parse(JSON.stringify(again)) as object)
    }),
    { numRuns: 30 },
  )
})

test('schools of a stratum are divided among themselves', () => {
  const { allocation, units } = drawBy(plan(), schools, about, chance)
  const inTown = units.filter(({ stratum }) => stratum === 'by').map(({ id }) => id)
  const armsThere = allocation.filter(({ id }) => inTown.includes(id)).map((each) => each.arm)
  expect(armsThere.toSorted()).toEqual(['Venteliste', 'Venteliste', 'Økter', 'Økter'])
  expect(new Set(units.map(({ stratum }) => stratum))).toEqual(new Set(['by', '.']))
})

test('no draw where few ways are left: chance must have something to choose from', () => {
  for (const count of [4, 8])
    expect(() => drawBy(constrained(['pupils']), schools.slice(0, count), about, chance)).toThrow(
      'allocation.few-ways',
    )
  expect(drawBy(constrained(['pupils']), schools, about, chance).schemes!.acceptable).toBe(92)
})

test('no draw by blocks that leaves an arm without a school', () => {
  const alone = schools.slice(0, 2).map((school) => ({ ...school, stratum: school.id }))
  const draws = Array.from({ length: 40 }, (_, at) => {
    try {
      const { allocation } = drawBy(plan(), alone, about, { ...chance, seed: (at + 1).toString(16) })
      return new Set(allocation.map((each) => each.arm)).size
    } catch (error) {
      return (error as Error).message
    }
  })
  expect(new Set(draws)).toEqual(new Set([2, 'allocation.few-ways']))
})

test('what somebody chose is kept in the same form, and is whole', () => {
  const own = plan({ allocation: { method: 'own' } })
  const two = schools.slice(0, 2)
  const choice = new Map([
    ['s1', 'Økter'],
    ['s0', 'Venteliste'],
  ])
  const kept = chosenBy(own, two, choice, about, chance)
  expect(kept).toMatchObject({ algorithm: 'own choice', seed: '' })
  expect(kept.balance[0]!.arms.map(({ mean }) => mean)).toEqual([two[1]!.pupils, two[0]!.pupils])
  expect(commandOf(kept, 'skoler.csv')).toBeUndefined()
  const wrong = [
    new Map([['s1', 'Økter']]),
    new Map([...choice, ['s0', 'Økter']]),
    new Map([...choice, ['s0', 'Ingen']]),
    new Map([...choice, ['s9', 'Økter']]),
  ]
  for (const each of wrong)
    expect(() => chosenBy(own, two, each, about, chance)).toThrow('allocation.unfitting')
})

test('the file and the command say what was drawn from', () => {
  const drawn = drawBy(plan(), schools, about, chance)
  const [head, first] = schoolsFile(drawn, (id) => `Skole ${id}`).split('\r\n')
  expect(head).toBe('school,name,stratum,pupils,classes,arm')
  expect(first).toMatch(/^s0,Skole s0,by,20,2,(Økter|Venteliste)$/)
  expect(commandOf(drawn, 'skoler.csv')).toBe(
    "npm run --silent forspring -- randomise skoler.csv --id school --arms 'Økter:1,Venteliste:1' " +
      '--scheme blocks --strata stratum --block-size 4 --covariates pupils,classes --seed ' +
      '2a'.padStart(32, '0'),
  )
})
