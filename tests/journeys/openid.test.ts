// Sign-in at a real OpenID provider: who has an account comes in, and nothing that does not fit together does.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Services } from '#api/trpc.ts'
import { createStaffSession, type StaffSession } from '#http/staff-session.ts'
import {
  clientId,
  clientSecret,
  startProvider,
  type TestProvider,
  walkThrough,
} from '../support/openid-provider.ts'
import { apiFor, aSchool, frida, testServices } from '../support/services.ts'

const origin = 'http://localhost:4999'
const carol = { id: 'carol', name: 'carol', role: 'contact' as const, schoolIds: ['fjord'] }
const address = '192.0.2.9'
const refused = 'account.provider-refused'

let provider: TestProvider
let services: Services
let staff: StaffSession

beforeAll(async () => {
  provider = await startProvider(`${origin}/logg-inn/feide/tilbake`, {
    alice: { email: 'Alice@example.test', email_verified: true },
    unchecked: { email: 'bob@example.test', email_verified: false },
    principal: { email: 'private@example.test', eduPersonPrincipalName: 'Carol@home.test' },
    // A pupil whose name there spells the address of a teacher here, and somebody whose address spells a name there.
    pupil: { email: 'pupil@example.test', eduPersonPrincipalName: 'alice@example.test' },
    lookalike: { email: 'carol@home.test', email_verified: true },
    stranger: { email: 'stranger@example.test', email_verified: true },
    impostor: { email: 'alice@example.test', email_verified: true },
    two: { email: 'alice@example.test', email_verified: true, eduPersonPrincipalName: 'carol@home.test' },
  })
})
afterAll(() => provider.stop())

const staffWith = (more: { clientSecret?: string; clientId?: string; now?: () => Date } = {}) =>
  createStaffSession(services.database, services.keys, origin, {
    provider: { issuer: provider.issuer, clientId, clientSecret, name: 'Feide', ...more },
    ...(more.now && { now: more.now }),
  })

beforeEach(async () => {
  services = await testServices()
  await aSchool(services)
  await apiFor(services, frida).account.edit({ ...carol, providerName: ' Carol@Home.test' })
  staff = staffWith()
})

const headersOf = (cookies: string[]) =>
  new Headers({ cookie: cookies.map((cookie) => cookie.split(';')[0]).join('; ') })

/** Goes to the provider as `login`. @returns what the browser comes back with. */
async function comeBack(login: string, change: (address: URL) => void = () => undefined) {
  const { address: there, cookies } = await staff.openId!.start('nb', '/nb/skole')
  const changed = new URL(there)
  change(changed)
  const back = await walkThrough(changed.href, login)
  return { query: back.searchParams, headers: headersOf(cookies), there: new URL(there) }
}
type Back = { query: URLSearchParams; headers: Headers }
const finish = async ({ query, headers }: Back, at = staff) => {
  try {
    const user = await at.userOf(headersOf(await at.finishOpenId(query, headers, address)))
    return user?.email
  } catch (error) {
    return (error as Error).message
  }
}
const sessions = async () => (await services.database.ask('SELECT * FROM session')).rows.length

describe('somebody with an account', { timeout: 180_000 }, () => {
  test('comes in by a checked e-mail address, and the way back is kept in the cookie', async () => {
    const back = await comeBack('alice')
    expect(staff.openId!.tripOf(back.headers)).toMatchObject({ locale: 'nb', wanted: '/nb/skole' })
    expect(await finish(back)).toBe('alice@example.test')
  })

  test('comes in by the name at the home organisation that an administrator has set', async () => {
    expect(await finish(await comeBack('principal'))).toBe('carol@example.test')
  })

  test('is known again afterwards, also under another address here', async () => {
    await finish(await comeBack('alice'))
    await services.database.write({
      sql: "UPDATE user SET email = 'new@example.test' WHERE id = 'alice'",
      args: [],
    })
    expect(await finish(await comeBack('alice'))).toBe('new@example.test')
  })

  test('does not when the account is closed', async () => {
    await finish(await comeBack('alice'))
    await apiFor(services, frida).account.close({ id: 'alice' })
    expect(await finish(await comeBack('alice'))).toBe(refused)
    expect(await sessions()).toBe(0)
  })
})

describe('nobody comes in', { timeout: 180_000 }, () => {
  test('without an account: nobody registers here, and nothing is written', async () => {
    const accounts = (await services.database.ask('SELECT * FROM user')).rows.length
    expect(await finish(await comeBack('stranger'))).toBe(refused)
    expect((await services.database.ask('SELECT * FROM user')).rows).toHaveLength(accounts)
    expect((await services.database.ask('SELECT * FROM account')).rows).toEqual([])
  })

  test('by an address that nobody has checked', async () => {
    expect(await finish(await comeBack('unchecked'))).toBe(refused)
  })

  test('by a name at the home organisation that spells the address of a colleague, nor the other way about', async () => {
    expect(await finish(await comeBack('pupil'))).toBe(refused)
    expect(await finish(await comeBack('lookalike'))).toBe(refused)
    expect((await services.database.ask('SELECT * FROM account')).rows).toEqual([])
  })

  test('by a name that was taken away again', async () => {
    await apiFor(services, frida).account.edit({ ...carol, providerName: null })
    expect(await finish(await comeBack('principal'))).toBe(refused)
  })

  test('as somebody else who had the same address before', async () => {
    await finish(await comeBack('alice'))
    expect(await finish(await comeBack('impostor'))).toBe(refused)
  })

  test('when the names lead to two accounts', async () => {
    expect(await finish(await comeBack('two'))).toBe(refused)
  })

  test('with a code a second time', async () => {
    const back = await comeBack('alice')
    expect(await finish(back)).toBe('alice@example.test')
    expect(await finish(back)).toBe(refused)
    expect(await sessions()).toBe(1)
  })

  test('with the wrong state, without the cookie, or with the cookie of another attempt', async () => {
    const back = await comeBack('alice')
    const forged = new URLSearchParams(back.query)
    forged.set('state', 'A'.repeat(43))
    expect(await finish({ ...back, query: forged })).toBe(refused)
    expect(await finish({ ...back, headers: new Headers() })).toBe(refused)
    const { cookies } = await staff.openId!.start('nb', undefined)
    expect(await finish({ ...back, headers: headersOf(cookies) })).toBe(refused)
    expect(await finish(back), 'the right one still does').toBe('alice@example.test')
  })

  test('with a cookie that was given a longer life', async () => {
    const back = await comeBack('alice')
    const [name, value] = back.headers.get('cookie')!.split('=') as [string, string]
    const trip = JSON.parse(Buffer.from(value, 'base64url').toString()) as object
    const longer = Buffer.from(JSON.stringify({ ...trip, until: 9e15 })).toString('base64url')
    expect(await finish({ ...back, headers: new Headers({ cookie: `${name}=${longer}` }) })).toBe(refused)
  })

  test('eleven minutes later', async () => {
    const back = await comeBack('alice')
    const later = staffWith({ now: () => new Date(Date.now() + 11 * 60_000) })
    expect(await finish(back, later)).toBe(refused)
  })

  test('with a token made for another attempt: the nonce is not ours', async () => {
    const back = await comeBack('alice', (there) => there.searchParams.set('nonce', 'of another'))
    expect(await finish(back)).toBe(refused)
  })

  test('with a code that was asked for with another PKCE challenge', async () => {
    const challenge = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'
    const back = await comeBack('alice', (there) => there.searchParams.set('code_challenge', challenge))
    expect(await finish(back)).toBe(refused)
  })

  test('when the answer says that it is from another provider', async () => {
    const back = await comeBack('alice')
    back.query.set('iss', 'https://evil.example')
    expect(await finish(back)).toBe(refused)
  })

  test('when our own secret is wrong, or the provider is gone', async () => {
    expect(await finish(await comeBack('alice'), staffWith({ clientSecret: 'wrong' }))).toBe(refused)
    const gone = createStaffSession(services.database, services.keys, origin, {
      provider: { issuer: 'http://localhost:9', clientId, clientSecret, name: 'Feide' },
    })
    await expect(gone.openId!.start('nb', undefined)).rejects.toThrow(refused)
  })

  test('when the person said no at the provider', async () => {
    const { cookies } = await staff.openId!.start('nb', undefined)
    const query = new URLSearchParams({ error: 'access_denied', state: 'any' })
    expect(await finish({ query, headers: headersOf(cookies) })).toBe(refused)
  })
})

test('the provider is asked for no more than it offers, with PKCE, and learns nothing of us', async () => {
  const { there } = await comeBack('alice')
  expect(there.searchParams.get('scope')).toBe('openid profile email userid-feide')
  expect(there.searchParams.get('code_challenge_method')).toBe('S256')
  expect([...there.searchParams.keys()].sort()).toEqual(
    [
      'client_id',
      'code_challenge',
      'code_challenge_method',
      'nonce',
      'redirect_uri',
      'response_type',
      'scope',
      'state',
      'ui_locales',
    ].sort(),
  )
})
