import { defineMiddleware } from 'astro:middleware'
import { defaultLocale, isLocale } from '#domain/locale.ts'

export const onRequest = defineMiddleware((context, next) => {
  const first = context.url.pathname.split('/')[1]
  context.locals.locale = isLocale(first) ? first : defaultLocale
  return next()
})
