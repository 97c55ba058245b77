// Whatever is sent to whatever procedure: a named refusal, all security headers, nothing told, nothing written.
// The procedures come from the router, so a new one is attacked as soon as it exists.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { appRouter } from '#api/router.ts'
import { isProblemCode, problems } from '#domain/problem.ts'
import { alice, apiFor, aSchool, bob, carol, dora, frida } from '../support/services.ts'
import { enter, submission } from '../support/pupil.ts'
import { type Answer, dump, send, type Sent, startServer, type TestServer } from '../support/server.ts'
import { honestCalls } from '../support/classroom.ts'
import { honestCallers, honestInputs } from '../support/honest-input.ts'
import { refusalIn } from '../support/stream.ts'

const procedures = Object.entries(
  appRouter._def.procedures as unknown as Record<
    string,
    { _def: { type: 'query' | 'mutation'; inputs: unknown[] } }
  >,
).map(([name, { _def }]) => ({ name, type: _def.type, takesInput: _def.inputs.length > 0 }))

/** Who may call it, so that the input is looked at and not only the caller. */
const callers: Record<string, string | undefined> = {
  codeSheet: 'alice',
  round: 'carol',
  study: 'dora',
  classSession: 'alice',
  ...honestCallers,
}

let server: TestServer
let honest: Record<string, unknown>
let before: Awaited<ReturnType<typeof dump>>

beforeAll(async () => {
  server = await startServer([alice, bob, carol, dora, frida])
  const { services } = server
  const { instrument } = await aSchool(services)
  const { codes, round } = await apiFor(services, alice).codeSheet.issue({
    waveId: 'wave',
    classId: '9a',
    pupils: 5,
    replace: false,
  })
  const ready = await enter(apiFor(services), codes[0]!)
  honest = {
    'participation.find': { code: codes[1] },
    'participation.admit': { code: codes[1], blinded: 'AB'.repeat(171) },
    'response.submit': submission(ready, {}),
    'instrument.version': { hash: instrument.hash },
    'instrument.named': { name: 'ungdom-8-10' },
    'codeSheet.issue': { waveId: 'wave', classId: '9a', pupils: 20, replace: true },
    'round.counts': { id: round },
    'round.close': { id: round },
    'round.reopen': { id: round },
    ...honestCalls,
    ...honestInputs,
  }
  before = await dump(services.database)
})
afterAll(() => server.stop())

const cookieOf = (name: string): Record<string, string> => {
  const who = callers[name.split('.')[0]!]
  return who ? { cookie: `forspring=${who}` } : {}
}

const json = { 'content-type': 'application/json' }

/** One call with this text as its input, wherever such a procedure takes its input. */
const attack = ({ name, type }: { name: string; type: string }, text: string, more: Partial<Sent> = {}) =>
  send(
    server.port,
    type === 'mutation'
      ? {
          path: `/trpc/${name}`,
          body: text,
          ...more,
          headers: { ...json, ...cookieOf(name), ...more.headers },
        }
      : {
          path: `/trpc/${name}?input=${encodeURIComponent(text)}`,
          ...more,
          headers: { ...cookieOf(name), ...more.headers },
        },
  )

const securityHeaders = [
  'content-security-policy',
  'x-content-type-options',
  'x-frame-options',
  'referrer-policy',
  'cross-origin-opener-policy',
  'cross-origin-resource-policy',
  'permissions-policy',
  'strict-transport-security',
]

/** A refusal and nothing but a refusal. @returns its name. */
function refusal(given: Answer, input = ''): string {
  const answer = refusalIn(given)
  for (const header of securityHeaders) expect(answer.headers[header], header).toBeTruthy()
  // What tRPC cannot even take apart it answers as plain text; with `nosniff` that is as harmless.
  expect(answer.headers['content-type']).toMatch(/^(application\/json|text\/plain;charset=UTF-8)$/)
  expect(answer.headers['cache-control']).toBe('no-store')
  expect(answer.headers['x-powered-by']).toBeUndefined()
  const body = JSON.parse(answer.text) as { error: { message: string; data: Record<string, unknown> } }
  expect(Object.keys(body)).toEqual(['error'])
  expect(isProblemCode(body.error.message), answer.text).toBe(true)
  expect(Object.keys(body.error.data).sort()).toEqual(['httpStatus', 'problem'])
  expect(answer.text.length).toBeLessThan(200)
  expect(answer.text).not.toMatch(
    /\bat |\.ts|\.js|node_modules|\/work|select |insert |sqlite|zod|stack|invalid_type/i,
  )
  if (input.length > 8) expect(answer.text).not.toContain(input)
  expect(answer.status).toBeGreaterThanOrEqual(400)
  return body.error.message
}

const mayBeNull = ['teacherId', 'pupils', 'engagement', 'programmeId', 'keyDestroyedOn', 'responsesDeletedOn']
const fits = (key: string, value: unknown, other: unknown): boolean =>
  other === null
    ? mayBeNull.includes(key)
    : ['[]', '{}'].includes(JSON.stringify(other)) &&
      typeof value === 'object' &&
      Array.isArray(value) === Array.isArray(other)

const nothingWritten = async () => expect(await dump(server.services.database)).toEqual(before)
const noFault = () => expect(server.logged).toEqual([])

describe.each(procedures)('$name', (procedure) => {
  const { name, takesInput } = procedure
  const input = () => (honest[name] ?? {}) as Record<string, unknown>

  test.runIf(takesInput)('refuses an unknown key, `__proto__` and `constructor`', async () => {
    const text = JSON.stringify(input()).slice(0, -1)
    for (const key of ['secretRole', '__proto__', 'constructor', 'prototype']) {
      const answer = await attack(procedure, `${text},"${key}":{"role":"administrator"}}`)
      expect(refusal(answer, key)).toBe('request.malformed')
    }
    await nothingWritten()
  })

  test.runIf(takesInput)('refuses a missing key and every wrong type', async () => {
    for (const key of Object.keys(input())) {
      const { [key]: value, ...others } = input()
      expect(refusal(await attack(procedure, JSON.stringify(others)))).toBe('request.malformed')
      const wrong = [null, [], {}, [value], { toString: value }, typeof value === 'number' ? 'one' : 1.5]
      for (const other of wrong) {
        // An empty list for a list, and nothing where nothing may stand, are no wrong types.
        if (fits(key, value, other)) continue
        const answer = await attack(procedure, JSON.stringify({ ...input(), [key]: other }))
        expect(refusal(answer), `${key} = ${JSON.stringify(other)}`).toBe('request.malformed')
      }
    }
    await nothingWritten()
  })

  test.runIf(takesInput)('refuses what is no object', async () => {
    for (const text of ['null', '[]', '"x"', '1', 'true', '{}'])
      expect(refusal(await attack(procedure, text)), text).toBe('request.malformed')
    await nothingWritten()
  })

  test.runIf(takesInput)('refuses what is no JSON', async () => {
    for (const text of ['{', 'code=K7Q2M9XV3T', '\u0000', '{"a":1}{"b":2}', '<x/>', `${'['.repeat(3000)}`])
      expect(refusal(await attack(procedure, text), text), text.slice(0, 20)).toBe('request.malformed')
    await nothingWritten()
    noFault()
  })

  test.runIf(procedure.type === 'mutation')('refuses a request of another site', async () => {
    const foreign: Record<string, string>[] = [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { origin: 'http://127.0.0.1' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { 'sec-fetch-site': 'none' },
      { 'sec-fetch-site': 'cross-site', origin: `http://127.0.0.1:${server.port}` },
    ]
    for (const headers of foreign)
      expect(refusal(await attack(procedure, JSON.stringify(input()), { headers }))).toBe('request.origin')
    await nothingWritten()
  })

  test.runIf(procedure.type === 'mutation')(
    'is not reached by GET, HEAD, PUT or another content type',
    async () => {
      const query = encodeURIComponent(JSON.stringify(input()))
      const path = `/trpc/${name}?input=${query}`
      expect(refusal(await send(server.port, { path, headers: cookieOf(name) }))).toBe('request.malformed')
      const head = await send(server.port, { path, method: 'HEAD', headers: cookieOf(name) })
      expect([head.status, head.text]).toEqual([204, ''])
      for (const method of ['PUT', 'DELETE', 'PATCH'])
        expect(refusal(await attack(procedure, JSON.stringify(input()), { method }))).toBe(
          'request.malformed',
        )
      const overridden = { 'x-http-method-override': 'POST' }
      expect(refusal(await send(server.port, { path, headers: { ...cookieOf(name), ...overridden } }))).toBe(
        'request.malformed',
      )
      for (const type of [
        'text/plain',
        'application/x-www-form-urlencoded',
        'multipart/form-data; boundary=x',
        'application/octet-stream',
      ])
        expect(
          refusal(await attack(procedure, JSON.stringify(input()), { headers: { 'content-type': type } })),
        ).toBe('request.malformed')
      await nothingWritten()
      noFault()
    },
  )

  test.runIf(procedure.type === 'mutation')(
    'refuses 300 kB, announced or not, and writes nothing',
    async () => {
      const body = JSON.stringify({ ...input(), padding: ' '.repeat(300_000) })
      expect(refusal(await attack(procedure, body))).toBe('request.too-large')
      const chunked = { 'transfer-encoding': 'chunked' }
      expect(refusal(await attack(procedure, body, { headers: chunked }))).toBe('request.too-large')
      await nothingWritten()
    },
  )

  test.runIf(/^(participation|response)\./.test(name))(
    'refuses a cookie, whatever it holds and however the path is spelled',
    async () => {
      const spellings = [
        name,
        name.replace('.', '%2E'),
        name.replace('p', '%70'),
        `${name}?batch=1`,
        `instrument.shipped,${name}?batch=1`,
        `instrument.shipped%2C${name}?batch=1`,
      ]
      for (const path of spellings)
        for (const cookie of ['forspring=alice', 'x=y']) {
          const answer = await send(server.port, {
            path: `/trpc/${path}`,
            body: JSON.stringify(path.includes('batch') ? { 0: input(), 1: input() } : input()),
            headers: { ...json, cookie },
          })
          expect(answer.text, path).toMatch(
            path.includes('%2C') ? /request.cookie|request.malformed/ : /request.cookie/,
          )
          expect(answer.text).not.toContain('"result"')
        }
      await nothingWritten()
    },
  )
})

describe('a batch', () => {
  const batch = (count: number, name: string, more: Record<string, string> = {}) =>
    send(server.port, {
      path: `/trpc/${Array(count).fill(name).join(',')}?batch=1`,
      headers: { ...json, ...more },
      body: JSON.stringify(
        Object.fromEntries(Array.from({ length: count }, (_, index) => [index, { code: '0000000000' }])),
      ),
    })

  test('of ten is answered, of eleven refused before anything is looked up', async () => {
    const ten = await batch(10, 'participation.find')
    expect(JSON.parse(ten.text)).toHaveLength(10)
    const eleven = await batch(11, 'participation.find')
    expect(eleven.text).toContain('request.batch')
    expect(eleven.text).not.toContain('code.unusable')
    await nothingWritten()
  })

  test('as a stream tells no more than without', async () => {
    const answer = await batch(2, 'participation.find', { 'trpc-accept': 'application/jsonl' })
    expect(answer.text).toContain('code.unusable')
    expect(answer.text).not.toMatch(/stack|\.ts|node_modules|0000000000/)
  })
})

describe('an address', () => {
  test('that is broken is a bad request and not our fault', async () => {
    for (const path of [
      '/trpc/%E0%A4%A',
      '/trpc/participation.find%',
      '/trpc/%00',
      '/trpc/..%2f..',
      '/trpc/',
      '/trpc/nothing.here',
      '/trpc/instrument.version?input=%',
    ])
      for (const headers of [{}, { cookie: 'forspring=alice' }] as Record<string, string>[]) {
        const answer = await send(server.port, { path, headers })
        expect(refusal(answer), path).not.toBe('server.fault')
        expect(answer.status).toBeLessThan(500)
      }
    noFault()
  })

  test('of a procedure that only sounds inherited is refused', async () => {
    for (const name of [
      '__proto__',
      'constructor',
      'toString',
      'participation.__proto__',
      '_def',
      'createCaller',
    ])
      expect(refusal(await send(server.port, { path: `/trpc/${name}`, body: '{}', headers: json }))).toBe(
        'request.malformed',
      )
    await nothingWritten()
  })
})

test('a key `__proto__` among the answers poisons nothing and is not stored', async () => {
  const text = JSON.stringify(honest['response.submit']).replace('"answers":{}', '"answers":{"__proto__":1}')
  const answer = await send(server.port, { path: '/trpc/response.submit', body: text, headers: json })
  expect(({} as Record<string, unknown>)['role']).toBeUndefined()
  const { response } = await dump(server.services.database)
  expect(response!.join()).not.toContain('__proto__')
  expect([200, 400]).toContain(answer.status)
})

test('every problem has a status that HTTP and tRPC both know', () => {
  for (const status of Object.values(problems))
    expect([400, 401, 403, 404, 409, 410, 413, 429, 500, 503]).toContain(status)
})
