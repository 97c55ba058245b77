// Designs of studies: every fault has a design that has it and nothing else, and the hash is of what is said, not of how.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { OutcomeDesign, StudyDesign } from '#schemas/study-design.ts'
import { StudyDesign as Schema } from '#schemas/study-design.ts'
import { aLesson, armNames, aTrial, designFacts } from '../../tests/support/study-designs.ts'
import { instruments } from '../../tests/support/instruments.ts'
import {
  canonical,
  comparedSchools,
  type DesignFacts,
  heldBack,
  keepsArms,
  measureIn,
  plannedPower,
} from './study-design.ts'
import { type DesignFaultCode, placeOf } from './study-design-fault.ts'
import { designFaults, designWarnings } from './study-design-faults.ts'
import { suggestedDesign } from './study-design-suggestion.ts'

const trial = aTrial()
const primary = trial.outcomes[0]!
const second: OutcomeDesign = { ...primary, role: 'secondary', variable: 'alc_30d' }
const withPrimary = (more: Partial<OutcomeDesign>): Partial<StudyDesign> => ({
  outcomes: [{ ...primary, ...more }, ...trial.outcomes.slice(1)],
})
const codes = (design: Partial<StudyDesign>, facts: Partial<DesignFacts> = {}) =>
  designFaults(aTrial(design), designFacts(facts)).map(({ code }) => code)
const [now, later] = trial.arms as [StudyDesign['arms'][0], StudyDesign['arms'][0]]
const waves = designFacts().waves
const teachers = { ...waves[1]!, instrument: instruments.get('laerer')!.instrument }
const own = structuredClone(waves[1]!)
const lone = {
  ...own,
  instrument: { ...own.instrument!, scales: own.instrument!.scales.filter(({ id }) => id !== 's_norm_use') },
}
const renumbered = structuredClone(waves[1]!)
for (const item of renumbered.instrument!.pages.flatMap(({ items }) => items))
  if ('options' in item && item.kind === 'single' && item.id === 'drunk_12m') item.options.splice(3, 1)

const examples: [DesignFaultCode, Partial<StudyDesign>, Partial<DesignFacts>?][] = [
  ['question-missing', { question: '' }],
  ['wave-young', {}, { waves: [{ ...waves[0]!, grades: [7, 8] }, waves[1]!] }],
  ['arms-few', { arms: [now] }],
  ['arms-many', { template: 'before-after' }],
  ['arms-programme', { arms: [{ ...now, kind: 'usual' }, later] }],
  ['arm-name-twice', { arms: [now, { ...later, name: 'økter NÅ ' }] }],
  ['arm-lessons', { arms: [{ ...now, lessons: [] }, later] }],
  ['arm-lesson-unknown', { arms: [{ ...now, lessons: [aLesson, 'borte'] }, later] }],
  ['allocation-block', { allocation: { method: 'blocks', blockSizes: [4, 3] } }],
  [
    'allocation-arms',
    {
      arms: [now, later, { ...later, name: 'Som før', kind: 'usual' }],
      allocation: { method: 'constrained', balance: ['pupils'], keep: 0.1 },
    },
  ],
  [
    'allocation-baseline',
    {
      ...withPrimary({ baselineWave: null }),
      allocation: { method: 'constrained', balance: ['baseline'], keep: 0.1 },
    },
  ],
  ['outcomes-none', { outcomes: [], covariates: [] }],
  ['outcomes-primary-none', withPrimary({ role: 'secondary' })],
  ['outcomes-primary-many', { outcomes: [...trial.outcomes, { ...primary, variable: 'alc_12m' }] }],
  ['outcome-wave', withPrimary({ wave: 3 })],
  [
    'outcome-pupils',
    { outcomes: [primary, { ...primary, role: 'secondary', wave: 3 }], harm: { looks: [], alpha: 0.05 } },
    { waves: [...waves, { ...teachers, number: 3 }] },
  ],
  ['outcome-variable', withPrimary({ variable: 'flying' })],
  ['outcome-twice', { outcomes: [...trial.outcomes, { ...primary, role: 'secondary' }] }],
  ['outcome-from', withPrimary({ from: null })],
  ['outcome-from-outside', withPrimary({ from: 0 })],
  ['outcome-before', { ...withPrimary({ baselineWave: null }), template: 'before-after', arms: [now] }],
  ['outcome-order', { outcomes: [primary, { ...second, baselineWave: 2 }] }],
  [
    'outcome-baseline-wave',
    {
      outcomes: [
        { ...primary, wave: 3 },
        { ...second, wave: 3, baselineWave: 2 },
      ],
    },
    { waves: [waves[0]!, { ...waves[1]!, number: 3 }] },
  ],
  [
    'outcome-baseline-variable',
    { outcomes: [primary, { ...primary, role: 'secondary', variable: 'lesson_used' }], covariates: [] },
  ],
  ['outcome-baseline-values', {}, { waves: [waves[0]!, renumbered] }],
  ['covariates-baseline', { outcomes: [{ ...primary, baselineWave: null }], covariates: ['gender'] }],
  ['covariate-variable', { covariates: ['lesson_used'] }],
  ['covariate-outcome', { covariates: ['drunk_12m'] }],
  ['subgroup-variable', { subgroups: ['lesson_used'] }],
  ['subgroup-outcome', { subgroups: ['drunk_12m'] }],
  ['missing-weights', { missing: 'weights' }, { mode: 'anonymous' }],
  [
    'planning-effect',
    { planning: { ...trial.planning, effect: { kind: 'binary', control: 0.2, intervention: 0.2 } } },
  ],
  ['harm-looks', { harm: { looks: [], alpha: 0.05 } }],
  ['harm-look-wave', { harm: { looks: [2, 4], alpha: 0.05 } }],
  ['harm-look-early', { harm: { looks: [1, 2], alpha: 0.05 } }],
  [
    'harm-look-none',
    { outcomes: [primary, { ...trial.outcomes.find(({ role }) => role === 'harm')!, wave: 3 }] },
    { waves: [...waves, { ...waves[1]!, number: 3 }] },
  ],
  ['harm-look-variable', {}, { waves: [...waves, { ...lone, number: 3 }] }],
  ['harm-monitor', {}, { monitorId: null }],
  ['harm-monitor-edits', {}, { monitorId: 'dora' }],
]

describe('faults', () => {
  test('the suggestion needs a question, lessons and a monitor, and nothing else', () => {
    const bare = suggestedDesign('trial', designFacts(), armNames)
    expect(Schema.parse(bare)).toEqual(bare)
    const found = designFaults(bare, designFacts({ monitorId: null })).map(({ code }) => code)
    expect(found).toEqual(['question-missing', 'arm-lessons', 'harm-monitor'])
    expect(codes({})).toEqual([])
    for (const template of ['before-after', 'mapping'] as const) {
      const other = suggestedDesign(template, designFacts(), armNames)
      const expected = template === 'mapping' ? [] : ['arm-lessons']
      expect(designFaults({ ...other, question: 'Hva?' }, designFacts()).map(({ code }) => code)).toEqual(
        expected,
      )
    }
  })

  test.each(examples)('%s', (code, design, facts) => {
    const wanted = code === 'harm-look-variable' ? { ...design, harm: { looks: [3], alpha: 0.05 } } : design
    expect(codes(wanted, facts)).toEqual([code])
  })

  test('a study without a wave has no place for its outcomes, and one wave has no before', () => {
    expect(codes({ outcomes: [], covariates: [] }, { waves: [] })).toEqual(['waves-none', 'outcomes-none'])
    const once = { outcomes: [{ ...primary, wave: 1, baselineWave: null }], covariates: [] }
    const change = { ...once, template: 'before-after' as const, arms: [now] }
    expect(codes(change, { waves: waves.slice(0, 1) })).toEqual(['waves-few', 'outcome-before'])
  })

  test('each names a part of the form', () => {
    expect(new Set(examples.map(([code]) => placeOf({ code } as never)))).toEqual(
      new Set([
        'question',
        'waves',
        'arms',
        'allocation',
        'outcomes',
        'adjust',
        'missing',
        'planning',
        'harm',
      ]),
    )
  })

  test('warnings stop nothing: few schools, low power, anonymity, own choice, no harm outcome', () => {
    const warnings = (design: Partial<StudyDesign>, facts: Partial<DesignFacts>) =>
      designWarnings(aTrial(design), designFacts(facts)).map(({ code }) => code)
    expect(warnings({}, { schools: 200 })).toEqual([])
    expect(warnings({}, { schools: 12, mode: 'anonymous' })).toEqual([
      'planning-schools',
      'planning-power',
      'adjust-anonymous',
    ])
    const bare = { outcomes: [{ ...primary, baselineWave: null }], allocation: { method: 'own' } as const }
    expect(warnings(bare, { schools: 200 })).toEqual([
      'allocation-own',
      'outcome-unadjusted',
      'outcomes-harm',
    ])
  })
})

describe('what a design says', () => {
  /** The same keys and values, in an order that `pick` decides. */
  const shuffled = (value: unknown, pick: () => number): unknown => {
    if (Array.isArray(value)) return value.map((each) => shuffled(each, pick))
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(
      Object.entries(value)
        .map((entry) => [pick(), entry] as const)
        .sort(([a], [b]) => a - b)
        .map(([, [key, child]]) => [key, shuffled(child, pick)]),
    )
  }

  test('is one text whatever the order of its keys, and another when a number changes', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { minLength: 30, maxLength: 60 }), (numbers) => {
        let turn = 0
        const mixed = shuffled(trial, () => numbers[turn++ % numbers.length]!)
        expect(canonical(mixed as StudyDesign)).toBe(canonical(trial))
      }),
    )
    expect(canonical({ ...trial, alpha: 0.01 })).not.toBe(canonical(trial))
    expect(JSON.parse(canonical(trial))).toEqual(trial)
  })

  test('keeps its arms when lessons or outcomes change, and not when a share does', () => {
    expect(keepsArms(trial, { ...trial, arms: [{ ...now, lessons: [] }, later], outcomes: [] })).toBe(true)
    expect(keepsArms(trial, { ...trial, arms: [{ ...now, share: 2 }, later] })).toBe(false)
  })

  test('unequal arms count for fewer schools, and power grows with them', () => {
    const uneven = { ...trial, arms: [{ ...now, share: 2 }, later] }
    expect(comparedSchools(trial, 24)).toBe(24)
    expect(comparedSchools(uneven, 24)).toBeCloseTo((4 * 16 * 8) / 24)
    expect(plannedPower(uneven, 24)!).toBeLessThan(plannedPower(trial, 24)!)
    expect(plannedPower(trial, 2)).toBeUndefined()
  })

  test('a scale runs from its lowest possible score to its highest', () => {
    expect(measureIn(designFacts(), 1, 's_refuse')).toMatchObject({ lowest: 0, highest: 3, isScale: true })
    expect(measureIn(designFacts(), 1, 's_norm_use')).toMatchObject({ lowest: 0, highest: 100 })
    expect(measureIn(designFacts(), 1, 'drunk_12m')).toMatchObject({ lowest: 0, highest: 6 })
  })
})

test('rows of a trial wait for unblinding, the baseline for its last day, and the earliest baseline decides', () => {
  const [blinded, unblinded] = [{ unblindedOn: null }, { unblindedOn: '2027-06-01' }]
  const wave = (number: number) => ({ number, opensOn: '2027-01-11', closesOn: '2027-01-29' })
  const amended = aTrial(withPrimary({ baselineWave: 2 }))
  const held = (
    number: number,
    day = '2027-01-30',
    plans = [trial, amended],
    study: typeof blinded | typeof unblinded = blinded,
  ) => heldBack(study, plans, wave(number), day)
  expect([held(1, '2027-01-29'), held(1), held(2)]).toEqual(['wave.not-over', undefined, 'study.blinded'])
  expect(held(2, '2027-01-30', [trial], unblinded)).toBeUndefined()
  const beforeAfter = [aTrial({ template: 'before-after' })]
  expect(held(2, '2027-01-30', beforeAfter)).toBeUndefined()
  expect(held(2, '2027-01-29', beforeAfter)).toBe('wave.not-over')
  expect(held(2, '2027-01-29', [])).toBeUndefined()
  expect(held(1, '2027-01-30', [{ ...trial, outcomes: [{ ...primary, baselineWave: null }] }])).toBe(
    'study.blinded',
  )
})
