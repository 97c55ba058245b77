// A round's signing key: blind signatures after RFC 9474, RSABSSA-SHA384-PSS-Randomized, server side.
// The raw RSA operation runs in OpenSSL through `privateDecrypt` without padding: some thousand times faster than the
// library's own big numbers, and blinded against timing there (content/decisions/0003).
import {
  constants,
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPair,
  type KeyObject,
  privateDecrypt,
  publicEncrypt,
  verify,
} from 'node:crypto'
import { promisify } from 'node:util'
import { base32, fingerprintLength } from '#domain/participation.ts'
import { Problem } from '#domain/problem.ts'
import { seal, unseal } from './seal.ts'

const modulusBits = 2048

/** The salt length of RSABSSA-SHA384-PSS (RFC 9474 §5). */
const saltLength = 48

export type RoundKey = {
  /** SPKI DER, base64url. */
  publicKey: string
  fingerprint: string
  privateKey: KeyObject
}

/** Makes a round's key pair. A plain `rsa` key: OpenSSL refuses raw operations with an `rsa-pss` one. */
export async function makeRoundKey(): Promise<RoundKey> {
  const { publicKey, privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: modulusBits })
  const spki = publicKey.export({ type: 'spki', format: 'der' })
  return { publicKey: spki.toString('base64url'), fingerprint: fingerprintOf(spki), privateKey }
}

/** SHA-256 of the SPKI DER in base 32, cut to 130 bits. The browser computes the same. */
export const fingerprintOf = (spki: Uint8Array): string =>
  base32(createHash('sha256').update(spki).digest()).slice(0, fingerprintLength)

export const readPublicKey = (publicKey: string): KeyObject =>
  createPublicKey({ key: Buffer.from(publicKey, 'base64url'), format: 'der', type: 'spki' })

/** A private key ready for signing, with what each signature needs again. */
export type SigningKey = { privateKey: KeyObject; publicKey: KeyObject; modulus: Buffer }

export const signingKey = (privateKey: KeyObject): SigningKey => ({
  privateKey,
  publicKey: createPublicKey(privateKey),
  modulus: Buffer.from(privateKey.export({ format: 'jwk' }).n ?? '', 'base64url'),
})

/**
 * BlindSign (RFC 9474 §4.3): the signature on a message that this function cannot read.
 * @param blinded the blinded message, exactly as long as the modulus.
 * @throws Problem `token.malformed` when it is no number from 1 up to below the modulus (0 is its own signature: a
 *   code would be spent on nothing).
 */
export function blindSign({ privateKey, publicKey, modulus }: SigningKey, blinded: Buffer): Buffer {
  const belowModulus = blinded.length === modulus.length && Buffer.compare(blinded, modulus) < 0
  if (!belowModulus || blinded.every((byte) => byte === 0)) throw new Problem('token.malformed')
  const signature = privateDecrypt({ key: privateKey, padding: constants.RSA_NO_PADDING }, blinded)
  // A fault in the computation could give the key away (RFC 9474 §4.3 step 4): check before it leaves.
  const check = publicEncrypt({ key: publicKey, padding: constants.RSA_NO_PADDING }, signature)
  if (!check.equals(blinded)) throw new Error('The RSA operation gave a wrong result.')
  return signature
}

/** Verify (RFC 9474 §4.5): is this the round's signature on this message? */
export const verifyToken = (publicKey: KeyObject, message: Buffer, signature: Buffer): boolean =>
  verify(
    'sha384',
    message,
    { key: publicKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength },
    signature,
  )

/** Encrypts a private key for the database: a thief of the file cannot make tokens. */
export const sealPrivateKey = (privateKey: KeyObject, wrappingKey: Buffer): Buffer =>
  seal(wrappingKey, privateKey.export({ type: 'pkcs8', format: 'der' }))

/** @throws Error when the key file is not the one that sealed it. */
export const openPrivateKey = (sealed: Uint8Array, wrappingKey: Buffer): SigningKey =>
  signingKey(createPrivateKey({ key: unseal(wrappingKey, sealed), format: 'der', type: 'pkcs8' }))
