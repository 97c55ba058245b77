// `node bench/coverage.ts`: do 95 % intervals hold what they promise with few schools? Simulated trials, known truth.
// Not part of `npm run bench` (minutes); the numbers stand on the methods page. Each line is one method and size.
// `node bench/coverage.ts 2000 recommended` tries only the methods with that word in their names.
import { clusterSummary } from '#domain/statistics/cluster-summary.ts'
import type { Design } from '#domain/statistics/design.ts'
import { normalQuantile } from '#domain/statistics/distributions.ts'
import type { Fit } from '#domain/statistics/estimate.ts'
import { gee } from '#domain/statistics/gee.ts'
import { leastSquares } from '#domain/statistics/least-squares.ts'
import { mixedModel } from '#domain/statistics/mixed-model.ts'
import { StatisticsProblem } from '#domain/statistics/statistics-problem.ts'
import { print } from './figure.ts'
import { chance, normal } from './simulate.ts'

const trials = Number(process.argv[2] ?? 2000)
const icc = 0.05
/** Share without the lesson; undefined for a mean. The effects are −0.2 and a share less by a quarter or two fifths. */
const outcomes = [undefined, 0.2, 0.05] as const
const effectOn = { 0.2: -0.05, 0.05: -0.02 }

/** Schools of 15 to 35 pupils, half of them with the lesson; total variance 1 given the baseline. */
function trial(schools: number, effect: number, share: number | undefined, random: () => number): Design {
  const codes: number[] = []
  const columns: number[][] = [[], [], []]
  const outcome: number[] = []
  for (let school = 0; school < schools; school += 1) {
    const own = Math.sqrt(icc) * normal(random)
    const arm = school % 2
    for (let left = 15 + Math.floor(random() * 21); left > 0; left -= 1) {
      const pre = normal(random)
      const latent = own + Math.sqrt(1 - icc) * normal(random)
      // Binary: the effect is a difference of shares.
      const value =
        share === undefined
          ? 0.5 * pre + effect * arm + latent
          : Number(latent < normalQuantile(share + effect * arm))
      for (const [k, each] of [1, pre, arm].entries()) columns[k]!.push(each)
      codes.push(school)
      outcome.push(value)
    }
  }
  return {
    terms: ['(Intercept)', 'pre', 'arm'],
    columns: columns.map((column) => Float64Array.from(column)),
    outcome: Float64Array.from(outcome),
    intercept: true,
    cluster: { names: Array.from({ length: schools }, (_, k) => `${k}`), codes: Int32Array.from(codes) },
    subcluster: undefined,
    n: outcome.length,
    dropped: 0,
  }
}

/** A singular fit sends to the cluster summary, as the refusal says. */
const orSummary = (fit: (design: Design) => Fit) => (design: Design) => {
  try {
    return fit(design)
  } catch (error) {
    if (error instanceof StatisticsProblem && error.code === 'singular-fit') return clusterSummary(design)
    throw error
  }
}

const satterthwaite = orSummary((design) => mixedModel(design))
const all: Record<string, (design: Design) => Fit> = {
  'recommended (below 20 schools cluster summary, else mixed model)': (design) =>
    design.cluster.names.length < 20 ? clusterSummary(design) : satterthwaite(design),
  'cluster summary': (design) => clusterSummary(design),
  'mixed model, Satterthwaite': satterthwaite,
  'mixed model, Kenward–Roger': orSummary((design) => mixedModel(design, { df: 'kenward-roger' })),
  'least squares, CR2': (design) => leastSquares(design),
  'GEE independence, Mancl–DeRouen': (design) => gee(design),
  'GEE independence, Fay–Graubard': (design) => gee(design, { correction: 'fg' }),
  'GEE independence, no correction': (design) => gee(design, { correction: 'cr0' }),
}

const methods = Object.entries(all).filter(([name]) => name.includes(process.argv[3] ?? ''))

for (const share of outcomes)
  for (const schools of [10, 20, 60])
    for (const effect of [share === undefined ? -0.2 : effectOn[share], 0]) {
      const random = chance(schools * 1000 + Math.round(100 * (share ?? 0)))
      const covered: Record<string, number> = {}
      for (let k = 0; k < trials; k += 1) {
        const design = trial(schools, effect, share, random)
        for (const [name, fit] of methods) {
          const { low, high } = fit(design).fixed.find(({ term }) => term === 'arm')!
          covered[name] = (covered[name] ?? 0) + Number(low <= effect && effect <= high)
        }
      }
      for (const [name, count] of Object.entries(covered)) {
        const held = (100 * count) / trials
        print({
          name: `${effect === 0 ? 'type I error' : 'coverage'}, ${schools} schools, ${share === undefined ? 'mean' : `share of ${share}`}: ${name}`,
          value: effect === 0 ? 100 - held : held,
          unit: '%',
          ...(name.startsWith('recommended') && (effect === 0 ? { target: '<= 7' } : { target: '>= 93' })),
          against: `${trials} simulated trials`,
        })
      }
    }
