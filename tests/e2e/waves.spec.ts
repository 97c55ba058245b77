// A researcher's own path: a study, its schools, a wave, opening it, and how it goes. What is typed survives a refusal.
import { expect, expectAccessible, signIn, test } from './support.ts'

const dayIn = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

test('a researcher makes a study, adds schools and a wave, opens it and follows it', async ({
  page,
  tolerate,
}) => {
  // The study that is linked and says no day for its key.
  tolerate(/status of 400/)
  await signIn(page, 'forsker@demo.example')
  await page.getByRole('link', { name: 'Ny undersøkelse' }).click()
  await expectAccessible(page)
  await page.getByLabel('Navn', { exact: true }).fill('Trivsel i Granli')
  await page.getByRole('radio', { name: /Ja, koblet med egenkode/ }).check()
  for (const language of ['Bokmål', 'Nynorsk', 'English'])
    await page.getByLabel(language).fill('Å se om timene hjelper.')
  await page.getByLabel('Ansvarlig institusjon').fill('Universitetet i Granli')
  await page.getByLabel('Hvem kan foresatte spørre?').fill('Solveig, 22 22 22 22')
  await page.getByRole('button', { name: 'Lag undersøkelsen' }).click()
  await expect(page.getByRole('alert')).toContainText('dato da nøkkelen slettes')
  await expect(page.getByLabel('Navn', { exact: true })).toHaveValue('Trivsel i Granli')
  await expect(page.getByRole('radio', { name: /Ja, koblet med egenkode/ })).toBeChecked()
  await page.getByLabel('Nøkkelen slettes').fill(dayIn(400))
  await page.getByRole('button', { name: 'Lag undersøkelsen' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Trivsel i Granli')
  await expect(page.getByText('personopplysningsloven').first()).toBeVisible()
  await expectAccessible(page)

  await page.getByRole('link', { name: 'Legg til eller fjern skoler' }).click()
  await page.getByLabel('Skole eller kommune').fill('Granli')
  await page.getByRole('button', { name: 'Søk' }).click()
  for (const school of ['Elvebredden', 'Lia skole'])
    await page.getByRole('checkbox', { name: school }).check()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Legg til de valgte' }).click()
  await expect(page.getByText('2 skoler er lagt til')).toBeVisible()

  await page.getByRole('link', { name: 'Trivsel i Granli' }).click()
  await page.getByRole('link', { name: 'Ny måling' }).click()
  await expectAccessible(page)
  await page.getByRole('link', { name: /^Velg ?: Ungdomsundersøkelsen, 8.–10. trinn$/ }).click()
  await page.getByLabel('Første dag').fill(dayIn(30))
  await page.getByLabel('Siste dag').fill(dayIn(60))
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Lag målingen' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Måling 1')
  await page.getByRole('link', { name: 'Åpne målingen for …' }).click()
  await page.getByRole('checkbox', { name: 'Lia skole' }).check()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Åpne for de valgte' }).click()
  await expect(page.getByText('Målingen er åpnet for 1 skole til')).toBeVisible()
  await expect(page.getByRole('table')).toContainText('Lia skole')
  await expect(page.getByRole('table')).not.toContainText('Elvebredden')
  await expect(page.getByRole('table')).toContainText('Venter')
  await expectAccessible(page)

  // A wave that has been answered: responses, and how good they are.
  await page.goto('/nb/forsker/demo')
  await page.getByRole('link', { name: /^Følg målingen ?: Måling 1/ }).click()
  await expect(page.getByRole('heading', { name: /\d+ av \d+ har svart/ })).toBeVisible()
  // How good they are is told once data have left, which another test may have seen to.
  await expect(page.getByText(/ESPAD 2015|Kommer når data fra målingen er tatt ut/).first()).toBeVisible()
  await expectAccessible(page)
})
