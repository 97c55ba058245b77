// A real OpenID provider on a free port, and somebody who walks through its pages as a browser does: forms, redirects
// and cookies. `sub` is what was typed as the name; `people` says what the provider knows of each.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

type Claims = Record<string, unknown>
type OidcProvider = {
  callback(): (request: unknown, response: unknown) => void
  on(event: string, then: () => void): void
}
type OidcModule = { Provider: new (issuer: string, configuration: object) => OidcProvider }

export const clientId = 'forspring'
export const clientSecret = 'a secret of the provider, with & and %'

export type TestProvider = { issuer: string; stop(): Promise<void> }

export async function startProvider(returnTo: string, people: Record<string, Claims>): Promise<TestProvider> {
  // The package has no types; a name in a variable keeps the compiler from looking for them.
  const name = 'oidc-provider'
  const { Provider } = (await import(name)) as OidcModule
  const server = createServer()
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const issuer = `http://localhost:${(server.address() as AddressInfo).port}`
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        redirect_uris: [returnTo],
        response_types: ['code'],
        grant_types: ['authorization_code'],
        token_endpoint_auth_method: 'client_secret_basic',
      },
    ],
    claims: {
      openid: ['sub'],
      email: ['email', 'email_verified'],
      profile: ['name'],
      'userid-feide': ['eduPersonPrincipalName'],
    },
    scopes: ['openid', 'email', 'profile', 'userid-feide'],
    pkce: { required: () => true },
    cookies: { keys: ['only for tests'] },
    features: { devInteractions: { enabled: true } },
    findAccount: (_: unknown, id: string) =>
      Object.hasOwn(people, id)
        ? { accountId: id, claims: () => Promise.resolve({ sub: id, ...people[id] }) }
        : undefined,
  })
  server.on('request', provider.callback())
  return {
    issuer,
    stop: async () => {
      server.closeAllConnections()
      await new Promise<void>((done) => server.close(() => done()))
    },
  }
}

/**
 * Signs in at the provider and agrees to everything.
 * @returns where the provider sends the browser in the end, which is not followed.
 */
export async function walkThrough(address: string, login: string): Promise<URL> {
  const jar = new Map<string, string>()
  let next = new URL(address)
  const issuer = next.origin
  let form: URLSearchParams | undefined
  for (let turn = 0; turn < 12; turn += 1) {
    const response = await fetch(next, {
      method: form ? 'POST' : 'GET',
      redirect: 'manual',
      headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(form && { body: form }),
    })
    form = undefined
    for (const cookie of response.headers.getSetCookie()) {
      const [name, value] = cookie.split(';')[0]!.split(/=(.*)/s) as [string, string]
      jar.set(name, value)
    }
    const location = response.headers.get('location')
    if (location) {
      next = new URL(location, next)
      if (next.origin !== issuer) return next
      continue
    }
    const page = await response.text()
    const action = /<form[^>]*action="([^"]+)"/.exec(page)?.[1]
    const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1]
    if (!action || !prompt) throw new Error(`the provider says ${response.status}: ${page.slice(0, 300)}`)
    next = new URL(action, next)
    form = new URLSearchParams({ prompt, login, password: 'any' })
  }
  throw new Error('the provider goes round in circles')
}
