// How staff pages ask the API: an expected refusal comes back as a value, anything else is thrown on.
// The surprise: a refusal is told by its message, because built pages have a `Problem` class of their own.
import type { AstroGlobal } from 'astro'
import { isProblemCode, problems, type ProblemCode } from '#domain/problem.ts'
import { goTo } from './go-to.ts'

export type Outcome<T> = { value: T; problem?: undefined } | { value?: undefined; problem: ProblemCode }

export async function attempt<T>(call: () => Promise<T>): Promise<Outcome<T>> {
  try {
    return { value: await call() }
  } catch (error) {
    const { message, code } = error as { message?: unknown; code?: unknown }
    if (isProblemCode(message)) return { problem: message }
    // Input of the wrong shape: tRPC's message is then the list of faults.
    if (code === 'BAD_REQUEST') return { problem: 'request.malformed' }
    throw error
  }
}

/**
 * Loads what a staff page shows, and lets nobody keep a copy of the page.
 * @returns a redirect to the sign-in page where nobody is signed in; it must be returned from the page.
 */
export async function load<T>(astro: AstroGlobal, call: () => Promise<T>): Promise<Outcome<T> | Response> {
  astro.response.headers.set('cache-control', 'no-store')
  const outcome = await attempt(call)
  if (outcome.problem === 'access.sign-in') {
    const wanted = encodeURIComponent(astro.url.pathname + astro.url.search)
    return goTo(`/${astro.locals.locale}/logg-inn?neste=${wanted}`)
  }
  if (outcome.problem) astro.response.status = problems[outcome.problem]
  return outcome
}

/** The fields of a posted form; `undefined` when this is no post, empty when the body is no form. */
export async function postedForm(request: Request): Promise<FormData | undefined> {
  if (request.method !== 'POST') return undefined
  return request.formData().catch(() => new FormData())
}

/** A text field; a file in its place counts as empty. */
export function fieldOf(form: FormData | undefined, name: string): string {
  const value = form?.get(name)
  return typeof value === 'string' ? value : ''
}
