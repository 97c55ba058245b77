// Cross-site request forgery: a request that changes something must come from our own pages. Astro's own check
// covers forms only; a JSON body from a foreign page would pass it.
import type { IncomingMessage } from 'node:http'

/**
 * May this request change something? A browser says where a request comes from; a request that says nothing
 * (curl, R, our own tests) carries no stolen cookies either.
 */
export function comesFromUs(request: IncomingMessage): boolean {
  if (request.method === 'GET' || request.method === 'HEAD') return true
  const site = request.headers['sec-fetch-site']
  if (site !== undefined) return site === 'same-origin'
  const origin = request.headers.origin
  if (origin === undefined) return true
  try {
    return new URL(origin).host === request.headers.host
  } catch {
    return false
  }
}
