// Codes, MACs, the key file: what is random is random, what is derived is always the same.
import { existsSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readCode } from '#domain/participation.ts'
import { codeMac, contentHash, sha256 } from './code-mac.ts'
import { keysFrom, openKeyFile } from './key-file.ts'
import { randomCodes, randomId, randomKeys, randomPassword, responseId } from './random.ts'

const folder = () => mkdtempSync(`${tmpdir()}/forspring-key-`)

describe('codes', () => {
  test('a sheet has as many different codes as asked for, each with a right check character', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 70 }), (count) => {
        const codes = randomCodes(count)
        return new Set(codes).size === count && codes.every((code) => readCode(code) === code)
      }),
      { numRuns: 30 },
    )
  })

  test('every character of the alphabet stands at every place', () => {
    const codes = randomCodes(3000)
    for (let place = 0; place < 10; place += 1)
      expect(new Set(codes.map((code) => code[place])).size, `place ${place}`).toBe(32)
  })

  test('the MAC depends on the code and on the key', () => {
    const macs = [
      codeMac(Buffer.alloc(32, 1), '0000000000'),
      codeMac(Buffer.alloc(32, 2), '0000000000'),
      codeMac(Buffer.alloc(32, 1), '0000000001'),
    ].map((mac) => mac.toString('hex'))
    expect(new Set(macs).size).toBe(3)
  })

  test('HMAC and hash are the standard ones (RFC 4231 case 2, FIPS 180-4 "abc")', () => {
    expect(codeMac(Buffer.from('Jefe'), 'what do ya want for nothing?').toString('hex')).toBe(
      '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
    )
    const abc = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'
    expect(sha256(Buffer.from('abc')).toString('hex')).toBe(abc)
    expect(contentHash('abc')).toBe(abc.slice(0, 32))
  })
})

describe('ids', () => {
  test('say nothing about when they were made: in a row they go up as often as down', () => {
    const makers = [() => responseId().toString('hex'), randomId]
    for (const make of makers) {
      const ids = Array.from({ length: 2000 }, make)
      const up = ids.filter((id, index) => index > 0 && id > ids[index - 1]!).length
      // 1000 ± 10 standard deviations of the number of rises in a random row (variance n/12).
      expect(Math.abs(up - 1000)).toBeLessThan(130)
      expect(new Set(ids).size).toBe(2000)
    }
  })

  test('a response has 128 random bits, and an id is version 4', () => {
    expect(responseId()).toHaveLength(16)
    expect(randomId()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(new Set(randomKeys(500)).size).toBe(500)
    expect(randomPassword()).toMatch(/^([a-z]{4}-){3}[a-z]{4}$/)
  })
})

describe('the key file', () => {
  test('is made once, readable by its owner only, and read again', () => {
    const path = `${folder()}/deep/forspring.key`
    const first = openKeyFile(path)('round-key')
    expect(openKeyFile(path)('round-key').equals(first)).toBe(true)
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(readFileSync(path)).toHaveLength(32)
  })

  test('is never replaced when it is damaged', () => {
    const path = `${folder()}/forspring.key`
    writeFileSync(path, Buffer.alloc(31))
    expect(() => openKeyFile(path)).toThrow('damaged')
    expect(existsSync(path) && readFileSync(path).length).toBe(31)
  })

  test('gives a key of its own for every purpose, and none of them is the file itself', () => {
    const secret = Buffer.alloc(32, 9)
    const keys = keysFrom(secret)
    const made = (['participation-code', 'round-key', 'staff-session'] as const).map((purpose) =>
      keys(purpose),
    )
    expect(new Set([...made, secret].map((key) => key.toString('hex'))).size).toBe(4)
    expect(made.every((key) => key.length === 32)).toBe(true)
  })
})
