// The empty item of each kind that a form begins with.
import type { Item } from '#schemas/instrument.ts'
import type { SurveyText } from '#schemas/locale.ts'

const noWords: SurveyText = { nb: '', nn: '', en: '' }

/** @param year the year of the wording: this one. */
export function newItem(kind: Item['kind'], year: number): Item {
  const shown = { id: '', text: noWords }
  if (kind === 'information') return { kind, ...shown }
  const question = { ...shown, construct: '', source: '', licence: '', year }
  switch (kind) {
    case 'single':
    case 'multiple':
    case 'rank':
      return { kind, ...question, options: [] }
    case 'grid':
      return { kind, ...question, rows: [], options: [] }
    case 'number':
      return { kind, ...question, min: 0, max: 100 }
    case 'slider':
      return { kind, ...question, min: 0, max: 10, step: 1, minLabel: noWords, maxLabel: noWords }
    case 'norm-guess':
      return { kind, ...question, ofWhom: noWords }
    case 'text':
      return { kind, ...question, longest: 300 }
  }
}
