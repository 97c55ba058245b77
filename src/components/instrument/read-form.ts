// What a researcher has typed into the composer's forms, as texts, items and edits. Nothing is judged here: the API refuses
// what does not fit, and the page shows the form again as it was typed.
import type { InstrumentEdit } from '#schemas/instrument-edit.ts'
import type { Instrument, Item } from '#schemas/instrument.ts'
import type { SurveyText } from '#schemas/locale.ts'
import { isSurveyLocale, locales, type SurveyLocale, surveyLocales } from '#domain/locale.ts'
import { fieldOf } from '#components/staff/load.ts'

const number = (form: FormData, name: string): number =>
  fieldOf(form, name).trim() === '' ? Number.NaN : Number(fieldOf(form, name))

/** A text in every language that has a field with something in it; the product's languages always. */
export function textOf(form: FormData, name: string): SurveyText {
  const typed = surveyLocales.map((locale) => [locale, fieldOf(form, `${name}_${locale}`).trim()] as const)
  const kept = typed.filter(([locale, words]) => words || locales.some((each) => each === locale))
  return Object.fromEntries(kept) as SurveyText
}

const hasWords = (text: SurveyText) => Object.values(text).some(Boolean)
const textIfAny = <Name extends string>(form: FormData, name: string, as: Name) => {
  const text = textOf(form, name)
  return (hasWords(text) ? { [as]: text } : {}) as { [Key in Name]?: SurveyText }
}

/** How many lines of options or rows a form holds. */
export const lineCount = (form: FormData, name: 'svar' | 'rad'): number =>
  Math.min(Math.max(Math.trunc(number(form, `${name}_antall`)) || 0, 0), 20)

const lines = (form: FormData, name: 'svar' | 'rad') =>
  Array.from({ length: lineCount(form, name) }, (_, index) => `${name}_${index}`).filter((line) =>
    hasWords(textOf(form, line)),
  )

const options = (form: FormData, exclusive: boolean) =>
  lines(form, 'svar').map((line, index) => {
    const picture = fieldOf(form, `${line}_bilde`)
    const code = number(form, `${line}_kode`)
    return {
      value: Number.isNaN(code) ? index : code,
      label: textOf(form, line),
      ...(picture && { picture }),
      ...(exclusive && fieldOf(form, `${line}_alene`) && { exclusive: true }),
    }
  })

/** A row without a name of its own gets the next number behind the name of its grid. */
const rows = (form: FormData, id: string) =>
  lines(form, 'rad').map((line, index) => ({
    id: fieldOf(form, `${line}_navn`).trim() || `${id}_${index + 1}`,
    text: textOf(form, line),
  }))

/** An item of the kind that the form is for. A number that is none becomes NaN, which the API refuses. */
export function itemOf(form: FormData, kind: Item['kind']): Item {
  const id = fieldOf(form, 'navn').trim()
  const picture = fieldOf(form, 'bilde')
  const identifies = fieldOf(form, 'peker')
  const shown = { id, text: textOf(form, 'tekst'), ...textIfAny(form, 'hjelp', 'help') }
  const promise = fieldOf(form, 'lofte') !== '' && { promise: true }
  if (kind === 'information') return { kind, ...shown, ...(picture && { picture }), ...promise }
  const question = {
    ...shown,
    construct: fieldOf(form, 'begrep').trim(),
    source: fieldOf(form, 'kilde').trim(),
    licence: fieldOf(form, 'lisens').trim(),
    year: number(form, 'ar'),
    ...(identifies && { identifies: identifies as never }),
  }
  const range = () => ({ min: number(form, 'minst'), max: number(form, 'mest') })
  switch (kind) {
    case 'single':
    case 'rank':
      return { kind, ...question, options: options(form, false) }
    case 'multiple':
      return { kind, ...question, options: options(form, true) }
    case 'grid':
      return { kind, ...question, rows: rows(form, id), options: options(form, false) }
    case 'number':
      return { kind, ...question, ...range(), ...textIfAny(form, 'enhet', 'unit') }
    case 'slider':
      return {
        kind,
        ...question,
        ...range(),
        step: number(form, 'steg'),
        minLabel: textOf(form, 'ende_minst'),
        maxLabel: textOf(form, 'ende_mest'),
      }
    case 'norm-guess':
      return { kind, ...question, ofWhom: textOf(form, 'hvem') }
    case 'text':
      return { kind, ...question, longest: number(form, 'lengde') }
  }
}

const chosen = (form: FormData, name: string): SurveyLocale[] =>
  surveyLocales.filter((locale) => form.getAll(name).includes(locale) && isSurveyLocale(locale))

/** The change of the page about the instrument as a whole. */
export function detailsOf(form: FormData): Extract<InstrumentEdit, { kind: 'details' }> {
  const languages = [...new Set([...locales, ...chosen(form, 'sprak')])]
  const ageBand = fieldOf(form, 'trinn')
  return {
    kind: 'details',
    title: textOf(form, 'tittel'),
    introduction: textOf(form, 'innledning'),
    closing: textOf(form, 'avslutning'),
    respondent: fieldOf(form, 'svarer') as Instrument['respondent'],
    ...(ageBand && { ageBand: ageBand as NonNullable<Instrument['ageBand']> }),
    minutes: number(form, 'minutter'),
    languages,
    reviewed: chosen(form, 'lest').filter((each) => languages.includes(each)),
  }
}

/** The change behind a button of the page with everything on it; `undefined` for a button that changes no wording. */
export function editOf(form: FormData): InstrumentEdit | undefined {
  const name = fieldOf(form, 'hva')
  const by = fieldOf(form, 'vei') === 'opp' ? -1 : 1
  switch (fieldOf(form, 'gjor')) {
    case 'flytt-side':
      return { kind: 'move-page', page: name, by }
    case 'fjern-side':
      return { kind: 'remove-page', page: name }
    case 'egen-side':
      return { kind: 'own-page', page: name }
    case 'ny-side':
      return { kind: 'add-page', title: textOf(form, 'tittel') }
    case 'navn-side':
      return { kind: 'name-page', page: name, title: textOf(form, 'tittel') }
    case 'flytt-sporsmal':
      return { kind: 'move-item', item: name, by }
    case 'fjern-sporsmal':
      return { kind: 'remove-item', item: name }
    case 'fjern-skala':
      return { kind: 'remove-scale', scale: name }
    case 'sekunder':
      return { kind: 'set-seconds', seconds: number(form, 'sekunder') }
    case 'legg-til-blokk':
      return { kind: 'add-block', block: name }
    default:
      return undefined
  }
}
