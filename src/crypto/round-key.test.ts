// RFC 9474's own test vectors, byte for byte, through the server's half and the browser's half of the signature.
// Their key has 4096 bits, ours have 2048: everything must follow the modulus and not a constant.
import { createPrivateKey, createPublicKey } from 'node:crypto'
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { blind, finalize, fingerprintOf as fingerprintInBrowser } from '#islands/participation/token.ts'
import {
  blindSign,
  fingerprintOf,
  makeRoundKey,
  openPrivateKey,
  readPublicKey,
  type RoundKey,
  sealPrivateKey,
  signingKey,
  verifyToken,
} from './round-key.ts'

type Vector = Record<
  'name' | 'preparedMessage' | 'inverse' | 'blindedMessage' | 'blindSignature' | 'signature',
  string
>
const reference = JSON.parse(
  readFileSync(new URL('../../tests/reference/rfc9474.json', import.meta.url), 'utf8'),
) as { key: Record<'p' | 'q' | 'n' | 'e' | 'd', string>; vectors: Vector[] }

const bytes = (hex: string) => Buffer.from(hex, 'hex')
const base64url = (hex: string) => bytes(hex).toString('base64url')

/** A private key of the five numbers that the RFC gives; the rest of a JWK follows from them. */
function rfcKey() {
  const [p, q, d] = ['p', 'q', 'd'].map((name) => BigInt(`0x${reference.key[name as 'p']}`)) as [
    bigint,
    bigint,
    bigint,
  ]
  const power = (base: bigint, exponent: bigint, modulus: bigint): bigint => {
    let result = 1n
    for (let b = base % modulus, e = exponent; e > 0n; e >>= 1n, b = (b * b) % modulus)
      if (e & 1n) result = (result * b) % modulus
    return result
  }
  const encode = (value: bigint) => base64url(value.toString(16).padStart(512, '0'))
  const jwk = {
    kty: 'RSA',
    n: base64url(reference.key.n),
    e: base64url(reference.key.e),
    d: base64url(reference.key.d),
    p: encode(p),
    q: encode(q),
    dp: encode(d % (p - 1n)),
    dq: encode(d % (q - 1n)),
    qi: encode(power(q, p - 2n, p)),
  }
  return createPrivateKey({ key: jwk, format: 'jwk' })
}

describe.each(reference.vectors)('the vector $name of RFC 9474', (vector) => {
  const privateKey = rfcKey()
  const publicKey = createPublicKey(privateKey)

  test('the server signs the blinded message byte for byte', () => {
    const signature = blindSign(signingKey(privateKey), bytes(vector.blindedMessage))
    expect(signature.toString('hex')).toBe(vector.blindSignature)
  })

  test('the browser takes the blinding off and has the signature', async () => {
    const spki = publicKey.export({ type: 'spki', format: 'der' }).toString('base64url')
    const blinding = {
      message: base64url(vector.preparedMessage),
      blinded: base64url(vector.blindedMessage),
      inverse: base64url(vector.inverse),
    }
    const token = await finalize(spki, blinding, base64url(vector.blindSignature))
    expect(Buffer.from(token.signature, 'base64url').toString('hex')).toBe(vector.signature)
  })

  test('the server accepts the signature, and no other message under it', () => {
    const message = bytes(vector.preparedMessage)
    const signature = bytes(vector.signature)
    expect(verifyToken(publicKey, message, signature)).toBe(true)
    expect(verifyToken(publicKey, Buffer.concat([message, Buffer.alloc(1)]), signature)).toBe(false)
    fc.assert(
      fc.property(fc.nat(signature.length - 1), fc.integer({ min: 1, max: 255 }), (place, change) => {
        const changed = Buffer.from(signature)
        changed[place]! ^= change
        return !verifyToken(publicKey, message, changed)
      }),
      { numRuns: 50 },
    )
  })
})

describe('a round key of our own', () => {
  let mine: RoundKey
  let other: RoundKey
  beforeAll(async () => {
    ;[mine, other] = await Promise.all([makeRoundKey(), makeRoundKey()])
  })

  const modulusOf = (key: RoundKey) => signingKey(key.privateKey).modulus

  test('signs what the browser blinded, and the browser gets a token that the server accepts', async () => {
    const blinding = await blind(mine.publicKey)
    const signature = blindSign(signingKey(mine.privateKey), Buffer.from(blinding.blinded, 'base64url'))
    const token = await finalize(mine.publicKey, blinding, signature.toString('base64url'))
    const [message, signed] = [token.message, token.signature].map((text) =>
      Buffer.from(text, 'base64url'),
    ) as [Buffer, Buffer]
    expect([message.length, signed.length]).toEqual([64, 256])
    expect(verifyToken(readPublicKey(mine.publicKey), message, signed)).toBe(true)
    expect(verifyToken(readPublicKey(other.publicKey), message, signed)).toBe(false)
  })

  test('a signature by another key is refused by the browser, whatever was blinded', async () => {
    for (let turn = 0; turn < 5; turn += 1) {
      const blinding = await blind(mine.publicKey)
      const blinded = Buffer.from(blinding.blinded, 'base64url')
      // Below both moduli, so that the other key can sign it at all.
      if (Buffer.compare(blinded, modulusOf(other)) >= 0) continue
      const foreign = blindSign(signingKey(other.privateKey), blinded)
      await expect(finalize(mine.publicKey, blinding, foreign.toString('base64url'))).rejects.toThrow()
    }
  })

  test('two blindings never send the same message, and all of them are equally long', async () => {
    const many = await Promise.all(Array.from({ length: 8 }, () => blind(mine.publicKey)))
    expect(new Set(many.map(({ blinded }) => blinded)).size).toBe(8)
    expect(new Set(many.map(({ message }) => message)).size).toBe(8)
    expect(new Set(many.map(({ blinded }) => blinded.length))).toEqual(new Set([342]))
  })

  test('does not sign what is no number below the modulus', () => {
    const key = signingKey(mine.privateKey)
    const n = BigInt(`0x${key.modulus.toString('hex')}`)
    const number = (value: bigint, length = 256) => bytes(value.toString(16).padStart(length * 2, '0'))
    const malformed = [
      number(n),
      number(n + 1n),
      Buffer.alloc(256, 0xff),
      number(5n, 255),
      number(5n, 257),
      Buffer.alloc(0),
    ]
    for (const blinded of malformed)
      expect(() => blindSign(key, blinded), `${blinded.length} bytes`).toThrow('token.malformed')
  })

  test('does not sign zero, which is its own signature', () => {
    expect(() => blindSign(signingKey(mine.privateKey), Buffer.alloc(256))).toThrow('token.malformed')
  })

  test('signs the same message always in the same way', () => {
    const key = signingKey(mine.privateKey)
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 255, maxLength: 255 }), (random) => {
        const blinded = Buffer.concat([Buffer.alloc(1), random])
        fc.pre(random.some((byte) => byte > 0))
        return blindSign(key, blinded).equals(blindSign(key, blinded))
      }),
      { numRuns: 40 },
    )
  })

  test('has the fingerprint that the browser computes', async () => {
    expect(await fingerprintInBrowser(mine.publicKey)).toBe(mine.fingerprint)
    expect(fingerprintOf(Buffer.from(mine.publicKey, 'base64url'))).toBe(mine.fingerprint)
  })

  test('opens with the key that sealed it, and with no other and no changed byte', () => {
    const [wrapping, wrong] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)]
    const sealed = sealPrivateKey(mine.privateKey, wrapping)
    expect(openPrivateKey(sealed, wrapping).modulus.equals(modulusOf(mine))).toBe(true)
    expect(() => openPrivateKey(sealed, wrong)).toThrow()
    fc.assert(
      fc.property(fc.nat(sealed.length - 1), fc.integer({ min: 1, max: 255 }), (place, change) => {
        const changed = Buffer.from(sealed)
        changed[place]! ^= change
        expect(() => openPrivateKey(changed, wrapping)).toThrow()
      }),
      { numRuns: 60 },
    )
  })
})
