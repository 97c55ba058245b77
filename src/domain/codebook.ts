// The codebook of an export: one entry per column, made from the instrument that rendered the questions.
import type { Instrument, Scale } from '#schemas/instrument.ts'
import type { Locale } from './locale.ts'
import { variablesOf } from './variable.ts'

export type CodebookEntry = {
  /** Column name. */
  name: string
  label: string
  kind: 'design' | 'item' | 'scale' | 'quality'
  values: { value: number; label: string }[]
  range?: { min: number; max: number } | undefined
  missing: { value: number; label: string }[]
  /** Of scales: how the score is made, in words of the field. */
  rule?: string
  /** Of items and scales: what is measured, who worded it, under which licence. */
  construct?: string
  source?: string
  licence?: string
  year?: number
}

export type Codebook = {
  instrument: { id: string; hash: string; title: string }
  locale: Locale
  columns: CodebookEntry[]
}

const none = { values: [], missing: [] }

/** Columns that every export starts with; a wave that has been linked has `panel_id` after them. */
export const designColumns = ['school', 'cohort', 'respondent', 'wave', 'language'] as const

const designLabels: Record<(typeof designColumns)[number], Record<Locale, string>> = {
  school: {
    nb: 'Skole, tilfeldig nummer som er nytt i hvert uttrekk',
    nn: 'Skule, tilfeldig nummer som er nytt i kvart uttrekk',
    en: 'School, a random number that is new in every export',
  },
  cohort: {
    nb: 'Kull: året elevene begynte på skolen',
    nn: 'Kull: året elevane tok til på skulen',
    en: 'Cohort: the year in which the pupils started school',
  },
  respondent: { nb: 'Hvem som svarte', nn: 'Kven som svarte', en: 'Kind of respondent' },
  wave: { nb: 'Måling', nn: 'Måling', en: 'Wave' },
  language: { nb: 'Språk ved innsending', nn: 'Språk ved innsending', en: 'Language when submitted' },
}
const panelLabel: Record<Locale, string> = {
  nb: 'Tilfeldig nummer for eleven, nytt i hver fil; tomt når svaret ikke er koblet til en annen måling',
  nn: 'Tilfeldig nummer for eleven, nytt i kvar fil; tomt når svaret ikkje er kopla til ei anna måling',
  en: 'A random number of the pupil, new in each file; empty where the response is not linked to another wave',
}

export const qualityColumns = [
  'q_answered',
  'q_dummy',
  'q_honest',
  'q_inconsistent',
  'q_straight',
  'q_speed',
] as const

const qualityLabels: Record<(typeof qualityColumns)[number], Record<Locale, string>> = {
  q_answered: {
    nb: 'Andel variabler besvart, prosent rundet ned til 10',
    nn: 'Del variablar svara på, prosent runda ned til 10',
    en: 'Share of variables answered, percent rounded down to 10',
  },
  q_dummy: {
    nb: 'Oppgir bruk av et stoff som ikke finnes (1 = ja)',
    nn: 'Oppgir bruk av eit stoff som ikkje finst (1 = ja)',
    en: 'Reports use of a drug that does not exist (1 = yes)',
  },
  q_honest: {
    nb: 'Sier at svarene er ærlige (1 = ja, 0 = nei)',
    nn: 'Seier at svara er ærlege (1 = ja, 0 = nei)',
    en: 'Says that the answers are honest (1 = yes, 0 = no)',
  },
  q_inconsistent: {
    nb: 'Antall motsigelser mellom bruk noen gang og bruk nylig',
    nn: 'Talet på motseiingar mellom bruk nokon gong og bruk nyleg',
    en: 'Number of contradictions between lifetime and recent use',
  },
  q_straight: {
    nb: 'Andel rutenett med samme svar i hver rad, prosent',
    nn: 'Del rutenett med same svar i kvar rad, prosent',
    en: 'Share of grids with the same answer in every row, percent',
  },
  q_speed: {
    nb: 'Tempo: 0 grundig, 1 raskt, 2 svært raskt',
    nn: 'Tempo: 0 grundig, 1 raskt, 2 svært raskt',
    en: 'Speed: 0 careful, 1 fast, 2 very fast',
  },
}

/** `mean of a, b (reversed), c; at least 2 answered` */
const scoringRule = ({ score, variables, reverse, minimumAnswered }: Scale): string =>
  `${score} of ${variables.map((name) => (reverse.includes(name) ? `${name} (reversed)` : name)).join(', ')}; ` +
  `at least ${minimumAnswered} answered`

/** The codebook of the responses to one instrument version, in one language; with panel ids where waves were linked. */
export function codebookOf(instrument: Instrument, hash: string, locale: Locale, isLinked = false): Codebook {
  const inLocale = (codes: { value: number; label: Record<Locale, string> }[]) =>
    codes.map(({ value, label }) => ({ value, label: label[locale] }))
  return {
    instrument: { id: instrument.id, hash, title: instrument.title[locale] },
    locale,
    columns: [
      ...designColumns.map((name) => ({
        name,
        kind: 'design' as const,
        label: designLabels[name][locale],
        ...none,
      })),
      ...(isLinked
        ? [{ name: 'panel_id', kind: 'design' as const, label: panelLabel[locale], ...none }]
        : []),
      ...variablesOf(instrument).map((variable) => ({
        name: variable.name,
        kind: 'item' as const,
        label: variable.label[locale],
        values: inLocale(variable.values),
        range: variable.range,
        missing: inLocale(variable.missing),
        ...('construct' in variable.item
          ? {
              construct: variable.item.construct,
              source: variable.item.source,
              licence: variable.item.licence,
              year: variable.item.year,
            }
          : {}),
      })),
      ...instrument.scales.map((scale) => ({
        name: scale.id,
        kind: 'scale' as const,
        label: scale.title[locale],
        ...none,
        rule: scoringRule(scale),
        construct: scale.construct,
        source: scale.source,
        licence: scale.licence,
        year: scale.year,
      })),
      ...qualityColumns.map((name) => ({
        name,
        kind: 'quality' as const,
        label: qualityLabels[name][locale],
        ...none,
      })),
    ],
  }
}
