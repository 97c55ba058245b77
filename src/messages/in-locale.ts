// Every UI sentence bound to one language, for pages. Islands import single messages instead, to stay small.
import * as messages from './compiled/messages.js'
import type { Locale } from '#domain/locale.ts'

type Named = Omit<typeof messages, 'm'>
type Inputs<Message> = Message extends (inputs: infer Given, ...rest: never[]) => string ? Given : never

export type Messages = {
  [Key in keyof Named]: (...inputs: object extends Inputs<Named[Key]> ? [] : [Inputs<Named[Key]>]) => string
}

/** `const m = inLocale('nn'); m.site_name()` */
export const inLocale = (locale: Locale): Messages =>
  new Proxy({} as Messages, {
    get: (_, key) => {
      const message = messages[key as keyof typeof messages] as
        ((inputs: object, options: { locale: Locale }) => string) | undefined
      return message && ((inputs: object = {}) => message(inputs, { locale }))
    },
  })
