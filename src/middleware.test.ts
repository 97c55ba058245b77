// What every page's answer says to caches. Astro's own half is replaced: here a page is a function that answers.
import type { APIContext } from 'astro'
import { expect, test, vi } from 'vitest'
import { alice } from '../tests/support/services.ts'

vi.mock('astro:middleware', () => ({ defineMiddleware: (handler: unknown) => handler }))
const { onRequest } = await import('./middleware.ts')

const html = (status: number, headers: Record<string, string> = {}) =>
  new Response(status === 303 ? null : '<p>', {
    status,
    headers: { 'content-type': 'text/html', ...headers },
  })

async function answer(response: Response | Error, user?: typeof alice, method = 'GET') {
  const context = {
    locals: { user, api: {} },
    request: new Request('http://localhost/nb/skole', { method }),
    url: new URL('http://localhost/nb/skole'),
    rewrite: () => Promise.resolve(html(200)),
    redirect: (location: string, status: number) => new Response(null, { status, headers: { location } }),
  } as unknown as APIContext
  const next = () => (response instanceof Error ? Promise.reject(response) : Promise.resolve(response))
  return (await onRequest(context, next)) as Response
}

test('nobody keeps a page of somebody who is signed in, whatever its status and method', async () => {
  for (const method of ['GET', 'HEAD', 'POST'])
    for (const response of [
      html(200),
      html(200, { 'cache-control': 'no-cache' }),
      html(303),
      html(404),
      html(409),
      new Error('a fault'),
    ]) {
      const { headers } = await answer(response, alice, method)
      expect(headers.get('cache-control'), method).toBe('private, no-store')
      expect(headers.has('etag')).toBe(false)
    }
})

test('a page for everybody carries a validator', async () => {
  const { headers } = await answer(html(200))
  expect(headers.get('cache-control')).toBe('no-cache')
  expect(headers.get('etag')).toMatch(/^".{22}"$/)
})

test('a page that refuses for a while says how long', async () => {
  expect((await answer(html(429))).headers.get('retry-after')).toBe('600')
  expect((await answer(html(200))).headers.has('retry-after')).toBe(false)
})
