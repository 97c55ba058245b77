// From what the API knows of a wave to a letter in one language: the addresses, the helpline, and which letter it is.
import type { Api } from '#api/router.ts'
import {
  childLetter,
  guardianLetter,
  hasPupilLetters,
  type Letter,
  type LetterKind,
  type LetterValues,
  letterValues,
  parentsLetter,
  pupilLetter,
} from '#domain/letter.ts'
import { isLocale, productLocale, type SurveyLocale } from '#domain/locale.ts'

export type LetterSource = Awaited<ReturnType<Api['running']['letters']>>
type Helpline = { name: Record<'nb' | 'nn' | 'en', string>; phone?: string | undefined }

/** Where a guardian reads every question, in this language where the questionnaire has it. */
export const questionnaireAddress = (source: LetterSource, language: SurveyLocale, origin: string) => {
  const address = `${origin}/${productLocale(language)}/sporreskjema/${source.questionnaire}`
  const isThere = source.instrument.languages.includes(language)
  return isLocale(language) || !isThere ? address : `${address}?sprak=${language}`
}

/** What fills the holes of every letter of this wave. */
export function valuesOf(
  source: LetterSource,
  language: SurveyLocale,
  origin: string,
  helpline: Helpline,
): LetterValues {
  const inProduct = productLocale(language)
  // The Norwegian name is what one asks for by telephone.
  const name = helpline.name[isLocale(language) ? language : 'nb']
  return letterValues(
    {
      study: source.study,
      wave: source.wave,
      minutes: source.instrument.minutes,
      school: source.school,
      subjects: source.subjects,
      helpline: helpline.phone ? `${name} (${helpline.phone})` : name,
      links: {
        questionnaire: questionnaireAddress(source, language, origin),
        answer: `${origin}/${language}/delta`,
        help: `${origin}/${inProduct}/hjelp`,
      },
    },
    language,
  )
}

const isForChildren = ({ instrument, wave }: LetterSource) =>
  instrument.ageBand === '5-7' || (instrument.ageBand === undefined && Math.max(...wave.grades) <= 7)

/** @returns `undefined` where the language has no letters to pupils. */
export function writeLetter(
  source: LetterSource,
  kind: LetterKind,
  values: LetterValues,
): Letter | undefined {
  const { words, study } = source
  if (kind === 'guardian') return guardianLetter(words, study, values)
  if (kind === 'parents') return parentsLetter(words, study, values)
  if (!hasPupilLetters(words)) return undefined
  return isForChildren(source) ? childLetter(words, study, values) : pupilLetter(words, study, values)
}
