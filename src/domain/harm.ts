// Watching for harm while a study runs: after each planned wave the programme arms are compared with the rest, school by
// school, against a boundary that makes it easy to stop (one-sided, Pocock-type spending). Arms stay A and B in the result.
// The surprise: the same schools answer at every look, so a school's answers at one look are one piece of information.
import type { OutcomeDesign, StudyDesign } from '#schemas/study-design.ts'
import { fewestInCell, fewestResponses } from './data-quality.ts'
import { columnOf } from './report/analysis-table.ts'
import { roundShare } from './rounding.ts'
import { clusterAncova, weightedRegression } from './statistics/cluster-summary.ts'
import { normalQuantile, tCdf } from './statistics/distributions.ts'
import type { Estimate } from './statistics/estimate.ts'
import { spendingBounds } from './statistics/sequential.ts'
import { StatisticsProblem, type StatisticsProblemCode } from './statistics/statistics-problem.ts'

/** The two sides that are compared. A holds the arm that is called A until the study is unblinded. */
export type Side = 'A' | 'B'
const sides: Side[] = ['A', 'B']

/** One response: each outcome in it by its column (`columnOf`), 0 or 1 for a share; absent where it says nothing. */
export type HarmRow = { wave: number; schoolId: string; panelId?: string; values: Record<string, number> }

/** The arm of a school: its masked name, and whether it gets the lessons now. */
export type HarmArm = { key: string; isProgramme: boolean }

/**
 * Why an outcome has no number. `no-baseline-yet`: the look is not after the outcome's own first measuring.
 * `too-few-pupils`: fewer than ten on a side. `nothing-new`: all error is spent, or no school answered since the last look.
 */
export type HarmProblem = StatisticsProblemCode | 'no-baseline-yet' | 'too-few-pupils' | 'nothing-new'

/** Null where it may not be shown. `value`: mean, or share from 0 to 1. */
export type HarmSide = { schools: number; pupils: number | null; value: number | null }

export type HarmOutcome = Pick<OutcomeDesign, 'variable' | 'label' | 'measure' | 'from' | 'better'> & {
  role: 'harm' | 'primary'
  column: string
  /** Only pupils who were below the border at baseline: who began since. */
  onset: boolean
  sides: Record<Side, HarmSide>
  /** z, above 0 where side A is worse; null where there is a problem. */
  statistic: number | null
  /** Information so far as a share of the planned, above 0 and at most 1. */
  information: number | null
  /** Of harm one-sided; of the primary outcome two-sided, and crossing it stops nothing. */
  bound: number | null
  /** True only for harm: the programme side is worse by the boundary or more. */
  tripped: boolean
  problem: HarmProblem | null
}

/** Serialisable. `tripped` tells which side has the programme: whoever may not know gets it `masked`. */
export type HarmResults = { wave: number; outcomes: HarmOutcome[] }

export type HarmInput = {
  rows: readonly HarmRow[]
  design: Pick<StudyDesign, 'outcomes' | 'harm' | 'alpha'>
  /** Every allocated school, also those that have not answered. */
  arms: ReadonlyMap<string, HarmArm>
  /** The wave after which this look is. */
  wave: number
  /** What earlier looks gave, in their order. */
  before: readonly HarmResults[]
}

/**
 * One look. Each harm outcome has the whole error of the design for itself: for harm a false alarm is the smaller fault.
 * The primary outcome stands beside when its own wave is among the looks, against O'Brien–Fleming bounds.
 * An outcome that the plan has at several waves is watched once, as the plan has it first: a look is of its own wave.
 * @returns a named problem in place of numbers wherever the data do not carry them
 * @throws StatisticsProblem `bad-argument`, which only a fault in here can cause: such a look must not be kept
 */
export function harmResults(input: HarmInput): HarmResults {
  const { design, wave } = input
  const watched = new Map<string, OutcomeDesign>()
  for (const outcome of design.outcomes) {
    const { role, wave: own } = outcome
    const key = `${role} ${columnOf(outcome)}`
    if (role === 'harm' || (role === 'primary' && design.harm.looks.includes(own)))
      if (!watched.has(key)) watched.set(key, outcome)
  }
  return { wave, outcomes: [...watched.values()].map((outcome) => lookAt(input, outcome)) }
}

/** The side that has the programme: for whoever may be told. */
export function programmeSide(arms: ReadonlyMap<string, HarmArm>): Side {
  const ofA = [...arms.values()].find(({ key }) => key === 'A')
  return ofA?.isProgramme ? 'A' : 'B'
}

type School = { side: Side; pupils: number; sum: number; mean: number; baseline: number | undefined }

function lookAt(input: HarmInput, outcome: OutcomeDesign): HarmOutcome {
  const { variable, label, measure, from, better } = outcome
  const programme = programmeSide(input.arms)
  const { schools, onset } = schoolsOf(input, outcome, programme)
  const column = columnOf(outcome)
  const found: HarmOutcome = {
    ...{ variable, label, measure, from, better, column, onset },
    role: outcome.role === 'harm' ? 'harm' : 'primary',
    sides: { A: sideOf(schools, 'A', measure), B: sideOf(schools, 'B', measure) },
    ...{ statistic: null, information: null, bound: null, tripped: false, problem: null },
  }
  if (input.wave <= (outcome.baselineWave ?? 0)) return { ...found, problem: 'no-baseline-yet' }
  if (sides.some((side) => found.sides[side].pupils === null)) return { ...found, problem: 'too-few-pupils' }
  const times = timesOf(input, outcome)
  if (!times) return { ...found, problem: 'nothing-new' }
  try {
    const worse = (better === 'lower' ? 1 : -1) * zOf(compare(schools, programme))
    const bound = boundOf(input.design, found.role, times)
    return {
      ...found,
      statistic: programme === 'A' ? worse : -worse,
      information: times.at(-1)!,
      bound,
      tripped: found.role === 'harm' && worse >= bound,
    }
  } catch (error) {
    if (error instanceof StatisticsProblem && error.code !== 'bad-argument')
      return { ...found, problem: error.code }
    throw error
  }
}

/**
 * One number a school, in the order of their ids. Where waves are joined, a share from a border up is that of pupils who
 * were below it before; else the school's own baseline is adjusted for.
 */
function schoolsOf({ rows, arms, wave }: HarmInput, outcome: OutcomeDesign, programme: Side) {
  const other: Side = programme === 'A' ? 'B' : 'A'
  const column = columnOf(outcome)
  const before = rows.filter((row) => row.wave === outcome.baselineWave)
  const onset = outcome.measure === 'share' && before.some(({ panelId }) => panelId !== undefined)
  const free = new Set(before.flatMap((row) => (row.values[column] === 0 ? [row.panelId] : [])))
  const now = rows.filter(
    (row) => row.wave === wave && (!onset || (row.panelId !== undefined && free.has(row.panelId))),
  )
  const [later, earlier] = [sumsOf(now, column), onset ? new Map<string, Sum>() : sumsOf(before, column)]
  const all = [...arms]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([id, { isProgramme }]): School[] => {
      const [at, first] = [later.get(id), earlier.get(id)]
      if (!at) return []
      const side = isProgramme ? programme : other
      return [{ side, ...at, mean: at.sum / at.pupils, baseline: first && first.sum / first.pupils }]
    })
  const withBaseline = all.filter(({ baseline }) => baseline !== undefined)
  // An outcome that nobody was asked before has nothing to be adjusted for.
  return { onset, schools: withBaseline.length > 0 ? withBaseline : all }
}

type Sum = { pupils: number; sum: number }

function sumsOf(rows: readonly HarmRow[], column: string): Map<string, Sum> {
  const sums = new Map<string, Sum>()
  for (const { schoolId, values } of rows) {
    const value = values[column]
    if (value === undefined) continue
    const { pupils, sum } = sums.get(schoolId) ?? { pupils: 0, sum: 0 }
    sums.set(schoolId, { pupils: pupils + 1, sum: sum + value })
  }
  return sums
}

/** What may be shown of a side: a share in steps of five per cent below fifty pupils, and none that betrays a few. */
function sideOf(schools: readonly School[], side: Side, measure: OutcomeDesign['measure']): HarmSide {
  const own = schools.filter((school) => school.side === side)
  const [pupils, sum] = own.reduce(([n, total], each) => [n + each.pupils, total + each.sum], [0, 0])
  const few = pupils < fewestResponses
  const hidden = few || (measure === 'share' && Math.min(sum, pupils - sum) < fewestInCell)
  return {
    schools: own.length,
    pupils: few ? null : pupils,
    value: hidden
      ? null
      : measure === 'mean'
        ? Math.round((sum / pupils) * 1000) / 1000
        : roundShare(sum / pupils, pupils),
  }
}

/** Schools count alike (brief §4.6: first choice for few schools). Above 0 where the programme has the higher number. */
function compare(schools: readonly School[], programme: Side): Estimate {
  for (const side of sides)
    if (schools.filter((school) => school.side === side).length < 2)
      throw new StatisticsProblem('single-cluster-in-arm', `Side ${side} has fewer than two schools.`)
  const rows = schools.map(({ side, mean, baseline }) => ({
    arm: side === programme ? 1 : 0,
    baseline: baseline ?? 0,
    followUp: mean,
  }))
  // A baseline that is the same everywhere, such as nobody at all, explains nothing.
  if (new Set(rows.map(({ baseline }) => baseline)).size > 1) return clusterAncova(rows)[1]!
  return weightedRegression(
    ['(Intercept)', 'arm'],
    [rows.map(() => 1), rows.map(({ arm }) => arm)],
    rows.map(({ followUp }) => followUp),
    rows.map(() => 1),
  ).fixed[1]!
}

/** The z that has the same probability above it as this t. */
const zOf = ({ statistic, df }: Estimate): number =>
  Math.sign(statistic) * -normalQuantile(Math.max(tCdf(-Math.abs(statistic), df), 1e-300))

/**
 * Information at this outcome's earlier looks and now: schools that answered, look by look, among those planned. At the
 * last planned look it is 1, so that what is left of the error is spent.
 */
function timesOf({ rows, design, arms, wave, before }: HarmInput, outcome: OutcomeDesign) {
  const column = columnOf(outcome)
  const looks = design.harm.looks.filter((look) => look > (outcome.baselineWave ?? 0))
  const observed = new Set(
    rows.flatMap((row) =>
      row.wave <= wave && looks.includes(row.wave) && arms.has(row.schoolId) && column in row.values
        ? [`${row.wave} ${row.schoolId}`]
        : [],
    ),
  ).size
  const now = wave >= Math.max(...looks) ? 1 : observed / (arms.size * new Set(looks).size)
  const earlier = before.flatMap(
    ({ outcomes }) =>
      outcomes.find(
        (each) => each.role === outcome.role && each.column === column && each.information !== null,
      )?.information ?? [],
  )
  return now > (earlier.at(-1) ?? 0) ? [...earlier, now] : undefined
}

/** The bounds of harm when every planned school answers at every look, by look. */
export function plannedBounds({ looks, alpha }: StudyDesign['harm']): { wave: number; bound: number }[] {
  const waves = [...new Set(looks)].sort((a, b) => a - b)
  if (waves.length === 0) return []
  const times = waves.map((_, k) => (k + 1) / waves.length)
  return spendingBounds('pocock', times, alpha, 1).map((bound, k) => ({ wave: waves[k]!, bound }))
}

function boundOf({ harm, alpha }: HarmInput['design'], role: HarmOutcome['role'], times: number[]): number {
  return role === 'harm'
    ? spendingBounds('pocock', times, harm.alpha, 1).at(-1)!
    : spendingBounds('obrien-fleming', times, alpha, 2).at(-1)!
}
