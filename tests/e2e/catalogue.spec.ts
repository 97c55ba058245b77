// The catalogue: choices answered at once and kept in the address, a forgiving search, and all of it without scripts.
import { expect, expectAccessible, test } from './support.ts'

test('a choice is answered at once, announced, and can be shared as an address', async ({
  page,
  somebodyElse,
}) => {
  await page.goto('/nb/undervisning')
  const cards = page.locator('.lesson-card:visible')
  const all = await cards.count()
  expect(all).toBeGreaterThan(1)
  await page.locator('.pill[data-band="8-10"]').click()
  await page.locator('select[name=tema]').selectOption('first-aid')
  await expect(page.locator('.lesson-card:visible:not([data-themes~=first-aid])')).toHaveCount(0)
  await expect(page.locator('.lesson-card:visible:not([data-band="8-10"])')).toHaveCount(0)
  const left = await cards.count()
  expect(left).toBeGreaterThan(0)
  expect(left).toBeLessThan(all)
  await expect(page.locator('[data-catalogue-count]')).toHaveText(left === 1 ? '1 økt' : `${left} økter`)
  await expect(page).toHaveURL(/\?trinn=8-10&tema=first-aid$/)

  const other = await somebodyElse()
  await other.goto(page.url())
  await expect(other.locator('.lesson-card:visible')).toHaveCount(left)
  await expect(other.getByRole('radio', { name: '8.–10. trinn' })).toBeChecked()

  await page.getByRole('link', { name: 'Vis alle økter' }).first().click()
  await expect(cards).toHaveCount(all)
})

test('the search forgives a slip, asks nobody, and is there for the keyboard', async ({ page }) => {
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  await page.goto('/nb/undervisning')
  await page.locator('#sok').focus()
  await page.keyboard.type('forstehjlp')
  await expect(page.locator('[data-lesson-card=alle-gjor-det]')).toBeHidden()
  await expect(page.locator('[data-lesson-card=ta-vare-pa-en-venn]')).toBeVisible()
  await expect(page).toHaveURL(/sok=forstehjlp/)
  await page.keyboard.press('Enter')
  await expectAccessible(page)
  expect(asked.filter((url) => url.includes('forst'))).toEqual([])

  await page.locator('#sok').fill('kjøttkaker')
  await expect(page.getByRole('heading', { name: 'Ingen økter passer til alt du valgte' })).toBeVisible()
  await expect(page.locator('[data-why]:visible')).toHaveText(/Prøv et annet ord/)
  await expectAccessible(page)
})

test('everything works without scripts', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: baseURL! })
  const page = await context.newPage()
  await page.goto('/nb/undervisning')
  await page.locator('#sok').fill('foerstehjelp')
  await page.getByRole('button', { name: 'Vis økter' }).click()
  await expect(page).toHaveURL(/sok=foerstehjelp/)
  await expect(page.locator('[data-lesson-card=alle-gjor-det]')).toBeHidden()
  await expect(page.locator('[data-lesson-card=ta-vare-pa-en-venn]')).toBeVisible()
  await page.goto('/nb/undervisning?minutter=20&mal=saf01-04-10-identitet')
  await expect(page.locator('.lesson-card:visible')).toHaveCount(0)
  await context.close()
})

test('each competence aim names its lessons, on the page and in the file', async ({ page, request }) => {
  for (const language of ['nb', 'nn', 'en']) {
    await page.goto(`/${language}/undervisning/maal`)
    await expectAccessible(page)
  }
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto('/nb/undervisning/maal')
  await page.getByRole('link', { name: 'Ta vare på en venn' }).first().click()
  await expect(page).toHaveURL(/\/ta-vare-pa-en-venn$/)

  const file = await request.get('/eksport/kompetansemaal.csv?sprak=nn')
  expect(file.headers()['content-type']).toContain('text/csv')
  const lines = (await file.text()).split('\r\n')
  expect(lines[0]).toContain('Læreplankode')
  expect(
    lines.some((line) => line.startsWith('kro01-05-10-forstehjelp') && line.includes('Ta vare på')),
  ).toBe(true)
})
