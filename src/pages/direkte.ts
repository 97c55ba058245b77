// For those who type the address without a language. A code after # stays over the redirect and is never sent.
import type { APIRoute } from 'astro'
import { preferredLocale } from '#domain/locale.ts'

export const GET: APIRoute = ({ request }) =>
  new Response(null, {
    status: 302,
    headers: {
      location: `/${preferredLocale(request.headers.get('accept-language'))}/direkte`,
      vary: 'Accept-Language',
    },
  })
