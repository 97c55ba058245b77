// The bare address: sends each reader to the front page in the language that the browser asks for.
import type { APIRoute } from 'astro'
import { preferredLocale } from '#domain/locale.ts'

export const GET: APIRoute = ({ request }) =>
  new Response(null, {
    status: 302,
    headers: {
      location: `/${preferredLocale(request.headers.get('accept-language'))}`,
      vary: 'Accept-Language',
    },
  })
