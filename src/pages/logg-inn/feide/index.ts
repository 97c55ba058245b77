// The way to the identity provider. Not under a language, because the provider must know the way back by heart.
import type { APIRoute } from 'astro'
import { goTo, pathOnThisSite } from '#components/staff/go-to.ts'
import { attempt } from '#components/staff/load.ts'
import { defaultLocale, isLocale } from '#domain/locale.ts'

export const GET: APIRoute = async ({ locals, url }) => {
  const language = url.searchParams.get('sprak') ?? ''
  const locale = isLocale(language) ? language : defaultLocale
  const { openId } = locals.staff
  if (!openId) return goTo(`/${locale}/logg-inn`)
  const wanted = pathOnThisSite(url.searchParams.get('neste'))
  const { value, problem } = await attempt(() => openId.start(locale, wanted))
  return problem ? goTo(`/${locale}/logg-inn?feil=${problem}`) : goTo(value.address, value.cookies)
}
