// What must hold of every model whatever the data: order does not matter, a shift is a shift, more data means less doubt.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Table } from '../formats/csv-read.ts'
import { clusterSummary } from './cluster-summary.ts'
import { iccByAnova, iccByModel } from './descriptive.ts'
import { designOf, type Design } from './design.ts'
import { estimateOf, type Fit } from './estimate.ts'
import { gee } from './gee.ts'
import { leastSquares } from './least-squares.ts'
import { mixedModel } from './mixed-model.ts'
import { StatisticsProblem } from './statistics-problem.ts'

/** Numbers from 0 to 1 that only the seed decides (mulberry32). */
const chance = (seed: number) => () => {
  seed = (seed + 0x6d2b79f5) | 0
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed)
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296
}

type Row = { school: string; class: string; arm: number; x: number; y: number }

/** A trial of ten schools with clear differences between schools and classes, so that no fit is singular. */
function trial(seed: number): Row[] {
  const random = chance(seed)
  return Array.from({ length: 10 }, (_, s) => {
    const school = (s % 5) + random() * 0.2
    return [0, 1, 2].flatMap((c) => {
      const own = c + random() * 0.2
      return Array.from({ length: 3 + Math.floor(random() * 4) }, () => {
        const x = random() * 4
        return {
          school: `s${s}`,
          class: `c${c}`,
          arm: s % 2,
          x,
          y: school + own + 0.5 * x + 4 * (random() - 0.5),
        }
      })
    })
  }).flat()
}

const tableOf = (rows: Row[]): Table => ({
  columns: ['school', 'class', 'arm', 'x', 'y'],
  rows: rows.map((row) => [row.school, row.class, `${row.arm}`, `${row.x}`, `${row.y}`]),
  lines: Int32Array.from(rows, (_, k) => k + 2),
  decimal: '.',
})
const design = (rows: Row[], subcluster?: string) =>
  designOf(tableOf(rows), 'y ~ x + arm', 'school', subcluster)

const models: Record<string, (rows: Row[]) => Fit> = {
  'two levels by REML': (rows) => mixedModel(design(rows)),
  'three levels by ML': (rows) => mixedModel(design(rows, 'class'), { estimation: 'ml' }),
  'three levels, Kenward–Roger': (rows) => mixedModel(design(rows, 'class'), { df: 'kenward-roger' }),
  'least squares, CR0': (rows) => leastSquares(design(rows), 'cr0'),
  'least squares, CR2': (rows) => leastSquares(design(rows)),
  'GEE, exchangeable, MD': (rows) => gee(design(rows), { correlation: 'exchangeable', correction: 'md' }),
  'GEE, Fay–Graubard': (rows) => gee(design(rows), { correction: 'fg' }),
  'cluster summaries': (rows) => clusterSummary(design(rows)),
}

const near = (ours: number[], theirs: number[], digits = 1e-6) => {
  for (const [k, value] of ours.entries())
    expect(Math.abs(value - theirs[k]!)).toBeLessThanOrEqual(digits * Math.max(1e-3, Math.abs(theirs[k]!)))
}
const flat = ({ fixed, variance, logLik }: Fit) => [
  ...fixed.flatMap(({ estimate, se, df }) => [estimate, se, df]),
  ...Object.values(variance),
  logLik ?? 0,
]
const some = { numRuns: 8, seed: 20261122 }
const seeds = fc.integer({ min: 0, max: 1e9 })

describe.each(Object.entries(models))('%s', (_, fit) => {
  test('the order of the rows changes nothing', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const rows = trial(seed)
        const random = chance(seed + 1)
        const shuffled = rows
          .map((row) => ({ row, at: random() }))
          .sort((a, b) => a.at - b.at)
          .map(({ row }) => row)
        near(flat(fit(shuffled)), flat(fit(rows)))
      }),
      some,
    )
  })

  test('a shift of the outcome moves the intercept, a change of unit every estimate, and neither the test', () => {
    fc.assert(
      fc.property(seeds, fc.double({ min: -1000, max: 1000, noNaN: true }), (seed, shift) => {
        const rows = trial(seed)
        const before = fit(rows)
        const moved = fit(rows.map((row) => ({ ...row, y: row.y + shift })))
        const scaled = fit(rows.map((row) => ({ ...row, y: row.y * 1000 })))
        const summarised = before.fixed.length === 2 // the intercept of cluster residuals is about 0 by construction
        near(
          moved.fixed.map(({ estimate }) => estimate),
          before.fixed.map(({ estimate }, k) => estimate + (k === 0 && !summarised ? shift : 0)),
        )
        near(
          moved.fixed.flatMap(({ se, df }) => [se, df]),
          before.fixed.flatMap(({ se, df }) => [se, df]),
        )
        near(
          scaled.fixed.flatMap(({ estimate, se, p }) => [estimate, se, p]),
          before.fixed.flatMap(({ estimate, se, p }) => [estimate * 1000, se * 1000, p]),
        )
      }),
      some,
    )
  })

  test('the same schools once more give about the same estimate with less error', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const rows = trial(seed)
        const once = fit(rows).fixed.at(-1)!
        const twice = fit([
          ...rows,
          ...rows.map((row) => ({ ...row, school: `${row.school} again` })),
        ]).fixed.at(-1)!
        expect(Math.abs(twice.estimate - once.estimate)).toBeLessThan(once.se)
        expect(twice.se / once.se).toBeGreaterThan(0.55)
        expect(twice.se / once.se).toBeLessThan(0.75)
      }),
      some,
    )
  })
})

test('with everything twice, errors without a correction shrink by exactly √2', () => {
  const rows = trial(5)
  const twice = [...rows, ...rows.map((row) => ({ ...row, school: `${row.school} again` }))]
  for (const name of ['least squares, CR0', 'three levels by ML']) {
    const [one, two] = [models[name]!(rows), models[name]!(twice)]
    near(
      two.fixed.map(({ se }) => se * Math.SQRT2),
      one.fixed.map(({ se }) => se),
    )
  }
})

test('a year is as good as a small number: a large constant costs no digits', () => {
  const rows = trial(9)
  const late = rows.map((row) => ({ ...row, x: row.x + 2026 }))
  for (const fit of Object.values(models)) near(flat(fit(late)).slice(3), flat(fit(rows)).slice(3), 1e-6)
})

describe('a problem is named, never a number', () => {
  const from = (change: (row: Row, index: number) => Partial<Row>) =>
    trial(3).map((row, index) => ({ ...row, ...change(row, index) }))
  const codeOf = (run: () => unknown) => {
    try {
      run()
    } catch (error) {
      return error instanceof StatisticsProblem ? error.code : String(error)
    }
    return 'none'
  }
  const each = (fit: (rows: Row[]) => unknown, rows: Row[]) => codeOf(() => fit(rows))
  const fitAs = (model: string, run: (design: Design) => Fit) => (rows: Row[]) =>
    run(designOf(tableOf(rows), model, 'school'))

  test.each(Object.entries(models))('%s: one arm, one school in an arm, a constant, a copy', (_, fit) => {
    expect(
      each(
        fit,
        from(() => ({ y: 3 })),
      ),
    ).toBe('zero-variance')
    expect(
      each(
        fit,
        from(() => ({ arm: 1 })),
      ),
    ).toBe('zero-variance')
    expect(
      each(
        fit,
        from(({ school }) => ({ arm: school === 's4' ? 1 : 0 })),
      ),
    ).toBe('single-cluster-in-arm')
    expect(
      each(
        fit,
        from(() => ({ school: 's1' })),
      ),
    ).toBe('too-few-clusters')
    expect(
      each(
        fit,
        from(({ arm }) => ({ x: 2 * arm + 1 })),
      ),
    ).toBe('collinear')
    expect(each(fit, trial(3).slice(0, 3))).not.toBe('none')
  })

  test('a product of arm and pupils in cluster summaries, as a formula or made by hand', () => {
    const summary = (model: string) => fitAs(model, clusterSummary)
    const product = from(({ arm, x }) => ({ x: arm * x }))
    expect(each(summary('y ~ x * arm'), trial(3))).toBe('crossed-levels')
    expect(each(summary('y ~ x + arm'), product)).toBe('crossed-levels')
    expect(each(fitAs('y ~ x * arm', leastSquares), trial(3))).toBe('none')
    // A rare answer that only one arm has is no product.
    const rare = from(({ school }, index) => ({ x: school === 's4' && index % 2 === 0 ? 1 : 0 }))
    expect(each(summary('y ~ x + arm'), rare)).toBe('none')
  })

  test('a school a pupil: nothing to tell schools from pupils by', () => {
    const alone = from((_, index) => ({ school: `s${index}`, arm: index % 2 }))
    expect(each(models['two levels by REML']!, alone)).toBe('not-nested')
    expect(each((rows) => iccByModel(design(rows)), alone)).toBe('not-nested')
    expect(each((rows) => iccByAnova(design(rows).outcome, design(rows).cluster), alone)).toBe('not-nested')
  })

  test('an error or degrees of freedom that are no number', () => {
    for (const [estimate, se, df] of [
      [1, Number.NaN, 5],
      [1, 0, 5],
      [1, Infinity, 5],
      [1, 1, Number.NaN],
      [Number.NaN, 1, 5],
    ] as const)
      expect(codeOf(() => estimateOf('arm', estimate, se, df))).toBe('undetermined')
    expect(codeOf(() => estimateOf('arm', 1, 1, Infinity))).toBe('none')
  })

  test('more terms of whole schools than schools allow', () => {
    const rows = from(({ school }) => ({ x: Number(school.slice(1)) ** 2 })).filter(
      ({ school }) => school < 's4',
    )
    expect(each(fitAs('y ~ x * arm', leastSquares), rows)).toBe('too-few-clusters')
  })

  test('no difference between schools, or between classes', () => {
    const alike = from((_, index) => ({ y: (index * 7) % 10 }))
    expect(each(models['two levels by REML']!, alike)).toBe('singular-fit')
    expect(each(models['three levels by ML']!, alike)).toBe('singular-fit')
  })

  test('classes that are schools or pupils cannot be a third level', () => {
    expect(
      each(
        models['three levels by ML']!,
        from(() => ({ class: 'c' })),
      ),
    ).toBe('not-nested')
    expect(
      each(
        models['three levels by ML']!,
        from((_, index) => ({ class: `${index}` })),
      ),
    ).toBe('not-nested')
  })

  test('an outcome that is exactly the terms', () => {
    for (const name of ['two levels by REML', 'least squares, CR2'])
      expect(
        each(
          models[name]!,
          from(({ x, arm }) => ({ y: x + arm })),
        ),
      ).toBe('zero-variance')
  })

  test('separation, and a binary outcome that is not', () => {
    const logistic = fitAs('y ~ x + arm', (given) => gee(given, { family: 'binomial' }))
    expect(
      each(
        logistic,
        from(({ x }) => ({ y: x > 2 ? 1 : 0 })),
      ),
    ).toBe('separation')
    expect(
      each(
        logistic,
        from(({ arm }, index) => ({ y: arm * (index % 2) })),
      ),
    ).toBe('separation')
    expect(each(logistic, trial(3))).toBe('not-binary')
  })
})
