// Cross-site request forgery: a request that changes something must come from our own pages. Astro's own check
// covers forms only; a JSON body from a foreign page would pass it.
import type { IncomingMessage } from 'node:http'

/**
 * Does a foreign page fetch this in passing, as a picture or a frame, and not because somebody goes here? It could read
 * nothing, but what fails is counted: a picture of a wrong code, a hundred times, would shut a whole school out.
 */
export function isFetchedFromElsewhere(request: IncomingMessage): boolean {
  const { 'sec-fetch-site': site, 'sec-fetch-mode': mode, 'sec-fetch-dest': goal } = request.headers
  if (site !== 'cross-site' && site !== 'same-site') return false
  return mode !== 'navigate' || /^(iframe|frame|embed|object|fencedframe)$/.test(String(goal))
}

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
