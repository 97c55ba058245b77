// A micro-course from the list to the certificate, by keyboard where it counts; and the guide for teachers.
import { expect, expectAccessible, fillSignIn, signIn, test } from './support.ts'

test('a teacher takes a course and prints the certificate', async ({ page }) => {
  await page.goto('/nb/opplaering')
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Når en elev forteller' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Når en elev forteller')
  await expectAccessible(page)

  // Not signed in: the way to the certificate leads past the sign-in page and back.
  await page.getByRole('button', { name: 'Logg inn for å få kursbevis' }).click()
  await fillSignIn(page, 'laerer@demo.example')
  await page.getByRole('button', { name: 'Jeg har tatt kurset' }).focus()
  await page.keyboard.press('Enter')

  await expect(page).toHaveURL(/\/kursbevis$/)
  await expect(page.locator('.certificate')).toContainText('Ingrid Demo')
  await expect(page.locator('.certificate')).toContainText('ingen eksamen')
  await expectAccessible(page)
  await page.goto('/nb/opplaering')
  await expect(page.locator('.course-taken')).toHaveCount(1)
})

test('a certificate that was not earned leads to the course', async ({ page, somebodyElse }) => {
  await page.goto('/nb/opplaering/nar-en-elev-forteller/kursbevis')
  await expect(page).toHaveURL(/logg-inn/)
  const contact = await somebodyElse()
  await signIn(contact, 'kontakt@demo.example')
  await contact.goto('/nb/opplaering/nar-en-elev-forteller/kursbevis')
  await expect(contact).toHaveURL(/nar-en-elev-forteller$/)
})

test('the guide for teachers reads on a phone in both languages', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  for (const [language, words] of [
    ['nb', 'Kjør direkte med klassen'],
    ['nn', 'Køyr direkte med klassa'],
  ] as const) {
    await page.goto(`/${language}/veiledning`)
    await expect(page.getByRole('heading', { name: words })).toBeVisible()
    await expectAccessible(page)
  }
})
