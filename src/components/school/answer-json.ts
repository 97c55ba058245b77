// How the endpoints of passkeys answer: JSON, cookies, and a problem by its name, as the API does.
import { attempt } from '#components/staff/load.ts'
import { problems } from '#domain/problem.ts'

type Step = { document: unknown; cookies: string[] }

export async function answerJson(call: () => Promise<Step>): Promise<Response> {
  const { value, problem } = await attempt(call)
  const headers = new Headers({ 'content-type': 'application/json', 'cache-control': 'no-store' })
  for (const cookie of value?.cookies ?? []) headers.append('set-cookie', cookie)
  return problem
    ? new Response(JSON.stringify({ problem }), { status: problems[problem], headers })
    : new Response(JSON.stringify(value.document), { headers })
}

/** The fields of a JSON body; none when it is no object. */
export async function postedJson(request: Request): Promise<Record<string, unknown>> {
  const body: unknown = await request.json().catch(() => undefined)
  return typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {}
}
