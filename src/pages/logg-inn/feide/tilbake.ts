// The way back from the identity provider. Whatever does not fit leads to the sign-in page with one sentence.
import type { APIRoute } from 'astro'
import { goTo, pathOnThisSite } from '#components/staff/go-to.ts'
import { attempt } from '#components/staff/load.ts'
import { defaultLocale, isLocale } from '#domain/locale.ts'

export const GET: APIRoute = async ({ locals, request, url }) => {
  const { staff, address } = locals
  if (!staff.openId) return goTo(`/${defaultLocale}/logg-inn`)
  const trip = staff.openId.tripOf(request.headers)
  const locale = isLocale(trip.locale) ? trip.locale : defaultLocale
  const outcome = await attempt(() => staff.finishOpenId(url.searchParams, request.headers, address))
  const cookies = [...(outcome.value ?? []), staff.openId.clear]
  if (outcome.problem) return goTo(`/${locale}/logg-inn?feil=${outcome.problem}`, cookies)
  // The sign-in page knows the role, and sends everybody to the right place.
  const wanted = pathOnThisSite(trip.wanted ?? null)
  return goTo(`/${locale}/logg-inn${wanted ? `?neste=${encodeURIComponent(wanted)}` : ''}`, cookies)
}
