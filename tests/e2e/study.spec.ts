// The demo's finished trial, from design to report, as researcher and as harm monitor see it.
import { expect, expectAccessible, signIn, test } from './support.ts'

const study = '/forsker/demo-forsok'

test('a researcher follows a trial from design to report', async ({ page }) => {
  await signIn(page, 'forsker@demo.example')
  await page.goto(`/nb${study}`)
  const steps = page.getByRole('region', { name: 'Fra opplegg til rapport' }).getByRole('link')
  const pages = await steps.evaluateAll((links) => links.map((link) => link.getAttribute('href')!))
  expect(pages.map((href) => href.split('/').at(-1))).toEqual([
    'opplegg',
    'styrke',
    'plan',
    'loddtrekning',
    'sikkerhet',
    'kobling',
    'rapport',
  ])
  for (const href of pages) {
    const response = await page.goto(href)
    expect(response?.status(), href).toBe(200)
    await expect(page.getByText('simulert', { exact: false }).first()).toBeVisible()
    await expectAccessible(page, { dark: href.endsWith('rapport') })
  }
  // Last comes the report: the primary result with its interval, and files that hold the same.
  await expect(page.getByRole('heading', { level: 2 }).first()).toBeVisible()
  const script = await page.request.get(`/eksport/studie/demo-forsok/analyse.R`)
  expect(await script.text()).toContain('SIMULATED DATA')
  const table = await page.request.get(`/eksport/studie/demo-forsok/analyse.csv`)
  expect((await table.text()).split('\n')[0]).toContain('s_intend_before')

  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto(`/nn${study}/rapport`)
  const sideways = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(sideways).toBeLessThanOrEqual(0)
  await expectAccessible(page, { dark: false })
})

test('the harm monitor looks first, and decides', async ({ page }) => {
  await signIn(page, 'sikkerhet@demo.example')
  await page.goto(`/nb${study}/sikkerhet`)
  await page
    .getByRole('button', { name: /^Se på/ })
    .first()
    .click()
  await expect(page.getByRole('table').first()).toBeVisible()
  await expectAccessible(page)
})
