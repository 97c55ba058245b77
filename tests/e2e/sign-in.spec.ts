// The other ways in: a passkey on a virtual device, and an identity provider with a server of its own, whose first
// administrator comes from the command line.
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { promisify } from 'node:util'
import type { Page } from '@playwright/test'
import { clientId, clientSecret, startProvider } from '../support/openid-provider.ts'
import { expect, expectAccessible, fillSignIn, signIn, test } from './support.ts'

/** A device with a fingerprint reader that always knows the finger. */
async function aDevice(page: Page, isUserVerified = true) {
  const client = await page.context().newCDPSession(page)
  await client.send('WebAuthn.enable')
  const { authenticatorId } = await client.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified,
      automaticPresenceSimulation: true,
    },
  })
  return {
    forget: () => client.send('WebAuthn.clearCredentials', { authenticatorId }),
    know: (known: boolean) =>
      client.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: known }),
  }
}

test('a passkey is made, signs in, is named, and is removed', async ({ page, tolerate }) => {
  // A passkey that is removed here is still on the device, and is refused.
  tolerate(/status of 401/)
  const device = await aDevice(page)
  await signIn(page, 'forsker@demo.example')
  await expect(page).toHaveURL(/\/nb\/forsker$/)
  await page.getByRole('link', { name: /Solveig Demo/ }).click()
  await expectAccessible(page)
  await page.getByLabel('Navn på passnøkkelen').fill('Jobb-PC')
  await page.getByRole('button', { name: 'Lag en passnøkkel' }).click()
  await expect(page.getByText('Passnøkkelen er laget.')).toBeVisible()
  await expect(page.getByRole('region', { name: 'Passnøkler' }).getByRole('strong')).toHaveText('Jobb-PC')
  await expectAccessible(page)

  await page.getByRole('button', { name: 'Logg ut' }).first().click()
  await page.goto('/nb/logg-inn?neste=/nb/konto')
  await page.getByRole('button', { name: 'Bruk passnøkkel' }).click()
  await expect(page).toHaveURL(/\/nb\/konto$/)
  await page.getByRole('button', { name: 'Fjern Jobb-PC' }).click()
  await expect(page.getByText('Passnøkkelen er fjernet.')).toBeVisible()

  await page.getByRole('button', { name: 'Logg ut' }).first().click()
  await page.getByRole('button', { name: 'Bruk passnøkkel' }).click()
  await expect(page.getByText('Denne passnøkkelen hører ikke til en konto her')).toBeVisible()
  await expectAccessible(page)
  await device.forget()
  await page.getByRole('button', { name: 'Bruk passnøkkel' }).click()
  await expect(page.getByText('Det kom ingen passnøkkel')).toBeVisible()
})

test('nothing but the few functions of ours can be reached', async ({ request }) => {
  for (const path of [
    '/api/auth/get-session',
    '/api/auth/sign-up/email',
    '/api/auth/passkey/list-user-passkeys',
  ])
    expect((await request.get(path)).status(), path).toBe(404)
  expect((await request.post('/api/auth/sign-up/email', { data: {} })).status()).toBe(404)
  expect((await request.get('/nb/logg-inn/passnokkel')).status()).toBe(405)
  expect((await request.post('/nb/konto/passnokkel', { data: {} })).status()).toBe(401)
  const answer = { id: 'x', rawId: 'x', type: 'public-key', response: {}, clientExtensionResults: {} }
  for (const body of [{ answer }, { answer: null }, { answer: 7 }])
    expect((await request.post('/nb/logg-inn/passnokkel', { data: body })).status()).toBe(401)
})

test('without a provider there is no button, and its addresses lead to the sign-in page', async ({
  page,
}) => {
  await page.goto('/nn/logg-inn')
  await expect(page.getByRole('link', { name: /Feide/ })).toHaveCount(0)
  for (const path of ['/logg-inn/feide', '/logg-inn/feide/tilbake?code=x&state=y']) {
    await page.goto(path)
    await expect(page).toHaveURL(/\/nb\/logg-inn$/)
  }
})

test.describe('with a provider', () => {
  let server: ChildProcess
  let provider: Awaited<ReturnType<typeof startProvider>>
  let env: NodeJS.ProcessEnv
  let origin: string

  test.beforeAll(async () => {
    const listener = createServer().listen(0)
    await once(listener, 'listening')
    const { port } = listener.address() as AddressInfo
    listener.close()
    origin = `http://localhost:${port}`
    provider = await startProvider(`${origin}/logg-inn/feide/tilbake`, {
      astrid: { email: 'astrid@example.test', email_verified: true },
      stranger: { email: 'stranger@example.test', email_verified: true },
    })
    env = {
      ...process.env,
      DEMO: '0',
      DATA_DIR: mkdtempSync(`${tmpdir()}/forspring-openid-`),
      PORT: String(port),
      ORIGIN: origin,
      OIDC_ISSUER: provider.issuer,
      OIDC_CLIENT_ID: clientId,
      OIDC_CLIENT_SECRET: clientSecret,
    }
    server = spawn(process.execPath, ['src/cli/start.ts'], { env, stdio: ['ignore', 'pipe', 'inherit'] })
    await new Promise<void>((ready) =>
      server.stdout!.on('data', (piece: Buffer) => piece.toString().includes(origin) && ready()),
    )
  })
  test.afterAll(async () => {
    server.kill('SIGTERM')
    await once(server, 'exit')
    await provider.stop()
    rmSync(env['DATA_DIR']!, { recursive: true, force: true })
  })

  /** Another origin is what this is about; the provider's own pages ask for a font, and may complain of it. */
  const elsewhere = /^request: http:\/\/localhost|fonts\.googleapis\.com|^console: .*localhost|status of 403/

  async function pass(page: Page, login: string) {
    await page.getByRole('link', { name: 'Logg inn med Feide' }).click()
    await page.locator('[name=login]').fill(login)
    await page.locator('[name=password]').fill('any')
    await page.getByRole('button', { name: /sign-in/i }).click()
    await page.getByRole('button', { name: /continue/i }).click()
  }

  test('the first administrator gets a link from the command line, and comes back through Feide', async ({
    page,
    tolerate,
  }) => {
    tolerate(elsewhere)
    const options = [
      '--role',
      'administrator',
      '--email',
      'astrid@example.test',
      '--name',
      'Astrid',
      '--json',
    ]
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['src/cli/forspring.ts', 'account', 'create', ...options],
      { env },
    )
    const { link } = JSON.parse(stdout) as { link: string }
    await page.goto(link)
    await page.getByLabel('Nytt passord').fill('et eget langt passord')
    await page.getByLabel('Skriv det en gang til').fill('et eget langt passord')
    await page.getByRole('button', { name: 'Lagre passordet' }).click()
    await expectAccessible(page)
    await fillSignIn(page, 'astrid@example.test', 'et eget langt passord')
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Skoler og kontoer')
    await page.getByRole('button', { name: 'Logg ut' }).first().click()

    await page.goto(`${origin}/nb/logg-inn?neste=/nb/konto`)
    await pass(page, 'astrid')
    await expect(page).toHaveURL(`${origin}/nb/konto`)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Kontoen din')
  })

  test('somebody without an account is told so', async ({ page, tolerate }) => {
    tolerate(elsewhere)
    await page.goto(`${origin}/nb/logg-inn`)
    await pass(page, 'stranger')
    await expect(page.getByRole('alert')).toContainText('du har ikke konto her')
    await expect(page).toHaveURL(/\/nb\/logg-inn\?feil=account\.provider-refused$/)
    await expectAccessible(page)
  })
})
