// What is wrong with a design: names that do not exist, comparisons that cannot be made, rules of science that it breaks.
// Warnings are apart: they stop nothing.
import type { OutcomeDesign, StudyDesign } from '#schemas/study-design.ts'
import { isOwnUse } from './instrument-warnings.ts'
import { fewSchools } from './power.ts'
import {
  baselineWaveOf,
  type DesignFacts,
  measureIn,
  plannedPower,
  primaryOf,
  waveOf,
} from './study-design.ts'
import type { DesignFault, DesignWarning } from './study-design-fault.ts'
import { itemsOf } from './variable.ts'

/** Design §5: nobody below this grade is asked about own use. */
const lowestGradeOfUse = 8

/** Everything that stands in the way of freezing the plan, in the order of the form. */
export const designFaults = (design: StudyDesign, facts: DesignFacts): DesignFault[] => [
  ...(design.question === '' ? [{ code: 'question-missing' } as const] : []),
  ...waveFaults(design, facts),
  ...armFaults(design, facts),
  ...allocationFaults(design),
  ...roleFaults(design),
  ...design.outcomes.flatMap((outcome, index) => outcomeFaults(design, facts, outcome, index)),
  ...adjustFaults(design, facts),
  ...(design.missing === 'weights' && facts.mode === 'anonymous' && design.template !== 'mapping'
    ? [{ code: 'missing-weights' } as const]
    : []),
  ...planningFaults(design),
  ...harmFaults(design, facts),
]

function waveFaults({ template }: StudyDesign, { waves }: DesignFacts): DesignFault[] {
  if (waves.length === 0) return [{ code: 'waves-none' }]
  return [
    ...(template === 'before-after' && waves.length < 2 ? [{ code: 'waves-few' } as const] : []),
    ...waves.flatMap(({ number, grades, instrument }): DesignFault[] => {
      const grade = Math.min(...grades)
      const asked =
        instrument?.respondent === 'pupil' && grade < lowestGradeOfUse
          ? itemsOf(instrument).find(isOwnUse)
          : undefined
      return asked ? [{ code: 'wave-young', wave: number, grade, item: asked.id }] : []
    }),
  ]
}

function armFaults({ template, arms }: StudyDesign, { lessons }: DesignFacts): DesignFault[] {
  if (template !== 'trial' && arms.length > 1) return [{ code: 'arms-many' }]
  const names = arms.map(({ name }) => name.trim().toLowerCase())
  return [
    ...(template === 'trial' && arms.length < 2 ? [{ code: 'arms-few' } as const] : []),
    ...(template === 'trial' && !arms.some(({ kind }) => kind === 'programme')
      ? [{ code: 'arms-programme' } as const]
      : []),
    ...arms.flatMap(({ name, kind, lessons: taught }, index): DesignFault[] => {
      const unknown = taught.find((lesson) => !lessons.has(lesson))
      return [
        ...(names.indexOf(names[index]!) < index ? [{ code: 'arm-name-twice', arm: name } as const] : []),
        ...(kind === 'programme' && taught.length === 0 ? [{ code: 'arm-lessons', arm: name } as const] : []),
        ...(unknown ? [{ code: 'arm-lesson-unknown', arm: name, lesson: unknown } as const] : []),
      ]
    }),
  ]
}

function allocationFaults(design: StudyDesign): DesignFault[] {
  const { template, arms, allocation } = design
  if (template !== 'trial' || arms.length < 2) return []
  if (allocation.method === 'blocks') {
    const shares = arms.reduce((sum, { share }) => sum + share, 0)
    const wrong = allocation.blockSizes.find((size) => size % shares !== 0)
    return wrong === undefined ? [] : [{ code: 'allocation-block', size: wrong, shares }]
  }
  if (allocation.method === 'own') return []
  return [
    ...(arms.length === 2 ? [] : [{ code: 'allocation-arms', arms: arms.length } as const]),
    ...(allocation.balance.includes('baseline') && !primaryOf(design)?.baselineWave
      ? [{ code: 'allocation-baseline' } as const]
      : []),
  ]
}

function roleFaults({ template, outcomes }: StudyDesign): DesignFault[] {
  if (outcomes.length === 0) return [{ code: 'outcomes-none' }]
  const count = outcomes.filter(({ role }) => role === 'primary').length
  if (count > 1) return [{ code: 'outcomes-primary-many', count }]
  return count === 0 && template !== 'mapping' ? [{ code: 'outcomes-primary-none' }] : []
}

const sameMeasure = (one: OutcomeDesign, other: OutcomeDesign) =>
  one.variable === other.variable &&
  one.wave === other.wave &&
  one.measure === other.measure &&
  one.from === other.from

function outcomeFaults(
  { template, outcomes }: StudyDesign,
  facts: DesignFacts,
  each: OutcomeDesign,
  index: number,
): DesignFault[] {
  const { label: outcome, variable: name, wave, measure, from } = each
  const there = waveOf(facts, wave)
  if (!there) return [{ code: 'outcome-wave', outcome, wave }]
  if (there.instrument && there.instrument.respondent !== 'pupil')
    return [{ code: 'outcome-pupils', outcome, wave }]
  const asked = measureIn(facts, wave, name)
  if (!asked) return [{ code: 'outcome-variable', outcome, name, wave }]
  const { lowest, highest } = asked
  return [
    ...(outcomes.findIndex((other) => sameMeasure(each, other)) < index
      ? [{ code: 'outcome-twice', outcome } as const]
      : []),
    ...(measure === 'share' && from === null ? [{ code: 'outcome-from', outcome } as const] : []),
    // A border at the lowest value, or above the highest, makes everybody or nobody count.
    ...(measure === 'share' && from !== null && !(from > lowest && from <= highest)
      ? [{ code: 'outcome-from-outside', outcome, lowest, highest } as const]
      : []),
    ...baselineFaults(template, facts, each, asked.scoring),
  ]
}

function baselineFaults(
  template: StudyDesign['template'],
  facts: DesignFacts,
  { role, label: outcome, variable: name, wave, baselineWave: baseline }: OutcomeDesign,
  scoring: string,
): DesignFault[] {
  if (baseline === null)
    return template === 'before-after' && role === 'primary' ? [{ code: 'outcome-before', outcome }] : []
  if (baseline >= wave) return [{ code: 'outcome-order', outcome, wave, baseline }]
  if (!waveOf(facts, baseline)) return [{ code: 'outcome-baseline-wave', outcome, wave: baseline }]
  const before = measureIn(facts, baseline, name)
  if (!before) return [{ code: 'outcome-baseline-variable', outcome, name, wave: baseline }]
  return before.scoring === scoring ? [] : [{ code: 'outcome-baseline-values', outcome, wave: baseline }]
}

function adjustFaults(design: StudyDesign, facts: DesignFacts): DesignFault[] {
  const { template, covariates, subgroups, outcomes } = design
  if (template === 'mapping' || covariates.length + subgroups.length === 0) return []
  const baseline = baselineWaveOf(design)
  if (baseline === undefined) return [{ code: 'covariates-baseline' }]
  const isOutcome = (name: string) => outcomes.some(({ variable }) => variable === name)
  const faults =
    (kind: 'covariate' | 'subgroup') =>
    (name: string): DesignFault[] => {
      if (isOutcome(name)) return [{ code: `${kind}-outcome`, name }]
      return measureIn(facts, baseline, name) ? [] : [{ code: `${kind}-variable`, name, wave: baseline }]
    }
  return [...covariates.flatMap(faults('covariate')), ...subgroups.flatMap(faults('subgroup'))]
}

function planningFaults({ template, planning: { effect } }: StudyDesign): DesignFault[] {
  return template === 'trial' && effect.kind === 'binary' && effect.control === effect.intervention
    ? [{ code: 'planning-effect' }]
    : []
}

function harmFaults(design: StudyDesign, facts: DesignFacts): DesignFault[] {
  const harms = design.outcomes.filter(({ role }) => role === 'harm')
  if (design.template !== 'trial' || harms.length === 0) return []
  const baseline = baselineWaveOf(design) ?? 0
  return [
    ...(design.harm.looks.length === 0 ? [{ code: 'harm-looks' } as const] : []),
    ...design.harm.looks.flatMap((wave): DesignFault[] => {
      if (!waveOf(facts, wave)) return [{ code: 'harm-look-wave', wave }]
      if (wave <= baseline) return [{ code: 'harm-look-early', wave }]
      return harms
        .filter(({ variable }) => !measureIn(facts, wave, variable))
        .map(({ label }) => ({ code: 'harm-look-variable', outcome: label, wave }))
    }),
    // Else researchers would see it before the harm monitor.
    ...(design.harm.looks.length === 0
      ? []
      : harms
          .filter(({ wave }) => wave > Math.max(...design.harm.looks))
          .map(({ label, wave }) => ({ code: 'harm-look-none', outcome: label, wave }) as const)),
    ...(facts.monitorId === null ? [{ code: 'harm-monitor' } as const] : []),
    ...(facts.monitorId === facts.editorId ? [{ code: 'harm-monitor-edits' } as const] : []),
  ]
}

/** What a trial's researcher must be able to answer for. */
export function designWarnings(design: StudyDesign, facts: DesignFacts): DesignWarning[] {
  if (design.template !== 'trial') return []
  const { schools, mode } = facts
  const primary = primaryOf(design)
  const power = planningFaults(design).length === 0 ? plannedPower(design, schools) : undefined
  const wanted = design.planning.power
  return [
    ...(schools < fewSchools ? [{ code: 'planning-schools', schools, few: fewSchools } as const] : []),
    ...(power !== undefined && power < wanted
      ? [{ code: 'planning-power', schools, power, wanted } as const]
      : []),
    ...(mode === 'anonymous' && baselineWaveOf(design) !== undefined
      ? [{ code: 'adjust-anonymous' } as const]
      : []),
    ...(design.allocation.method === 'own' ? [{ code: 'allocation-own' } as const] : []),
    ...(primary?.baselineWave === null
      ? [{ code: 'outcome-unadjusted', outcome: primary.label } as const]
      : []),
    ...(design.outcomes.every(({ role }) => role !== 'harm') ? [{ code: 'outcomes-harm' } as const] : []),
  ]
}
