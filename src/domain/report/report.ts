// What a study's report holds: figures of groups only, ready to be shown, written as JSON and repeated in R. Texts are
// made of it by the page; nothing here is a sentence.
import type { HarmResults } from '#domain/harm.ts'
import type { LinkageReport } from '#domain/linkage-report.ts'
import type { Estimate } from '#domain/statistics/estimate.ts'
import type { WaveChange } from '#domain/wave-change.ts'
import type { StatisticsProblemCode } from '#domain/statistics/statistics-problem.ts'
import type { ArmDesign, OutcomeDesign } from '#schemas/study-design.ts'
import type { ArmComparison, ChangeComparison } from './comparison.ts'
import type { PermutationCheck } from './draw-test.ts'
import type { BaselineRow, GroupFigure, IccFigure } from './groups.ts'

/** For names of numbers in files: an arm, or everybody. */
export const armName = (arm: string | null): string => arm ?? 'all'

export type ReportArm = {
  /** Name, or «A», «B» … before unblinding. */
  name: string
  /** What the others are compared with: before unblinding simply the first. */
  isControl: boolean
  /** Only once the arms have their names. */
  kind: ArmDesign['kind'] | null
}

/** One wave of one arm in the flow diagram (CONSORT, cluster extension, BMJ 2012;345:e5661). */
export type FlowWave = {
  wave: number
  /** Schools with at least one response. */
  schools: number
  /** Pupils of the classes that got slips, as teachers counted. */
  pupils: number
  optedOut: number
  absent: number
  declined: number
  unable: number
  answered: number
}

export type FlowArm = {
  /** null: the study has no arms. */
  arm: string | null
  schools: number
  left: number
  waves: FlowWave[]
  /** Of those who answered at baseline, how many are in the main comparison by name of panel id; null: not joined. */
  joined: number | null
}

export type OutcomeResult = {
  outcome: OutcomeDesign
  column: string
  /** At the outcome's wave, in the order of the arms; before and after where there are none. */
  groups: GroupFigure[]
  main: Comparisons
  /** Corrected p of each effect of `main`: Holm over the secondary, Benjamini–Hochberg over the exploratory outcomes. */
  corrected: (number | null)[]
  /** Of all schools at baseline; within arms at the outcome's wave, so that an effect does not make it larger. */
  icc: { baseline: IccFigure | null; followUp: IccFigure | null }
  /** The main result looked at in other ways; for the primary outcome only. */
  checks: Check[]
}

/** `arms`: drawn by lot. `changes`: schools that chose, or no arms at all. */
export type Comparisons =
  { kind: 'arms'; each: ArmComparison[] } | { kind: 'changes'; each: ChangeComparison[] }

/**
 * - `unadjusted`: without the value before and covariates.
 * - `school-means`: everybody who answered, joined or not, with the school's mean before.
 * - `weighted`: those found again, weighted by the inverse of their chance to be found.
 * - `permutation`: the draw itself as the test, over schools' mean residuals.
 */
export type Check =
  | { name: 'unadjusted' | 'school-means'; each: ArmComparison[] }
  | ({ name: 'weighted'; arm: string; control: string } & (
      { effect: Omit<Estimate, 'term'>; effective: number } | { problem: StatisticsProblemCode }
    ))
  | PermutationCheck

export type TrajectoryPoint = { column: string; arm: string | null; wave: number; figure: GroupFigure }

/** `effect` null: the wave has too few of an arm, and is left out. The reference wave is 0 and not among the points. */
export type EventPoint = { wave: number; effect: Omit<Estimate, 'term'> | null }

/**
 * The primary outcome of two arms that nobody drew, wave by wave against the last wave before the lessons: by two-way effects of school and wave, with CR2 errors.
 */
export type EventTime = { arm: string; control: string; reference: number } & (
  { kind: 'result'; points: EventPoint[] } | { kind: 'problem'; code: StatisticsProblemCode }
)

/** The primary outcome in one group of a subgroup variable. */
export type SubgroupResult = { column: string; value: number; each: ArmComparison[] }

/**
 * How much the effect in a group lies above that in other pupils, by least squares with CR2 errors: the only numbers that
 * compare subgroups. With two groups there is one. `other` null: all groups that are shown but this one.
 */
export type Interaction = {
  column: string
  value: number
  other: number | null
  arm: string
  control: string
} & (
  | {
      kind: 'result'
      adjustedFor: string[]
      n: number
      effect: Omit<Estimate, 'term'>
      corrected: number | null
    }
  | { kind: 'problem'; code: StatisticsProblemCode }
)

/** What was taught, from teachers' own notes. */
export type Dose = {
  arm: string | null
  schools: number
  classes: number
  /** Classes with at least one of the programme's lessons. */
  taught: number
  /** Lessons of the programme, a class, on average; and the share of their steps that was done. */
  lessons: number | null
  steps: number | null
}

export type Deviation =
  | { kind: 'amended'; number: number; on: string; reason: string; seen: 'nothing' | 'figures' | 'arms' }
  | { kind: 'frozen-late'; on: string }
  | { kind: 'wave-changed'; change: WaveChange }
  | { kind: 'drawn-again'; number: number; on: string; reason: string }
  | { kind: 'school-left'; arm: string | null; on: string }
  | { kind: 'taught-outside'; arm: string; classes: number }

export type Report = {
  title: string
  question: string
  simulated: boolean
  template: 'mapping' | 'before-after' | 'trial'
  isDrawn: boolean
  isBlinded: boolean
  isJoined: boolean
  alpha: number
  madeOn: string
  plan: { hash: string; frozenOn: string } | null
  waves: { number: number; opensOn: string; closesOn: string; isClosed: boolean }[]
  arms: ReportArm[]
  flow: FlowArm[]
  /** Rounds with fewer than ten responses: counted in the flow, and neither in the figures nor in files. */
  small: { rounds: number; responses: number }
  baseline: { schools: BaselineRow[]; pupils: BaselineRow[] }
  /** The primary outcome first. */
  results: OutcomeResult[]
  trajectories: TrajectoryPoint[]
  /** Where schools chose for themselves, with three waves or more. */
  eventTimes: EventTime[]
  subgroups: SubgroupResult[]
  interactions: Interaction[]
  dose: Dose[]
  /** By arm: pupils at baseline, and how many of them were found again at the last outcome wave; null: not joined. */
  attrition: { arm: string | null; baseline: number; again: number | null }[]
  linkage: LinkageReport | null
  harm: { wave: number; decision: 'continue' | 'freeze' | null; results: HarmResults | null }[]
  /** Harm outcomes of the plan that wait for the harm monitor, or for their wave. */
  harmWaiting: number
  deviations: Deviation[]
}

/** What is known of a report without its responses. */
export type AboutReport = Omit<
  Report,
  | 'arms'
  | 'isJoined'
  | 'alpha'
  | 'baseline'
  | 'results'
  | 'trajectories'
  | 'eventTimes'
  | 'subgroups'
  | 'interactions'
  | 'attrition'
>
