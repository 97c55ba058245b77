// Lessons without network: what is kept, what never is, and that an update shows old or new but never both.
import type { BrowserContext, Page } from '@playwright/test'
import { startProxy, type Proxy } from './offline-proxy.ts'
import { expect, expectAccessible, signIn, test } from './support.ts'

const lesson = '/nb/undervisning/alle-gjor-det'
const other = '/nb/undervisning/ta-vare-pa-en-venn'

/** Every address that lies in a cache of this device. */
const keptPaths = (page: Page) =>
  page.evaluate(async () => {
    const paths: string[] = []
    for (const name of await caches.keys())
      for (const { url } of await (await caches.open(name)).keys())
        paths.push(url.replace(location.origin, ''))
    return paths.sort()
  })

/** Waits until a copy is whole: its record comes last. */
const untilKept = (page: Page, record: string) =>
  expect.poll(() => keptPaths(page), { message: `${record} is kept` }).toContain(record)

async function cut(context: BrowserContext, isOffline = true) {
  await context.setOffline(isOffline)
}

test('a lesson that was opened works without network: all views, with all they need', async ({
  page,
  context,
  tolerate,
}) => {
  tolerate(/ERR_INTERNET_DISCONNECTED|ERR_FAILED/)
  await page.goto(lesson)
  await untilKept(page, '/kept/nb/alle-gjor-det')
  await cut(context)

  await page.reload()
  await expect(page.locator('h1')).toContainText(/.+/)
  await page.goto(`${lesson}/projektor`)
  await page.locator('[data-player][data-ready]').waitFor()
  await page.locator('[data-next]').click()
  await expect(page.locator('[data-slide]:not([hidden])')).not.toHaveId('start')

  await page.goto(`${lesson}/elev`)
  await page.locator('[data-player][data-ready]').waitFor()
  // Every island wakes up as it is shown: its script came along too.
  const islands = page.locator('astro-island')
  const next = page.locator('[data-next]')
  while (await next.isVisible()) {
    for (const island of await islands.all())
      if (await island.isVisible()) await expect(island).not.toHaveAttribute('ssr', /.*/)
    await next.click()
  }
  expect(await page.evaluate(() => [...document.fonts].some(({ status }) => status === 'loaded'))).toBe(true)

  await page.goto(`${lesson}/utskrift`)
  await expect(page.locator('.plan-table')).toBeVisible()
  await page.goto('/nb/undervisning')
  await expect(page.locator('.lesson-cards').first()).toBeVisible()
  await page.goto('/nb/hjelp')
  await expect(page.locator('a[href="tel:113"]').first()).toBeVisible()
})

test('a lesson in pictures comes along too, under the names that it has', async ({
  page,
  context,
  tolerate,
}) => {
  tolerate(/ERR_INTERNET_DISCONNECTED|ERR_FAILED/)
  const pictures = '/nb/undervisning/stopp-spor-en-voksen'
  await page.goto(pictures)
  await page.getByRole('button', { name: 'Ta med' }).click()
  await expect(page.getByRole('button', { name: 'Tatt med' })).toBeVisible()
  await cut(context)
  await page.goto(`${pictures}/bilder`)
  await page.locator('[data-player][data-ready]').waitFor()
  await expect(page.locator('h1')).toContainText('Stopp')
  await page.goto(`${pictures}/uten-skjermer`)
  await expect(page.locator('h1')).toBeVisible()
  await page.goto(`${pictures}/utskrift`)
  await expect(page.locator('.plan-table')).toBeVisible()
})

test('what is not there says so, with numbers to call', async ({ page, context, tolerate }) => {
  tolerate(/ERR_INTERNET_DISCONNECTED|ERR_FAILED/)
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto(`${lesson}/elev`)
  await untilKept(page, '/kept/nb/alle-gjor-det')
  expect((await keptPaths(page)).filter((path) => path.includes('/nb/'))).toEqual([
    '/kept/nb/',
    '/kept/nb/alle-gjor-det',
    `${lesson}/elev`,
    '/nb/uten-nett',
  ])
  await cut(context)
  await page.goto(other)
  await expect(page.locator('h1')).toHaveText('Du er uten nett')
  await expect(page.locator('a[href="tel:113"]')).toBeVisible()
  await expectAccessible(page)
  await cut(context, false)
  await page.getByRole('button', { name: 'Prøv igjen' }).click()
  await expect(page.locator('h1')).not.toHaveText('Du er uten nett')
})

test('«Ta med» keeps a lesson, the list shows it, and «Fjern» takes it away', async ({
  page,
  context,
  tolerate,
}) => {
  tolerate(/ERR_INTERNET_DISCONNECTED|ERR_FAILED/)
  await page.goto('/nn/undervisning/tatt-med')
  await expect(page.locator('.kept-empty')).toBeVisible()
  await page.goto('/nn/undervisning/alle-gjor-det')
  await page.getByRole('button', { name: 'Ta med' }).click()
  await expect(page.getByRole('button', { name: 'Teken med' })).toHaveAttribute('aria-pressed', 'true')
  await page.getByRole('link', { name: 'Sjå det du har teke med' }).click()

  await cut(context)
  await page.reload()
  const row = page.locator('.kept-list li')
  await expect(row).toHaveCount(1)
  await expect(row).toContainText(/Heile økta.*Nynorsk.*\d,\d MB.*Henta/s)
  await cut(context, false)
  await expectAccessible(page)
  await cut(context)
  await row.getByRole('link').click()
  await expect(page).toHaveURL(/alle-gjor-det$/)
  await expect(page.getByRole('button', { name: 'Teken med' })).toBeVisible()

  await page.goto('/nn/undervisning/tatt-med')
  await row.getByRole('button', { name: /^Fjern/ }).click()
  await expect(page.locator('.kept-empty')).toBeVisible()
  expect((await keptPaths(page)).filter((path) => path.includes('alle-gjor-det'))).toEqual([])
  await page.goto('/nn/undervisning/alle-gjor-det')
  await expect(page.locator('h1')).toHaveText('Du er utan nett')
})

test('no name is kept, and nothing of staff, surveys or live lessons', async ({
  page,
  context,
  tolerate,
}) => {
  tolerate(/ERR_INTERNET_DISCONNECTED|ERR_FAILED/)
  await signIn(page, 'laerer@demo.example')
  await page.goto(lesson)
  await expect(page.locator('header').first()).not.toContainText('Logg inn')
  await untilKept(page, '/kept/nb/alle-gjor-det')
  for (const path of ['/nb/skole', '/nb/delta', '/nb', `${other}/elev?direkte=ABCDE`, '/nb/forskning'])
    await page.goto(path)
  await page.goto(lesson)

  const allowed =
    /^\/(_astro\/[\w.@~-]+|favicon\.svg|[\w-]+\.js|kept\/nb\/[\w-]*|nb\/(hjelp|uten-nett|undervisning(\/tatt-med|\/sok\.json|\/alle-gjor-det(\/(projektor|elev|utskrift))?)?))$/
  expect((await keptPaths(page)).filter((path) => !allowed.test(path))).toEqual([])
  const copies = await page.evaluate(async () => {
    const texts: string[] = []
    for (const name of await caches.keys()) {
      const cache = await caches.open(name)
      for (const request of await cache.keys())
        if (/\/nb\//.test(request.url)) texts.push(await (await cache.match(request))!.text())
    }
    return texts.join('\n')
  })
  expect(copies).not.toMatch(/Ingrid|demo\.example|nb\/logg-ut|"\/nb\/skole"/)

  // Without network: a copy as for anybody, and no page at all where nothing may be kept.
  await cut(context)
  await page.goto(lesson)
  await expect(page.locator('h1')).toBeVisible()
  for (const path of ['/nb/delta', '/nb/skole', `${lesson}/elev?direkte=ABCDE`])
    await expect(page.goto(path)).rejects.toThrow(/ERR_INTERNET_DISCONNECTED|ERR_FAILED/)
})

test.describe('an update', () => {
  let proxy: Proxy
  test.beforeEach(async ({ baseURL, tolerate }) => {
    proxy = await startProxy(baseURL!)
    tolerate(new RegExp(`request: ${proxy.origin}/`))
    tolerate(/status of 503|ERR_EMPTY_RESPONSE|ERR_CONNECTION|ERR_FAILED|service worker/i)
  })
  test.afterEach(() => proxy.stop())

  /** The build of the page, and of every script that ran in it. */
  const builds = async (page: Page, path: string) => {
    await page.goto(proxy.origin + path)
    if (/elev|projektor/.test(path)) await page.locator('[data-player][data-ready]').waitFor()
    await page.waitForLoadState('networkidle').catch(() => undefined)
    return page.evaluate(() => ({
      page: document.documentElement.dataset['build'],
      scripts: [...((globalThis as { builds?: Set<string> }).builds ?? [])].join(),
    }))
  }
  /** The paper has no script but what stands in the page itself. */
  const expectOnly = async (page: Page, path: string, build: string) =>
    expect(await builds(page, path), path).toEqual({
      page: build,
      scripts: path.endsWith('/utskrift') ? expect.stringMatching(`^(${build})?$`) : build,
    })
  const views = ['', '/projektor', '/elev', '/utskrift'].map((view) => lesson + view)
  const cachesOf = (page: Page) => page.evaluate(() => caches.keys())
  /** Comes back until the new worker has taken over, which it does when no page of the old one is open. */
  const comeBackRenewed = (context: BrowserContext) =>
    expect
      .poll(async () => {
        const page = await context.newPage()
        await page.goto(`${proxy.origin}/nb/hjelp`)
        const kept = await cachesOf(page)
        await page.close()
        return kept
      })
      .toEqual(['forspring-build-B'])

  test('renews every copy before the old ones go', async ({ page, context }) => {
    await page.goto(proxy.origin + lesson)
    await untilKept(page, '/kept/nb/alle-gjor-det')
    expect(await cachesOf(page)).toEqual(['forspring-build-A'])
    proxy.isDown = true
    for (const path of views) await expectOnly(page, path, 'A')

    // The new build is met on another lesson, by a page that then stays open: the old worker goes on meanwhile.
    proxy.isDown = false
    proxy.build = 'B'
    await expectOnly(page, other, 'B')
    await untilKept(page, '/kept/nb/ta-vare-pa-en-venn')
    await expect
      .poll(() =>
        page.evaluate(async () => Boolean((await navigator.serviceWorker.getRegistration())?.waiting)),
      )
      .toBe(true)
    expect(await cachesOf(page)).toEqual(['forspring-build-A', 'forspring-build-B'])

    // When its pages are closed, the new worker takes over.
    await page.close()
    await comeBackRenewed(context)
    const later = await context.newPage()
    proxy.isDown = true
    for (const path of [...views, other]) await expectOnly(later, path, 'B')
  })

  test('that breaks off in the middle leaves the old copy whole', async ({ page, context }) => {
    await page.goto(proxy.origin + lesson)
    await untilKept(page, '/kept/nb/alle-gjor-det')
    proxy.build = 'B'
    proxy.broken = /alle-gjor-det\/elev/
    await expectOnly(page, other, 'B')
    await untilKept(page, '/kept/nb/ta-vare-pa-en-venn')
    await expect
      .poll(() =>
        page.evaluate(async () => {
          const found = await navigator.serviceWorker.getRegistration()
          return Boolean(found?.waiting ?? found?.installing)
        }),
      )
      .toBe(false)
    await page.close()
    const later = await context.newPage()
    proxy.isDown = true
    for (const path of views) await expectOnly(later, path, 'A')
    await expectOnly(later, other, 'B')

    // The next visit with network brings it all.
    proxy.isDown = false
    proxy.broken = undefined
    await later.goto(proxy.origin + other)
    await expect
      .poll(() =>
        later.evaluate(async () => Boolean((await navigator.serviceWorker.getRegistration())?.waiting)),
      )
      .toBe(true)
    await later.close()
    await comeBackRenewed(context)
    const last = await context.newPage()
    proxy.isDown = true
    for (const path of views) await expectOnly(last, path, 'B')
  })
})
