// The language that a respondent has chosen, for everything between the code and the receipt.
import { createContext, useContext } from 'solid-js'
import type { SurveyLocale } from '#domain/locale.ts'
import type { Say } from '#messages/survey-words.ts'

export type Language = {
  locale: () => SurveyLocale
  say: Say
}

export const LanguageContext = createContext<Language>()

export const useLanguage = (): Language => useContext(LanguageContext)!
