// Looks at harm: boundaries against R's ldbounds (brief §4.6), what trips one and what never does.
import { expect, test } from 'vitest'
import type { OutcomeDesign, StudyDesign } from '#schemas/study-design.ts'
import {
  type HarmArm,
  type HarmInput,
  harmResults,
  type HarmResults,
  type HarmRow,
  plannedBounds,
  programmeSide,
} from './harm.ts'
import { harmOnly, masked, reachedSide } from './harm-shown.ts'
import { shownOutcomes } from './report/shown.ts'
import { StatisticsProblem } from './statistics/statistics-problem.ts'

const outcome = (more: Partial<OutcomeDesign> = {}): OutcomeDesign => ({
  role: 'harm',
  variable: 'drunk',
  label: { nb: 'Har vært full', en: 'Has been drunk' },
  measure: 'share',
  from: 1,
  better: 'lower',
  wave: 5,
  baselineWave: null,
  ...more,
})
const design = (outcomes: OutcomeDesign[], looks = [2, 3, 4, 5], alpha = 0.025): HarmInput['design'] => ({
  outcomes,
  harm: { looks, alpha },
  alpha: 0.05,
})
/** Six schools an arm; A is the programme. */
const arms = new Map<string, HarmArm>(
  Array.from({ length: 12 }, (_, k) => [
    `s${k}`,
    k < 6 ? { key: 'A', isProgramme: true } : { key: 'B', isProgramme: false },
  ]),
)
/** Twenty pupils in each school, of whom `share` say yes: in schools of the programme, and in the others. */
const aWave = (wave: number, programme: number, rest: number, column = 'drunk_from_1'): HarmRow[] =>
  [...arms].flatMap(([schoolId, { isProgramme }], k) =>
    Array.from({ length: 20 }, (_, pupil) => ({
      wave,
      schoolId,
      values: { [column]: pupil < (isProgramme ? programme : rest) + (k % 3) ? 1 : 0 },
    })),
  )
const look = (wave: number, rows: HarmRow[], more: Partial<HarmInput> = {}): HarmResults =>
  harmResults({ rows, design: design([outcome()]), arms, wave, before: [], ...more })
const first = ({ outcomes }: HarmResults) => outcomes[0]!

test('four looks have the one-sided Pocock-type bounds of ldbounds', () => {
  const rows = [2, 3, 4, 5].flatMap((wave) => aWave(wave, 5, 5))
  const before: HarmResults[] = []
  for (const wave of [2, 3, 4, 5]) before.push(look(wave, rows, { before: [...before] }))
  for (const [k, bound] of [2.36833, 2.36749, 2.35811, 2.34996].entries())
    expect(Math.abs(first(before[k]!).bound! - bound)).toBeLessThan(1e-4)
  expect(before.map((each) => first(each).information)).toEqual([0.25, 0.5, 0.75, 1])
})

test('bounds can be told before anybody has answered', () => {
  expect(plannedBounds({ looks: [3, 2, 2], alpha: 0.05 }).map(({ wave }) => wave)).toEqual([2, 3])
  const [one] = plannedBounds({ looks: [4], alpha: 0.05 })
  expect(one!.bound).toBeCloseTo(1.644854, 5)
  expect(plannedBounds({ looks: [], alpha: 0.05 })).toEqual([])
})

test('the primary outcome stands beside against O’Brien–Fleming only when its wave is a look, and stops nothing', () => {
  const primary = outcome({ role: 'primary', variable: 'drank', wave: 3 })
  const rows = [
    ...aWave(2, 5, 5),
    ...aWave(2, 18, 0, 'drank_from_1'),
    ...aWave(3, 5, 5),
    ...aWave(3, 18, 0, 'drank_from_1'),
  ]
  const plan = design([outcome(), primary], [2, 3, 4])
  const one = look(2, rows, { design: plan })
  const two = look(3, rows, { design: plan, before: [one] })
  expect(Math.abs(one.outcomes[1]!.bound! - 3.7103)).toBeLessThan(1e-4)
  expect(Math.abs(two.outcomes[1]!.bound! - 2.51142)).toBeLessThan(1e-4)
  expect(two.outcomes[1]).toMatchObject({ role: 'primary', tripped: false })
  expect(two.outcomes[1]!.statistic).toBeGreaterThan(two.outcomes[1]!.bound!)
  expect(look(2, rows, { design: design([outcome(), primary], [2, 4]) }).outcomes).toHaveLength(1)
})

test('clear harm trips the boundary, no difference does not, and benefit never does', () => {
  expect(first(look(2, aWave(2, 12, 4)))).toMatchObject({ tripped: true, problem: null })
  expect(first(look(2, aWave(2, 6, 6))).tripped).toBe(false)
  const benefit = first(look(2, aWave(2, 2, 15)))
  expect(benefit.tripped).toBe(false)
  expect(benefit.statistic).toBeLessThan(-benefit.bound!)
})

test('what is good may be more: then fewer is harm', () => {
  const plan = design([outcome({ better: 'higher' })])
  expect(first(look(2, aWave(2, 2, 15), { design: plan })).tripped).toBe(true)
  expect(first(look(2, aWave(2, 15, 2), { design: plan })).tripped).toBe(false)
})

test('the letter of the programme changes the sign and nothing else', () => {
  const swapped = new Map([...arms].map(([id, arm]) => [id, { ...arm, key: arm.key === 'A' ? 'B' : 'A' }]))
  const [one, other] = [first(look(2, aWave(2, 12, 4))), first(look(2, aWave(2, 12, 4), { arms: swapped }))]
  expect([programmeSide(arms), programmeSide(swapped)]).toEqual(['A', 'B'])
  expect(other.statistic).toBeCloseTo(-one.statistic!, 12)
  expect(other.tripped).toBe(true)
  expect(other.sides.B).toEqual(one.sides.A)
})

test('the order of rows changes nothing', () => {
  const rows = aWave(2, 9, 5)
  const mixed = rows.map((_, k) => rows[(k * 89) % rows.length]!)
  expect(new Set(mixed).size).toBe(rows.length)
  expect(look(2, mixed)).toEqual(look(2, rows))
})

test('a school’s own baseline is adjusted for where waves are not joined', () => {
  const plan = design([outcome({ baselineWave: 1 })])
  const rows = [...aWave(1, 10, 4), ...aWave(2, 10, 4)]
  const adjusted = first(
    look(
      2,
      rows.map((row, k) => (k === 0 ? { ...row, values: { drunk_from_1: 0 } } : row)),
      { design: plan },
    ),
  )
  expect(adjusted.onset).toBe(false)
  expect(adjusted.tripped).toBe(false)
  expect(first(look(2, rows)).tripped).toBe(true)
})

test('where waves are joined, only pupils below the border at baseline count', () => {
  const plan = design([outcome({ baselineWave: 1, from: 2 })])
  const rows = [...arms].flatMap(([schoolId, { isProgramme }], k) =>
    Array.from({ length: 20 }, (_, pupil): HarmRow[] => {
      const panelId = `${schoolId} ${pupil}`
      // Half had been drunk before; of the others more began in schools of the programme.
      const began = pupil < (isProgramme ? 6 : 1) + (k % 3)
      return [
        { wave: 1, schoolId, panelId, values: { drunk_from_2: pupil < 10 ? 0 : 1 } },
        { wave: 2, schoolId, panelId, values: { drunk_from_2: pupil < 10 && !began ? 0 : 1 } },
      ]
    }).flat(),
  )
  const result = first(look(2, rows, { design: plan }))
  expect(result).toMatchObject({ onset: true, tripped: true })
  expect(result.sides.A).toEqual({ schools: 6, pupils: 60, value: 0.7 })
  // Nobody's panel id: the share of all is compared.
  const apart = rows.map(({ panelId: _, ...row }) => row)
  expect(first(look(2, apart, { design: plan }))).toMatchObject({
    onset: false,
    sides: { A: { pupils: 120 } },
  })
})

test('small groups and small counts are not shown, and problems stand by name', () => {
  const few = aWave(2, 5, 5).filter((_, k) => k % 20 < 1)
  expect(first(look(2, few))).toMatchObject({
    problem: 'too-few-pupils',
    statistic: null,
    bound: null,
    sides: { A: { pupils: null, value: null } },
  })
  const rare = first(
    look(
      2,
      aWave(2, 0, 1).map((row, k) => (k < 60 ? { ...row, values: { drunk_from_1: 0 } } : row)),
    ),
  )
  expect(rare.sides.A).toEqual({ schools: 6, pupils: 120, value: null })
  const none = aWave(2, 0, 0).map((row) => ({ ...row, values: { drunk_from_1: 0 } }))
  expect(first(look(2, none)).problem).toBe('zero-variance')
  const alone = aWave(2, 5, 5).filter(({ schoolId }) => schoolId === 's0' || !arms.get(schoolId)!.isProgramme)
  expect(first(look(2, alone)).problem).toBe('single-cluster-in-arm')
  expect(first(look(2, aWave(2, 5, 5), { design: design([outcome({ baselineWave: 2 })]) })).problem).toBe(
    'no-baseline-yet',
  )
})

test('a look without new answers spends nothing, and the last one spends the rest', () => {
  const one = look(2, aWave(2, 5, 5))
  expect(first(look(3, aWave(2, 5, 5), { before: [one] })).problem).toBe('too-few-pupils')
  const half = aWave(3, 5, 5).filter(({ schoolId }) => Number(schoolId.slice(1)) % 2 === 0)
  const two = look(3, [...aWave(2, 5, 5), ...half], { before: [one] })
  expect(first(two).information).toBeCloseTo(0.375, 12)
  expect(first(look(5, aWave(5, 5, 5), { before: [one, two] })).information).toBe(1)
})

test('an outcome at two waves is watched once, and the second look can trip', () => {
  const plan = design([outcome({ wave: 2 }), outcome({ wave: 3 })], [2, 3])
  const one = look(2, aWave(2, 5, 5), { design: plan })
  expect(one.outcomes).toHaveLength(1)
  const rows = [...aWave(2, 5, 5), ...aWave(3, 12, 4)]
  const two = look(3, rows, { design: plan, before: [one] })
  expect(first(two)).toMatchObject({ tripped: true, problem: null, information: 1 })
  // Looks of before kept it twice.
  const twice = { ...one, outcomes: [...one.outcomes, ...one.outcomes] }
  expect(look(3, rows, { design: plan, before: [twice] })).toEqual(two)
})

test('a look that cannot be right is not given', () => {
  const one = look(2, aWave(2, 5, 5))
  const broken = { ...one, outcomes: one.outcomes.map((each) => ({ ...each, information: -1 })) }
  expect(() => look(3, aWave(3, 5, 5), { before: [broken] })).toThrow(StatisticsProblem)
})

test('a boundary that is reached looks the same whichever side has the programme', () => {
  const swapped = new Map([...arms].map(([id, arm]) => [id, { ...arm, isProgramme: !arm.isProgramme }]))
  const rows = aWave(2, 12, 4)
  const [harm, benefit] = [look(2, rows), look(2, rows, { arms: swapped })]
  expect([first(harm).tripped, first(benefit).tripped]).toEqual([true, false])
  expect([harm, benefit].map((each) => reachedSide(first(each)))).toEqual(['A', 'A'])
  expect(masked(benefit).outcomes[0]!.statistic).toBeCloseTo(masked(harm).outcomes[0]!.statistic!, 10)
  expect(masked(harm).outcomes[0]).not.toHaveProperty('tripped')
  expect(reachedSide(first(look(2, aWave(2, 6, 6))))).toBeNull()
})

test('without the primary outcome harm alone is left', () => {
  const plan = design([outcome(), outcome({ role: 'primary', variable: 'drank', wave: 3 })], [2, 3])
  const found = look(2, aWave(2, 5, 5), { design: plan })
  expect(found.outcomes).toHaveLength(2)
  expect(harmOnly(found).outcomes).toEqual([first(found)])
})

test('a skipped look does not keep harm from the report for ever', () => {
  const plan = { ...design([outcome({ wave: 3 })], [2, 3]), template: 'trial' } as StudyDesign
  const shown = (...waves: number[]) =>
    shownOutcomes(
      plan,
      new Set([2, 3]),
      waves.map((waveNumber) => ({ waveNumber })),
      true,
    ).length
  expect([shown(2), shown(3), shown(2, 3)]).toEqual([0, 1, 1])
})
