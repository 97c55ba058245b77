// What a study's design says in numbers and names: which wave is the baseline, what can be measured in a wave, and the
// power that its planning numbers give.
import type { Instrument } from '#schemas/instrument.ts'
import type { SurveyText } from '#schemas/locale.ts'
import type { FrozenPlan, OutcomeDesign, StudyDesign } from '#schemas/study-design.ts'
import { powerOf, type TrialPlan } from './power.ts'
import { firstMissingOption, variablesOf } from './variable.ts'
import { isOver } from './wave.ts'

/** A wave as a design sees it; without an instrument while that is not finished. */
export type DesignWave = {
  number: number
  opensOn: string
  closesOn: string
  grades: number[]
  instrument?: Instrument | undefined
}

/** What a design is held against. */
export type DesignFacts = {
  mode: 'anonymous' | 'linked'
  waves: readonly DesignWave[]
  /** Folder names of the lessons there are. */
  lessons: { has: (lessonId: string) => boolean }
  /** Schools that take part and have not left. */
  schools: number
  monitorId: string | null
  /** Who writes and freezes the plan. */
  editorId: string
}

/** Something with one number for each pupil: a variable of the instrument, or one of its scales. */
export type Measure = {
  name: string
  label: SurveyText
  isScale: boolean
  /** The codes with their words; empty for a measured number and for a scale. */
  values: { value: number; label: SurveyText }[]
  lowest: number
  highest: number
  /** How the number comes about; the same text in two waves means that the numbers can be compared. */
  scoring: string
}

const made = new WeakMap<Instrument, Measure[]>()

/** Everything in an instrument that has a number, scales first. Words that staff write have none. */
export function measuresOf(instrument: Instrument): readonly Measure[] {
  let measures = made.get(instrument)
  if (!measures) made.set(instrument, (measures = [...scalesIn(instrument), ...variablesIn(instrument)]))
  return measures
}

function variablesIn(instrument: Instrument): Measure[] {
  return variablesOf(instrument)
    .filter(({ longest }) => longest === undefined)
    .map(({ name, label, values, range }) => {
      const codes = range ? [range.min, range.max] : values.map(({ value }) => value)
      return {
        name,
        label,
        isScale: false,
        values,
        lowest: Math.min(...codes),
        highest: Math.max(...codes),
        scoring: JSON.stringify(codes),
      }
    })
}

function scalesIn(instrument: Instrument): Measure[] {
  const variables = new Map(variablesIn(instrument).map((each) => [each.name, each]))
  return instrument.scales.map(({ id, title, score, variables: names, reverse }) => {
    const items = names.flatMap((name) => variables.get(name) ?? [])
    const sum = (border: 'lowest' | 'highest') => items.reduce((total, each) => total + each[border], 0)
    const count = Math.max(1, items.length)
    const ranges = {
      mean: [sum('lowest') / count, sum('highest') / count],
      sum: [sum('lowest'), sum('highest')],
      any: [0, 1],
      midpoint: [0, 45 * count],
    } as const
    const [lowest, highest] = ranges[score]
    const scoring = JSON.stringify([score, [...names].sort(), [...reverse].sort(), lowest, highest])
    return { name: id, label: title, isScale: true, values: [], lowest, highest, scoring }
  })
}

export const waveOf = ({ waves }: Pick<DesignFacts, 'waves'>, number: number): DesignWave | undefined =>
  waves.find((wave) => wave.number === number)

/** What a name stands for in the wave with this number, if it is asked there. */
export const measureIn = (
  facts: Pick<DesignFacts, 'waves'>,
  number: number,
  name: string,
): Measure | undefined => {
  const instrument = waveOf(facts, number)?.instrument
  return instrument && measuresOf(instrument).find((measure) => measure.name === name)
}

/** The words of the value from which a share counts; undefined where the value is a plain number. */
export const wordsOfBorder = (measure: Measure | undefined, from: number | null): SurveyText | undefined =>
  measure?.values.find(({ value }) => value === from && value < firstMissingOption)?.label

export const primaryOf = ({ outcomes }: Pick<StudyDesign, 'outcomes'>): OutcomeDesign | undefined =>
  outcomes.find(({ role }) => role === 'primary')

/** The wave that comes before the programme: that of the primary outcome, or the earliest that any outcome names. */
export function baselineWaveOf(design: Pick<StudyDesign, 'outcomes'>): number | undefined {
  const waves = design.outcomes.flatMap(({ baselineWave }) => baselineWave ?? [])
  return primaryOf(design)?.baselineWave ?? (waves.length > 0 ? Math.min(...waves) : undefined)
}

/**
 * Why the rows of a wave may not leave yet. With a plan they leave once the wave is over: after that nobody new may answer,
 * so schools that have not begun would be shut out. Of a trial those after the baseline leave once the arms have their
 * names: whoever knows the draw, or sees it in the schools, could compare the arms with them.
 * @param plans every version that counts; the earliest baseline of them does, so that no amendment lets a wave out
 * @param day today, YYYY-MM-DD
 */
export function heldBack(
  study: { unblindedOn: string | null },
  plans: readonly Pick<StudyDesign, 'template' | 'outcomes'>[],
  wave: Pick<DesignWave, 'number' | 'opensOn' | 'closesOn'>,
  day: string,
): 'study.blinded' | 'wave.not-over' | undefined {
  if (plans.length === 0) return undefined
  const trials = plans.filter(({ template }) => template === 'trial')
  const isBlinded = trials.length > 0 && study.unblindedOn === null
  if (isBlinded && wave.number > Math.min(...trials.map((plan) => baselineWaveOf(plan) ?? 0)))
    return 'study.blinded'
  return isOver(wave, day) ? undefined : 'wave.not-over'
}

/** The planning numbers as `powerOf` takes them; a mean is planned in standard deviations. */
export const trialPlanOf = ({
  planning: { effect, pupils, icc, baselineCorrelation, attrition },
  alpha,
}: Pick<StudyDesign, 'planning' | 'alpha'>): TrialPlan => ({
  effect: effect.kind === 'continuous' ? { ...effect, sd: 1 } : effect,
  pupils,
  icc,
  baselineCorrelation,
  attrition,
  alpha,
})

/**
 * So many schools in two equal arms tell as much as the first two arms of the design do, where these are not equal or
 * not the only ones.
 */
export function comparedSchools({ arms }: Pick<StudyDesign, 'arms'>, schools: number): number {
  const shares = arms.reduce((sum, { share }) => sum + share, 0)
  const [first, second] = arms.map(({ share }) => (schools * share) / shares)
  return first && second ? (4 * first * second) / (first + second) : schools
}

/** With fewer there is nothing left to judge chance by. */
const fewestSchools = 4

/** The chance that the planned effect is found with these schools; undefined with too few to compare. */
export function plannedPower(
  design: Pick<StudyDesign, 'planning' | 'alpha' | 'arms'>,
  schools: number,
): number | undefined {
  const compared = comparedSchools(design, schools)
  return compared >= fewestSchools ? powerOf(trialPlanOf(design), compared) : undefined
}

/** One text that is the same whatever the order of its keys: a plan's is what its hash is taken of. */
export const canonical = (written: StudyDesign | FrozenPlan): string => JSON.stringify(sorted(written))

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, child]) => [key, sorted(child)]),
  )
}

/** Are the arms and the way of drawing the same? What the arms teach may change. */
export const keepsArms = (before: StudyDesign, after: StudyDesign): boolean => {
  const drawn = ({ arms, allocation }: StudyDesign) =>
    JSON.stringify(sorted([arms.map(({ name, kind, share }) => [name, kind, share]), allocation]))
  return drawn(before) === drawn(after)
}
