// Every kind of question on screen: brought in from a workbook of another system, then answered by keyboard alone where
// a researcher tries it. The preview is the very island that pupils get.
import writeWorkbook from 'write-excel-file/node'
import { expect, expectAccessible, test } from './support.ts'

const password = process.env['DEMO_PASSWORD'] ?? ''

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

test('a form from elsewhere comes in, and every kind of question takes an answer from the keyboard', async ({
  page,
}) => {
  await page.goto('/nb/logg-inn')
  await page.getByLabel('E-post').fill('forsker@demo.example')
  await page.getByLabel('Passord', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Logg inn' }).first().click()
  await expect(page).toHaveURL(/forsker/)

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

  const stored = page.getByRole('table').first()
  await expect(stored).toBeVisible()
  for (const [name, value] of Object.entries({
    ett: 1,
    flere_1: 0,
    flere_2: 1,
    tall: 12,
    rekke_1: 2,
    rekke_2: 1,
  }))
    await expect(
      stored.getByRole('row').filter({ has: page.getByText(name, { exact: true }) }),
    ).toContainText(String(value))

  // Words of one's own are for staff.
  await page.goto('/nb/forsker/skjema/laerer/prove')
  await phone.getByRole('button', { name: 'Begynn' }).press('Enter')
  const words = phone.locator('textarea')
  while (!(await words.isVisible())) await phone.getByRole('button', { name: 'Neste' }).press('Enter')
  await words.fill('Mer tid til å øve.')
  await expectAccessible(page, { dark: false })
})
