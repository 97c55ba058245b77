// A class session in browsers: a teacher with panel and big screen, and five phones, of which one loses the network,
// one comes late, one reads nynorsk and one has only a keyboard.
import type { Page } from '@playwright/test'
import { expect, expectAccessible, fillSignIn, test } from './support.ts'

const phone = { width: 390, height: 844 }
const wall = { width: 1920, height: 1080 }
const lesson = '/nb/undervisning/alle-gjor-det'

/** From the lesson's page through sign-in and form to the panel. @returns the code as it stands there. */
async function open(page: Page, seats = ''): Promise<string> {
  await page.goto(lesson)
  await page.getByRole('link', { name: 'Kjør direkte' }).click()
  await fillSignIn(page, 'laerer@demo.example')
  await expect(page).toHaveURL(/\/direkte$/)
  await expectAccessible(page)
  await page.getByLabel('Klasse', { exact: true }).selectOption({ index: 1 })
  await page.getByLabel('Antall plasser').fill(seats)
  await page.getByLabel('Kort tid').check()
  await page.getByRole('button', { name: 'Åpne økta' }).click()
  await expect(page.getByRole('button', { name: 'Start økta' })).toBeVisible()
  return page.locator('.control-code strong').innerText()
}

async function openWall(panel: Page): Promise<Page> {
  const opened = panel.waitForEvent('popup')
  await panel.getByRole('link', { name: /Åpne storskjermen/ }).click()
  const screen = await opened
  await screen.setViewportSize(wall)
  return screen
}

async function join(pupil: Page, code: string, language = 'nb') {
  await pupil.setViewportSize(phone)
  await pupil.goto(`/${language}/direkte`)
  // As people type.
  await pupil.locator('#kode').fill(code.toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l'))
  await pupil.locator('form [type=submit]').click()
  await expect(pupil).toHaveURL(new RegExp(`/${language}/undervisning/alle-gjor-det/elev\\?direkte=`))
}

/** Of the step that is shown; before the player is ready all of them stand below each other. */
const title = (page: Page) => page.locator('[data-ready] .slide:not([hidden]) [data-title]')
const sent = (page: Page) => page.locator('[data-sent=yes]')

async function guess(pupil: Page, value: number) {
  const slider = pupil.getByRole('slider')
  // The island wakes when the browser is idle.
  await expect(async () => {
    await slider.fill(String(value))
    await expect(pupil.locator('.guess-value')).toContainText(String(value), { timeout: 500 })
  }).toPass()
  await pupil.getByRole('button', { name: /Send svar/ }).click()
}

test('a class of five follows its teacher, answers, and sees the answers at five', async ({
  page: panel,
  somebodyElse,
  tolerate,
}) => {
  test.setTimeout(400_000)
  tolerate(/ERR_INTERNET_DISCONNECTED/)
  const code = await open(panel)
  await expectAccessible(panel)
  const screen = await openWall(panel)
  await expect(screen.locator('.lobby-code')).toHaveText(code)
  await expectAccessible(screen)

  const [anna, brita, chris, dag] = [
    await somebodyElse(),
    await somebodyElse(),
    await somebodyElse(),
    await somebodyElse(),
  ]
  await anna.goto('/nb/direkte')
  await expectAccessible(anna)
  await join(anna, code)
  await expect(anna.getByRole('heading', { name: 'Du er med!' })).toBeVisible()
  await expectAccessible(anna)
  await join(brita, code, 'nn')
  await expect(brita.getByText('Læraren startar snart', { exact: false })).toBeVisible()
  // Chris has no pointer: the field has the focus after one Tab, and Enter sends.
  await chris.setViewportSize(phone)
  await chris.goto('/nb/direkte')
  await chris.locator('#kode').focus()
  await chris.keyboard.type(code)
  await chris.keyboard.press('Enter')
  await expect(chris.getByRole('heading', { name: 'Du er med!' })).toBeVisible()
  // Dag scans: the code leaves the address, and never travels in one.
  const asked: string[] = []
  dag.on('request', (request) => asked.push(request.url()))
  await dag.goto(`/nb/direkte#${code.replace(' ', '')}`)
  await expect(dag).toHaveURL(/elev\?direkte=/)
  expect(asked.some((url) => url.includes('classSession.join?'))).toBe(false)

  await expect(panel.locator('[data-seats]')).toContainText('4 av')
  await expect(screen.locator('.lobby-seats')).toContainText('4 er med')
  await panel.getByRole('button', { name: 'Start økta' }).click()
  for (const pupil of [anna, chris, dag, screen]) await expect(title(pupil)).toHaveText(/^Gjett/)
  await expect(panel.locator('.control-step:not([hidden]) h2')).toBeVisible()
  await expectAccessible(panel)

  // Late, and on the step where the others are.
  const eva = await somebodyElse()
  await join(eva, code)
  await expect(title(eva)).toHaveText(/^Gjett/)

  await guess(anna, 30)
  await expect(sent(anna)).toBeVisible()
  await expectAccessible(anna)
  await anna.reload()
  await expect(sent(anna)).toContainText('30 av 100')

  await guess(brita, 45)
  await expect(sent(brita)).toBeVisible()

  await expect(chris.getByRole('slider')).toBeVisible()
  await chris.getByRole('slider').focus()
  await expect(async () => {
    await chris.keyboard.press('ArrowRight')
    await expect(chris.locator('.guess-value')).toContainText('av 100', { timeout: 500 })
  }).toPass()
  const send = chris.getByRole('button', { name: 'Send svaret' })
  for (let turn = 0; turn < 5 && !(await send.evaluate((it) => it === document.activeElement)); turn += 1)
    await chris.keyboard.press('Tab')
  await chris.keyboard.press('Enter')
  await expect(sent(chris)).toBeVisible()

  // Dag loses the network, answers all the same, and reloads nothing.
  await dag.context().setOffline(true)
  await guess(dag, 60)
  await expect(dag.locator('[data-sent=waiting]')).toContainText('venter på nett')
  const reveal = panel.getByRole('button', { name: 'Vis svarene' })
  await expect(panel.getByText('3 av 5 har svart')).toBeVisible()
  await expect(reveal).toHaveAttribute('aria-disabled', 'true')
  await expect(panel.getByText('Du kan vise svarene når minst fem har svart.')).toBeVisible()
  await guess(eva, 80)
  await expect(panel.getByText('4 av 5 har svart')).toBeVisible()
  await reveal.click({ force: true })
  await expect(screen.locator('.live-chart')).toHaveCount(0)
  await dag.context().setOffline(false)
  await expect(sent(dag)).toBeVisible()

  await expect(panel.getByText('5 av 5 har svart')).toBeVisible()
  await reveal.click()
  await expect(screen.locator('.live-chart')).toBeVisible()
  await expect(screen.locator('.live-chart')).toContainText('86 av 100')
  await expect(screen.locator('.live-chart .source-line')).toContainText('2025')
  await expectAccessible(screen)
  for (const pupil of [anna, chris, dag, eva]) await expect(pupil.locator('.live-chart')).toBeVisible()
  await expect(brita.getByText('Slik gjetta klassa')).toBeVisible()
  await expectAccessible(anna)
  await expectAccessible(panel)

  // The teacher moves on with the keys of the big screen; everybody follows and is told.
  await screen.keyboard.press('ArrowRight')
  for (const pupil of [anna, brita, chris, dag, eva])
    await expect(title(pupil)).toHaveText(/Avsløringa|Avsløringen/)
  await expect(chris.locator('[data-news]')).toHaveText('Læreren gikk videre: Avsløringen')
  await expect(title(chris)).toBeFocused()
  await expect(panel.locator('.control-step:not([hidden]) h2')).toHaveText('Avsløringen')

  // Another language, same seat.
  await eva.locator('.live-strip summary').click()
  await eva.getByRole('link', { name: 'Nynorsk' }).click()
  await expect(eva.locator('html')).toHaveAttribute('lang', 'nn')
  await expect(title(eva)).toHaveText('Avsløringa')
  await expect(panel.locator('[data-seats]')).toContainText('5 av')

  // Only the chosen way to run a step is in the notes.
  await panel.getByRole('button', { name: 'Neste' }).click()
  await expect(panel.locator('[data-variant-of=short]')).toBeVisible()
  await expect(panel.locator('[data-variant-of=whispers]')).toBeHidden()

  await panel.getByRole('button', { name: 'Avslutt økta' }).click()
  await expectAccessible(panel)
  await panel.getByRole('button', { name: 'Fortsett økta' }).click()
  await panel.getByRole('button', { name: 'Avslutt økta' }).click()
  const form = panel.waitForRequest(/gjennomforing\/ny/)
  await panel.getByRole('dialog').getByRole('button', { name: 'Avslutt økta' }).click()
  expect(new URL((await form).url()).searchParams.get('steps')).toBe('guess,reveal,why')
  for (const pupil of [anna, chris, dag])
    await expect(pupil.getByRole('heading', { name: 'Takk for at du var med' })).toBeVisible()
  await expectAccessible(anna)
  await expect(screen.getByText('Takk for i dag')).toBeVisible()
  await expectAccessible(screen)
  expect(await anna.evaluate(() => sessionStorage.length)).toBe(0)
  await anna.getByRole('link', { name: 'Se økta i eget tempo' }).click()
  await expect(anna).toHaveURL(/\/elev/)
  await expect(anna.getByRole('button', { name: /Start|Neste/ })).toBeVisible()
})

test('the big screen goes on without a network, and the class catches up', async ({
  page: panel,
  somebodyElse,
  tolerate,
}) => {
  tolerate(/ERR_INTERNET_DISCONNECTED/)
  const code = await open(panel)
  const screen = await openWall(panel)
  const pupil = await somebodyElse()
  await join(pupil, code)
  await panel.getByRole('button', { name: 'Start økta' }).click()
  await expect(title(screen)).toHaveText(/^Gjett/)
  await panel.context().setOffline(true)
  await screen.keyboard.press('ArrowRight')
  await screen.keyboard.press('ArrowRight')
  await expect(title(screen)).toHaveText('Hvorfor ser det ut som alle?')
  await expect(screen.getByText('Uten nett. Bla med piltastene her.')).toBeVisible()
  await expect(title(pupil)).toHaveText(/^Gjett/)
  await panel.context().setOffline(false)
  await expect(title(pupil)).toHaveText('Hvorfor ser det ut som alle?')
  await expect(panel.locator('.control-step:not([hidden]) h2')).toHaveText('Hvorfor ser det ut som alle?')
})

test('a wrong code, a full room and a closed door are told kindly, and a second scan takes no second seat', async ({
  page: panel,
  somebodyElse,
  tolerate,
}) => {
  tolerate(/status of (404|409)/)
  const code = await open(panel, '1')
  const [anna, brita] = [await somebodyElse(), await somebodyElse()]
  await join(anna, code)
  await anna.goto(`/nb/direkte#${code.replace(' ', '')}`)
  await expect(anna).toHaveURL(/elev\?direkte=/)
  await expect(panel.locator('[data-seats]')).toContainText('1 av 1 ')

  await brita.goto('/nb/direkte')
  const enter = async (typed: string) => {
    await brita.locator('#kode').fill(typed)
    await brita.getByRole('button', { name: 'Bli med' }).click()
  }
  await enter('12')
  await expect(brita.getByRole('alert')).toContainText('seks tegn')
  await enter('ZZZ ZZZ')
  await expect(brita.getByRole('alert')).toContainText('Vi finner ingen økt')
  await enter(code)
  await expect(brita.getByRole('alert')).toContainText('Alle plassene')
  await panel.getByRole('button', { name: 'Lukk døra' }).click()
  await expect(panel.getByText('Ingen nye kan bli med.')).toBeVisible()
  await enter(code)
  await expect(brita.getByRole('alert')).toContainText('lukket døra')
  await expectAccessible(brita)
})

test('somebody who is writing is not torn away from it', async ({ page: panel, somebodyElse }) => {
  const code = await open(panel)
  const pupil = await somebodyElse()
  await join(pupil, code)
  await panel.getByRole('button', { name: 'Start økta' }).click()
  await panel.locator('[data-go]').last().click()
  await expect(title(pupil)).toHaveText('Ut av døra')
  const note = pupil.locator('.slide:not([hidden]) textarea').first()
  await note.pressSequentially('Jeg')
  await panel.getByRole('button', { name: 'Forrige' }).click()
  await expect(pupil.getByRole('button', { name: 'Bli med videre' })).toBeVisible()
  await expect(note).toBeFocused()
  await pupil.getByRole('button', { name: 'Bli med videre' }).click()
  await expect(title(pupil)).toHaveText('Skriv om et rykte')
})
