// What the server's edge refuses before any page or procedure sees it, and what it says about waiting.
import { connect } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { createGuessLimit } from '#api/guess-limit.ts'
import { randomCodes } from '#crypto/random.ts'
import { createApp } from '#http/app.ts'
import { alice, aSchool } from '../support/services.ts'
import { call, send, startServer, type TestServer } from '../support/server.ts'
import { nobodySignsIn } from '../support/staff.ts'

let server: TestServer
/** A second door to the same services, with pages behind it that only say that they were reached. */
let pages: ReturnType<typeof createServer>
let port: number

beforeAll(async () => {
  server = await startServer([alice])
  await aSchool(server.services)
  pages = createServer(
    createApp({
      services: server.services,
      staff: nobodySignsIn((headers) => Promise.resolve(headers.has('cookie') ? alice : undefined)),
      log: (event) => void server.logged.push(event),
      pages: (_, response) => Promise.resolve(void response.end('page')),
    }),
  )
  await new Promise<void>((listening) => pages.listen(0, '127.0.0.1', listening))
  port = (pages.address() as AddressInfo).port
})
afterAll(async () => {
  await new Promise((done) => pages.close(done))
  await server.stop()
})

/** Sends these very bytes. @returns the first line of the answer. */
const raw = (text: string) =>
  new Promise<string>((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(text))
    socket.once('data', (piece: Buffer) => {
      resolve(piece.toString('utf8').split('\r\n')[0]!)
      socket.destroy()
    })
    socket.once('error', reject)
  })

describe('before any page', () => {
  test("Astro's own endpoints are not there, however the address is spelled", async () => {
    for (const path of [
      '/_image',
      '/_image?href=/x.png&w=9000&f=avif',
      '/%5Fimage',
      '/%255Fimage',
      '//_image',
      '/./_image',
      '/nb/../_image',
      '/nb/%2e%2e/_image',
      'http://localhost/_image',
      '/_server-islands/x',
      '/_actions/x',
    ])
      expect(await raw(`GET ${path} HTTP/1.1\r\nhost: localhost\r\n\r\n`), path).toBe(
        'HTTP/1.1 404 Not Found',
      )
    expect((await send(port, { path: '/nb/undervisning' })).text).toBe('page')
    expect((await send(port, { path: '/nb/%E0%A4%A' })).text).toBe('page')
  })

  test('any other method is refused, with a list of those that are not', async () => {
    for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'PROPFIND'])
      for (const path of ['/nb', '/healthz', '/trpc/participation.find']) {
        const answer = await send(port, { path, method })
        expect([answer.status, answer.headers.allow], `${method} ${path}`).toEqual([405, 'GET, HEAD, POST'])
      }
    for (const method of ['GET', 'HEAD', 'POST'])
      expect((await send(port, { path: '/nb', method })).status, method).toBe(200)
  })

  test('a post to a page that says it is large is refused unread', async () => {
    const answer = await send(port, { path: '/nb/logg-inn', body: 'x'.repeat(300_000) })
    expect([answer.status, answer.text]).toEqual([413, expect.stringContaining('request.too-large')])
  })
})

test('a foreign page fetches neither pages nor the API in passing, but may lead somebody here', async () => {
  const code = encodeURIComponent(JSON.stringify({ code: '000000' }))
  const said = async (path: string, mode: string, goal: string, site = 'cross-site') =>
    (
      await send(port, {
        path,
        headers: { 'sec-fetch-site': site, 'sec-fetch-mode': mode, 'sec-fetch-dest': goal },
      })
    ).status
  for (const path of [`/trpc/classSession.follow?input=${code}`, '/nb/logg-inn/passord?lenke=x']) {
    expect(await said(path, 'no-cors', 'image'), path).toBe(403)
    expect(await said(path, 'navigate', 'iframe'), path).toBe(403)
    expect(await said(path, 'no-cors', 'image', 'same-site'), path).toBe(403)
    expect(await said(path, 'cors', 'empty', 'same-origin'), path).toBe(200)
  }
  expect(await said('/logg-inn/feide/tilbake?code=x', 'navigate', 'document')).toBe(200)
  expect(await said('/nb', 'navigate', 'document', 'none')).toBe(200)
})

test('no cache keeps a page of somebody who is signed in, not even one that does not exist', async () => {
  const cookie = { cookie: 'forspring=alice' }
  for (const method of ['GET', 'HEAD', 'POST']) {
    const answer = await send(port, { path: '/nb/nowhere', method, headers: cookie })
    expect(answer.headers['cache-control'], method).toBe('private, no-store')
  }
  expect((await send(port, { path: '/nb/nowhere' })).headers['cache-control']).toBeUndefined()
})

test('a sender that goes away in the middle of its body is nobody’s fault', async () => {
  await new Promise<void>((done) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.write(
        'POST /trpc/participation.find HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n' +
          'content-length: 100\r\n\r\n{"code"',
      )
      setTimeout(() => socket.destroy(), 100)
    })
    socket.once('close', () => done())
  })
  await wait(200)
  expect(server.logged).toEqual([])
})

test('a refusal for too many guesses says when to come back, alone and in a batch', async () => {
  const strict = await startServer([], {
    guesses: createGuessLimit(server.services.now, { perAddress: 1 }),
  })
  const guess = () => call(strict.port, 'participation.find', { code: randomCodes(1)[0] })
  expect((await guess()).headers['retry-after']).toBeUndefined()
  const refused = await guess()
  expect([refused.status, refused.headers['retry-after']]).toEqual([429, '600'])
  const batch = await call(strict.port, 'participation.find?batch=1', { 0: { code: randomCodes(1)[0] } })
  expect([batch.status, batch.headers['retry-after']]).toEqual([429, '600'])
  await strict.stop()
})

test('ready means that it can be written', async () => {
  expect((await send(port, { path: '/readyz' })).status).toBe(200)
  const spy = vi.spyOn(server.services.database, 'check')
  spy.mockRejectedValueOnce(Object.assign(new Error('locked'), { code: 'SQLITE_BUSY' }))
  expect((await send(port, { path: '/readyz' })).status).toBe(503)
  spy.mockRestore()
  server.logged.length = 0
})
