// A teacher on a phone writes down a lesson, plans the year, and follows a programme; what contact and owner then see.
import type { Page } from '@playwright/test'
import { expect, expectAccessible, signIn, test } from './support.ts'

const phone = { width: 390, height: 844 }

const noSideScroll = async (page: Page) =>
  expect(
    await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
  ).toBeLessThanOrEqual(0)

test('a lesson is written down in a minute, changed, and taken away', async ({ page }) => {
  await page.setViewportSize(phone)
  await signIn(page, 'laerer@demo.example')
  await page.getByRole('link', { name: /Før opp en økt ?: 9A/ }).click()
  await expectAccessible(page)
  await page.getByRole('link', { name: /Ta vare på en venn/ }).click()

  await expect(page.getByLabel('Klasse', { exact: true })).toHaveValue('fjordvik-9a')
  const warning = page.getByText('Uten dette steget regnes det som en annen økt').first()
  await expect(warning).toBeHidden()
  await page.getByRole('checkbox', { name: /Ring 113/ }).uncheck()
  await expect(warning).toBeVisible()
  await page.getByText('Kort tid').click()
  await page.getByLabel('Uten skjermer hos elevene').check()
  await page.getByLabel('Elever til stede').fill('24')
  await page.getByLabel('De fleste').check()
  await page.getByLabel('Noe du vil huske').fill('Ta matter fra gymsalen.')
  await noSideScroll(page)
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Lagre økta' }).dblclick({ delay: 40 })

  await expect(page.getByRole('status')).toHaveText('Økta er ført opp.')
  await expect(page.getByText('Uten kjernesteg: Ring 113')).toHaveCount(1)
  await noSideScroll(page)
  await expectAccessible(page)

  await page.getByRole('link', { name: /Endre ?: Ta vare på en venn/ }).click()
  await expect(page.getByLabel('Noe du vil huske')).toHaveValue('Ta matter fra gymsalen.')
  await expect(page.getByLabel('Kort tid')).toBeChecked()
  await page.getByRole('checkbox', { name: /Ring 113/ }).check()
  await page.getByRole('button', { name: 'Lagre endringene' }).click()
  await expect(page.getByText('Uten kjernesteg')).toHaveCount(0)

  await page.getByRole('link', { name: /Endre ?: Ta vare på en venn/ }).click()
  await expectAccessible(page)
  await page.getByLabel('Ja, ta den bort for godt').check()
  await page.getByRole('button', { name: 'Ta bort', exact: true }).click()
  await expect(page.getByRole('status')).toHaveText('Gjennomføringen er tatt bort.')
  await expect(page.getByRole('link', { name: /Endre ?: Ta vare på en venn/ })).toHaveCount(0)
})

test('a refused form keeps every word, and one form sent three times is one delivery', async ({
  page,
  tolerate,
}) => {
  tolerate(/status of 400/)
  await signIn(page, 'laerer@demo.example')
  await page.goto(
    '/nb/skole/gjennomforing/ny?lesson=alle-gjor-det&class=fjordvik-10a&way=live&steps=guess,reveal,why',
  )
  await expect(page.getByText('Dette er fylt ut etter direkteøkta')).toBeVisible()
  await expect(page.getByLabel('Direkteøkt, alle på samme steg')).toBeChecked()
  await page.getByLabel('Noe du vil huske').fill('En linje\nog en til')
  // As a browser without these checks would send it.
  await page.evaluate(() => {
    const form = document.querySelector<HTMLFormElement>('form[data-once]')!
    form.noValidate = true
    form.querySelector<HTMLInputElement>('[name=dato]')!.value = '2099-01-01'
    form.querySelector<HTMLInputElement>('[name=minutter]')!.value = '41'
  })
  await page.getByRole('button', { name: 'Lagre økta' }).click()
  await expect(page.getByText('Det du har skrevet, står her fortsatt')).toBeVisible()
  await expect(page.getByLabel('Noe du vil huske')).toHaveValue('En linje\nog en til')
  await expect(page.getByRole('spinbutton', { name: 'Minutter' })).toHaveValue('41')
  await expect(page.locator('[name=steg]:checked')).toHaveCount(3)

  const before = await page.evaluate(async () => {
    const form = document.querySelector<HTMLFormElement>('form[data-once]')!
    form.querySelector<HTMLInputElement>('[name=dato]')!.value = new Date().toISOString().slice(0, 10)
    const body = new FormData(form)
    await Promise.all([1, 2, 3].map(() => fetch(location.href, { method: 'POST', body })))
    return body.get('dato') as string
  })
  await page.goto('/nb/skole/plan/fjordvik-10a')
  const day = new Intl.DateTimeFormat('nb', { day: 'numeric', month: 'short', timeZone: 'UTC' })
  await expect(page.getByText(`Gjennomført ${day.format(new Date(before))}`)).toHaveCount(1)
})

test('a class takes in a programme, moves a lesson, and goes its own way', async ({ page }) => {
  await signIn(page, 'laerer@demo.example')
  await page.goto('/nb/skole/plan/fjordvik-9a')
  await expect(page.getByRole('heading', { name: 'Denne uka' })).toBeVisible()
  await page.getByRole('button', { name: 'Legg inn de valgte' }).click()
  await expect(page.getByText('Alt som er skrevet for trinnet')).toBeVisible()

  const planned = page.locator('.entry.planned').first()
  await planned.getByText('Flytt eller ta bort').click()
  await planned.getByLabel('Flytt til').selectOption({ index: 40 })
  await planned.getByRole('button', { name: 'Flytt', exact: true }).click()
  const moved = page.locator('.week', { has: page.locator('.entry.planned') }).last()
  await expect(moved.locator('.week-number')).toContainText('20')
  await expectAccessible(page)
  await moved.getByText('Flytt eller ta bort').click()
  await moved.getByRole('button', { name: 'Ta bort fra planen' }).click()

  await page.getByRole('button', { name: 'Gå ut av opplegget' }).click()
  await expect(page.getByRole('button', { name: 'Følg «8.–10. trinn»' })).toBeVisible()
  await page.getByRole('button', { name: 'Følg «8.–10. trinn»' }).click()
  await expect(page.getByText('Klassen følger «8.–10. trinn».')).toBeVisible()
})

test('contact and owner see counts, each can take them along, and neither sees a plan', async ({
  page,
  somebodyElse,
  tolerate,
}) => {
  tolerate(/status of 404/)
  await signIn(page, 'kontakt@demo.example')
  await page.getByRole('link', { name: 'Dekning per trinn' }).click()
  await expect(page.getByText('Dette er tellinger, ikke en rangering.')).toBeVisible()
  await expectAccessible(page)
  const csv = await page.request.get('/nb/skole/dekning.csv')
  expect(csv.headers()['content-type']).toContain('text/csv')
  expect(await csv.text()).toContain('Fjordvik ungdomsskole,')
  await page.goto('/nb/skole/plan/fjordvik-9a')
  await expect(page.getByText('Vi finner ikke denne klassen blant dine.')).toBeVisible()

  const owner = await somebodyElse()
  await signIn(owner, 'eier@demo.example')
  await expect(owner).toHaveURL(/\/nb\/skoleeier$/)
  const names = await owner.locator('.schools h2').allTextContents()
  expect(names.map((name) => name.trim())).toEqual([
    'Alle skolene til sammen',
    'Fjordvik ungdomsskole',
    'Solbakken skole',
  ])
  await expectAccessible(owner)
  expect(await (await owner.request.get('/nn/skoleeier/dekning.csv')).text()).not.toContain('Ingrid')
})

test('everybody can read the programmes', async ({ page }) => {
  for (const path of ['/nb/opplegg', '/nn/opplegg/ungdomstrinn', '/en/opplegg/barnehage']) {
    await page.goto(path)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expectAccessible(page)
  }
  await page.setViewportSize({ width: 320, height: 640 })
  await noSideScroll(page)
})
