// Every page that needs no account, in every language, light and dark: accessible, quiet, and with its headers.
import { expect, expectAccessible, test } from './support.ts'

// Long, and independent of each other.
test.describe.configure({ mode: 'parallel' })

const paths = [
  '',
  '/undervisning',
  '/undervisning?trinn=vgs',
  '/undervisning/alle-gjor-det',
  '/undervisning/alle-gjor-det/projektor',
  '/undervisning/alle-gjor-det/elev',
  '/undervisning/alle-gjor-det/utskrift',
  '/undervisning/ta-vare-pa-en-venn',
  '/undervisning/ta-vare-pa-en-venn/projektor',
  '/undervisning/ta-vare-pa-en-venn/elev',
  '/undervisning/ta-vare-pa-en-venn/utskrift',
  '/delta',
  '/delta/felles',
  '/hjelp',
  '/personvern',
  '/foreldre',
  '/forskning',
  '/forskning/metode',
  '/om',
  '/logg-inn',
]

for (const language of ['nb', 'nn', 'en'])
  test(`pages in ${language} are accessible and call nobody`, async ({ page }) => {
    test.setTimeout(600_000)
    for (const path of paths) {
      await page.setViewportSize(
        path.includes('projektor') ? { width: 1920, height: 1080 } : { width: 390, height: 844 },
      )
      const response = await page.goto(`/${language}${path}`)
      expect(response?.status(), path).toBe(200)
      expect(await page.locator('html').getAttribute('lang'), path).toBe(language)
      const sideways = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      )
      expect(sideways, `${path} does not scroll sideways`).toBeLessThanOrEqual(0)
      // Colours do not depend on the language.
      await expectAccessible(page, { dark: language === 'nb' })
    }
  })

test('what parents meet is there in the other languages of surveys, in their direction of writing', async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 })
  for (const language of ['pl', 'ar', 'uk', 'so'])
    for (const path of ['/delta', '/foreldre']) {
      const response = await page.goto(`/${language}${path}`)
      expect(response?.status(), `${language}${path}`).toBe(200)
      const html = page.locator('html')
      await expect(html).toHaveAttribute('lang', language)
      await expect(html).toHaveAttribute('dir', language === 'ar' ? 'rtl' : 'ltr')
      await expectAccessible(page, { dark: language === 'ar' })
    }
})

test('what does not exist gets our own page in the right language', async ({ page, tolerate }) => {
  tolerate(/status of 404/)
  for (const [path, words] of [
    ['/nn/finst-ikkje', /finst ikkje/i],
    ['/tull', /finnes ikke/i],
    ['/tull/hjelp', /finnes ikke/i],
    ['/nb/undervisning/finnes-ikke', /finnes ikke/i],
  ] as const) {
    const response = await page.goto(path)
    expect(response?.status(), path).toBe(404)
    await expect(page.locator('h1')).toBeVisible()
    await expect(page.locator('main')).toContainText(words)
  }
})

test('every answer carries the security headers, files too', async ({ page, request }) => {
  await page.goto('/nb')
  const file = await page.locator('link[rel=preload]').first().getAttribute('href')
  for (const path of [
    '/nb',
    '/nb/delta',
    '/favicon.svg',
    file!,
    '/trpc/instrument.shipped',
    '/healthz',
    '/nb/nei',
  ]) {
    const headers = (await request.get(path)).headers()
    expect(headers['x-content-type-options'], path).toBe('nosniff')
    expect(headers['referrer-policy'], path).toBe('same-origin')
    expect(headers['content-security-policy'], path).toContain("frame-ancestors 'none'")
    expect(headers['content-security-policy'], path).not.toContain('unsafe')
  }
})

test('a page that has not changed is not sent again', async ({ request }) => {
  const first = await request.get('/nb/undervisning/alle-gjor-det')
  const tag = first.headers()['etag']
  expect(tag).toBeTruthy()
  const second = await request.get('/nb/undervisning/alle-gjor-det', { headers: { 'if-none-match': tag! } })
  expect(second.status()).toBe(304)
})
