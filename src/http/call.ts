// One API call in one request, answered without the detour over web Request and Response: half the work of tRPC's own
// Node adapter, and every submission is one. Batches and reads still take that adapter (content/decisions/0008).
import type { IncomingMessage, ServerResponse } from 'node:http'
import { callTRPCProcedure, TRPCError } from '@trpc/server'
import { getHTTPStatusCodeFromError } from '@trpc/server/http'
import { appRouter } from '#api/router.ts'
import { type Context, problemCodeOf } from '#api/trpc.ts'

/** Goes with every 429: the longest that the window of api/guess-limit.ts can still last, in seconds. */
export const retryAfter = { 'retry-after': '600' }

/** Is this a call that `answerCall` takes: one procedure, posted as JSON? */
export const isSingleCall = (request: IncomingMessage, path: string): boolean =>
  request.method === 'POST' &&
  /^[\w.]+$/.test(path) &&
  !request.url!.includes('?') &&
  request.headers['content-type']?.split(';')[0]?.trim() === 'application/json'

/** Is one of these procedures answered by a stream that stays open? */
export const isStream = (procedures: string[]): boolean =>
  procedures.some((name) => known[name]?._def.type === 'subscription')

/** Flat, by names with a point, which the type does not say. */
const known = appRouter._def.procedures as unknown as Record<string, { _def: { type: string } } | undefined>

/**
 * Goes with every stream. `no-transform`: a proxy that compresses would hold it back. The connection is good for
 * nothing afterwards, and a server that stops need not wait for it.
 */
export const streamHeaders = { 'cache-control': 'no-store, no-transform', connection: 'close' }

/** Answers in tRPC's own shape, `{ result: { data } }` or `{ error }`; `onFault` hears of what was not foreseen. */
export async function answerCall(
  path: string,
  body: string,
  ctx: Context,
  response: ServerResponse,
  onFault: (error: TRPCError) => void,
): Promise<void> {
  let status = 200
  let answer: object
  try {
    const data: unknown = await callTRPCProcedure({
      router: appRouter,
      path,
      type: 'mutation',
      ctx,
      getRawInput: () => Promise.resolve(parse(body)),
      signal: undefined,
      batchIndex: 0,
    })
    answer = { result: { data } }
  } catch (cause) {
    const error = cause instanceof TRPCError ? cause : new TRPCError({ code: 'INTERNAL_SERVER_ERROR', cause })
    onFault(error)
    status = getHTTPStatusCodeFromError(error)
    const problem = problemCodeOf(error)
    answer = { error: { message: problem, data: { problem, httpStatus: status } } }
  }
  const headers = { 'content-type': 'application/json', ...(status === 429 ? retryAfter : {}) }
  response.writeHead(status, headers).end(JSON.stringify(answer))
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch (cause) {
    throw new TRPCError({ code: 'PARSE_ERROR', cause })
  }
}
