// The planning numbers as they are typed: with a comma or a point, shares as per cent. The forms of the design and of
// power have the same fields.
import { fieldOf } from '#components/staff/load.ts'
import type { StudyDesign } from '#schemas/study-design.ts'

export type PlanningDraft = Record<(typeof fields)[number], string>

const fields = [
  'forskjell',
  'uten',
  'med',
  'avvik',
  'elever',
  'icc',
  'bortfall',
  'samsvar',
  'styrke',
] as const

type Planning = StudyDesign['planning']

/** A number with a comma or a point; NaN where there is none. */
export const typed = (text: string): number =>
  text.trim() === '' ? Number.NaN : Number(text.trim().replace(',', '.'))

/** At most four decimals, and no ends like 0,15000000000000002. */
export const write = (value: number): string => String(Math.round(value * 10_000) / 10_000)

const percent = (text: string) => Math.round(typed(text) * 100) / 10_000
const asPercent = (share: number) => write(share * 100)

/** From a form or from an address. */
export const planningOf = (read: (name: string) => string): PlanningDraft =>
  Object.fromEntries(fields.map((name) => [name, read(name)])) as PlanningDraft

export const planningOfForm = (form: FormData): PlanningDraft => planningOf((name) => fieldOf(form, name))

export function planningToDraft({ effect, ...planning }: Planning): PlanningDraft {
  const shares = effect.kind === 'binary' ? effect : { control: 0.2, intervention: 0.15 }
  return {
    forskjell: effect.kind,
    uten: asPercent(shares.control),
    med: asPercent(shares.intervention),
    avvik: write(effect.kind === 'continuous' ? effect.difference : 0.2),
    elever: String(planning.pupils),
    icc: write(planning.icc),
    bortfall: asPercent(planning.attrition),
    samsvar: write(planning.baselineCorrelation),
    styrke: asPercent(planning.power),
  }
}

/** Numbers that are none come out as NaN, which the API refuses. */
export const planningOfDraft = (draft: PlanningDraft): Planning => ({
  effect:
    draft.forskjell === 'continuous'
      ? { kind: 'continuous', difference: typed(draft.avvik) }
      : { kind: 'binary', control: percent(draft.uten), intervention: percent(draft.med) },
  pupils: typed(draft.elever),
  icc: typed(draft.icc),
  attrition: percent(draft.bortfall),
  baselineCorrelation: typed(draft.samsvar),
  power: percent(draft.styrke),
})
