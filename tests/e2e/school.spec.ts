// From the administrator's first click to a class that changes hands: a school of its own, so that other tests are not
// disturbed. Everything by what a person sees.
import type { Page } from '@playwright/test'
import { expect, expectAccessible, signIn, test } from './support.ts'

const own = 'et eget langt passord'

/** Makes an account at the school whose page is open. @returns the link. */
async function makeAccount(page: Page, name: string, email: string, role: string): Promise<string> {
  await page.getByRole('link', { name: 'Ny konto' }).click()
  await page.getByLabel('Navn').fill(name)
  await page.getByLabel('E-post').fill(email)
  await page.getByRole('radio', { name: role }).check()
  await expect(page.getByRole('checkbox', { checked: true })).toHaveCount(1)
  await page.getByRole('button', { name: 'Lag kontoen' }).click()
  return page.locator('code').innerText()
}

async function choosePassword(page: Page, link: string) {
  await page.goto(link)
  await page.getByLabel('Nytt passord').fill(own)
  await page.getByLabel('Skriv det en gang til').fill(own)
  await page.getByRole('button', { name: 'Lagre passordet' }).click()
  await expect(page.getByText('Passordet er valgt')).toBeVisible()
}

const card = (page: Page, label: string) =>
  page.locator('.class-card').filter({ has: page.getByRole('heading', { name: label, exact: true }) })

test('a school, two teachers, and a class that goes from one to the other', async ({
  page,
  somebodyElse,
  tolerate,
}) => {
  // A spent link, an address that is taken.
  tolerate(/status of (404|409)/)
  await signIn(page, 'admin@demo.example')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Skoler og kontoer')
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Ny skole' }).click()
  await expectAccessible(page)
  await page.getByLabel('Navn på skolen').fill('Havna skole')
  await page.getByLabel('Kommune').fill('Havna')
  await page.getByRole('button', { name: 'Lag skolen' }).click()
  await expect(page.getByText('Skolen er laget')).toBeVisible()
  await expectAccessible(page)
  const school = page.url()
  const link = await makeAccount(page, 'Turid Test', 'turid@havna.example', 'Lærer')
  expect(link).toMatch(/\/nb\/logg-inn\/passord\?lenke=[\w-]{43}$/)
  await expectAccessible(page)
  await page.goto(page.url())
  await expect(page.locator('code')).toHaveCount(0)
  await page.goto(school)
  const other = await makeAccount(page, 'Omar Test', 'omar@havna.example', 'Lærer')
  await page.goto(school)
  await page.getByRole('link', { name: 'Ny konto' }).click()
  await page.getByLabel('Navn').fill('Turid To')
  await page.getByLabel('E-post').fill('TURID@havna.example')
  await page.getByRole('button', { name: 'Lag kontoen' }).click()
  await expect(page.getByRole('alert')).toContainText('En annen konto har denne e-postadressen')

  const turid = await somebodyElse()
  await turid.goto(link)
  await expectAccessible(turid)
  await choosePassword(turid, link)
  await turid.goto(link)
  await expect(turid.getByRole('alert')).toContainText('Denne lenka er brukt eller for gammel')
  await expectAccessible(turid)
  await signIn(turid, 'turid@havna.example', own)
  await expect(turid.getByRole('heading', { name: 'Ingen klasser ennå' })).toBeVisible()
  await expectAccessible(turid)

  await turid.getByRole('link', { name: 'Lag en klasse' }).click()
  await expectAccessible(turid)
  await turid.getByLabel('Navn på klassen').fill('7B')
  await turid.getByLabel('Trinn').selectOption('7. trinn')
  await turid.getByLabel('Antall elever').fill('21')
  await turid.getByRole('button', { name: 'Lag klassen' }).click()
  await expect(turid.getByText('7B er laget.')).toBeVisible()
  await expect(card(turid, '7B')).toContainText('7. trinn · 21 elever · Havna skole')
  await expectAccessible(turid)

  await turid.getByRole('link', { name: 'Rediger 7B' }).click()
  await turid.getByLabel('Trinn').selectOption('8. trinn')
  await turid.getByLabel('Navn på klassen').fill('8B')
  await turid.getByRole('button', { name: 'Lagre' }).click()
  await expect(turid.getByText('Endringene er lagret.')).toBeVisible()
  await expectAccessible(turid)
  await turid.getByRole('button', { name: 'Legg bort' }).click()
  await turid.getByText('1 klasse er lagt bort').click()
  await expectAccessible(turid)
  await turid.getByRole('button', { name: 'Hent fram igjen 8B' }).click()
  await expect(card(turid, '8B')).toBeVisible()

  const omar = await somebodyElse()
  await choosePassword(omar, other)
  await signIn(omar, 'omar@havna.example', own)
  await expect(card(omar, '8B')).toHaveCount(0)
  await turid.getByRole('link', { name: 'Rediger 8B' }).click()
  await turid.getByLabel('Ny lærer').selectOption('Omar Test')
  await turid.getByRole('button', { name: 'Gi fra deg klassen' }).click()
  await expect(turid.getByRole('heading', { name: 'Ingen klasser ennå' })).toBeVisible()
  await omar.reload()
  await expect(card(omar, '8B')).toBeVisible()
  await omar.goto('/nb/skole/nytt-skolear')
  await expect(omar.getByText('Ingen klasser venter')).toBeVisible()
  await expectAccessible(omar)

  // The administrator closes Omar's account: the next click leads to the sign-in page, and no password leads in.
  await page.goto(school)
  await page.getByRole('link', { name: /Omar Test/ }).click()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Steng' }).click()
  await expect(page.getByText('Kontoen er stengt.')).toBeVisible()
  await omar.reload()
  await expect(omar).toHaveURL(/logg-inn/)
  await page.getByRole('button', { name: 'Åpne kontoen' }).click()
  await page.getByRole('button', { name: 'Lag ny lenke' }).click()
  await choosePassword(omar, await page.locator('code').innerText())
})

test('these pages fit a phone, in nynorsk', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await signIn(page, 'admin@demo.example')
  for (const path of ['/admin', '/admin/ny-konto', '/admin/ny-skole', '/admin/skole/fjordvik', '/konto']) {
    await page.goto(`/nn${path}`)
    const sideways = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    expect(sideways, path).toBeLessThanOrEqual(0)
    await expectAccessible(page)
  }
})
