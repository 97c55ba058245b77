// From a study's plan and its schools to a draw: what stands in its way, the units, and the record that is kept. The
// record holds all that went in, so that it alone is enough to draw the same again.
import type { StudyDesign } from '#schemas/study-design.ts'
import { Problem } from './problem.ts'
import { type AllocationRecord, type Design, randomise } from './randomisation.ts'
import { balanceTable, meanOf, type Unit } from './randomisation-balance.ts'
import { StatisticsProblem } from './statistics/statistics-problem.ts'

/** A school as the draw sees it. */
export type DrawnSchool = {
  id: string
  stratum: string
  /** In the grades that take part. */
  pupils: number
  classes: number
  /** Mean of the primary outcome at baseline; absent while the baseline is open, and with too few answers. */
  baseline?: number | undefined
}

/** What has to be in place before a draw, and is not. */
export type Obstacle =
  | 'no-plan'
  | 'no-arms'
  | 'no-wave'
  | 'few-schools'
  /** Constrained randomisation is for two arms. */
  | 'two-arms'
  /** A block holds every arm's share a whole number of times. */
  | 'block-size'
  /** The plan balances on a baseline that is not closed, or that no school has answers enough in. */
  | 'no-baseline'
  /** All schools are alike in what they are to be balanced on. */
  | 'no-covariate'
  /** Drawn before, and has left since: a new draw would lose it. */
  | 'school-left'

export type StoredRecord = AllocationRecord & {
  studyId: string
  /** The version of the plan that was in force. */
  plan: { number: number; hash: string }
  /** Absent where somebody chose. */
  design?: Design
  units: Unit[]
}

/** The longest list of all ways that is looked at, and how many are sampled of a longer one. */
const limits = { most: 200_000, sample: 50_000 }

export const ownChoice = 'own choice'

type Covariate = 'pupils' | 'classes' | 'baseline'
const varies = (values: readonly number[]): boolean => values.some((value) => value !== values[0])

/** The values of one covariate; a school without a baseline gets the mean of those that have one. */
function valuesOf(schools: readonly DrawnSchool[], covariate: Covariate): number[] {
  if (covariate !== 'baseline') return schools.map((school) => school[covariate])
  const usual = rounded(meanOf(schools.flatMap(({ baseline }) => baseline ?? [])))
  return schools.map(({ baseline }) => (baseline === undefined ? usual : rounded(baseline)))
}

/** Two decimals balance as well and tell less about a school. */
const rounded = (value: number): number => Math.round(value * 100) / 100

/** What the draw is constrained by, or what its balance table shows after blocks. */
function covariatesOf(plan: StudyDesign, schools: readonly DrawnSchool[]): Covariate[] {
  const { allocation } = plan
  return allocation.method === 'constrained'
    ? allocation.balance.filter((covariate) => varies(valuesOf(schools, covariate)))
    : ['pupils', 'classes']
}

/**
 * The first thing that stands in the way of a draw; `undefined`: nothing.
 *
 * @param plan the one in force
 * @param schools that take part and have not left
 * @param earlier ids of the schools of an earlier draw
 */
export function obstacleTo(
  plan: StudyDesign | undefined,
  schools: readonly DrawnSchool[],
  { hasWave, earlier = [] }: { hasWave: boolean; earlier?: readonly string[] },
): Obstacle | undefined {
  if (!plan) return 'no-plan'
  const { allocation, arms } = plan
  if (plan.template !== 'trial' || arms.length < 2) return 'no-arms'
  if (!hasWave) return 'no-wave'
  if (earlier.some((id) => !schools.some((school) => school.id === id))) return 'school-left'
  if (schools.length < arms.length) return 'few-schools'
  if (allocation.method === 'blocks') {
    const shares = arms.reduce((sum, { share }) => sum + share, 0)
    return allocation.blockSizes.some((size) => size % shares !== 0) ? 'block-size' : undefined
  }
  if (allocation.method === 'own') return undefined
  if (arms.length > 2) return 'two-arms'
  const wantsBaseline = allocation.balance.includes('baseline')
  if (wantsBaseline && schools.every(({ baseline }) => baseline === undefined)) return 'no-baseline'
  return covariatesOf(plan, schools).length === 0 ? 'no-covariate' : undefined
}

/** The schools as units of the draw. Strata count for blocks only; an empty one is written `.`. */
export function unitsOf(plan: StudyDesign, schools: readonly DrawnSchool[]): Unit[] {
  const columns = covariatesOf(plan, schools).map((name) => [name, valuesOf(schools, name)] as const)
  return schools.map(({ id, stratum }, place) => ({
    id,
    stratum: plan.allocation.method === 'blocks' ? stratum || '.' : '',
    covariates: Object.fromEntries(columns.map(([name, values]) => [name, values[place]!])),
  }))
}

type Chance = Parameters<typeof randomise>[2]
type About = Pick<StoredRecord, 'studyId' | 'plan'>

/**
 * Draws by the method of the plan. Nothing may stand in the way (`obstacleTo`).
 *
 * @throws Problem `allocation.few-ways` where fewer than 20 ways (`fewestSchemes`) would be left to draw from, or where blocks
 *   in small strata have left an arm without a school
 */
export function drawBy(
  plan: StudyDesign,
  schools: readonly DrawnSchool[],
  about: About,
  chance: Chance,
): StoredRecord {
  const { allocation } = plan
  if (allocation.method === 'own') throw new Problem('allocation.not-ready')
  const arms = plan.arms.map(({ name, share }) => ({ name, share }))
  const design: Design =
    allocation.method === 'blocks'
      ? { scheme: 'blocks', arms, blockSizes: allocation.blockSizes }
      : { scheme: 'constrained', arms, keep: allocation.keep, ...limits }
  const units = unitsOf(plan, schools)
  const record = drawn(() => randomise(units, design, chance))
  // Some schools would be nearly sure of their arm, and no permutation test could tell anything.
  if (record.schemes?.isFew) throw new Problem('allocation.few-ways')
  if (arms.some(({ name }) => record.allocation.every(({ arm }) => arm !== name)))
    throw new Problem('allocation.few-ways')
  return { ...about, design, units, ...record }
}

/** A set of schemes of which none is left is an expected refusal here. */
function drawn(act: () => AllocationRecord): AllocationRecord {
  try {
    return act()
  } catch (error) {
    throw error instanceof StatisticsProblem ? new Problem('allocation.few-ways') : error
  }
}

/**
 * What somebody chose instead of drawing, kept in the same form.
 *
 * @param choice the name of an arm by the school's id
 * @throws Problem `allocation.unfitting` for an unknown arm, a school without one, or an arm without a school
 */
export function chosenBy(
  plan: StudyDesign,
  schools: readonly DrawnSchool[],
  choice: ReadonlyMap<string, string>,
  about: About,
  { codeVersion, hash }: Omit<Chance, 'seed'>,
): StoredRecord {
  const units = unitsOf(plan, schools).sort((one, other) => (one.id < other.id ? -1 : 1))
  const places = units.map(({ id }) => plan.arms.findIndex(({ name }) => name === choice.get(id)))
  const isWhole =
    choice.size === units.length && !places.includes(-1) && plan.arms.every((_, arm) => places.includes(arm))
  if (!isWhole) throw new Problem('allocation.unfitting')
  return {
    ...about,
    units,
    algorithm: ownChoice,
    seed: '',
    codeVersion,
    inputHash: hash(JSON.stringify(units)),
    allocation: units.map(({ id }) => ({ id, arm: choice.get(id)! })),
    balance: balanceTable(units, Uint8Array.from(places), plan.arms.length),
  }
}
