// Days, shares and round states as staff read them.
import { formatOf, type Locale } from '#domain/locale.ts'

/** `2026-12-01` as «1. desember 2026». */
export const writeDay = (day: string, locale: Locale): string =>
  new Intl.DateTimeFormat(formatOf(locale), { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(day))

/** Whole per cent; a dash where there is nothing to take a share of. */
export const writeShare = (part: number, whole: number, locale: Locale): string =>
  whole === 0
    ? '–'
    : new Intl.NumberFormat(formatOf(locale), { style: 'percent', maximumFractionDigits: 0 }).format(
        part / whole,
      )
