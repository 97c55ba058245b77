// The languages of the product and how one is picked. The only list of languages in the code.
import type { SurveyText } from '#schemas/locale.ts'

export const locales = ['nb', 'nn', 'en'] as const
export type Locale = (typeof locales)[number]

export const defaultLocale: Locale = 'nb'

/** What each language calls itself. */
export const localeNames: Record<Locale, string> = { nb: 'Bokmål', nn: 'Nynorsk', en: 'English' }

export const isLocale = (value: unknown): value is Locale => locales.includes(value as Locale)

/** The languages in which a survey may be answered: those of the product, and what parents at Norwegian schools read. */
export const surveyLocales = [...locales, 'pl', 'ar', 'uk', 'so'] as const
export type SurveyLocale = (typeof surveyLocales)[number]

/** What each survey language calls itself. */
export const surveyLocaleNames: Record<SurveyLocale, string> = {
  ...localeNames,
  pl: 'Polski',
  ar: 'العربية',
  uk: 'Українська',
  so: 'Soomaali',
}

export const isSurveyLocale = (value: unknown): value is SurveyLocale =>
  surveyLocales.includes(value as SurveyLocale)

/** In which direction a language is written. */
export const directionOf = (locale: SurveyLocale): 'ltr' | 'rtl' => (locale === 'ar' ? 'rtl' : 'ltr')

/** The language of the product that stands in where a page exists only in those: English reaches most parents. */
export const productLocale = (locale: SurveyLocale): Locale => (isLocale(locale) ? locale : 'en')

/** For `Intl`: days and numbers in English as in Britain, the day before the month. */
export const formatOf = (locale: Locale): string => (locale === 'en' ? 'en-GB' : locale)

/** A text of a questionnaire in one language. An instrument has every language it names; bokmål stands in elsewhere. */
export const textIn = (text: SurveyText, locale: SurveyLocale): string => text[locale] ?? text.nb

/** The languages to try, in order, where a text may be missing: the asked one first, bokmål always. */
export const fallbacks = (locale: Locale): Locale[] => (locale === 'nb' ? ['nb', 'nn'] : [locale, 'nb'])

/**
 * The language that a browser's `Accept-Language` header asks for.
 * `no` counts as bokmål; an unknown or missing header gives the default.
 */
export function preferredLocale(acceptLanguage: string | null | undefined): Locale {
  const wanted = (acceptLanguage ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';')
      const quality = parameters.find((parameter) => parameter.trim().startsWith('q='))
      return { tag: tag.split('-')[0] ?? '', quality: quality ? Number(quality.trim().slice(2)) : 1 }
    })
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality)
  for (const { tag } of wanted) {
    if (tag === 'no') return 'nb'
    if (isLocale(tag)) return tag
  }
  return defaultLocale
}
