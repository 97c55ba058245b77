// A researcher composes a questionnaire: blocks from the bank, an item of her own with a condition, a fault found and
// corrected, tried in two languages on a phone, compared with another.
import type { Page } from '@playwright/test'
import { expect, expectAccessible, signIn, test } from './support.ts'

const languages = ['Bokmål', 'Nynorsk', 'English']

/** The same words in each language of a text; exact, because names of options begin alike. */
async function write(page: Page, label: string, words: string) {
  for (const language of languages)
    await page.getByLabel(`${language}: ${label}`, { exact: true }).fill(`${words} (${language})`)
}
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click()

test('a questionnaire of blocks and an own item, from empty to ready', async ({ page, tolerate }) => {
  // An older revision is refused.
  tolerate(/status of 409/)
  await signIn(page, 'forsker@demo.example')
  await page.goto('/nb/forsker/skjema')
  await page.getByLabel('Tittel').fill('Fritid og alkohol')
  await page.getByLabel('Trinn', { exact: true }).selectOption('8-10')
  await press(page, 'Lag skjemaet')
  await expect(page.getByText('Skjemaet har ingen sider.')).toBeVisible()
  const base = page.url().replace(/\?.*/, '')

  await page.getByRole('link', { name: 'Hent en blokk fra banken' }).click()
  await expectAccessible(page)
  await press(page, /^Legg til.*Fritid og søvn/)
  await expect(page.locator('.taken')).toHaveCount(1)

  await page.goto(base)
  await write(page, 'Overskrift på siden', 'Mer om fritid')
  await press(page, 'Lag siden')
  await page.getByRole('link', { name: /Nytt spørsmål på siden/ }).click()
  await press(page, 'Videre')
  await write(page, 'Spørsmålet', 'Hvor ofte er du ute?')
  await page.getByLabel('Variabelnavn').fill('fritid_ute')
  await write(page, 'Svar 1', 'Aldri')
  await page.getByLabel('Bokmål: Svar 2', { exact: true }).fill('Ofte')
  // More lines show the form again, and nothing that was typed is lost.
  await press(page, 'Flere svarlinjer')
  await expect(page.getByLabel('Bokmål: Svar 2', { exact: true })).toHaveValue('Ofte')
  await page.getByLabel('Begrep som måles').fill('time outdoors')
  await page.getByLabel('Kilde').fill('Egen ordlyd')
  await page.getByLabel('Lisens').fill('CC BY 4.0')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Lagre' }).last().click()
  const fault = page.getByText('Spørsmålet fritid_ute mangler tekst på engelsk.', { exact: true })
  await expect(fault).toBeVisible()

  // Somebody else, or another tab, is faster: what was typed stays, and the second try counts.
  await page.getByRole('link', { name: /^Rediger.*Hvor ofte er du ute/ }).click()
  const other = await page.context().newPage()
  await other.goto(base)
  await other.getByRole('button', { name: /^Flytt opp.*Mer om fritid/ }).click()
  await other.getByRole('button', { name: /^Flytt ned.*Mer om fritid/ }).click()
  await expect(other.locator('.page-card').last()).toContainText('Mer om fritid')
  await other.close()
  await write(page, 'Svar 2', 'Ofte')
  await page.getByRole('button', { name: 'Lagre' }).last().click()
  await expect(page.getByRole('alert')).toContainText('Det du skrev, står fortsatt her')
  await page.getByRole('button', { name: 'Lagre' }).last().click()
  await expect(fault).toHaveCount(0)

  await page.getByRole('link', { name: /^Vilkår.*Hvor ofte er du ute/ }).click()
  await page.getByLabel('Svaret på').selectOption('sleep_hours')
  await press(page, 'Velg svar')
  await page.getByRole('checkbox', { name: '5 timer eller mindre' }).check()
  await press(page, 'Legg til vilkåret')
  await expect(page.getByText(/Stilles bare når «Hvor mange timer.*er «5 timer eller mindre»/)).toBeVisible()
  await expect(page.locator('.faults')).toContainText('Siden «Mer om fritid (Bokmål)» kan bli tom for noen.')
  await expectAccessible(page)
  await press(page, /^Fjern/)
  await expect(page.getByText('kan bli tom')).toHaveCount(0)

  await page.goto(`${base}/om`)
  await write(page, 'Innledning', 'Om fritid')
  await write(page, 'Avslutning', 'Takk')
  await page.getByLabel('Hvor mange minutter tar det?').fill('5')
  await press(page, 'Lagre')
  await expect(page.getByText('Ingen feil. Skjemaet kan brukes i en måling.')).toBeVisible()
  await expectAccessible(page)

  await page.setViewportSize({ width: 390, height: 844 })
  const sideways = () =>
    page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  expect(await sideways()).toBeLessThanOrEqual(0)
  await page.goto(`${base}/prove?sprak=en`)
  await expect(page.getByRole('heading', { name: 'Om fritid' })).toHaveCount(0)
  await expect(page.locator('.phone')).toContainText('Om fritid (English)')
  await page.locator('.phone').getByRole('button', { name: 'Nynorsk' }).click()
  await expect(page.locator('.phone')).toContainText('Om fritid (Nynorsk)')
  const next = page.locator('.survey > .moves .ds-button').last()
  await next.click()
  await page.locator('.phone').getByLabel('5 timar eller mindre').check()
  await expectAccessible(page)
  expect(await sideways()).toBeLessThanOrEqual(0)
  await next.click()
  await next.click()
  await next.click()
  await expect(page.getByRole('heading', { name: 'Dette ville blitt lagret' })).toBeFocused()
  await expect(page.getByRole('row', { name: /^sleep_hours/ })).toContainText('5 timer eller mindre')

  await page.goto(`${base}/endringer?mot=ungdom-8-10`)
  await expect(page.getByRole('listitem').filter({ hasText: 'fritid_ute' })).toContainText('Nytt')
  expect(await sideways()).toBeLessThanOrEqual(0)
  await expectAccessible(page)
  await page.goto('/nn/forsker/skjema')
  await expectAccessible(page)
})
