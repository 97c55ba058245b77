// A study's design with its analysis plan: what is compared, measured and held to. Written by researchers, frozen by hash
// before anybody sees which arm is which; names and shapes only, what makes sense is in src/domain/study-design.ts.
import { z } from 'zod'

const line = (most: number) => z.string().trim().min(1).max(most)
/** Name of a variable or a scale in the instruments. */
const variable = z.string().regex(/^[a-z][a-z0-9_]{0,31}$/)
const wave = z.int().min(1).max(20)

/** `programme`: gets the lessons now. `waiting-list`: gets them after the study. `usual`: teaches as before. */
export const ArmDesign = z.strictObject({
  name: line(60),
  kind: z.enum(['programme', 'waiting-list', 'usual']),
  /** Folder names of lessons in content/lessons. */
  lessons: z.array(z.string().max(64)).max(30),
  /** 2 in one arm and 1 in another: twice as many schools. */
  share: z.int().min(1).max(3),
})

/** Which schools get which arm. `own`: they chose themselves, or somebody chose for them; no draw, and no causal words. */
export const AllocationDesign = z.discriminatedUnion('method', [
  z.strictObject({ method: z.literal('blocks'), blockSizes: z.array(z.int().min(2).max(12)).min(1).max(3) }),
  z.strictObject({
    method: z.literal('constrained'),
    /** What the arms are to be alike in: pupils of the grades that take part, classes, and the outcome at baseline. */
    balance: z
      .array(z.enum(['pupils', 'classes', 'baseline']))
      .min(1)
      .max(3),
    /** The best share of the schemes, of which one is drawn. */
    keep: z.number().min(0.01).max(1),
  }),
  z.strictObject({ method: z.literal('own') }),
])

export const OutcomeDesign = z.strictObject({
  role: z.enum(['primary', 'secondary', 'exploratory', 'harm']),
  variable,
  /** Words for people, in the languages of reports. */
  label: z.strictObject({ nb: line(120), en: line(120) }),
  /** `mean` of the values, or the `share` of pupils with a value of `from` or more. */
  measure: z.enum(['mean', 'share']),
  from: z.number().nullable(),
  better: z.enum(['higher', 'lower']),
  /** Wave of the comparison, and of the value it is adjusted for; null: the outcome was not asked before. */
  wave,
  baselineWave: wave.nullable(),
})

export const StudyDesign = z.strictObject({
  /** One-off mapping, before and after without comparison, or arms that are compared. */
  template: z.enum(['mapping', 'before-after', 'trial']),
  question: z.string().trim().max(1000),
  arms: z.array(ArmDesign).max(4),
  allocation: AllocationDesign,
  outcomes: z.array(OutcomeDesign).max(20),
  /** Variables of the baseline wave that the models adjust for besides the outcome itself. */
  covariates: z.array(variable).max(10),
  /** Variables of the baseline wave in whose groups the primary outcome is looked at. */
  subgroups: z.array(variable).max(5),
  /** Two-sided. */
  alpha: z.number().min(0.001).max(0.2),
  /** Pupils lost until follow-up: left out, or those who stayed weighted by the inverse of their chance to stay. */
  missing: z.enum(['complete-cases', 'weights']),
  /** What the number of schools was planned with. */
  planning: z.strictObject({
    icc: z.number().min(0).max(0.9),
    pupils: z.int().min(1).max(2000),
    attrition: z.number().min(0).max(0.9),
    baselineCorrelation: z.number().min(0).max(0.99),
    power: z.number().min(0.5).max(0.99),
    /** In standard deviations for a mean; for a share the two shares. */
    effect: z.union([
      z.strictObject({ kind: z.literal('continuous'), difference: z.number().min(0.01).max(5) }),
      z.strictObject({
        kind: z.literal('binary'),
        control: z.number().min(0.001).max(0.999),
        intervention: z.number().min(0.001).max(0.999),
      }),
    ]),
  }),
  harm: z.strictObject({
    /** Waves after which the harm monitor looks. */
    looks: z.array(wave).max(10),
    /** One-sided, over all looks. */
    alpha: z.number().min(0.01).max(0.2),
  }),
  /** Anything else the researchers want to be held to. */
  notes: z.string().trim().max(4000),
})

/** A wave as a plan has it. `instrument`: hash of its version; null while it is not finished. */
export const PlannedWave = z.strictObject({
  number: wave,
  opensOn: z.iso.date(),
  closesOn: z.iso.date(),
  grades: z.array(z.int()),
  instrument: z.string().nullable(),
})

/** All that is frozen: the design and what it stands on. */
export const FrozenPlan = z.strictObject({
  design: StudyDesign,
  mode: z.enum(['anonymous', 'linked']),
  waves: z.array(PlannedWave),
})

export type PlannedWave = z.infer<typeof PlannedWave>
export type FrozenPlan = z.infer<typeof FrozenPlan>
export type StudyDesign = z.infer<typeof StudyDesign>
export type ArmDesign = z.infer<typeof ArmDesign>
export type AllocationDesign = z.infer<typeof AllocationDesign>
export type OutcomeDesign = z.infer<typeof OutcomeDesign>
