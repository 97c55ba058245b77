// The languages of the product, as zod: texts that stand side by side in every content file.
import { z } from 'zod'

/** One text in every complete language. Missing or empty language: the build fails. */
export const LocalizedText = z.strictObject({
  nb: z.string().trim().min(1),
  nn: z.string().trim().min(1),
  en: z.string().trim().min(1),
})
export type LocalizedText = z.infer<typeof LocalizedText>
