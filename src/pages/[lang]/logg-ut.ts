// Signing out: a post only, so that no link, picture or prefetch can end anybody's session.
import type { APIRoute } from 'astro'
import { goTo } from '#components/staff/go-to.ts'

export const POST: APIRoute = async ({ locals, request }) => {
  const cookies = await locals.staff.signOut(request.headers)
  return goTo(`/${locals.locale}/logg-inn?ute`, cookies)
}

export const GET: APIRoute = () => new Response(null, { status: 405, headers: { allow: 'POST' } })
