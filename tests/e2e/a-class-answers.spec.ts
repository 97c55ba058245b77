// The main journey: a teacher prints slips, three pupils answer on phones, one in nynorsk, one losing the network
// before sending; then the round is ended and the researcher takes the file.
import type { Page } from '@playwright/test'
import { expect, expectAccessible, signIn, test } from './support.ts'

const phone = { width: 390, height: 844 }

/** Makes slips for the first class that has none. @returns the codes as they are printed. */
async function printSlips(page: Page): Promise<string[]> {
  await signIn(page, 'laerer@demo.example')
  await expect(page).toHaveURL(/\/nb\/skole$/)
  await page
    .getByRole('link', { name: /skriv ut lapper/i })
    .and(page.locator('[href*="demo-2"]'))
    .first()
    .click()
  await page.locator('form[method=post] button[type=submit]').last().click()
  await expect(page.locator('.slip').first()).toBeVisible()
  return page.locator('.slip-code').allInnerTexts()
}

async function typeCode(page: Page, code: string, language = 'nb') {
  await page.setViewportSize(phone)
  await page.goto(`/${language}/delta`)
  await page.locator('.participation[data-ready]').waitFor()
  // As people type: lower case, blanks, and letters that look like figures.
  await page
    .locator('#code')
    .fill(code.toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l').replace('-', ' '))
  await page.locator('[type=submit]').click()
  await page.locator('.fingerprint + p + .moves .ds-button').first().click()
  await expect(page.locator('.survey[data-ready]')).toBeVisible()
}

const next = (page: Page) => page.locator('.survey > .moves .ds-button').last()

/** Goes to the last page, choosing the first answer wherever there are radio buttons. */
async function answerEverything(page: Page) {
  for (;;) {
    for (const options of await page.locator('.item .options:has([type=radio])').all())
      await options.locator('.option').first().click()
    const [at, of] = ((await page.locator('.where').innerText()).match(/\d+/g) ?? []).map(Number)
    if (at === of) return
    await next(page).click()
    await expect(page.locator('.where')).toContainText(`${at! + 1} `)
  }
}

test('three pupils answer, and nobody is left on their devices', async ({ page, somebodyElse, tolerate }) => {
  const codes = await printSlips(page)
  expect(codes.length).toBeGreaterThan(20)

  const anna = await somebodyElse()
  await typeCode(anna, codes[0]!)
  await next(anna).click()
  await next(anna).click()
  await anna.locator('.option').first().click()
  await anna.reload()
  await expect(anna.locator('.option').first().locator('input')).toBeChecked()
  await expectAccessible(anna)
  await answerEverything(anna)
  await expectAccessible(anna)
  await next(anna).click()
  await expect(anna.getByRole('heading', { name: /Takk/ })).toBeVisible()

  const brita = await somebodyElse()
  await typeCode(brita, codes[1]!)
  await brita.getByRole('button', { name: 'Nynorsk' }).click()
  await expect(brita.locator('html')).toHaveAttribute('lang', 'nn')
  await answerEverything(brita)
  await expect(brita.getByRole('heading', { name: 'Klar til å sende?' })).toBeVisible()
  await next(brita).click()
  await expect(brita.getByRole('heading', { name: 'Takk! Svara er komne fram.' })).toBeVisible()

  const chris = await somebodyElse()
  tolerate(/ERR_INTERNET_DISCONNECTED/)
  await typeCode(chris, codes[2]!)
  await answerEverything(chris)
  await chris.context().setOffline(true)
  await next(chris).click()
  await expect(chris.getByText(/Venter på nett/)).toBeVisible()
  await chris.context().setOffline(false)
  await expect(chris.getByRole('heading', { name: /Takk/ })).toBeVisible({ timeout: 20_000 })

  for (const pupil of [anna, brita, chris]) {
    const left = await pupil.evaluate(async () => ({
      session: sessionStorage.length,
      local: localStorage.length,
      cookies: document.cookie,
      caches: (await caches.keys()).length,
      databases: (await indexedDB.databases()).length,
      history: history.state as unknown,
      address: location.hash + location.search,
    }))
    expect(left).toEqual({
      session: 0,
      local: 0,
      cookies: '',
      caches: 0,
      databases: 0,
      history: null,
      address: '',
    })
  }

  const dag = await somebodyElse()
  tolerate(/status of 404/)
  await dag.goto('/nb/delta')
  await dag.locator('.participation[data-ready]').waitFor()
  await dag.locator('#code').fill(codes[0]!)
  await dag.locator('[type=submit]').click()
  await expect(dag.getByRole('alert')).toContainText('Denne koden kan ikke brukes')

  await page.goto('/nb/skole')
  await page
    .getByRole('link', { name: /se runden/i })
    .first()
    .click()
  await expect(page.locator('main')).toContainText(new RegExp(`3 av ${codes.length}`))
  await expectAccessible(page)
})

test('a slip is scanned as an address, and the code leaves the address at once', async ({
  page,
  somebodyElse,
}) => {
  await signIn(page, 'laerer@demo.example')
  await page
    .getByRole('link', { name: /skriv ut lapper/i })
    .and(page.locator('[href*="demo-2"]'))
    .last()
    .click()
  await page.locator('form[method=post] button[type=submit]').last().click()
  await expect(page.locator('.slip').first()).toBeVisible()
  const code = (await page.locator('.slip-code').first().innerText()).replace('-', '')

  const pupil = await somebodyElse()
  const asked: string[] = []
  pupil.on('request', (request) => asked.push(request.url(), request.postData() ?? ''))
  // A wrong fingerprint: somebody made a key of their own. The code must not be spent.
  await pupil.goto(`/nb/delta#${code}.${'0'.repeat(26)}`)
  await expect(pupil.getByRole('heading', { name: 'Stopp her' })).toBeVisible()
  expect(pupil.url()).not.toContain(code)
  expect(asked.some((text) => text.includes('participation.admit'))).toBe(false)
  expect(asked.filter((text) => text.startsWith('http')).some((url) => url.includes(code))).toBe(false)
})

test('leaving deletes the answers and sends nothing', async ({ page, somebodyElse }) => {
  await signIn(page, 'kontakt@demo.example')
  await page
    .getByRole('link', { name: /skriv ut lapper/i })
    .and(page.locator('[href*="demo-2"]'))
    .first()
    .click()
  await page.locator('form[method=post] button[type=submit]').last().click()
  await expect(page.locator('.slip').first()).toBeVisible()
  const [code] = await page.locator('.slip-code').allInnerTexts()

  const pupil = await somebodyElse()
  await typeCode(pupil, code!)
  await next(pupil).click()
  await pupil.getByRole('button', { name: 'Gå ut nå' }).click()
  await expectAccessible(pupil)
  await pupil.getByRole('button', { name: 'Bli her' }).click()
  await pupil.getByRole('button', { name: 'Gå ut nå' }).click()
  await pupil.getByRole('button', { name: 'Slett og gå ut' }).click()
  await expect(pupil.getByRole('heading', { name: 'Du er ute' })).toBeVisible()
  expect(await pupil.evaluate(() => sessionStorage.length)).toBe(0)
})

test('the researcher downloads data and codebook', async ({ page }) => {
  await signIn(page, 'forsker@demo.example')
  await expect(page).toHaveURL(/\/nb\/forsker$/)
  await expectAccessible(page)
  await page.locator('main a[href$="/forsker/demo"]').first().click()
  await expectAccessible(page)
  const download = page.waitForEvent('download')
  await page.locator('a[href$="svar.csv"], a[href*="svar.csv"]').first().click()
  expect((await download).suggestedFilename()).toMatch(/\.csv$/)
  await page.locator('a[href*="/kodebok/"]').first().click()
  await expect(page.getByText('alc_life').first()).toBeVisible()
  await expectAccessible(page)
})

test('a new slip in a tab with somebody’s answers asks first, shows nothing, and an unsent response still goes', async ({
  page,
  somebodyElse,
  tolerate,
}) => {
  tolerate(/ERR_INTERNET_DISCONNECTED/)
  await signIn(page, 'kontakt@demo.example')
  await page
    .getByRole('link', { name: /skriv ut lapper/i })
    .and(page.locator('[href*="demo-2"]'))
    .first()
    .click()
  await page.locator('form[method=post] button[type=submit]').last().click()
  await expect(page.locator('.slip').first()).toBeVisible()
  const codes = await page.locator('.slip-code').allInnerTexts()

  const tablet = await somebodyElse()
  await typeCode(tablet, codes[0]!)
  await next(tablet).click()
  await next(tablet).click()
  await tablet.locator('.option').first().click()
  // The next pupil opens another slip in the same tab.
  await tablet.goto(`/nb/delta#${codes[1]!.replace('-', '')}.${'0'.repeat(26)}`)
  await expect(tablet.getByRole('heading', { name: 'Noen har begynt å svare her' })).toBeVisible()
  await expect(tablet.locator('.item')).toHaveCount(0)
  await expectAccessible(tablet)
  await tablet.reload()
  await expect(tablet.getByRole('heading', { name: 'Noen har begynt å svare her' })).toBeVisible()
  await tablet.getByRole('button', { name: 'Nei, slett svarene' }).click()
  await expect(tablet.getByRole('heading', { name: 'Stopp her' })).toBeVisible()
  expect(await tablet.evaluate(() => sessionStorage.getItem('forspring.participation'))).toBeNull()

  const cloud = await somebodyElse()
  await typeCode(cloud, codes[2]!)
  await answerEverything(cloud)
  await cloud.route('**/trpc/response.submit', (route) => route.abort())
  tolerate(/ERR_FAILED/)
  await next(cloud).click()
  await expect(cloud.getByText(/Venter på nett/)).toBeVisible()
  await cloud.unroute('**/trpc/response.submit')
  await cloud.goto(`/nb/delta#${codes[3]!.replace('-', '')}.${'0'.repeat(26)}`)
  await expect(cloud.getByRole('heading', { name: 'Stopp her' })).toBeVisible()
  await expect.poll(() => cloud.evaluate(() => sessionStorage.getItem('forspring.unsent'))).toBeNull()
})
