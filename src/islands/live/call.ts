// Calls to the API from the screens of a class session: plain posts, as in islands/participation/client.ts.
// A pupil's carry no cookie, so that a teacher who tries the pupil's page is nobody there.
import { isProblemCode, Problem } from '#domain/problem.ts'

/** Worth trying again with the same content. */
export class Unreachable extends Error {}

/** @throws Problem for a refusal, Unreachable when nothing sensible came back. */
export async function call<Output>(
  procedure: string,
  input: object,
  credentials: RequestCredentials,
): Promise<Output> {
  const body = await fetch(`/trpc/classSession.${procedure}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(input),
    credentials,
    referrerPolicy: 'no-referrer',
  })
    .then(
      (response) => response.json() as Promise<{ result?: { data: Output }; error?: { message?: string } }>,
    )
    .catch(() => undefined)
  if (body?.result) return body.result.data
  const problem = body?.error?.message
  if (!isProblemCode(problem) || problem.startsWith('server.')) throw new Unreachable()
  throw new Problem(problem)
}

/** Waits, but not longer than until the network is back. */
export const pause = (milliseconds: number): Promise<void> =>
  new Promise((done) => {
    const timer = setTimeout(done, milliseconds)
    addEventListener('online', () => (clearTimeout(timer), done()), { once: true })
  })
