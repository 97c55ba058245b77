// The names of everything that can be wrong with an instrument, and what each fault tells besides: which page, item or
// variable. src/messages/instrument-sentence.ts fails to compile when one lacks a sentence.

/** What each fault names. */
export type FaultParts = {
  'no-pages': object
  'page-twice': { page: string }
  'page-empty': { page: string }
  'page-full': { page: string; most: number }
  'page-conditional': { page: string }
  'page-language': { page: string; language: string }
  'language-missing': { language: string }
  'about-language': { language: string }
  'item-twice': { item: string }
  'item-language': { item: string; language: string }
  'item-origin': { item: string }
  'item-text': { item: string }
  'item-depends': { item: string; name: string }
  'variable-twice': { name: string }
  'variable-long': { name: string; most: number }
  'options-few': { item: string }
  'options-many': { item: string; most: number }
  'option-value-twice': { item: string; value: number }
  'option-label-twice': { item: string; language: string; label: string }
  'rows-few': { item: string }
  'rows-many': { item: string; most: number }
  'row-name': { item: string; name: string }
  'range-empty': { item: string; min: number; max: number }
  'slider-step': { item: string; max: number; step: number }
  'slider-reserved': { item: string; value: number }
  'scale-variable': { scale: string }
  'scale-scores': { scale: string; name: string }
  'scale-reverses': { scale: string; name: string }
  'scale-twice': { scale: string; name: string }
  'scale-minimum': { scale: string; minimum: number; items: number }
  'quality-variable': { check: string; name: string }
  'quality-zero': { check: string; name: string }
  'quality-honesty': { name: string; from: number }
  'quality-itself': { name: string }
}
export type FaultCode = keyof FaultParts
export type Fault = { [Code in FaultCode]: { code: Code } & FaultParts[Code] }[FaultCode]
