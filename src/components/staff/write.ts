// Days, shares and round states as staff read them.
import type { Locale } from '#domain/locale.ts'

const languageOf = (locale: Locale) => (locale === 'en' ? 'en-GB' : locale)

/** `2026-12-01` as «1. desember 2026». */
export const writeDay = (day: string, locale: Locale): string =>
  new Intl.DateTimeFormat(languageOf(locale), { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(day))

/** Whole per cent; a dash where there is nothing to take a share of. */
export const writeShare = (part: number, whole: number, locale: Locale): string =>
  whole === 0
    ? '–'
    : new Intl.NumberFormat(languageOf(locale), { style: 'percent', maximumFractionDigits: 0 }).format(
        part / whole,
      )
