// Reading help, with voices made for the test: this machine has none of its own, which is tested too.
import type { Page } from '@playwright/test'
import { expect, expectAccessible, test } from './support.ts'

const lesson = '/nb/undervisning/ta-vare-pa-en-venn'
const phone = { width: 390, height: 844 }

type FakeVoice = [lang: string, name: string, isLocal: boolean]
type Spoken = { text: string; lang: string; voice: string; rate: number }

declare global {
  interface Window {
    /** How long the made voices take for a sentence, in milliseconds. */
    pace: number
    spoken: Spoken[]
    isSpeaking: () => boolean
  }
}

/** Voices that say nothing, take a moment each, and write down what they were asked for. */
async function withVoices(page: Page, voices: FakeVoice[]): Promise<void> {
  await page.addInitScript((list: FakeVoice[]) => {
    const all = list.map(([lang, name, localService]) => ({
      lang,
      name,
      localService,
      voiceURI: name,
      default: false,
    }))
    const spoken: Spoken[] = []
    let now: (EventTarget & { text: string }) | undefined
    let timer: ReturnType<typeof setTimeout> | undefined
    class Utterance extends EventTarget {
      lang = ''
      rate = 1
      voice: { name: string } | undefined
      text: string
      constructor(text: string) {
        super()
        this.text = text
      }
    }
    const speech = Object.assign(new EventTarget(), {
      getVoices: () => all,
      cancel() {
        clearTimeout(timer)
        now?.dispatchEvent(Object.assign(new Event('error'), { error: 'interrupted' }))
        now = undefined
      },
      speak(utterance: Utterance) {
        const { text, lang, rate, voice } = utterance
        spoken.push({ text, lang, rate, voice: voice?.name ?? '' })
        now = utterance
        timer = setTimeout(() => {
          now = undefined
          utterance.dispatchEvent(new Event('end'))
        }, window.pace)
      },
    })
    Object.defineProperty(window, 'speechSynthesis', { value: speech })
    Object.assign(window, {
      pace: 250,
      SpeechSynthesisUtterance: Utterance,
      spoken,
      isSpeaking: () => now !== undefined,
    })
  }, voices)
}

const spoken = (page: Page) => page.evaluate(() => window.spoken)
const isSpeaking = (page: Page) => page.evaluate(() => window.isSpeaking())
const opener = (page: Page) => page.locator('[data-reading-open]')
const panel = (page: Page) => page.getByRole('region', { name: 'Lesehjelp' })

async function openPanel(page: Page) {
  await opener(page).click()
  await expect(panel(page).getByRole('group').first()).toBeVisible()
}

const nora: FakeVoice = ['nb-NO', 'Nora', true]
const kate: FakeVoice = ['en-GB', 'Kate', true]
const cloud: FakeVoice = ['nb-NO', 'Sky', false]

test('a step is read aloud, sentence by sentence, and stops when it is left', async ({ page }) => {
  await withVoices(page, [kate, cloud, nora])
  await page.setViewportSize(phone)
  await page.goto(`${lesson}/elev`)
  await openPanel(page)
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Les høyt' }).click()
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible()
  await expect.poll(async () => (await spoken(page)).length).toBeGreaterThan(2)
  // A voice that takes its time, so that there is something to look at and to stop.
  await page.evaluate(() => (window.pace = 300_000))
  const heard = (await spoken(page)).length
  await expect.poll(async () => (await spoken(page)).length).toBeGreaterThan(heard)
  const [title] = await spoken(page)
  expect(title).toEqual({ text: 'Ta vare på en venn', lang: 'nb-NO', rate: 1, voice: 'Nora' })
  expect(await page.evaluate(() => CSS.highlights.has('reading'))).toBe(true)
  await expectAccessible(page)

  await page.getByRole('button', { name: 'Pause' }).click()
  expect(await isSpeaking(page)).toBe(false)
  const last = (await spoken(page)).at(-1)
  await page.getByRole('button', { name: 'Les videre' }).click()
  await expect.poll(async () => (await spoken(page)).filter(({ text }) => text === last?.text).length).toBe(2)

  await page.locator('[data-next]').click()
  expect(await isSpeaking(page)).toBe(false)
  await expect(page.getByRole('button', { name: 'Les høyt' })).toBeVisible()
  expect(await page.evaluate(() => CSS.highlights.has('reading'))).toBe(false)
})

test('the keyboard opens it, goes through it and comes back', async ({ page }) => {
  await withVoices(page, [nora])
  await page.goto(`${lesson}/elev`)
  await opener(page).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Les høyt' })).toBeFocused()
  await expect(opener(page)).toHaveAttribute('aria-expanded', 'true')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('button', { name: 'Stopp' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Les høyt' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(opener(page)).toBeFocused()
  await expect(opener(page)).toHaveAttribute('aria-expanded', 'false')
  await expect(panel(page)).toBeHidden()
})

test('choices are kept on the device and are there before the page is drawn', async ({ page }) => {
  await withVoices(page, [nora, ['nb-NO', 'Iben', true]])
  await page.setViewportSize(phone)
  await page.goto(`${lesson}/elev`)
  await openPanel(page)
  await page.getByRole('radio', { name: 'Størst' }).check({ force: true })
  await page.getByRole('switch', { name: /Lesevennlig/ }).check()
  await page.getByRole('radio', { name: 'Sakte', exact: true }).check({ force: true })
  await page.getByLabel('Stemme').selectOption('Iben')

  for (const path of [`${lesson}/elev`, `${lesson}/projektor`, '/nb/delta', '/nn/delta']) {
    await page.goto(path)
    const html = page.locator('html')
    await expect(html).toHaveAttribute('data-read-size', '150')
    await expect(html).toHaveAttribute('data-read-friendly', '')
    const sideways = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    expect(sideways, path).toBeLessThanOrEqual(0)
    await expectAccessible(page)
  }
  await page.goto(`${lesson}/elev`)
  await openPanel(page)
  await page.getByRole('button', { name: 'Les høyt' }).click()
  await expect.poll(async () => (await spoken(page))[0]).toMatchObject({ voice: 'Iben', rate: 0.7 })
})

test('it says so when the device has no voice, or only a near one', async ({ page, somebodyElse }) => {
  await withVoices(page, [])
  await page.goto(`${lesson}/elev`)
  await openPanel(page)
  await expect(panel(page)).toContainText('har ingen stemme')
  await expect(page.getByRole('button', { name: 'Les høyt' })).toHaveAttribute('aria-disabled', 'true')
  await expectAccessible(page)

  const other = await somebodyElse()
  await withVoices(other, [nora])
  await other.goto('/nn/undervisning/ta-vare-pa-en-venn/elev')
  await opener(other).click()
  await expect(other.getByText('inga nynorsk røyst')).toBeVisible()
})

test('the survey is read only by voices on the device, and weighs no more for it', async ({
  page,
  somebodyElse,
}) => {
  const scripts: string[] = []
  page.on('request', (request) => {
    if (request.resourceType() === 'script') scripts.push(request.url())
  })
  await withVoices(page, [cloud])
  await page.goto('/nb/delta')
  await page.locator('.participation[data-ready]').waitFor()
  expect(scripts.filter((url) => /ReadingPanel|draw-panel/.test(url))).toEqual([])
  await openPanel(page)
  await expect(panel(page)).toContainText('ingenting herfra skal til andre')
  await page.getByRole('button', { name: 'Les høyt' }).click({ force: true })
  expect(await spoken(page)).toEqual([])

  const other = await somebodyElse()
  await withVoices(other, [cloud, nora])
  await other.goto('/nb/delta')
  await openPanel(other)
  await expect(other.getByLabel('Stemme')).toBeHidden()
  await other.getByRole('button', { name: 'Les høyt' }).click()
  await expect.poll(async () => (await spoken(other)).map(({ voice }) => voice)).toContain('Nora')
  expect((await spoken(other)).every(({ voice }) => voice === 'Nora')).toBe(true)
})

test('a lesson without reading is shown in pictures, and has no pupil page', async ({ page }) => {
  await page.goto('/nb/undervisning?skjerm=uten')
  const card = page.locator('.lesson-card:visible').filter({ hasText: 'Uten lesing' }).first()
  const path = await card.getByRole('link').getAttribute('href')
  await withVoices(page, [nora])
  await page.setViewportSize({ width: 1920, height: 1080 })
  await page.goto(`${path}/projektor`)
  await expect(page).toHaveURL(/\/bilder/)
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Neste bilde' }).click()
  await page.getByRole('button', { name: 'Hør', exact: true }).click()
  await expect.poll(async () => (await spoken(page)).length).toBeGreaterThan(0)
  await page.keyboard.press('ArrowRight')
  expect(await isSpeaking(page)).toBe(false)
  await expectAccessible(page)

  await page.goto(`${path}/elev`)
  await expect(page.getByRole('link', { name: 'Bildevisning' })).toBeVisible()
  await expectAccessible(page)
})
