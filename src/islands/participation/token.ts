// The pupil's side of the blind signature (RFC 9474). The only file that loads the library; it is imported when a
// code has been typed, and not before.
import { RSABSSA } from '@cloudflare/blindrsa-ts'
import { base32, fingerprintLength } from '#domain/participation.ts'

const suite = RSABSSA.SHA384.PSS.Randomized()

export const toBase64url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '')

export const fromBase64url = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (character) =>
    character.charCodeAt(0),
  )

/** What the browser keeps between asking for a signature and having it; plain strings, so that a reload keeps it. */
export type Blinding = { message: string; blinded: string; inverse: string }

/** A token: the right to one response. */
export type Token = { message: string; signature: string }

/** SHA-256 of the key in base 32, as on the slip. */
export async function fingerprintOf(publicKey: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', fromBase64url(publicKey))
  return base32(new Uint8Array(digest)).slice(0, fingerprintLength)
}

const importKey = (publicKey: string): Promise<CryptoKey> =>
  crypto.subtle.importKey('spki', fromBase64url(publicKey), { name: 'RSA-PSS', hash: 'SHA-384' }, true, [
    'verify',
  ])

/** Makes a random nonce and blinds it: the server will sign it unseen. */
export async function blind(publicKey: string): Promise<Blinding> {
  const message = suite.prepare(crypto.getRandomValues(new Uint8Array(32)))
  const { blindedMsg, inv } = await suite.blind(await importKey(publicKey), message)
  return { message: toBase64url(message), blinded: toBase64url(blindedMsg), inverse: toBase64url(inv) }
}

/** Takes the blinding off and checks the signature. @throws Error when the server signed something else. */
export async function finalize(
  publicKey: string,
  blinding: Blinding,
  blindSignature: string,
): Promise<Token> {
  const signature = await suite.finalize(
    await importKey(publicKey),
    fromBase64url(blinding.message),
    fromBase64url(blindSignature),
    fromBase64url(blinding.inverse),
  )
  return { message: blinding.message, signature: toBase64url(signature) }
}
