// The letters of content/letters, read when the server starts: one file a language, and what each instrument is about.
import { readdirSync, readFileSync } from 'node:fs'
import { load } from 'js-yaml'
import { isLocale, isSurveyLocale, type SurveyLocale } from '#domain/locale.ts'
import type { LetterTexts } from '#api/trpc.ts'
import { AdultLetters, Letters, LetterSubjects } from '#schemas/letter.ts'

const read = (file: string): unknown => load(readFileSync(file, 'utf8'))

/**
 * @param content the folder with `letters` and `letter-subjects.yaml`.
 * @throws ZodError naming the faulty field, when a file does not fit the schema.
 */
export function readLetters(content: string): LetterTexts {
  const languages = new Map<SurveyLocale, AdultLetters | Letters>()
  for (const file of readdirSync(`${content}/letters`)) {
    const language = file.replace(/\.yaml$/, '')
    if (!isSurveyLocale(language)) continue
    const shape = isLocale(language) ? Letters : AdultLetters
    languages.set(language, shape.parse(read(`${content}/letters/${file}`)))
  }
  return { languages, subjects: LetterSubjects.parse(read(`${content}/letter-subjects.yaml`)) }
}
