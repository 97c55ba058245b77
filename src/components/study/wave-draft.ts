// The wave form as it is typed, and as the API takes it.
import type { Api } from '#api/router.ts'
import { fieldOf } from '#components/staff/load.ts'

type Settings = Omit<Parameters<Api['wave']['update']>[0], 'id'>
export type ChosenInstrument = Awaited<ReturnType<Api['wave']['instruments']>>[number]

export type WaveDraft = {
  opensOn: string
  closesOn: string
  grades: number[]
  languages: string[]
}

const textsOf = (form: FormData, name: string) =>
  form.getAll(name).filter((value) => typeof value === 'string')

export const draftOfForm = (form: FormData): WaveDraft => ({
  opensOn: fieldOf(form, 'forste'),
  closesOn: fieldOf(form, 'siste'),
  grades: textsOf(form, 'trinn').map(Number),
  languages: textsOf(form, 'sprak'),
})

/** The grades of the instrument's age band; parents and teachers are asked of those of lower secondary school. */
const usualGrades: Record<string, number[]> = {
  barnehage: [0],
  '1-4': [1, 2, 3, 4],
  '5-7': [5, 6, 7],
  '8-10': [8, 9, 10],
  vgs: [11, 12, 13],
}

/** Other languages than those of the product are off until somebody turns them on. */
export const draftFor = (instrument: ChosenInstrument): WaveDraft => ({
  opensOn: '',
  closesOn: '',
  grades: usualGrades[instrument.ageBand ?? '8-10'] ?? [],
  languages: [],
})

export const settingsOf = (instrumentId: string, draft: WaveDraft): Settings => ({
  instrumentId,
  ...draft,
  languages: draft.languages as Settings['languages'],
})
