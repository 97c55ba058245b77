// The design form as it is typed, and as the API takes it. Everything is text until it is sent, so that what is refused
// is shown again as it was typed.
import type { Api } from '#api/router.ts'
import { fieldOf } from '#components/staff/load.ts'
import type { OutcomeDesign, StudyDesign } from '#schemas/study-design.ts'
import {
  type PlanningDraft,
  planningOfDraft,
  planningOfForm,
  planningToDraft,
  typed,
  write,
} from './planning-draft.ts'

type Sent = Parameters<Api['design']['save']>[0]['design']

export type ArmDraft = { name: string; kind: string; share: string; lessons: string[] }
export type OutcomeDraft = Record<(typeof outcomeFields)[number], string>
export type DesignDraft = {
  template: StudyDesign['template']
  question: string
  arms: ArmDraft[]
  method: string
  blockSizes: string[]
  balance: string[]
  keep: string
  outcomes: OutcomeDraft[]
  covariates: string[]
  subgroups: string[]
  alpha: string
  missing: string
  planning: PlanningDraft
  looks: string[]
  harmAlpha: string
  notes: string
}

const outcomeFields = ['rolle', 'maal', 'navn-nb', 'navn-en', 'som', 'fra', 'bra', 'maling', 'for'] as const

/** The most of each that a design has. */
export const mostArms = 4
export const mostOutcomes = 20

const listOf = (form: FormData, name: string): string[] =>
  form.getAll(name).filter((value) => typeof value === 'string')

const templates: readonly string[] = ['trial', 'before-after', 'mapping']
export const isTemplate = (value: string): value is StudyDesign['template'] => templates.includes(value)

export function draftOfForm(form: FormData): DesignDraft {
  const field = (name: string) => fieldOf(form, name)
  const template = field('mal')
  return {
    template: isTemplate(template) ? template : 'trial',
    question: field('sporsmal'),
    arms: listOf(form, 'gruppe').map((row) => ({
      name: field(`gruppe-${row}-navn`),
      kind: field(`gruppe-${row}-gjor`),
      share: field(`gruppe-${row}-andel`),
      lessons: listOf(form, `gruppe-${row}-okt`),
    })),
    method: field('trekning'),
    blockSizes: listOf(form, 'blokk'),
    balance: listOf(form, 'likhet'),
    keep: field('beste'),
    outcomes: listOf(form, 'utfall').map(
      (row) =>
        Object.fromEntries(
          outcomeFields.map((name) => [name, field(`utfall-${row}-${name}`)]),
        ) as OutcomeDraft,
    ),
    covariates: listOf(form, 'justering'),
    subgroups: listOf(form, 'undergruppe'),
    alpha: field('niva'),
    missing: field('frafall'),
    planning: planningOfForm(form),
    looks: listOf(form, 'se-etter'),
    harmAlpha: field('skade-niva'),
    notes: field('annet'),
  }
}

export const outcomeToDraft = (outcome: OutcomeDesign): OutcomeDraft => ({
  rolle: outcome.role,
  maal: outcome.variable,
  'navn-nb': outcome.label.nb,
  'navn-en': outcome.label.en,
  som: outcome.measure,
  fra: outcome.from === null ? '' : write(outcome.from),
  bra: outcome.better,
  maling: String(outcome.wave),
  for: String(outcome.baselineWave ?? ''),
})

export function draftOfDesign(design: StudyDesign): DesignDraft {
  const { allocation } = design
  return {
    template: design.template,
    question: design.question,
    arms: design.arms.map(({ name, kind, share, lessons }) => ({
      name,
      kind,
      share: String(share),
      lessons,
    })),
    method: allocation.method,
    blockSizes: (allocation.method === 'blocks' ? allocation.blockSizes : [2, 4]).map(String),
    balance: allocation.method === 'constrained' ? allocation.balance : ['pupils'],
    keep: write(allocation.method === 'constrained' ? allocation.keep : 0.1),
    outcomes: design.outcomes.map(outcomeToDraft),
    covariates: design.covariates,
    subgroups: design.subgroups,
    alpha: write(design.alpha),
    missing: design.missing,
    planning: planningToDraft(design.planning),
    looks: design.harm.looks.map(String),
    harmAlpha: write(design.harm.alpha),
    notes: design.notes,
  }
}

function allocationOf({ template, method, blockSizes, balance, keep }: DesignDraft) {
  if (template !== 'trial' || method === 'own') return { method: 'own' }
  return method === 'constrained'
    ? { method, balance, keep: typed(keep) }
    : { method: 'blocks', blockSizes: blockSizes.map(Number) }
}

/** What the API is sent; it refuses what cannot be. */
export function designOfDraft(draft: DesignDraft): Sent {
  const sent = {
    template: draft.template,
    question: draft.question,
    arms:
      draft.template === 'mapping'
        ? []
        : draft.arms.map(({ name, kind, share, lessons }) => ({ name, kind, share: Number(share), lessons })),
    allocation: allocationOf(draft),
    outcomes: draft.outcomes.map((outcome) => ({
      role: outcome.rolle,
      variable: outcome.maal,
      label: { nb: outcome['navn-nb'], en: outcome['navn-en'] },
      measure: outcome.som,
      from: outcome.som === 'share' && outcome.fra.trim() !== '' ? typed(outcome.fra) : null,
      better: outcome.bra,
      wave: Number(outcome.maling),
      baselineWave: outcome.for === '' ? null : Number(outcome.for),
    })),
    covariates: draft.covariates,
    subgroups: draft.subgroups,
    alpha: typed(draft.alpha),
    missing: draft.missing,
    planning: planningOfDraft(draft.planning),
    harm: { looks: draft.looks.map(Number), alpha: typed(draft.harmAlpha) },
    notes: draft.notes,
  }
  return sent as Sent
}

/**
 * What the buttons beside the rows do; nothing is saved by it.
 * @param wish `ny-gruppe`, `fjern-gruppe-1`, `nytt-utfall`, `fjern-utfall-3`
 * @returns undefined for any other wish
 */
export function withRows(draft: DesignDraft, wish: string, blank: OutcomeDraft): DesignDraft | undefined {
  const without = <Row>(rows: Row[], place: string) => rows.filter((_, index) => String(index) !== place)
  const [, what, place] = /^fjern-(gruppe|utfall)-(\d+)$/.exec(wish) ?? []
  if (what === 'gruppe') return { ...draft, arms: without(draft.arms, place!) }
  if (what === 'utfall') return { ...draft, outcomes: without(draft.outcomes, place!) }
  if (wish === 'ny-gruppe')
    return { ...draft, arms: [...draft.arms, { name: '', kind: 'usual', share: '1', lessons: [] }] }
  return wish === 'nytt-utfall' ? { ...draft, outcomes: [...draft.outcomes, blank] } : undefined
}
