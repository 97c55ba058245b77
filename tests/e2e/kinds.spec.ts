// Every kind of question on screen: brought in from a workbook of another system, then answered by keyboard alone where
// a researcher tries it. The preview is the very island that pupils get.
import writeWorkbook from 'write-excel-file/node'
import type { Page } from '@playwright/test'
import { expect, expectAccessible, signIn, test } from './support.ts'

const label = (words: string) => [words, words, words]
const survey = [
  [
    'type',
    'name',
    'label::Bokmål (nb)',
    'label::Nynorsk (nn)',
    'label::English (en)',
    'parameters',
    'appearance',
  ],
  ['begin_group', 'side', ...label('Alt på én side'), '', ''],
  ['note', 'hilsen', ...label('Bare å lese'), '', ''],
  ['select_one svar', 'ett', ...label('Velg ett'), '', ''],
  ['select_multiple svar', 'flere', ...label('Velg flere'), '', ''],
  ['integer', 'tall', ...label('Skriv et tall'), '', ''],
  ['range', 'linje', ...label('Dra på linja'), 'start=0 end=10 step=1', ''],
  ['rank svar', 'rekke', ...label('Sett i rekkefølge'), '', ''],
  ['end_group', '', '', '', '', '', ''],
  ['begin_group', 'rutenett', ...label('Hvor enig er du?'), '', 'table-list'],
  ['select_one svar', 'rad_a', ...label('Første rad'), '', ''],
  ['select_one svar', 'rad_b', ...label('Andre rad'), '', ''],
  ['end_group', '', '', '', '', '', ''],
  ['geopoint', 'hvor', ...label('Hvor bor du?'), '', ''],
]
const choices = [
  ['list_name', 'name', 'label::Bokmål (nb)', 'label::Nynorsk (nn)', 'label::English (en)'],
  ['svar', '1', ...label('Eple')],
  ['svar', '2', ...label('Pære')],
]

const sheet = (name: string, rows: string[][]) => ({
  sheet: name,
  data: rows.map((row) => row.map((value) => ({ value, type: String }))),
})

/** Variable and value of each line of what would have been stored. */
async function storedValues(page: Page): Promise<Record<string, string>> {
  const lines = page.getByRole('table').first().getByRole('row')
  await expect(lines.first()).toBeVisible()
  const cells = await lines.evaluateAll((rows) =>
    rows.map(({ children }) => [...children].map(({ textContent }) => textContent.trim())),
  )
  return Object.fromEntries(cells.slice(1).map(([name, value]) => [name, value]))
}

test('a form from elsewhere comes in, and every kind of question takes an answer from the keyboard', async ({
  page,
}) => {
  await signIn(page, 'forsker@demo.example')
  await page.goto('/nb/forsker/skjema/hent')
  await page.getByLabel('Fil', { exact: true }).setInputFiles({
    name: 'skjema.xlsx',
    mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    buffer: await writeWorkbook([sheet('survey', survey), sheet('choices', choices)]).toBuffer(),
  })
  await page.getByRole('button', { name: 'Les fila' }).click()
  // What does not come along is shown first, and nothing is stored before it has been seen.
  await expect(page.getByText('hvor: geopoint')).toBeVisible()
  await expectAccessible(page)
  await page.getByLabel('Jeg har sett hva som ikke kommer med').check()
  await page.getByRole('button', { name: 'Hent inn resten' }).click()
  await expect(page.getByText('Fila er hentet inn som et utkast')).toBeVisible()

  await page.goto(`${page.url().replace(/\?.*/, '')}/prove`)
  const phone = page.locator('.phone')
  await phone.getByRole('button', { name: 'Begynn' }).press('Enter')
  await expect(phone.getByRole('group', { name: 'Velg flere' })).toBeVisible()
  await expectAccessible(page, { dark: false })
  await phone.getByRole('group', { name: 'Velg ett' }).getByRole('radio', { name: 'Eple' }).press('Space')
  await phone
    .getByRole('group', { name: 'Velg flere' })
    .getByRole('checkbox', { name: 'Pære' })
    .press('Space')
  await phone.getByLabel('Skriv et tall').fill('5000')
  await phone.getByLabel('Skriv et tall').press('Tab')
  await expect(phone.getByRole('alert').filter({ hasText: 'fra 0 til 1000' })).toBeVisible()
  await phone.getByLabel('Skriv et tall').fill('12')
  await phone.getByRole('slider').press('ArrowRight')
  const rank = phone.getByRole('group', { name: 'Sett i rekkefølge' })
  await rank.getByRole('button', { name: 'Pære' }).press('Enter')
  await rank.getByRole('button', { name: 'Eple' }).press('Enter')
  await expect(rank.getByRole('button', { name: /Pære/ })).toHaveAccessibleName(/^1/)
  await phone.getByRole('button', { name: 'Neste' }).press('Enter')
  await expectAccessible(page, { dark: false })
  for (const row of ['Første rad', 'Andre rad'])
    await phone.getByRole('group', { name: row }).getByRole('radio', { name: 'Pære' }).press('Space')
  await phone.getByRole('button', { name: 'Neste' }).press('Enter')
  await phone.getByRole('button', { name: 'Send svarene' }).press('Enter')

  // A code for each answer, and nothing for what was only read.
  expect(await storedValues(page)).toEqual({
    ett: '1',
    flere_1: '0',
    flere_2: '1',
    tall: '12',
    linje: '6',
    rekke_1: '2',
    rekke_2: '1',
    rutenett_rad_a: '2',
    rutenett_rad_b: '2',
  })

  // A guess at others comes after words that ask nothing.
  await page.goto('/nb/forsker/skjema/foreldre/prove')
  await phone.getByRole('button', { name: 'Begynn' }).press('Enter')
  const guess = phone.getByRole('slider')
  while (!(await guess.isVisible())) await phone.getByRole('button', { name: 'Neste' }).press('Enter')
  await expect(phone.getByText('Nå skal du gjette.', { exact: false })).toBeVisible()
  await expect(phone.getByText('elever på samme trinn som barnet ditt', { exact: false })).toBeVisible()
  await guess.press('End')
  await expect(phone.getByRole('status').filter({ hasText: '100 av 100' })).toBeVisible()
  await expectAccessible(page, { dark: false })
  const send = phone.getByRole('button', { name: 'Send svarene' })
  while (!(await send.isVisible())) await phone.getByRole('button', { name: 'Neste' }).press('Enter')
  await send.press('Enter')
  expect(await storedValues(page)).toEqual({ norm_drunk_year: '100' })

  // Words of one's own are for staff.
  await page.goto('/nb/forsker/skjema/laerer/prove')
  await phone.getByRole('button', { name: 'Begynn' }).press('Enter')
  const words = phone.locator('textarea')
  while (!(await words.isVisible())) await phone.getByRole('button', { name: 'Neste' }).press('Enter')
  await words.fill('Mer tid til å øve.')
  await expectAccessible(page, { dark: false })
})
