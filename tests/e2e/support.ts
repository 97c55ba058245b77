// What every browser test starts from: `test`, which also fails on any console error, page error or request to
// another origin, in every window; `signIn`; and `expectAccessible`.
import { AxeBuilder } from '@axe-core/playwright'
import { test as base, expect, type BrowserContext, type Page } from '@playwright/test'

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

/** The rules that a change of colours can break; the slowest of all. */
const ofColour = ['color-contrast', 'link-in-text-block']

/**
 * WCAG 2.2 AA as far as a machine can tell: `words` is all but the colours, `light` and `dark` are the colours of a theme.
 * Movement is off: colours half-way would be judged.
 */
export async function expectAccessible(
  page: Page,
  parts: readonly ('words' | 'light' | 'dark')[] = ['words', 'light', 'dark'],
): Promise<void> {
  for (const part of parts) {
    await page.emulateMedia({ colorScheme: part === 'dark' ? 'dark' : 'light', reducedMotion: 'reduce' })
    const axe = new AxeBuilder({ page })
    const { violations } = await (
      part === 'words' ? axe.withTags(wcag).disableRules(ofColour) : axe.withRules(ofColour)
    ).analyze()
    const faults = violations.flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.target.join(' ')}`),
    )
    expect(faults, `${page.url()} in ${part}`).toEqual([])
  }
  await page.emulateMedia({ colorScheme: null, reducedMotion: null })
}
