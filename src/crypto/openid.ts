// Secrets of one sign-in at an identity provider, and the provider's signature. Nothing is kept on the server: state,
// nonce and PKCE verifier all follow from a random cookie and the server's key, so a changed cookie fits none of them.
import {
  createHash,
  createHmac,
  createPublicKey,
  type JsonWebKey,
  randomBytes,
  timingSafeEqual,
  verify,
} from 'node:crypto'

export const randomSecret = (): string => randomBytes(32).toString('base64url')

/** SHA-256 in hex: what is kept of a link. */
export const fingerprintOf = (secret: string): string => createHash('sha256').update(secret).digest('hex')

export type SignInSecrets = { state: string; nonce: string; verifier: string; challenge: string }

export function secretsOf(key: Buffer, cookie: string): SignInSecrets {
  const derive = (purpose: string) =>
    createHmac('sha256', key).update(`${purpose}:${cookie}`).digest('base64url')
  const verifier = derive('verifier')
  return {
    state: derive('state'),
    nonce: derive('nonce'),
    verifier,
    // RFC 7636 §4.2.
    challenge: createHash('sha256').update(verifier).digest('base64url'),
  }
}

/** Compares without telling by its time how much is equal. */
export const isSame = (one: string, other: string): boolean =>
  one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other))

export type PublicJwk = JsonWebKey & { kid?: string; use?: string; alg?: string }

/** The signatures that we take. `none` and shared-secret ones are not among them. */
const algorithms = new Map([
  ['RS256', { type: 'RSA', hash: 'sha256' }],
  ['ES256', { type: 'EC', hash: 'sha256' }],
])

/** Reads the parts of a signed token without believing them; `undefined` when it is none. */
function partsOf(token: string) {
  const [head, body, signature, surplus] = token.split('.')
  if (!head || !body || !signature || surplus !== undefined) return undefined
  try {
    const read = (part: string) =>
      JSON.parse(Buffer.from(part, 'base64url').toString('utf8')) as Record<string, unknown>
    return {
      header: read(head),
      claims: read(body),
      signed: Buffer.from(`${head}.${body}`),
      signature: Buffer.from(signature, 'base64url'),
    }
  } catch {
    return undefined
  }
}

/**
 * The claims of a token (RFC 7515) that one of these keys has signed.
 * @returns `undefined` when none of them has, and `'unknown-key'` when the token names one that is not there.
 */
export function signedClaims(
  token: string,
  keys: readonly PublicJwk[],
): Record<string, unknown> | 'unknown-key' | undefined {
  const parts = partsOf(token)
  const algorithm = parts && algorithms.get(String(parts.header['alg']))
  if (!parts || !algorithm || parts.header['crit'] !== undefined) return undefined
  const { kid } = parts.header
  const fitting = keys.filter(
    (key) =>
      key.kty === algorithm.type &&
      (key.use ?? 'sig') === 'sig' &&
      (kid === undefined || key.kid === undefined || key.kid === kid),
  )
  if (fitting.length === 0) return 'unknown-key'
  const isSigned = fitting.some((jwk) => {
    const key = createPublicKey({ key: jwk, format: 'jwk' })
    // JWS writes a signature on a curve as two numbers side by side, not as DER (RFC 7518 §3.4).
    return verify(algorithm.hash, parts.signed, { key, dsaEncoding: 'ieee-p1363' }, parts.signature)
  })
  return isSigned ? parts.claims : undefined
}
