// Tokens that the provider did not sign, and the secrets of one sign-in.
import { createHmac, generateKeyPairSync, sign } from 'node:crypto'
import { expect, test } from 'vitest'
import { isSame, type PublicJwk, secretsOf, signedClaims } from './openid.ts'

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 })
const curve = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const keys = [
  { ...rsa.publicKey.export({ format: 'jwk' }), kid: 'r', use: 'sig' },
  { ...curve.publicKey.export({ format: 'jwk' }), kid: 'e' },
] as PublicJwk[]
const claims = { sub: 's' }

const tokenOf = (header: object, how: (input: Buffer) => Buffer, body: object = claims) => {
  const input = `${part(header)}.${part(body)}`
  return `${input}.${how(Buffer.from(input)).toString('base64url')}`
}
const byRsa = (input: Buffer) => sign('sha256', input, rsa.privateKey)
const byCurve = (input: Buffer) => sign('sha256', input, { key: curve.privateKey, dsaEncoding: 'ieee-p1363' })

test('a token signed by one of the keys gives its claims', () => {
  expect(signedClaims(tokenOf({ alg: 'RS256', kid: 'r' }, byRsa), keys)).toEqual(claims)
  expect(signedClaims(tokenOf({ alg: 'RS256' }, byRsa), keys)).toEqual(claims)
  expect(signedClaims(tokenOf({ alg: 'ES256', kid: 'e' }, byCurve), keys)).toEqual(claims)
})

test('a token that names a key which is not there asks for newer keys', () => {
  expect(signedClaims(tokenOf({ alg: 'RS256', kid: 'new' }, byRsa), keys)).toBe('unknown-key')
  expect(signedClaims(tokenOf({ alg: 'RS256', kid: 'r' }, byRsa), [{ ...keys[0]!, use: 'enc' }])).toBe(
    'unknown-key',
  )
})

test('nothing else counts: no signature, our own key turned into a shared secret, another body, another key', () => {
  const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const right = tokenOf({ alg: 'RS256', kid: 'r' }, byRsa)
  const [head, , signature] = right.split('.')
  const shared = rsa.publicKey.export({ type: 'spki', format: 'pem' })
  const wrong = [
    tokenOf({ alg: 'none' }, () => Buffer.from('x')),
    `${part({ alg: 'none' })}.${part(claims)}.`,
    tokenOf({ alg: 'HS256', kid: 'r' }, (input) => createHmac('sha256', shared).update(input).digest()),
    `${head}.${part({ sub: 'other' })}.${signature}`,
    tokenOf({ alg: 'RS256', kid: 'r' }, (input) => sign('sha256', input, stranger.privateKey)),
    tokenOf({ alg: 'RS256', kid: 'r', crit: ['b64'] }, byRsa),
    tokenOf({ alg: 'toString', kid: 'r' }, byRsa),
    'undefined',
    'a.b.c',
    '',
  ]
  for (const token of wrong) expect(signedClaims(token, keys), token).toBeUndefined()
})

test('another cookie or key makes other secrets, and none of them tells another', () => {
  const [one, other] = ['a', 'b'].map((cookie) => secretsOf(Buffer.alloc(32, 1), cookie))
  const third = secretsOf(Buffer.alloc(32, 2), 'a')
  const all = [one!, other!, third].flatMap((secrets) => Object.values(secrets))
  expect(new Set(all).size).toBe(12)
  expect(all.every((secret) => /^[\w-]{43}$/.test(secret))).toBe(true)
  expect(isSame('a', 'a')).toBe(true)
  expect(isSame('a', 'b')).toBe(false)
  expect(isSame('a', 'ab')).toBe(false)
})
