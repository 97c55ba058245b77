// A moment as staff read it, by the clock in Norway.
import { formatOf, type Locale } from '#domain/locale.ts'

/** «24. november kl. 11:05» */
export const writeTime = (time: Date, locale: Locale): string =>
  new Intl.DateTimeFormat(formatOf(locale), {
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: 'Europe/Oslo',
  }).format(time)
