// The study form as it is typed, and as the API takes it. What is refused is shown again as it was typed.
import type { Api } from '#api/router.ts'
import { fieldOf } from '#components/staff/load.ts'

type Settings = Omit<Parameters<Api['study']['create']>[0], 'id'>
type Detail = Awaited<ReturnType<Api['study']['detail']>>

/** Every field as text, by its name in the form. */
export type StudyDraft = Record<(typeof fields)[number], string>

const fields = [
  'navn',
  'type',
  'formal-nb',
  'formal-nn',
  'formal-en',
  'ansvarlig',
  'kontakt',
  'samtykke',
  'alder',
  'egenkode',
  'nokkel',
  'svar',
] as const

export const draftOfForm = (form: FormData | undefined): StudyDraft =>
  Object.fromEntries(fields.map((name) => [name, fieldOf(form, name)])) as StudyDraft

export const emptyDraft: StudyDraft = {
  ...draftOfForm(undefined),
  type: 'anonymous',
  samtykke: 'opt-out',
  alder: '16',
  egenkode: 'standard',
}

export const draftOfStudy = (study: Detail['study']): StudyDraft => ({
  navn: study.title,
  type: study.mode,
  'formal-nb': study.purpose.nb ?? '',
  'formal-nn': study.purpose.nn ?? '',
  'formal-en': study.purpose.en ?? '',
  ansvarlig: study.responsible,
  kontakt: study.contact,
  samtykke: study.consent,
  alder: String(study.decidesAlone),
  egenkode: study.linkSet,
  nokkel: study.keyDestroyedOn ?? '',
  svar: study.responsesDeletedOn ?? '',
})

/** A day that does not apply to an anonymous study is not sent, so that choosing «anonymous» again is enough. */
export const settingsOf = (draft: StudyDraft): Settings => ({
  title: draft.navn,
  mode: draft.type as Settings['mode'],
  purpose: { nb: draft['formal-nb'], nn: draft['formal-nn'], en: draft['formal-en'] },
  responsible: draft.ansvarlig,
  contact: draft.kontakt,
  consent: draft.samtykke as Settings['consent'],
  decidesAlone: Number(draft.alder),
  linkSet: draft.egenkode as Settings['linkSet'],
  keyDestroyedOn: draft.type === 'linked' ? draft.nokkel || null : null,
  responsesDeletedOn: draft.svar || null,
})
