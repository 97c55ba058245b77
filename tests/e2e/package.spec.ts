// A package in a learning platform: a plain page with a real SCORM runtime, and for cmi5 a record store at another address.
// Looked at from the platform's side: what it is told, and that nobody else is asked for anything.
import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { APIRequestContext, FrameLocator, Page } from '@playwright/test'
import { unzipSync } from 'fflate'
import { expect, expectAccessible, test } from './support.ts'

const runtime = readFileSync('node_modules/scorm-again/dist/scorm12.min.js')
const types: Record<string, string> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript',
  woff2: 'font/woff2',
  svg: 'image/svg+xml',
  xml: 'text/xml',
}

type Answer = { status?: number; type?: string; body?: string | Uint8Array }
const open: Server[] = []

async function serve(answer: (request: IncomingMessage, path: string) => Promise<Answer> | Answer) {
  const server = createServer((request, response) => {
    void (async () => {
      const {
        status = 200,
        type = 'text/html',
        body = '',
      } = await answer(request, request.url!.split('?')[0]!)
      response.writeHead(status, {
        'content-type': type,
        'access-control-allow-origin': '*',
        'access-control-allow-headers': '*, authorization',
        'access-control-allow-methods': '*',
      })
      response.end(body)
    })()
  })
  open.push(server)
  await new Promise<void>((listening) => server.listen(0, listening))
  return `http://localhost:${(server.address() as AddressInfo).port}`
}

test.afterEach(async ({ context }) => {
  // A page that still fetched something would find nobody there.
  for (const page of context.pages()) await page.close()
  for (const server of open.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})

/** The zip as a platform unpacks it, below `/content/`, and the platform's own page. */
async function platform(request: APIRequestContext, file: string, page: string): Promise<string> {
  const answer = await request.get(`/pakke/${file}`)
  expect(answer.status()).toBe(200)
  expect(answer.headers()['content-type']).toBe('application/zip')
  const files = unzipSync(await answer.body())
  return serve((_, path) => {
    if (path === '/') return { body: page }
    if (path === '/favicon.ico') return { status: 204 }
    if (path === '/runtime.js') return { type: types['js']!, body: runtime }
    const body = files[path.replace(/^\/content\//, '')]
    return body ? { type: types[path.split('.').at(-1)!] ?? 'text/plain', body } : { status: 404 }
  })
}

const lms = `<!doctype html><title>LMS</title><script src="/runtime.js"></script><script>
  window.calls = []
  const api = new Scorm12API({ autocommit: false, logLevel: 5 })
  for (const name of ['LMSInitialize', 'LMSSetValue', 'LMSCommit', 'LMSFinish']) {
    const own = api[name].bind(api)
    api[name] = (...given) => { calls.push([name, ...given]); return own(...given) }
  }
  window.API = api
</script><iframe title="lesson" width="400" height="800" src="/content/index.html"></iframe>`

async function toTheEnd(frame: FrameLocator | Page) {
  await frame.locator('[data-player][data-ready]').waitFor()
  const next = frame.locator('[data-next]')
  while (await next.isVisible()) await next.click()
}

/** Requests that reach neither the platform nor its store. */
function watchOthers(page: Page, own: string[]): string[] {
  const others: string[] = []
  page.context().on('request', (request) => {
    const url = request.url()
    if (!/^(data|blob|about):/.test(url) && !own.some((origin) => url.startsWith(`${origin}/`)))
      others.push(url)
  })
  return others
}

type Statement = Record<string, unknown> & { verb: { id: string } }
type Call = [name: string, key?: string, value?: string]
const callsOf = (page: Page) => page.evaluate(() => (window as unknown as { calls: Call[] }).calls)

for (const file of ['nb/alle-gjor-det-scorm12.zip', 'nn/ta-vare-pa-en-venn-scorm12.zip'])
  test(`SCORM 1.2 tells that the end was reached, and nothing else: ${file}`, async ({
    page,
    request,
    tolerate,
  }) => {
    tolerate(/request: http:\/\/localhost/)
    const origin = await platform(request, file, lms)
    const others = watchOthers(page, [origin])
    await page.goto(`${origin}/`)
    const frame = page.frameLocator('iframe')
    await frame.locator('[data-player][data-ready]').waitFor()
    expect(await callsOf(page)).toEqual([
      ['LMSInitialize', ''],
      ['LMSSetValue', 'cmi.core.lesson_status', 'incomplete'],
      ['LMSCommit', ''],
    ])

    // Answering things tells the platform nothing.
    await frame.locator('[data-next]').click()
    for (const box of await frame.locator('[data-slide]:not([hidden]) input').all()) await box.focus()
    await toTheEnd(frame)
    const status = () =>
      page.evaluate(() =>
        (window as unknown as { API: { LMSGetValue(key: string): string } }).API.LMSGetValue(
          'cmi.core.lesson_status',
        ),
      )
    await expect.poll(status).toBe('completed')
    await expect(frame.locator('a[href="hjelp.html"]').first()).toHaveAttribute('target', '_blank')

    await page.locator('iframe').evaluate((element) => element.setAttribute('src', 'about:blank'))
    await expect.poll(async () => (await callsOf(page)).at(-1)).toEqual(['LMSFinish', ''])
    const set = (await callsOf(page)).filter(([name]) => name === 'LMSSetValue')
    expect(set).toEqual([
      ['LMSSetValue', 'cmi.core.lesson_status', 'incomplete'],
      ['LMSSetValue', 'cmi.core.lesson_status', 'completed'],
    ])
    expect(others).toEqual([])
  })

test('the help page of a package has the numbers, and is accessible', async ({ page, request, tolerate }) => {
  tolerate(/request: http:\/\/localhost/)
  const origin = await platform(request, 'nb/alle-gjor-det-scorm12.zip', lms)
  const others = watchOthers(page, [origin])
  await page.goto(`${origin}/content/hjelp.html`)
  await expect(page.locator('a[href="tel:113"]')).toBeVisible()
  await expectAccessible(page)
  // Opened outside a platform the lesson itself is all there.
  await page.goto(`${origin}/content/index.html`)
  await toTheEnd(page)
  expect(others).toEqual([])
})

test('what one pupil wrote is gone when the next one opens the package', async ({
  page,
  request,
  tolerate,
  context,
}) => {
  tolerate(/request: http:\/\/localhost/)
  const origin = await platform(request, 'nb/alle-gjor-det-scorm12.zip', lms)
  const kept = (at: Page) =>
    at.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('forspring.lesson.')))
  await page.goto(`${origin}/content/index.html`)
  await toTheEnd(page)
  expect(await kept(page)).not.toEqual([])
  await page.reload()
  expect(await kept(page), 'a reload keeps its place').not.toEqual([])
  const next = await context.newPage()
  await next.goto(`${origin}/content/index.html`)
  await next.locator('[data-player][data-ready]').waitFor()
  expect(await kept(next)).toEqual([])
})

test('cmi5 sends three statements: begun, come to the end, left', async ({ page, request, tolerate }) => {
  tolerate(/request: http:\/\/localhost/)
  const seen: { method: string; path: string; authorization: string | undefined; body: string }[] = []
  const store = await serve(async (message, path) => {
    let body = ''
    for await (const piece of message) body += String(piece)
    if (message.method === 'OPTIONS') return {}
    seen.push({ method: message.method!, path, authorization: message.headers.authorization, body })
    if (path === '/ticket') return { type: 'application/json', body: '{"auth-token":"dGVzdA=="}' }
    if (path === '/xapi/activities/state')
      return {
        type: 'application/json',
        body: JSON.stringify({
          launchMode: 'Normal',
          contextTemplate: {
            extensions: { 'https://w3id.org/xapi/cmi5/context/extensions/sessionid': 's1' },
          },
        }),
      }
    return path === '/xapi/statements' ? { type: 'application/json', body: '["id"]' } : { status: 404 }
  })
  tolerate(/status of 404/)
  const launch = new URLSearchParams({
    endpoint: `${store}/xapi`,
    fetch: `${store}/ticket`,
    actor: JSON.stringify({ objectType: 'Agent', account: { homePage: 'https://lms.example', name: '7' } }),
    registration: 'b7d4a3e2-1111-4222-8333-444455556666',
    activityId: 'https://lms.example/au/1',
  })
  const origin = await platform(request, 'nb/alle-gjor-det-cmi5.zip', '')
  const others = watchOthers(page, [origin, store])
  await page.goto(`${origin}/content/index.html?${String(launch)}`)
  const statements = () =>
    seen
      .filter(({ path, method }) => path === '/xapi/statements' && method === 'POST')
      .map(({ body }) => JSON.parse(body) as Statement)
  const verbs = () => statements().map(({ verb }) => verb.id.split('/').at(-1))
  await expect.poll(verbs).toEqual(['initialized'])
  await toTheEnd(page)
  await expect.poll(verbs).toEqual(['initialized', 'completed'])
  await page.goto('about:blank')
  await expect.poll(verbs).toEqual(['initialized', 'completed', 'terminated'])

  for (const statement of statements()) {
    expect(Object.keys(statement).sort()).toEqual(
      [
        'actor',
        'context',
        'id',
        'object',
        'timestamp',
        'verb',
        ...('result' in statement ? ['result'] : []),
      ].sort(),
    )
    expect(statement['context']).toMatchObject({
      registration: 'b7d4a3e2-1111-4222-8333-444455556666',
      extensions: { 'https://w3id.org/xapi/cmi5/context/extensions/sessionid': 's1' },
    })
  }
  // The standard wants a duration; it is always none.
  expect(statements().map(({ result }) => result)).toEqual([
    undefined,
    { completion: true, duration: 'PT0S' },
    { duration: 'PT0S' },
  ])
  expect(
    seen
      .filter(({ path }) => path !== '/ticket')
      .every(({ authorization }) => authorization === 'Basic dGVzdA=='),
  ).toBe(true)
  expect(others).toEqual([])
})

test('«Del økta» has link, code and packages, in every language', async ({ page, request, tolerate }) => {
  for (const language of ['nb', 'nn', 'en']) {
    await page.setViewportSize({ width: 390, height: 844 })
    await page.goto(`/${language}/undervisning/alle-gjor-det/del`)
    await expect(page.locator('#share-address')).toHaveValue(
      new RegExp(`/${language}/undervisning/alle-gjor-det/elev$`),
    )
    const sideways = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    expect(sideways).toBeLessThanOrEqual(0)
    await expectAccessible(page)
    for (const link of await page.locator('a[download]').all()) {
      const answer = await request.get((await link.getAttribute('href'))!)
      expect(answer.headers()['content-disposition']).toMatch(
        /^attachment; filename="forspring-\w\w-alle-gjor-det-\w+\.zip"$/,
      )
    }
  }
  tolerate(/status of 404/)
  for (const path of ['nb/finnes-ikke-scorm12.zip', 'se/alle-gjor-det-cmi5.zip', 'nb/alle-gjor-det.zip'])
    expect((await request.get(`/pakke/${path}`)).status(), path).toBe(404)
})
