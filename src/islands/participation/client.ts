// Calls to the API from a pupil's browser: no cookie, no referrer, one call a request. tRPC's own client would work
// as well and weighs 7 kB more than this (content/decisions/0009); the types are the same.
import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server'
import type { AppRouter } from '#api/router.ts'
import { isProblemCode, Problem } from '#domain/problem.ts'
import { padBody } from '#domain/response.ts'
import { Unreachable } from './patience.ts'

type Inputs = inferRouterInputs<AppRouter>
type Outputs = inferRouterOutputs<AppRouter>

async function call<Output>(path: string, init: RequestInit): Promise<Output> {
  let response: Response
  try {
    response = await fetch(`/trpc/${path}`, { credentials: 'omit', referrerPolicy: 'no-referrer', ...init })
  } catch {
    throw new Unreachable('network')
  }
  const body = (await response.json().catch(() => undefined)) as
    { result?: { data: Output }; error?: { message?: string } } | undefined
  if (body?.result) return body.result.data
  const problem = body?.error?.message
  if (!isProblemCode(problem) || problem === 'server.busy' || problem === 'server.fault')
    throw new Unreachable('server')
  throw new Problem(problem)
}

const post = (body: string): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body,
})

type Found = Outputs['participation']['find']
type Admitted = Outputs['participation']['admit']
type Received = Outputs['response']['submit']
export type ServedInstrument = Outputs['instrument']['version']

export const findRound = (input: Inputs['participation']['find']): Promise<Found> =>
  call('participation.find', post(JSON.stringify(input)))

export const admit = (input: Inputs['participation']['admit']): Promise<Admitted> =>
  call('participation.admit', post(JSON.stringify(input)))

export type Submission = Omit<Inputs['response']['submit'], 'padding'>

/** @param size bytes on the wire, the same for every submission to an instrument. */
export const submit = (input: Submission, size: number): Promise<Received> =>
  call('response.submit', post(padBody(input, size)))

export const fetchInstrument = (hash: string): Promise<ServedInstrument> =>
  call(`instrument.version?input=${encodeURIComponent(JSON.stringify({ hash }))}`, {})
