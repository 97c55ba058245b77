// What every browser test starts from: `test`, which also fails on any console error, page error or request to
// another origin, in every window; `signIn`; and `expectAccessible`.
import { test as base, expect, type BrowserContext, type Page } from '@playwright/test'
import axe from 'axe-core'

export { expect }

const origin = process.env['E2E_ORIGIN'] ?? ''
const demoPassword = process.env['DEMO_PASSWORD'] ?? ''
const isOwn = (url: string) => url.startsWith(`${origin}/`) || /^(data|blob|about):/.test(url)

/** Writes down what a calm page never does. */
function watch(context: BrowserContext, trouble: string[]): void {
  context.on('console', (message) => {
    if (message.type() === 'error') trouble.push(`console: ${message.text()} (${message.location().url})`)
  })
  context.on('weberror', (error) => trouble.push(`page: ${error.error().message}`))
  context.on('request', (request) => {
    if (!isOwn(request.url())) trouble.push(`request: ${request.url()}`)
  })
}

type Extra = {
  /** Somebody else with a device of their own: a page that shares no cookies with `page`. */
  somebodyElse: () => Promise<Page>
  /** Lets this test pass although something matching turns up, e.g. `/status of 404/` on the error page. */
  tolerate: (expected: RegExp) => void
  trouble: { seen: string[]; tolerated: RegExp[] }
}

export const test = base.extend<Extra>({
  baseURL: async ({}, use) => use(origin),
  trouble: [
    async ({}, use) => {
      const trouble: Extra['trouble'] = { seen: [], tolerated: [] }
      await use(trouble)
      const left = trouble.seen.filter((line) => !trouble.tolerated.some((expected) => expected.test(line)))
      expect(left, 'console errors, page errors, requests to other origins').toEqual([])
    },
    { auto: true },
  ],
  tolerate: async ({ trouble }, use) => use((expected) => void trouble.tolerated.push(expected)),
  context: async ({ context, trouble }, use) => {
    watch(context, trouble.seen)
    await use(context)
  },
  somebodyElse: async ({ browser, contextOptions, trouble }, use) => {
    const contexts: BrowserContext[] = []
    await use(async () => {
      const context = await browser.newContext({ ...contextOptions, baseURL: origin })
      contexts.push(context)
      watch(context, trouble.seen)
      return context.newPage()
    })
    for (const context of contexts) await context.close()
  },
})

/** Fills in the sign-in form that is open, and waits until it has let somebody in. */
export async function fillSignIn(page: Page, email: string, password = demoPassword): Promise<void> {
  await page.getByLabel('E-post').fill(email)
  await page.getByLabel('Passord', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Logg inn', exact: true }).click()
  await expect(page).not.toHaveURL(/logg-inn/)
}

/** Signs somebody in at the front door, with the demo's password unless told another. */
export async function signIn(page: Page, email: string, password = demoPassword): Promise<void> {
  await page.goto('/nb/logg-inn')
  await fillSignIn(page, email, password)
}

const wcag = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** The rules that a change of colours can break. */
const ofColour = ['color-contrast', 'link-in-text-block']

/** Puts axe into the document once, and runs it there: several times quicker than a page of its own for each run. */
async function faultsOf(page: Page, rules: string[]): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source)
  return page.evaluate(async (runOnly) => {
    // Even the shortest change of colour needs a frame, and hands on to what inherits it: none while axe looks.
    const still = new CSSStyleSheet()
    still.replaceSync('*, ::before, ::after { transition: none !important }')
    document.adoptedStyleSheets.push(still)
    const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run(document, {
      runOnly,
      resultTypes: ['violations'],
    })
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== still)
    return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}`))
  }, rules)
}

/**
 * WCAG 2.2 AA as far as a machine can tell, and the colours in the dark as well where `dark` is not false.
 * Movement is off: colours half-way would be judged.
 */
export async function expectAccessible(page: Page, { dark = true } = {}): Promise<void> {
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  expect(await faultsOf(page, wcag), page.url()).toEqual([])
  if (dark) {
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
    expect(await faultsOf(page, ofColour), `${page.url()} in the dark`).toEqual([])
  }
  await page.emulateMedia({ colorScheme: null, reducedMotion: null })
}
