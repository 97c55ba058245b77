// The HTTP edge: headers, health, the API, static files, then Astro's pages. The API is answered here and not by a
// page route, so that a submission does not pass the page renderer (content/decisions/0008).
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import type { TRPCError } from '@trpc/server'
import { nodeHTTPRequestHandler } from '@trpc/server/adapters/node-http'
import compression from 'compression'
import sirv from 'sirv'
import { appRouter, createCaller } from '#api/router.ts'
import { type Context, databaseCode, problemCodeOf, type Services } from '#api/trpc.ts'
import { Problem, problems } from '#domain/problem.ts'
import { bodyLimit, readBody } from './body.ts'
import { buildIdOf, fileHeaders } from './built-files.ts'
import { answerCall, isSingleCall, isStream, retryAfter, streamHeaders } from './call.ts'
import { setSecurityHeaders } from './headers.ts'
import type { Log } from './log.ts'
import { comesFromUs, isFetchedFromElsewhere } from './origin.ts'
import type { StaffSession } from './staff-session.ts'

export type AstroHandler = (
  request: IncomingMessage,
  response: ServerResponse,
  next: (() => void) | undefined,
  locals: object,
) => Promise<void>

export type AppOptions = {
  services: Services
  staff: StaffSession
  log: Log
  /** Astro's built handler; without it only the API answers (tests of the API). */
  pages?: AstroHandler
  /** Folder of the built client files. */
  clientFiles?: string
  /** The address that people type; printed on slips. */
  origin?: string
  /** Take the address from X-Forwarded-For: only behind a proxy that sets it. */
  trustProxy?: boolean
}

export function createApp({
  services,
  staff,
  log,
  pages,
  clientFiles,
  origin = '',
  trustProxy = false,
}: AppOptions): RequestListener {
  const compress = compression({ threshold: 1024 })
  const build = buildIdOf(clientFiles)
  const files = clientFiles
    ? sirv(clientFiles, {
        brotli: true,
        gzip: true,
        etag: true,
        setHeaders: (response, path) => {
          for (const [name, value] of fileHeaders(path)) response.setHeader(name, value)
        },
      })
    : undefined

  const addressOf = (request: IncomingMessage): string =>
    (trustProxy &&
      String(request.headers['x-forwarded-for'] ?? '')
        .split(',')
        .at(-1)
        ?.trim()) ||
    request.socket.remoteAddress ||
    ''

  async function answerApi(request: IncomingMessage, response: ServerResponse, path: string) {
    response.setHeader('cache-control', 'no-store')
    const hasCookie = request.headers.cookie !== undefined
    // Refused before anybody is looked up: a staff session and an answer never meet in one request.
    if (hasCookie && isSurvey(path)) throw new Problem('request.cookie')
    const body = request.method === 'POST' ? await readBody(request) : undefined
    const context: Context = {
      ...services,
      address: addressOf(request),
      hasCookie,
      user: hasCookie ? await staff.userOf(headersOf(request)) : undefined,
    }
    const onFault = (error: TRPCError) => {
      const problem = problemCodeOf(error)
      if (problems[problem] >= 500)
        log('api.fault', {
          problem,
          database: databaseCode(error),
          kind: error.cause?.name,
          // Whoever knows the room must not learn from the log when somebody in it answered.
          ...(isSurvey(path) ? { at: services.now().toISOString().slice(0, 10) } : {}),
        })
    }
    if (body !== undefined && isSingleCall(request, path))
      return answerCall(path, body, context, response, onFault)
    await nodeHTTPRequestHandler({
      req: Object.assign(request, { body }),
      res: response,
      path,
      router: appRouter,
      maxBatchSize: 10,
      createContext: () => Promise.resolve(context),
      onError: ({ error }) => onFault(error),
      responseMeta: ({ errors, type }) => {
        if (type === 'subscription') return { headers: streamHeaders }
        return errors.some(({ code }) => code === 'TOO_MANY_REQUESTS') ? { headers: retryAfter } : {}
      },
    })
  }

  async function answerPage(request: IncomingMessage, response: ServerResponse) {
    if (!pages) return refuse(response, new Problem('server.fault'), 404)
    const address = addressOf(request)
    if (build) response.setHeader('forspring-build', build)
    const user = await staff.userOf(headersOf(request))
    // The middleware says so too, but Astro answers an address without a page past it.
    if (user) response.setHeader('cache-control', 'private, no-store')
    await pages(request, response, undefined, {
      user,
      address,
      api: createCaller({ ...services, user, address, hasCookie: request.headers.cookie !== undefined }),
      staff,
      log,
      origin,
      clientFiles,
    })
  }

  return (request, response) => {
    setSecurityHeaders(response)
    const url = request.url ?? '/'
    const path = url.split('?')[0]!
    const answer = async () => {
      if (!methods.includes(request.method!)) {
        response.setHeader('allow', methods.join(', '))
        return refuse(response, new Problem('request.malformed'), 405)
      }
      // Before anything is looked up or read, for pages too.
      if (request.method === 'POST' && Number(request.headers['content-length'] ?? 0) > bodyLimit)
        throw new Problem('request.too-large')
      if (isAstrosOwn(url)) return plain(response, 404, 'not found')
      if (path === '/healthz') return plain(response, 200, 'ok')
      if (path === '/readyz') return ready(response)
      if (!comesFromUs(request)) throw new Problem('request.origin')
      const api = path.startsWith('/trpc/')
      if (api && isFetchedFromElsewhere(request)) throw new Problem('request.origin')
      // What is posted is small, and its answer smaller; only reading is worth compressing. A stream would be held back.
      if (!api || (request.method === 'GET' && !isStream(proceduresIn(path.slice('/trpc/'.length)))))
        await new Promise<void>((next) => compress(request as never, response as never, () => next()))
      if (api) return answerApi(request, response, path.slice('/trpc/'.length))
      if (files && (request.method === 'GET' || request.method === 'HEAD')) {
        const served = await new Promise<boolean>((done) => {
          response.once('close', () => done(true))
          files(request, response, () => done(false))
        })
        if (served) return
      }
      if (isFetchedFromElsewhere(request)) throw new Problem('request.origin')
      return answerPage(request, response)
    }
    answer().catch((error: unknown) => {
      // The sender went away in the middle of its body: nobody is there to be told, and nothing is wrong here.
      if (request.errored && !request.complete) return void response.destroy()
      const problem = error instanceof Problem ? error : new Problem(problemCodeOf(error))
      if (problem.status >= 500)
        log('http.fault', {
          problem: problem.code,
          database: databaseCode(error),
          kind: (error as Error).name,
        })
      refuse(response, problem)
    })
  }

  async function ready(response: ServerResponse) {
    await services.database.check()
    plain(response, 200, 'ready')
  }
}

/** Nothing else is answered, by the API or by a page. */
const methods = ['GET', 'HEAD', 'POST']

/**
 * Astro's endpoints for resized images, islands made later and actions. None is used here, and the first would work
 * on whatever anybody asks for. The address is read as Astro reads it: dots resolved, decoded, slashes joined.
 */
function isAstrosOwn(url: string): boolean {
  try {
    let path = new URL(url.startsWith('/') ? `http://localhost${url}` : url).pathname
    for (let turn = 0; turn < 3; turn += 1) path = decodeURIComponent(path)
    return /^[\\/]*_(image|server-islands|actions)/.test(path)
  } catch {
    return false
  }
}

const isSurvey = (path: string): boolean =>
  proceduresIn(path).some((name) => /^(participation|response)\./.test(name))

/** The procedures that a path names, decoded first as tRPC does; what cannot be decoded tRPC refuses itself. */
function proceduresIn(path: string): string[] {
  try {
    return decodeURIComponent(path).split(',')
  } catch {
    return []
  }
}

function headersOf(request: IncomingMessage): Headers {
  const headers = new Headers()
  if (request.headers.cookie) headers.set('cookie', request.headers.cookie)
  return headers
}

function plain(response: ServerResponse, status: number, text: string) {
  response
    .writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' })
    .end(text + '\n')
}

/** A refusal outside tRPC and pages, in the shape that tRPC gives. */
function refuse(response: ServerResponse, problem: Problem, status: number = problem.status) {
  if (response.headersSent) return void response.destroy()
  // The rest of a body that is too large is not read.
  if (problem.code === 'request.too-large') response.setHeader('connection', 'close')
  if (status === 429) response.setHeader('retry-after', retryAfter['retry-after'])
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' }).end(
    JSON.stringify({
      error: { message: problem.code, data: { problem: problem.code, httpStatus: status } },
    }),
  )
}
