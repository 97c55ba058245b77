// Writing the letters of a study: picks what its mode and consent call for and fills every hole. Pure. The surprise: what
// nobody knows becomes a line to write on by hand, never an empty place.
import type { AdultLetters, LetterHole, Letters, Passage } from '#schemas/letter.ts'
import { productLocale, type SurveyLocale } from './locale.ts'
import { addDays } from './year-plan.ts'

/** To guardians, to the pupils themselves, or the invitation to the parents' own survey. */
export type LetterKind = 'guardian' | 'pupil' | 'parents'

/** What decides which passages a letter has. */
export type LetterTerms = {
  mode: 'anonymous' | 'linked'
  consent: 'opt-out' | 'active'
  responsesDeletedOn: string | null
}

export type LetterValues = Record<LetterHole, string>

/** A heading with its paragraphs, or with points; one without a heading follows what stood before. */
export type LetterPart = { heading?: string; text?: string[]; points?: string[] }
export type Letter = { title: string; greeting?: string; parts: LetterPart[] }

/** Where something is written in by hand. */
export const blank = '_'.repeat(28)

/* ---- days ---- */

/** Letters go out two weeks before the wave opens; the school has the answers three days before. */
export const sendBy = (opensOn: string): string => addDays(opensOn, -14)
export const returnBy = (opensOn: string): string => addDays(opensOn, -3)

const formats: Partial<Record<SurveyLocale, string>> = { en: 'en-GB', ar: 'ar-u-ca-gregory-nu-latn' }
const formatOf = (locale: SurveyLocale) =>
  new Intl.DateTimeFormat(formats[locale] ?? locale, { dateStyle: 'long', timeZone: 'UTC' })

/** `2026-12-01` as «1. desember 2026», in any survey language. */
export const writeLetterDay = (day: string, locale: SurveyLocale): string =>
  formatOf(locale).format(new Date(day))

/* ---- what fills the holes ---- */

export type LetterFacts = {
  study: LetterTerms & {
    title: string
    purpose: Partial<Record<SurveyLocale, string>>
    decidesAlone: number
    keyDestroyedOn: string | null
    responsible: string
    contact: string
  }
  wave: { opensOn: string; closesOn: string }
  minutes: number
  /** Name of the school, where the letter is one school's. */
  school?: string | undefined
  /** What the questions are about; none for a researcher's own instrument. */
  subjects?: string | undefined
  helpline: string
  links: { questionnaire: string; answer: string; help: string }
}

/** The purpose in the letter's language; English reaches most parents where it is not written in theirs. */
const purposeIn = (purpose: LetterFacts['study']['purpose'], locale: SurveyLocale) =>
  purpose[locale] ?? purpose[productLocale(locale)] ?? purpose.nb

/** A value for every hole, as a reader of this language writes it. */
export function letterValues(facts: LetterFacts, locale: SurveyLocale): LetterValues {
  const { study, wave, links } = facts
  const day = (value: string | null) => (value ? writeLetterDay(value, locale) : blank)
  const values: LetterValues = {
    title: study.title,
    purpose: purposeIn(study.purpose, locale) || blank,
    school: facts.school ?? blank,
    subjects: facts.subjects ?? blank,
    minutes: String(facts.minutes),
    dates: formatOf(locale).formatRange(new Date(wave.opensOn), new Date(wave.closesOn)),
    lastDay: day(wave.closesOn),
    returnBy: day(returnBy(wave.opensOn)),
    decidesAlone: String(study.decidesAlone),
    keyDestroyedOn: day(study.keyDestroyedOn),
    responsesDeletedOn: day(study.responsesDeletedOn),
    legalBasis: blank,
    responsible: study.responsible || blank,
    contact: study.contact || blank,
    questionnaireLink: links.questionnaire,
    answerLink: links.answer,
    helpline: facts.helpline,
    helpLink: links.help,
  }
  if (locale !== 'ar') return values
  // Names and addresses run left to right: isolated (U+2068 … U+2069), they do not turn the sentence around them.
  return Object.fromEntries(
    Object.entries(values).map(([hole, value]) => [hole, `\u2068${value}\u2069`]),
  ) as LetterValues
}

/** Fills the holes of one text. */
export const fill = (text: string, values: LetterValues): string =>
  text.replace(/\{(\w+)\}/g, (_, hole: string) => values[hole as LetterHole])

/** Every text of a part of a letter, filled. */
const filled = <Part>(part: Part, values: LetterValues): Part =>
  typeof part === 'string'
    ? (fill(part, values) as Part)
    : Array.isArray(part)
      ? (part.map((each: unknown) => filled(each, values)) as Part)
      : (Object.fromEntries(
          Object.entries(part as object).map(([key, each]) => [key, filled<unknown>(each, values)]),
        ) as Part)

/* ---- letters ---- */

/** Does this language hold the letters to pupils, too? Parents' other languages do not. */
export const hasPupilLetters = (letters: AdultLetters | Letters): letters is Letters => 'pupil' in letters

export const guardianLetter = (letters: AdultLetters, terms: LetterTerms, values: LetterValues): Letter => {
  const said = filled(letters.guardian, values)
  const isLinked = terms.mode === 'linked'
  return {
    title: said.title,
    greeting: said.greeting,
    parts: [
      said.about,
      said.whyUs,
      said.participation,
      said.voluntary,
      terms.consent === 'active' ? said.consentActive : said.consentOptOut,
      isLinked ? said.linked : said.anonymous,
      { ...said.stored, points: [...said.stored.points, ...(isLinked ? [said.storedLinked] : [])] },
      said.notStored,
      { text: [terms.responsesDeletedOn ? said.responsesDeleted : said.responsesKept] },
      said.results,
      isLinked ? said.rightsLinked : said.rightsAnonymous,
      said.help,
      said.contact,
    ],
  }
}

/** The words of the slip under the guardians' letter. */
export const guardianSlip = (letters: AdultLetters, values: LetterValues) =>
  filled(letters.guardian.slip, values)

export const pupilLetter = (letters: Letters, terms: LetterTerms, values: LetterValues): Letter => {
  const said = filled(letters.pupil, values)
  const consent = terms.consent === 'active' ? said.consentActive : said.consentOptOut
  const voluntary: Passage = { ...said.voluntary, text: [...said.voluntary.text, consent] }
  return {
    title: said.title,
    parts: [
      said.about,
      said.participation,
      voluntary,
      terms.mode === 'linked' ? said.linked : said.anonymous,
      said.results,
      said.help,
      said.contact,
    ],
  }
}

/** To pupils in grades 5–7: short paragraphs, to be read aloud. */
export const childLetter = (letters: Letters, terms: LetterTerms, values: LetterValues): Letter => {
  const said = filled(letters.child, values)
  return {
    title: said.title,
    parts: [
      ...said.text,
      terms.consent === 'active' ? said.consentActive : said.consentOptOut,
      terms.mode === 'linked' ? said.linked : said.anonymous,
      said.help,
    ].map((paragraph) => ({ text: [paragraph] })),
  }
}

/** The invitation to the parents' own survey, which is anonymous in every study. */
export const parentsLetter = (letters: AdultLetters, terms: LetterTerms, values: LetterValues): Letter => {
  const said = filled(letters.parents, values)
  return {
    title: said.title,
    greeting: said.greeting,
    parts: [
      said.about,
      said.participation,
      said.how,
      said.voluntary,
      said.anonymous,
      { text: [terms.responsesDeletedOn ? said.responsesDeleted : said.responsesKept] },
      said.results,
      said.help,
      said.contact,
    ],
  }
}

/** The words around code and QR on a parents' slip. */
export const parentsSlip = (letters: AdultLetters, values: LetterValues) =>
  filled(letters.parents.slip, values)

/** Messages for a school contact to copy, to those at home or about the parents' own survey. */
export const remindersOf = (letters: AdultLetters, to: 'pupils' | 'parents', values: LetterValues) =>
  filled(letters.reminders[to], values)
