// What an identity provider says of a person (OpenID Connect Core 1.0): whether it counts, and by which names an account
// here may be found. The surprise: an e-mail address counts only when the provider says that it has checked it.
export type Claims = Readonly<Record<string, unknown>>

export type Expected = {
  issuer: string
  clientId: string
  nonce: string
  /** Seconds since 1970. */
  now: number
}

/** Clocks differ. */
const tolerance = 60

/** Why an ID token does not count; `undefined` when it does (Core §3.1.3.7). */
export function claimsFault(claims: Claims, expected: Expected): string | undefined {
  const { iss, aud, azp, exp, iat, nonce, sub } = claims
  const audience = Array.isArray(aud) ? (aud as unknown[]) : [aud]
  if (iss !== expected.issuer) return 'issuer'
  if (!audience.includes(expected.clientId)) return 'audience'
  if (audience.length > 1 && azp !== expected.clientId) return 'authorized party'
  if (azp !== undefined && azp !== expected.clientId) return 'authorized party'
  if (typeof exp !== 'number' || exp + tolerance <= expected.now) return 'expired'
  if (typeof iat !== 'number' || iat - tolerance > expected.now) return 'issued later'
  if (nonce !== expected.nonce) return 'nonce'
  if (typeof sub !== 'string' || sub === '') return 'subject'
  return undefined
}

/** Feide's own spelling beside the plain one. */
const principalNameClaims = [
  'eduPersonPrincipalName',
  'edu_person_principal_name',
  'https://n.feide.no/claims/eduPersonPrincipalName',
]

/** What an account may be found by. The two are never compared: a name at one place may spell an address at another. */
export type Names = { emails: string[]; principalNames: string[] }

/** A checked e-mail address, and the name at the home organisation, of everything that is said of one person. */
export function namesOf(...told: Claims[]): Names {
  return {
    emails: addresses(
      told.flatMap(({ email, email_verified: checked }) =>
        checked === true || checked === 'true' ? [email] : [],
      ),
    ),
    principalNames: addresses(told.flatMap((claims) => principalNameClaims.map((name) => claims[name]))),
  }
}

const addresses = (names: unknown[]): string[] => [
  ...new Set(
    names.flatMap((name) =>
      typeof name === 'string' && name.includes('@') ? [name.trim().toLowerCase()] : [],
    ),
  ),
]
