// The languages of the product, as zod: texts that stand side by side in every content file.
import { z } from 'zod'

/** One text in every complete language. Missing or empty language: the build fails. */
export const LocalizedText = z.strictObject({
  nb: z.string().trim().min(1),
  nn: z.string().trim().min(1),
  en: z.string().trim().min(1),
})
export type LocalizedText = z.infer<typeof LocalizedText>

/** A language in which a survey may be answered; the same list as in domain/locale.ts, which browsers load. */
export const SurveyLocale = z.enum(['nb', 'nn', 'en', 'pl', 'ar', 'uk', 'so'])

/** One text of a questionnaire: the languages of the product, and those of parents where it has been translated. */
export const SurveyText = LocalizedText.extend({
  pl: z.string().trim().min(1).optional(),
  ar: z.string().trim().min(1).optional(),
  uk: z.string().trim().min(1).optional(),
  so: z.string().trim().min(1).optional(),
})
export type SurveyText = z.infer<typeof SurveyText>
