// Runs before every page: language, validators for public pages, and the one place where a refusal becomes a page.
import { defineMiddleware } from 'astro:middleware'
import type { APIContext, MiddlewareNext } from 'astro'
import { createHash } from 'node:crypto'
import { defaultLocale, isLocale } from '#domain/locale.ts'
import { problemCodeOf } from '#api/trpc.ts'
import { problems } from '#domain/problem.ts'

export const onRequest = defineMiddleware(async (context, next) => {
  const response = await answer(context, next)
  // The page of somebody who is signed in differs, refusals and redirects too, and nobody else may be shown it.
  if (context.locals.user) response.headers.set('cache-control', 'private, no-store')
  if (response.status === 429) response.headers.set('retry-after', '600')
  return response
})

async function answer(context: APIContext, next: MiddlewareNext): Promise<Response> {
  const { locals, request, url } = context
  const [, first] = url.pathname.split('/')
  locals.locale = isLocale(first) ? first : defaultLocale
  if (import.meta.env.DEV && !locals.api) await (await import('#http/develop.ts')).provide(context)

  let response: Response
  try {
    response = await next()
  } catch (error) {
    const problem = problemCodeOf(error)
    // The error itself may carry what somebody typed; its name is all that is written down.
    if (problems[problem] >= 500) locals.log?.('page.fault', { problem, kind: (error as Error).name })
    if (problem === 'access.sign-in')
      return context.redirect(`/${locals.locale}/logg-inn?neste=${encodeURIComponent(url.pathname)}`, 303)
    locals.problem = problem
    response = await context.rewrite(problems[problem] === 404 ? '/404' : '/500')
    return new Response(response.body, { status: problems[problem], headers: response.headers })
  }
  return locals.user ? response : withValidator(request, response)
}

/** Public pages may be held by any cache, if it asks whether they are still right (RFC 9110 §8.8.3). */
async function withValidator(request: Request, response: Response): Promise<Response> {
  const html = response.headers.get('content-type')?.startsWith('text/html')
  if (request.method !== 'GET' || response.status !== 200 || !html || response.headers.has('cache-control'))
    return response
  const body = await response.text()
  const tag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
  const headers = new Headers(response.headers)
  headers.set('etag', tag)
  headers.set('cache-control', 'no-cache')
  const unchanged = request.headers.get('if-none-match')?.includes(tag)
  return new Response(unchanged ? null : body, { status: unchanged ? 304 : 200, headers })
}
