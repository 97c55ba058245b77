// Answering where it is hard: in a linked study with a network that comes and goes, in Arabic from right to left, and on
// a device that the next one gets at once.
import type { Locator, Page } from '@playwright/test'
import { expect, expectAccessible, signIn, test } from './support.ts'

const phone = { width: 390, height: 844 }

/** Slips of a wave for a class of the demo's teacher. @returns the codes as they are printed. */
async function printSlips(page: Page, waveId: string): Promise<string[]> {
  await signIn(page, 'laerer@demo.example')
  await page.locator(`a[href*="/lapper?"][href*="maling=${waveId}"]`).last().click()
  // Another test may have printed them before.
  const again = page.getByRole('checkbox', { name: /gamle|erstatt/i })
  if (await again.count()) await again.check()
  await page.locator('main form[method=post] [type=submit]').last().click()
  await expect(page.locator('.slip-code').first()).toBeVisible()
  return page.locator('.slip-code').allInnerTexts()
}

async function comeIn(page: Page, code: string, path: string) {
  await page.setViewportSize(phone)
  await page.goto(path)
  await page.locator('.participation[data-ready]').waitFor()
  await page.locator('#code').fill(code)
  await page.keyboard.press('Enter')
  await page.locator('.fingerprint').waitFor()
  await page.locator('.moves .ds-button').first().click()
  await expect(page.locator('.survey[data-ready]')).toBeVisible()
}

const next = (page: Page) => page.locator(':is(.survey, .link-code) > .moves .ds-button').last()

/** What this device still knows. */
const traces = (page: Page) =>
  page.evaluate(async () => ({
    session: Object.keys(sessionStorage),
    local: localStorage.length,
    cookies: document.cookie,
    caches: (await caches.keys()).length,
    databases: (await indexedDB.databases()).length,
    history: history.state as unknown,
    address: location.hash + location.search,
    typed: [...document.querySelectorAll('input')].map(({ value }) => value).join(''),
  }))
const none = {
  session: [],
  local: 0,
  cookies: '',
  caches: 0,
  databases: 0,
  history: null,
  address: '',
  typed: '',
}

/** Which kind an item of this questionnaire is; kinds.spec.ts has those that it lacks. */
const kindOf = async (item: Locator) =>
  (await item.locator('[type=range]').count())
    ? 'range'
    : (await item.locator('.grid-item').count())
      ? 'grid'
      : (await item.locator('[type=checkbox]').count())
        ? 'multiple'
        : (await item.locator('[type=radio]').count())
          ? 'single'
          : 'information'

/** Answers one item with keys alone, and sees that it was taken. */
async function answerByKeyboard(item: Locator, kind: string) {
  if (kind === 'information') return
  if (kind === 'range') await item.locator('[type=range]').press('ArrowRight')
  else await item.locator('[type=radio], [type=checkbox]').first().press('Space')
  await expect(item.locator('.clear').last()).toBeEnabled()
}

test('a pupil in a linked study: keys alone, a lost network, a reload and another language', async ({
  page,
  somebodyElse,
  tolerate,
}) => {
  test.slow()
  tolerate(/ERR_INTERNET_DISCONNECTED/)
  const [code] = await printSlips(page, 'demo-panel')
  const pupil = await somebodyElse()
  const sent: { to: URL; body: string }[] = []
  pupil.on('request', (request) => sent.push({ to: new URL(request.url()), body: request.postData() ?? '' }))
  await comeIn(pupil, code!, '/nb/delta')

  await next(pupil).press('Enter')
  await expect(pupil.getByRole('heading', { name: 'Lag egenkoden din' })).toBeVisible()
  await expectAccessible(pupil)
  await next(pupil).press('Enter')
  for (const key of ['17', 'q', 'w', '4', 'z', '', 'x']) {
    for (const one of key) await pupil.keyboard.press(one)
    if (key === '17') await expectAccessible(pupil)
    await next(pupil).press('Enter')
  }
  await expect(pupil.locator('.link-choices strong')).toHaveText(['17', 'Q', 'W', '4', 'Z', 'Vet ikke', 'X'])
  await expectAccessible(pupil)
  await next(pupil).press('Enter')

  // From here on there is no network until the answers are to be sent.
  await expect.poll(() => sent.filter(({ to }) => to.pathname.includes('words-')).length).toBeGreaterThan(2)
  await pupil.context().setOffline(true)
  const kinds = new Set<string>()
  for (let screen = 0; ; screen += 1) {
    for (const item of await pupil.locator('.item').all()) {
      const kind = await kindOf(item)
      await answerByKeyboard(item, kind)
      if (!kinds.has(kind)) await expectAccessible(pupil)
      kinds.add(kind)
    }
    if (screen === 3) await pupil.getByRole('button', { name: 'English' }).click()
    const [at, of] = ((await pupil.locator('.where').innerText()).match(/\d+/g) ?? []).map(Number)
    if (at === of) break
    await next(pupil).press('Enter')
  }
  expect([...kinds].sort()).toEqual(['grid', 'information', 'multiple', 'range', 'single'])
  await expect(pupil.getByText(/You have answered (\d+) of \1 /)).toBeVisible()
  const stored = await pupil.evaluate(() => JSON.stringify(sessionStorage))
  expect(stored).not.toContain('linkCode')

  // The device is closed and opened again, with network: the answers are there, the link code is not.
  await pupil.context().setOffline(false)
  await pupil.reload()
  await expect(pupil.getByText(/You have answered (\d+) of \1 /)).toBeVisible()
  await next(pupil).click()
  await expect(pupil.getByText(/never stored on the device/)).toBeVisible()
  await pupil.context().setOffline(true)
  await pupil.getByRole('button', { name: 'Answer without a code' }).click()
  await expect(pupil.getByText(/Waiting for the network/)).toBeVisible()
  await pupil.context().setOffline(false)
  await expect(pupil.getByRole('heading', { name: /Thank you/ })).toBeVisible({ timeout: 20_000 })
  expect(await traces(pupil)).toEqual(none)
  // The answers went without the link code, and no address had anything of either.
  expect(sent.filter(({ to }) => to.pathname === '/trpc/response.submit').length).toBeGreaterThan(0)
  expect(sent.filter(({ body }) => body.includes('linkCode'))).toEqual([])
  const withQuery = sent.filter(({ to }) => to.search !== '').map(({ to }) => to.pathname)
  expect([...new Set(withQuery)]).toEqual(['/trpc/instrument.version'])
})

test('a parent answers in Arabic, from right to left, and finds the parent page', async ({
  page,
  somebodyElse,
}) => {
  const [code] = await printSlips(page, 'demo-foreldre')
  const parent = await somebodyElse()
  await parent.setViewportSize(phone)
  await parent.goto('/nb/delta')
  await parent.locator('summary').click()
  await parent.getByRole('link', { name: 'العربية' }).click()
  await expect(parent.locator('html')).toHaveAttribute('dir', 'rtl')
  await expectAccessible(parent)
  await comeIn(parent, code!, '/ar/delta')
  await expect(parent.locator('.languages button')).toHaveCount(7)
  await expectAccessible(parent)
  for (;;) {
    for (const option of await parent.locator('.options:has([type=radio])').all())
      await option.locator('.option').first().click()
    for (const line of await parent.locator('[type=range]').all()) {
      await line.click({ position: { x: 300, y: 20 } })
      // In Arabic the small numbers are at the right.
      expect(await line.evaluate((input: HTMLInputElement) => input.valueAsNumber)).toBeLessThan(50)
    }
    const [at, of] = ((await parent.locator('.where').innerText()).match(/\d+/g) ?? []).map(Number)
    if (at === 4) await expectAccessible(parent)
    if (at === of) break
    await next(parent).click()
  }
  // Another language in the middle of it, and back: nothing is lost.
  await parent.getByRole('button', { name: 'Polski' }).click()
  await expect(parent.locator('html')).toHaveAttribute('dir', 'ltr')
  await parent.getByRole('button', { name: 'العربية' }).click()
  await expect(parent.locator('.participation')).toHaveAttribute('dir', 'rtl')
  await next(parent).click()
  await expect(parent.getByRole('heading', { name: /شكرًا/ })).toBeVisible()
  await expectAccessible(parent)
  expect(await traces(parent)).toEqual(none)
  await parent.locator('.ending a[href$="/foreldre"]').click()
  await expect(parent).toHaveURL(/\/foreldre$/)
})

test('a shared device is empty for the next one, and what waited is sent all the same', async ({
  page,
  somebodyElse,
  tolerate,
}) => {
  tolerate(/ERR_FAILED/)
  const codes = await printSlips(page, 'demo-foreldre')
  const tablet = await somebodyElse()
  await tablet.goto('/nb/delta')
  await tablet.getByRole('link', { name: 'Deler dere maskin?' }).click()
  await expect(tablet.getByText(/10 minutter/)).toBeVisible()
  await expectAccessible(tablet)

  await comeIn(tablet, codes[0]!, '/nb/delta/felles')
  await next(tablet).click()
  // A reload always asks whose answers these are.
  await tablet.reload()
  await expect(tablet.getByRole('heading', { name: 'Noen har begynt å svare her' })).toBeVisible()
  await tablet.getByRole('button', { name: 'Ja, fortsett' }).click()
  for (;;) {
    const [at, of] = ((await tablet.locator('.where').innerText()).match(/\d+/g) ?? []).map(Number)
    if (at === of) break
    await next(tablet).click()
  }
  await tablet.route('**/trpc/response.submit', (route) => route.abort())
  await next(tablet).click()
  await expect(tablet.getByText(/Venter på nett/)).toBeVisible()
  await tablet.getByRole('button', { name: 'Klar for neste' }).click()
  await expect(tablet.locator('#code')).toBeVisible()
  await expect(tablet.getByText(/Svar fra før venter på nett/)).toBeVisible()
  expect((await traces(tablet)).session).toEqual(['forspring.unsent'])
  await tablet.unroute('**/trpc/response.submit')
  await tablet.evaluate(() => window.dispatchEvent(new Event('online')))
  await expect.poll(() => traces(tablet)).toEqual(none)

  // The next one leaves in the middle; ten minutes without a touch do the same.
  await comeIn(tablet, codes[1]!, '/nb/delta/felles')
  await next(tablet).click()
  await tablet.getByRole('button', { name: 'Gå ut nå' }).click()
  await tablet.getByRole('button', { name: 'Slett og gå ut' }).click()
  await expect(tablet.getByText(/halvt minutt/)).toBeVisible()
  const pages = await tablet.evaluate(() => history.length)
  await tablet.getByRole('button', { name: 'Klar for neste' }).click()
  await tablet.locator('.participation[data-ready]').waitFor()
  await expect(tablet.locator('#code')).toBeVisible()
  expect(await tablet.evaluate(() => history.length)).toBe(pages)
  expect(await traces(tablet)).toEqual(none)

  await tablet.clock.install()
  await comeIn(tablet, codes[2]!, '/nb/delta/felles')
  await next(tablet).click()
  await tablet.clock.fastForward('11:00')
  await expect(tablet.getByRole('alert')).toContainText('mer enn 10 minutter')
  expect((await traces(tablet)).session).toEqual([])
})
