// Numbers of a linkage as researchers read them.
import { formatOf, type Locale } from '#domain/locale.ts'

/** `1 234`, or with decimals `0,12`. */
export const writeNumber = (value: number, locale: Locale, decimals = 0): string =>
  new Intl.NumberFormat(formatOf(locale), {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  }).format(value)

/** Per cent with one decimal, for shares that are far below one. */
export const writeSmallShare = (share: number, locale: Locale): string =>
  new Intl.NumberFormat(formatOf(locale), { style: 'percent', maximumFractionDigits: 1 }).format(share)
