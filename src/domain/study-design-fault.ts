// The names of everything that can be wrong or unwise with a study's design, and what each tells besides.
// src/messages/design-sentence.ts fails to compile when one lacks a sentence.

/** Words for people, as an outcome carries them. */
type Label = { nb: string; en: string }

/** What each fault names. A fault stands in the way of freezing the plan. */
export type DesignFaultParts = {
  'question-missing': object
  'waves-none': object
  'waves-few': object
  'wave-young': { wave: number; grade: number; item: string }
  'arms-few': object
  'arms-many': object
  'arms-programme': object
  'arm-name-twice': { arm: string }
  'arm-lessons': { arm: string }
  'arm-lesson-unknown': { arm: string; lesson: string }
  'allocation-block': { size: number; shares: number }
  'allocation-arms': { arms: number }
  'allocation-baseline': object
  'outcomes-none': object
  'outcomes-primary-none': object
  'outcomes-primary-many': { count: number }
  'outcome-twice': { outcome: Label }
  'outcome-wave': { outcome: Label; wave: number }
  'outcome-pupils': { outcome: Label; wave: number }
  'outcome-variable': { outcome: Label; name: string; wave: number }
  'outcome-from': { outcome: Label }
  'outcome-from-outside': { outcome: Label; lowest: number; highest: number }
  'outcome-before': { outcome: Label }
  'outcome-order': { outcome: Label; wave: number; baseline: number }
  'outcome-baseline-wave': { outcome: Label; wave: number }
  'outcome-baseline-variable': { outcome: Label; name: string; wave: number }
  'outcome-baseline-values': { outcome: Label; wave: number }
  'covariates-baseline': object
  'covariate-variable': { name: string; wave: number }
  'covariate-outcome': { name: string }
  'subgroup-variable': { name: string; wave: number }
  'subgroup-outcome': { name: string }
  'missing-weights': object
  'planning-effect': object
  'harm-looks': object
  'harm-look-wave': { wave: number }
  'harm-look-early': { wave: number }
  'harm-look-none': { outcome: Label; wave: number }
  'harm-look-variable': { outcome: Label; wave: number }
  'harm-monitor': object
  'harm-monitor-edits': object
}
export type DesignFaultCode = keyof DesignFaultParts
export type DesignFault = {
  [Code in DesignFaultCode]: { code: Code } & DesignFaultParts[Code]
}[DesignFaultCode]

/** What each warning names. A warning stops nothing: it says what the researcher must be able to answer for. */
export type DesignWarningParts = {
  'planning-schools': { schools: number; few: number }
  'planning-power': { schools: number; power: number; wanted: number }
  'adjust-anonymous': object
  'allocation-own': object
  'outcome-unadjusted': { outcome: Label }
  'outcomes-harm': object
}
export type DesignWarningCode = keyof DesignWarningParts
export type DesignWarning = {
  [Code in DesignWarningCode]: { code: Code } & DesignWarningParts[Code]
}[DesignWarningCode]

/** Parts of the form, and of the plan. */
export type DesignPlace =
  'question' | 'waves' | 'arms' | 'allocation' | 'outcomes' | 'adjust' | 'missing' | 'planning' | 'harm'

const places: Record<string, DesignPlace> = {
  arm: 'arms',
  outcome: 'outcomes',
  wave: 'waves',
  covariates: 'adjust',
  covariate: 'adjust',
  subgroup: 'adjust',
}

/** Where the thing stands that a fault or a warning names: its code begins with it. */
export const placeOf = ({ code }: DesignFault | DesignWarning): DesignPlace => {
  const [first] = code.split('-') as [string]
  return places[first] ?? (first as DesignPlace)
}
