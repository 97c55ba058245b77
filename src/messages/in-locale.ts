// Every UI sentence bound to one language, for pages. Islands import single messages instead, to stay small.
import * as messages from './compiled/messages.js'
import type { Locale } from '#domain/locale.ts'

export type Messages = {
  [Key in keyof typeof messages]: (...inputs: Parameters<(typeof messages)[Key]> extends [infer First, ...unknown[]]
    ? Record<string, never> extends First
      ? [inputs?: First]
      : [inputs: First]
    : []) => string
}

/** `const m = inLocale('nn'); m.site_name()` */
export const inLocale = (locale: Locale): Messages =>
  new Proxy({} as Messages, {
    get: (_, key) => {
      const message = messages[key as keyof typeof messages] as
        | ((inputs: object, options: { locale: Locale }) => string)
        | undefined
      return message && ((inputs: object = {}) => message(inputs, { locale }))
    },
  })
