// The requests to an identity provider: its own description, the exchange of a code, its keys, and what it says of a
// person. The surprise: nothing is followed elsewhere; a redirect of the provider is a refusal.
import { type PublicJwk, signedClaims } from '#crypto/openid.ts'
import type { Claims } from '#domain/openid.ts'
import { Problem } from '#domain/problem.ts'

export type OpenIdSettings = {
  issuer: string
  clientId: string
  clientSecret: string
  /** What people call it: `Feide`. */
  name: string
}

type Description = {
  authorizationEndpoint: string
  tokenEndpoint: string
  userInfoEndpoint: string | undefined
  keysAddress: string
  scope: string
}

const patience = 10_000
/** A description is asked for again after this long; keys as well, and when a token names one that we lack. */
const holdFor = 60 * 60 * 1000
const betweenKeys = 60 * 1000

/** `userid-feide` gives eduPersonPrincipalName at Feide; who does not know it is not asked for it. */
const wantedScopes = ['openid', 'profile', 'email', 'userid-feide']

export type Provider = ReturnType<typeof createProvider>

export function createProvider(settings: OpenIdSettings) {
  let description: { held: Description; at: number } | undefined
  let keys: { held: PublicJwk[]; at: number } | undefined

  async function ask(address: string, init: RequestInit = {}): Promise<Record<string, unknown>> {
    try {
      const response = await fetch(address, {
        ...init,
        redirect: 'error',
        signal: AbortSignal.timeout(patience),
      })
      const document: unknown = response.ok ? await response.json() : undefined
      if (typeof document === 'object' && document !== null) return document as Record<string, unknown>
    } catch {
      // No answer, or one that is no JSON: the same refusal, and nothing of it is shown.
    }
    throw new Problem('account.provider-refused')
  }

  /** An address from the description: as safe as the issuer's own. */
  function safe(address: unknown): string {
    const own = new URL(settings.issuer).protocol
    if (typeof address !== 'string' || !URL.canParse(address)) throw new Problem('account.provider-refused')
    const { protocol } = new URL(address)
    if (protocol !== 'https:' && protocol !== own) throw new Problem('account.provider-refused')
    return address
  }

  async function discover(): Promise<Description> {
    if (description && Date.now() - description.at < holdFor) return description.held
    const told = await ask(`${settings.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`)
    if (told['issuer'] !== settings.issuer) throw new Problem('account.provider-refused')
    const offered = told['scopes_supported']
    const held = {
      authorizationEndpoint: safe(told['authorization_endpoint']),
      tokenEndpoint: safe(told['token_endpoint']),
      userInfoEndpoint: told['userinfo_endpoint'] ? safe(told['userinfo_endpoint']) : undefined,
      keysAddress: safe(told['jwks_uri']),
      scope: wantedScopes
        .filter((scope) => scope === 'openid' || !Array.isArray(offered) || offered.includes(scope))
        .join(' '),
    }
    description = { held, at: Date.now() }
    return held
  }

  async function fetchKeys(): Promise<PublicJwk[]> {
    const { keys: found } = await ask((await discover()).keysAddress)
    keys = { held: Array.isArray(found) ? (found as PublicJwk[]) : [], at: Date.now() }
    return keys.held
  }

  return {
    discover,

    /** Exchanges a code, once. @throws Problem `account.provider-refused`. */
    async redeem(code: string, verifier: string, returnTo: string) {
      const { tokenEndpoint } = await discover()
      // RFC 6749 §2.3.1: both are encoded as in a form first.
      const [id, secret] = [settings.clientId, settings.clientSecret].map(encodeURIComponent)
      const tokens = await ask(tokenEndpoint, {
        method: 'POST',
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`,
        },
        body: new URLSearchParams({
          grant_type: 'authorization_code',
          code,
          redirect_uri: returnTo,
          code_verifier: verifier,
        }),
      })
      return { idToken: String(tokens['id_token']), accessToken: String(tokens['access_token']) }
    },

    /** The claims of an ID token that the provider has signed. */
    async verified(idToken: string): Promise<Claims | undefined> {
      const held = keys && Date.now() - keys.at < holdFor ? keys : undefined
      const first = signedClaims(idToken, held?.held ?? (await fetchKeys()))
      if (first !== 'unknown-key') return first
      // It may have changed its keys; who makes up names of keys does not make us ask all the time.
      if (!held || Date.now() - held.at < betweenKeys) return undefined
      const second = signedClaims(idToken, await fetchKeys())
      return second === 'unknown-key' ? undefined : second
    },

    async userInfo(accessToken: string): Promise<Claims> {
      const { userInfoEndpoint } = await discover()
      return userInfoEndpoint
        ? ask(userInfoEndpoint, { headers: { authorization: `Bearer ${accessToken}` } })
        : {}
    },
  }
}
