// Sign-in at an identity provider such as Feide: OpenID Connect, authorization code with PKCE. Nothing is asked of the
// provider before somebody presses the button, and nothing is kept here between going there and coming back.
import type { Keys } from '#crypto/key-file.ts'
import { isSame, randomSecret, secretsOf } from '#crypto/openid.ts'
import { claimsFault, type Names, namesOf } from '#domain/openid.ts'
import { Problem } from '#domain/problem.ts'
import { createProvider, type OpenIdSettings } from './openid-provider.ts'

/** Whom the provider vouches for. */
export type Vouched = Names & { issuer: string; subject: string }

export type OpenId = {
  /** What the button says: `Feide`. */
  name: string
  /** The provider's address to go to, and the cookie to come back with. */
  start(locale: string, wanted: string | undefined): Promise<{ address: string; cookies: string[] }>
  /** What `start` was given, as far as the cookie tells. */
  tripOf(headers: Headers): { locale?: string; wanted?: string }
  /** @throws Problem `account.provider-refused`, whatever did not fit. */
  finish(query: URLSearchParams, headers: Headers): Promise<Vouched>
  /** Takes the cookie away again. */
  clear: string
}

const path = '/logg-inn/feide'
const cookieName = 'forspring.openid'
const seconds = 600

type Trip = { random: string; until: number; locale: string; wanted?: string }

export function createOpenId(
  settings: OpenIdSettings,
  keys: Keys,
  origin: string,
  now: () => Date = () => new Date(),
): OpenId {
  const provider = createProvider(settings)
  const returnTo = `${new URL(origin).origin}${path}/tilbake`
  const attributes = `Path=${path}; HttpOnly; SameSite=Lax${origin.startsWith('https:') ? '; Secure' : ''}`
  const cookieOf = (headers: Headers) =>
    headers
      .get('cookie')
      ?.split(/; */)
      .find((one) => one.startsWith(`${cookieName}=`))
      ?.slice(cookieName.length + 1)

  function readTrip(headers: Headers): Trip | undefined {
    try {
      return JSON.parse(Buffer.from(cookieOf(headers) ?? '', 'base64url').toString('utf8')) as Trip
    } catch {
      return undefined
    }
  }

  return {
    name: settings.name,
    clear: `${cookieName}=; Max-Age=0; ${attributes}`,

    async start(locale, wanted) {
      const trip: Trip = {
        random: randomSecret(),
        until: now().getTime() + seconds * 1000,
        locale,
        ...(wanted && { wanted }),
      }
      const cookie = Buffer.from(JSON.stringify(trip)).toString('base64url')
      const { state, nonce, challenge } = secretsOf(keys('openid'), cookie)
      const { authorizationEndpoint, scope } = await provider.discover()
      const address = new URL(authorizationEndpoint)
      const query = {
        response_type: 'code',
        client_id: settings.clientId,
        redirect_uri: returnTo,
        scope,
        state,
        nonce,
        code_challenge: challenge,
        code_challenge_method: 'S256',
        ui_locales: locale,
      }
      for (const [name, value] of Object.entries(query)) address.searchParams.set(name, value)
      return {
        address: address.href,
        cookies: [`${cookieName}=${cookie}; Max-Age=${seconds}; ${attributes}`],
      }
    },

    tripOf: (headers) => readTrip(headers) ?? {},

    async finish(query, headers) {
      const refused = new Problem('account.provider-refused')
      const [cookie, trip] = [cookieOf(headers), readTrip(headers)]
      const [code, state] = [query.get('code'), query.get('state')]
      if (!cookie || !trip || !code || !state) throw refused
      // Changing anything in the cookie, its end as well, makes other secrets.
      const secrets = secretsOf(keys('openid'), cookie)
      if (!isSame(state, secrets.state) || !(trip.until > now().getTime())) throw refused
      // Somebody else's provider may have sent the browser here (RFC 9207).
      if ((query.get('iss') ?? settings.issuer) !== settings.issuer) throw refused

      const tokens = await provider.redeem(code, secrets.verifier, returnTo)
      const claims = await provider.verified(tokens.idToken)
      const expected = {
        issuer: settings.issuer,
        clientId: settings.clientId,
        nonce: secrets.nonce,
        now: Math.floor(now().getTime() / 1000),
      }
      if (!claims || claimsFault(claims, expected)) throw refused
      const more = await provider.userInfo(tokens.accessToken)
      // Core §5.3.2: what is said of somebody else is worth nothing.
      const told = more['sub'] === claims['sub'] ? more : {}
      return {
        issuer: settings.issuer,
        subject: String(claims['sub']),
        ...namesOf(claims, told),
      }
    },
  }
}
