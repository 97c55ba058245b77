// The short address on a slip. The code stands after #, which the browser keeps over the redirect and never sends.
import type { APIRoute } from 'astro'
import { preferredLocale } from '#domain/locale.ts'

export const GET: APIRoute = ({ request }) =>
  new Response(null, {
    status: 302,
    headers: {
      location: `/${preferredLocale(request.headers.get('accept-language'))}/delta`,
      vary: 'Accept-Language',
    },
  })
