// Slips survive a double click. Uses the contact's last class, because other tests make slips for the first ones.
import type { Page } from '@playwright/test'
import { expect, expectAccessible, signIn, test } from './support.ts'

async function openForm(page: Page) {
  await signIn(page, 'kontakt@demo.example')
  const card = page.locator('.class-card').last()
  const link = card.getByRole('link', { name: /skriv ut lapper|lag nye lapper/i })
  await link.and(page.locator('[href*="demo-2"]')).click()
  await expect(page.locator('form[data-once]')).toBeVisible()
}

test('a double click gives one sheet, and both answers show it', async ({ page, tolerate }) => {
  // What is refused: the same form with another number.
  tolerate(/status of 409/)
  await openForm(page)
  await page.getByLabel('Nynorsk').check()
  const [first, second, changed] = await page.evaluate(async () => {
    const form = document.querySelector<HTMLFormElement>('form[data-once]')!
    const post = async (changes: Record<string, string> = {}) => {
      const body = new FormData(form)
      for (const name in changes) body.set(name, changes[name]!)
      const text = await (await fetch(location.href, { method: 'POST', body })).text()
      const answer = new DOMParser().parseFromString(text, 'text/html')
      const read = (selector: string) =>
        [...answer.querySelectorAll(selector)].map(({ textContent }) => textContent.trim())
      return { codes: read('.slip-code'), addresses: read('.slip-address') }
    }
    const one = post()
    await new Promise((done) => setTimeout(done, 60))
    const both = await Promise.all([one, post()])
    return [...both, await post({ elever: '7' })]
  })
  expect(first.codes.length).toBeGreaterThan(10)
  expect(second.codes).toEqual(first.codes)
  expect(first.addresses[0]).toMatch(/\/nn\/delta$/)
  expect(changed.codes).toEqual([])
})

test('two quick clicks show the slips, with a word about an address that phones do not reach', async ({
  page,
}) => {
  await openForm(page)
  const replace = page.getByLabel('Ja, de gamle lappene skal slutte å gjelde')
  if (await replace.isVisible()) await replace.check()
  await page.locator('form[data-once] [type=submit]').dblclick({ delay: 40 })
  await expect(page.locator('.slip').first()).toBeVisible()
  const note = page.getByText('Mobiler når ikke denne adressen')
  await expect(note).toBeVisible()
  await expectAccessible(page)
  await page.emulateMedia({ media: 'print' })
  await expect(note).toBeHidden()
})
