// What the browser builds its search from, fetched when somebody goes to the search field. The search itself is never
// sent here.
import type { APIRoute } from 'astro'
import { searchEntries } from '#components/lesson/load-catalogue.ts'
import { isLocale } from '#domain/locale.ts'

export const GET: APIRoute = async ({ params }) => {
  if (!isLocale(params.lang)) return new Response(null, { status: 404 })
  return Response.json(await searchEntries(params.lang), {
    headers: { 'cache-control': 'public, max-age=600, stale-while-revalidate=86400' },
  })
}
