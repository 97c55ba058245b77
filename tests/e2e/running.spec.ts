// A teacher runs the survey as a test, and letters and questions are there to be read before it.
import { expect, expectAccessible, test } from './support.ts'
import type { Page } from '@playwright/test'

const password = process.env['DEMO_PASSWORD'] ?? ''

async function signIn(page: Page, email: string) {
  await page.goto('/nb/logg-inn')
  await page.getByLabel('E-post').fill(email)
  await page.getByLabel('Passord').fill(password)
  await page.getByRole('button', { name: 'Logg inn' }).click()
  await expect(page).toHaveURL(/\/nb\/skole$/)
}

test('the count rises when a code is used, and turnout is noted', async ({ page, somebodyElse }) => {
  await signIn(page, 'laerer@demo.example')
  const wave = page.locator('.class-wave').filter({ hasText: 'Fra vår til høst' })
  await wave.getByRole('link', { name: /lag nye lapper|skriv ut lapper/i }).click()
  const replace = page.getByLabel('Ja, de gamle lappene skal slutte å gjelde')
  if (await replace.isVisible()) await replace.check()
  await page.locator('form[data-once] [type=submit]').click()
  const code = await page.locator('.slip-code').first().innerText()
  await page.getByRole('link', { name: 'Til klassene' }).click()
  await wave.getByRole('link', { name: /Gjennomfør i klassen/ }).click()
  await expect(page.getByText(/egenkode av småting/)).toBeVisible()
  await expectAccessible(page)
  const count = page.locator('.used-count')
  const before = Number((await count.innerText()).split(' ')[0])

  const pupil = await somebodyElse()
  await pupil.goto('/nb/delta')
  await pupil.locator('.participation[data-ready]').waitFor()
  await pupil.locator('#code').fill(code)
  await pupil.locator('[type=submit]').click()
  await pupil.locator('.fingerprint + p + .moves .ds-button').first().click()
  await expect(pupil.locator('.survey[data-ready]')).toBeVisible()
  await expect(count).toHaveText(new RegExp(`^${before + 1} av`), { timeout: 15_000 })

  await page.getByLabel('Borte den dagen').fill('2')
  await page.getByRole('button', { name: 'Lagre tallene' }).click()
  await expect(page.getByText('Frammøtet er lagret.')).toBeVisible()
  await expect(page.getByLabel('Borte den dagen')).toHaveValue('2')
  await page.getByRole('link', { name: 'Vis på storskjerm' }).click()
  await expect(page.getByRole('heading', { name: 'Slik svarer du' })).toBeVisible()
  await expect(page.locator('.used-count')).toHaveCount(0)
  await expectAccessible(page)
})

test('a contact has dates, a letter in Arabic, and a link to every question', async ({ page }) => {
  await signIn(page, 'kontakt@demo.example')
  await expect(page.getByRole('heading', { name: 'Dette skal gjøres' })).toBeVisible()
  await page
    .locator('.to-do-wave')
    .filter({ hasText: 'Fra vår til høst' })
    .getByRole('link', { name: /Brev, påminnelser/ })
    .click()
  await expectAccessible(page)
  await page.getByRole('navigation', { name: 'Til foresatte' }).getByRole('link', { name: 'العربية' }).click()
  const letter = page.locator('.letter-text')
  await expect(letter).toHaveAttribute('dir', 'rtl')
  expect(await letter.innerText()).not.toMatch(/[{}]/)
  await expect(letter).toContainText('_______')
  const unapproved = page.getByText('Oversettelsen er ikke godkjent')
  await expect(unapproved).toBeVisible()
  await expectAccessible(page)
  await page.emulateMedia({ media: 'print' })
  await expect(unapproved).toBeHidden()
  await page.emulateMedia({ media: 'screen' })

  await page.goto((await letter.getByRole('link').first().getAttribute('href'))!)
  await expect(page.locator('.question').first()).toBeVisible()
  await page.goto('/nb/sporreskjema/foreldre?sprak=ar')
  await expect(page.locator('h1')).toHaveAttribute('dir', 'rtl')
  await expectAccessible(page)
})
