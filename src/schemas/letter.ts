// The letters of a study: to guardians, pupils, children and parents, as texts with holes. One YAML a language in
// content/letters. Plain text: nothing in it is markup, so a letter can be shown, printed or copied as it stands.
import { z } from 'zod'
import { SurveyText } from './locale.ts'

/** What a letter is filled with; `{hole}` in a text. Each is explained in content/letters/nb.yaml. */
export const letterHoles = [
  'title',
  'purpose',
  'school',
  'subjects',
  'minutes',
  'dates',
  'lastDay',
  'returnBy',
  'decidesAlone',
  'keyDestroyedOn',
  'responsesDeletedOn',
  'legalBasis',
  'responsible',
  'contact',
  'questionnaireLink',
  'answerLink',
  'helpline',
  'helpLink',
] as const
export type LetterHole = (typeof letterHoles)[number]

const known = new Set<string>(letterHoles)
const holesIn = (text: string): string[] => [...text.matchAll(/\{([^}]*)\}/g)].map((match) => match[1]!)

/** One paragraph or line. A hole that nobody fills would reach a guardian as `{hole}`. */
const Text = z
  .string()
  .trim()
  .min(1)
  .refine((text) => holesIn(text).every((hole) => known.has(hole)), {
    error: 'has a hole that no letter fills',
  })

/** A heading and its paragraphs. */
const Passage = z.strictObject({ heading: Text, text: z.array(Text).min(1) })
export type Passage = z.infer<typeof Passage>

/** A heading and a list. */
const Points = z.strictObject({ heading: Text, points: z.array(Text).min(1) })

/** One of the two is shown, by the study's retention. */
const kept = { responsesKept: Text, responsesDeleted: Text }

/** To the guardians of pupils who are asked. Its passages are shown in this order. */
const GuardianLetter = z.strictObject({
  title: Text,
  greeting: Text,
  about: Passage,
  whyUs: Passage,
  participation: Passage,
  voluntary: Passage,
  /** One of the two, by the study's consent. */
  consentOptOut: Passage,
  consentActive: Passage,
  /** One of the two, by the study's mode; `linked` says that the answers are treated as personal data. */
  anonymous: Passage,
  linked: Passage,
  stored: Points,
  /** One more point of `stored`, in linked studies. */
  storedLinked: Text,
  notStored: Points,
  ...kept,
  results: Passage,
  /** One of the two, by the study's mode. */
  rightsAnonymous: Passage,
  rightsLinked: Passage,
  help: Passage,
  contact: Passage,
  /** To cut off. `takesPart` stands on it only when consent is active. The slip never leaves the school. */
  slip: z.strictObject({
    title: Text,
    deliver: Text,
    stays: Text,
    takesPart: Text,
    staysOut: Text,
    pupil: Text,
    schoolClass: Text,
    signature: Text,
    date: Text,
  }),
})

/** To pupils in grades 8–10 and upper secondary. */
const PupilLetter = z.strictObject({
  title: Text,
  about: Passage,
  participation: Passage,
  voluntary: Passage,
  /** One of the two; the last paragraph of `voluntary`. */
  consentOptOut: Text,
  consentActive: Text,
  anonymous: Passage,
  linked: Passage,
  results: Passage,
  help: Passage,
  contact: Passage,
})

/** To pupils in grades 5–7: paragraphs without headings, short enough to be read aloud. */
const ChildLetter = z.strictObject({
  title: Text,
  text: z.array(Text).min(1),
  consentOptOut: Text,
  consentActive: Text,
  anonymous: Text,
  linked: Text,
  help: Text,
})

/** The invitation to the parents' own survey, which is anonymous in every study. */
const ParentLetter = z.strictObject({
  title: Text,
  greeting: Text,
  about: Passage,
  participation: Passage,
  how: Passage,
  voluntary: Passage,
  anonymous: Passage,
  ...kept,
  results: Passage,
  help: Passage,
  contact: Passage,
  /** The words around code and QR on the slip. */
  slip: z.strictObject({ title: Text, scan: Text, code: Text, once: Text }),
})

/** Messages that a school contact copies. The system sends none itself. */
const Reminders = z.strictObject({ before: Text, onTheDay: Text, lastDays: Text })

/** Every letter in one of the product's languages. */
export const Letters = z.strictObject({
  guardian: GuardianLetter,
  pupil: PupilLetter,
  child: ChildLetter,
  parents: ParentLetter,
  reminders: z.strictObject({ pupils: Reminders, parents: Reminders }),
})
export type Letters = z.infer<typeof Letters>

/** What parents' other languages hold: the letters that adults get. */
export const AdultLetters = Letters.pick({ guardian: true, parents: true, reminders: true })
export type AdultLetters = z.infer<typeof AdultLetters>

/** What the questions of each shipped instrument are about, by its id: fills `{subjects}`. */
export const LetterSubjects = z.record(z.string(), SurveyText.required())
export type LetterSubjects = z.infer<typeof LetterSubjects>
