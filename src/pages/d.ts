// The shortest address that a class can type from the wall; the next one chooses the language.
import type { APIRoute } from 'astro'

export const GET: APIRoute = () => new Response(null, { status: 302, headers: { location: '/direkte' } })
