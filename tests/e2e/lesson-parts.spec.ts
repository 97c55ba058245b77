// The parts of lessons as a pupil and a teacher meet them, on real lessons and by keyboard alone: whatever lesson uses
// the part first. A part that no lesson uses any more fails by name.
import { globSync, readFileSync } from 'node:fs'
import type { Locator, Page } from '@playwright/test'
import { tagsIn, type Tag } from '../../src/domain/lesson-text.ts'
import { expect, expectAccessible, test } from './support.ts'

type Found = Tag & { path: string }

const written = globSync('content/lessons/**/nb.mdx').sort()
const bodyOf = (file: string) => readFileSync(file, 'utf8').split(/^---$/m).slice(2).join('---')
const tags: Found[] = written.flatMap((file) => {
  const path = `/nb/undervisning/${file.split('/').at(-2)}`
  return tagsIn(bodyOf(file)).map((tag) => ({ ...tag, path }))
})

/** Where the part stands first: the pupil's page, or the big screen. */
function firstOf(name: string, views = ['Pupil', 'Projector']): Found & { address: string } {
  const found = tags.find((tag) => tag.name === name && views.includes(tag.view ?? ''))
  if (!found) throw new Error(`No lesson uses ${name} there`)
  const view = found.view === 'Pupil' ? 'elev' : 'projektor'
  return { ...found, address: `${found.path}/${view}#${found.step}` }
}

/** Opens a page and waits until its islands react. */
async function open(page: Page, address: string): Promise<void> {
  // Away first: an address that differs after its # alone would not load the page again.
  await page.goto('about:blank')
  await page.goto(address)
  await expect(page.locator('[data-player][data-ready]')).toBeVisible()
  await expect(page.locator('.slides astro-island[ssr]')).toHaveCount(0)
}

/** Presses Tab until the focus is there, as somebody without a pointer would. */
async function reach(page: Page, target: Locator): Promise<void> {
  for (let presses = 0; presses < 120; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  throw new Error('Tab never got there')
}

async function press(page: Page, target: Locator, key = 'Enter'): Promise<void> {
  await reach(page, target)
  await page.keyboard.press(key)
}

/** What the page keeps is gone after «Slett det jeg har gjort». */
async function wipe(page: Page, path: string): Promise<void> {
  await open(page, `${path}/elev#ferdig`)
  await page.locator('[data-wipe]').click()
  await expect(page.locator('[data-wiped]')).toBeVisible()
  expect(
    await page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('.lesson.'))),
  ).toEqual([])
}

test('cards are sorted by keyboard, kept on the device, and wiped', async ({ page }) => {
  const { address, path, attributes } = firstOf('Sort', ['Pupil'])
  const piles = attributes['piles'] as string[]
  const cards = attributes['cards'] as { text: string; pile: number }[]
  await open(page, address)
  const sort = page.locator('.sort').first()
  const status = sort.locator('[role=status]')
  await expectAccessible(page)
  for (let turn = 0; turn < cards.length; turn += 1) {
    const text = await sort.locator('.sort-now .sort-card').innerText()
    // The first card goes astray, to see what the check says.
    const right = cards.find((card) => card.text === text.trim())!.pile
    const pile = turn === 0 ? (right + 1) % piles.length : right
    await press(page, sort.locator('.sort-choose button').nth(pile))
    await expect(status).toContainText(piles[pile]!)
  }
  const check = sort.getByRole('button', { name: 'Sjekk haugene' })
  await expect(check).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(status).toContainText(`${cards.length - 1} av ${cards.length} ligger riktig`)
  await expectAccessible(page)

  await page.reload()
  await expect(check).toBeVisible()
  await check.click()
  const stray = sort.locator('[data-mark=wrong]')
  const text = (await stray.locator('.sort-card').innerText()).trim()
  await press(page, stray.locator('.sort-card'))
  const right = cards.find((card) => card.text === text)!.pile
  await press(page, sort.locator('.sort-choose button').nth(right))
  await press(page, check)
  await expect(status).toContainText('Alle kortene ligger riktig')

  await wipe(page, path)
  await open(page, address)
  await expect(sort.locator('.task-count')).toContainText(`Kort 1 av ${cards.length}`)
})

test('role cards turn, and each round starts with blank ticks', async ({ page }) => {
  const { address, attributes } = firstOf('RolePlay', ['Pupil'])
  const roles = attributes['roles'] as { text: string }[]
  await open(page, address)
  const play = page.locator('.role-play').first()
  await expect(play).not.toContainText(roles[0]!.text.slice(0, 40))
  await press(page, play.locator('.role-card button').first())
  await expect(play).toContainText(roles[0]!.text.slice(0, 40))
  const box = play.locator('input[type=checkbox]').first()
  await press(page, box, ' ')
  await expect(box).toBeChecked()
  await expectAccessible(page)
  if (Number(attributes['rounds'] ?? 1) > 1) {
    await press(page, play.getByRole('button', { name: 'Neste runde' }))
    await expect(play).toContainText('Runde 2 av')
    await expect(box).not.toBeChecked()
    await expect(play).not.toContainText(roles[0]!.text.slice(0, 40))
  }
})

test('a countdown starts, pauses and ends', async ({ page }) => {
  const { address, attributes } = firstOf('Timer')
  await open(page, address)
  // Not before: an island waits for an idle moment, which a clock that stands still never has.
  await page.clock.install()
  const timer = page.locator('.timer:visible').first()
  await expect(timer.getByRole('timer')).toHaveText(`${Number(attributes['minutes'])}:00`)
  await press(page, timer.getByRole('button', { name: 'Start' }))
  await page.clock.runFor(20_000)
  await press(page, timer.getByRole('button', { name: 'Pause' }))
  const held = await timer.getByRole('timer').innerText()
  await page.clock.runFor(20_000)
  await expect(timer.getByRole('timer')).toHaveText(held)
  await expectAccessible(page)
  await press(page, timer.getByRole('button', { name: 'Fortsett' }))
  await page.clock.runFor(Number(attributes['minutes']) * 60_000)
  await expect(timer.getByRole('timer')).toHaveText('Tida er ute')
  await expect(timer.locator('[role=status]')).toHaveText('Tida er ute')
})

test('team points survive a reload on this device and start again when asked', async ({ page }) => {
  const { address } = firstOf('TeamPoints', ['Projector'])
  await open(page, address)
  const teams = page.locator('.teams').first()
  await press(page, teams.getByRole('button', { name: 'Ett poeng til Lag 1' }))
  await page.keyboard.press('Enter')
  await expect(teams.locator('[role=status]')).toHaveText('Lag 1: 2 poeng')
  await expectAccessible(page)
  await open(page, address)
  await expect(teams.locator('.team-points').first()).toHaveText('2')
  await press(page, teams.getByRole('button', { name: 'Start på nytt' }))
  await expect(teams.locator('.team-points').first()).toHaveText('0')
})

test('a counter-advert is built by keyboard, kept, and deleted', async ({ page }) => {
  const { address, attributes } = firstOf('CounterAdvert', ['Pupil'])
  const [trick] = attributes['tricks'] as { name: string }[]
  const slogans = attributes['slogans'] as string[]
  await open(page, address)
  const advert = page.locator('.advert').first()
  const poster = advert.locator('.poster')
  await press(page, advert.locator('input[type=radio]').first(), ' ')
  await expect(poster).toContainText(trick!.name)
  if (slogans[0]) await press(page, advert.getByRole('button', { name: slogans[0], exact: true }))
  await expect(poster).toContainText(slogans[0] ?? '')
  await reach(page, advert.locator('textarea'))
  await page.keyboard.type('Det er bare en boks.')
  await expect(poster).toContainText('Det er bare en boks.')
  await expectAccessible(page)
  await open(page, address)
  await expect(poster).toContainText('Det er bare en boks.')
  await press(page, advert.getByRole('button', { name: 'Slett plakaten' }))
  await expect(poster).not.toContainText('Det er bare en boks.')
  await expect(advert).toContainText('Plakaten er slettet.')
})

test('as many cards as the lesson says are kept, and one too many is refused', async ({ page }) => {
  const { address, path, attributes } = firstOf('CopingCards', ['Pupil'])
  const pick = Number(attributes['pick'] ?? 3)
  await open(page, address)
  const coping = page.locator('.coping').first()
  const boxes = coping.locator('input[type=checkbox]')
  for (let card = 0; card < pick; card += 1) await press(page, boxes.nth(card), ' ')
  await expect(coping.locator('[role=status]')).toHaveText(`Du har valgt ${pick} av ${pick}.`)
  await press(page, boxes.nth(pick), ' ')
  await expect(boxes.nth(pick)).not.toBeChecked()
  await expect(coping.locator('[role=status]')).toContainText('Ta bort ett først')
  await expect(coping.locator('.coping-mine li')).toHaveCount(pick)
  await expectAccessible(page)
  await open(page, address)
  await expect(coping.locator('.coping-mine li')).toHaveCount(pick)
  await wipe(page, path)
  await open(page, address)
  await expect(coping.locator('.coping-mine')).toHaveCount(0)
})

test('pictures say themselves aloud, or the page says that it cannot', async ({ page }) => {
  const { address } = firstOf('PictureCards')
  // A device without voices, as this one is.
  await page.addInitScript(() => {
    Object.defineProperty(window, 'speechSynthesis', { value: undefined })
  })
  await open(page, address)
  const set = page.locator('.picture-set:visible').first()
  await press(page, set.getByRole('button').first())
  await expect(set.locator('[role=status]')).toContainText('ingen stemme')
  await expectAccessible(page)
})

test('a word opens its explanation by keyboard, and Escape closes it', async ({ page }) => {
  const { address, attributes } = firstOf('Term')
  await open(page, address)
  const word = page.locator('.term:visible').first()
  const text = page.locator(`[id^="word-${String(attributes['id'])}-"]:popover-open`)
  await expect(text).toHaveCount(0)
  await press(page, word)
  await expect(text).toBeVisible()
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await expect(text).toHaveCount(0)
  await expect(word).toBeFocused()
})

test('the device decides which wording is shown', async ({ page }) => {
  const { address } = firstOf('Easy', ['Pupil'])
  await open(page, address)
  const step = page.locator('.slide:visible')
  await expect(step.locator('[data-regular]').first()).toBeVisible()
  await expect(step.locator('[data-easy]').first()).toBeHidden()
  await page.evaluate(() => localStorage.setItem('forspring.reading', JSON.stringify({ easy: true })))
  await open(page, address)
  await expect(step.locator('[data-easy]').first()).toBeVisible()
  await expect(step.locator('[data-regular]').first()).toBeHidden()
  await expectAccessible(page)
})

test('the teacher sees what is locked, what may be adapted, and the duty to report', async ({ page }) => {
  const { path } = firstOf('Variant', ['Teacher'])
  await page.goto(path)
  for (const core of await page.locator('.step[data-core]').all())
    await expect(core.locator('.step-head')).toContainText('Kjernesteg – hopp ikke over')
  await expect(page.locator('.step:not([data-core]):has(.variant) .adaptable').first()).toContainText(
    'Kan tilpasses: «',
  )
  await expect(page.locator('.disclosure')).toContainText('plikt til å melde fra')
  await expectAccessible(page)
})

test('cards, posters and words are on paper too, and nothing is wider than the sheet', async ({ page }) => {
  for (const path of new Set(tags.map((tag) => tag.path))) {
    await page.goto(`${path}/utskrift`)
    await page.emulateMedia({ media: 'print' })
    await page.setViewportSize({ width: 680, height: 900 })
    const wide = await page
      .locator('.sheets :is(li, table, img, .poster-frame):visible')
      .evaluateAll((all) => all.filter((one) => one.getBoundingClientRect().right > innerWidth).length)
    expect(wide, path).toBe(0)
    const here = tags.filter((tag) => tag.path === path && tag.view === 'Pupil').map(({ name }) => name)
    for (const name of ['Sort', 'RolePlay', 'CopingCards'])
      if (here.includes(name)) await expect(page.locator('.cut-cards:visible').first()).toBeVisible()
    const words = page.locator('.words')
    await expect(words).toHaveCount(tags.some((tag) => tag.path === path && tag.name === 'Term') ? 1 : 0)
    await page.emulateMedia({ media: null })
  }
})

test('every picture that a page shows is there', async ({ page, request }) => {
  const seen = new Set<string>()
  for (const path of new Set(tags.map((tag) => tag.path))) {
    await page.goto(`${path}/utskrift`)
    for (const src of await page
      .locator('img')
      .evaluateAll((all) => all.map((one) => one.getAttribute('src'))))
      seen.add(src!)
  }
  for (const src of seen) {
    const answer = await request.get(src)
    expect(answer.status(), src).toBe(200)
    expect(answer.headers()['content-type'], src).toContain('image/svg+xml')
  }
})
