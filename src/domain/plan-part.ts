// The names of everything that an analysis plan can say, and what each sentence holds besides.
// src/messages/plan-sentence.ts fails to compile when one lacks its words.

/** Words in at least these two languages. */
export type Label = { nb: string; en: string }

/** What each sentence holds. Days are `2026-11-21`, shares between 0 and 1. */
export type PlanParts = {
  'template-mapping': object
  'template-before-after': object
  'template-trial': { arms: number }
  /** The researchers' own words. */
  own: { text: string }
  'mode-linked': object
  'mode-anonymous': object
  'arm-programme': { name: string; lessons: string[] }
  'arm-waiting-list': { name: string }
  'arm-usual': { name: string }
  'arm-share': { share: number; shares: number }
  'allocation-blocks': { sizes: number[] }
  'allocation-constrained': { balance: string[]; keep: number }
  'allocation-own': object
  'allocation-concealed': object
  'allocation-stays': object
  wave: { wave: number; title: Label; from: string; to: string; grades: number[] }
  'wave-unknown': { wave: number; from: string; to: string; grades: number[] }
  'outcome-primary': { label: Label }
  'outcome-secondary': { label: Label }
  'outcome-exploratory': { label: Label }
  'outcome-harm': { label: Label }
  'measure-mean': { name: string; question: Label; wave: number }
  'measure-share': { name: string; question: Label; wave: number; from: number }
  'measure-share-words': { name: string; question: Label; wave: number; answer: Label }
  'better-lower': object
  'better-higher': object
  'baseline-wave': { wave: number }
  'baseline-none': object
  'model-mixed': { schools: number; few: number }
  'model-means': { schools: number; few: number }
  'model-share': object
  'model-own': object
  'model-change': object
  'model-mapping': object
  'model-interval': object
  'adjust-pupils': object
  'adjust-schools': object
  'adjust-covariates': { names: Label[] }
  'adjust-covariates-anonymous': object
  'missing-complete': object
  'missing-weights': object
  'missing-report': object
  'missing-answers': object
  'many-primary': { alpha: number }
  'many-secondary': object
  'many-exploratory': object
  'subgroups-named': { names: Label[] }
  'subgroups-anonymous': { names: Label[] }
  'subgroups-none': object
  'harm-monitor': object
  'harm-looks': { waves: number[]; alpha: number }
  'harm-onset': object
  'harm-decision': object
  'harm-none': object
  'power-numbers': {
    icc: number
    pupils: number
    attrition: number
    correlation: number
    alpha: number
  }
  'power-means': { difference: number }
  'power-shares': { control: number; intervention: number }
  'power-schools': { schools: number; power: number }
  'power-needed': { needed: number; wanted: number }
  'power-smallest-mean': { difference: number; wanted: number }
  'power-smallest-share': { control: number; intervention: number; wanted: number }
  'power-few': { few: number }
  'power-too-few': { schools: number }
  'fail-schools': { few: number }
  'fail-model': object
  'fail-deviations': object
  'fail-small': object
}
export type PlanCode = keyof PlanParts
export type PlanSentence = { [Code in PlanCode]: { code: Code } & PlanParts[Code] }[PlanCode]

export type PlanHeading =
  | 'question'
  | 'arms'
  | 'allocation'
  | 'waves'
  | 'outcomes'
  | 'model'
  | 'missing'
  | 'many'
  | 'subgroups'
  | 'harm'
  | 'power'
  | 'fail'
  | 'notes'

/** A paragraph, or one item of a list, of one or more sentences. */
export type PlanBlock = { isItem: boolean; sentences: PlanSentence[] }
export type PlanSection = { heading: PlanHeading; blocks: PlanBlock[] }

export const text = (...sentences: PlanSentence[]): PlanBlock => ({ isItem: false, sentences })
export const item = (...sentences: PlanSentence[]): PlanBlock => ({ isItem: true, sentences })
