// Equal codes of one pool meet, and nothing else does. And a study's key is made, found and destroyed.
import { existsSync, mkdtempSync, readFileSync, statSync, truncateSync } from 'node:fs'
import { tmpdir } from 'node:os'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { linkChoices, linkSets } from '#domain/link-code.ts'
import { type LinkPlace, linkMacs, openLinkCodes, sealLinkCode } from './link-code.ts'
import { openStudyKeys } from './study-key.ts'

const key = Buffer.alloc(32, 1)
const here: LinkPlace = { studyId: 'study', schoolId: 'fjord', cohort: 2018, set: 'standard' }
const code = ['17', 'Q', 'Å', '2', 'N', null, 'D']
const hex = (macs: (Buffer | null)[]) => macs.map((mac) => mac?.toString('hex') ?? null)

describe('the MACs of a link code', () => {
  test('are the same for the same elements, four bytes each, and nothing for «vet ikke»', () => {
    expect(hex(linkMacs(key, here, code))).toEqual(hex(linkMacs(key, { ...here }, [...code])))
    expect(linkMacs(key, here, code).map((mac) => mac?.length ?? null)).toEqual([4, 4, 4, 4, 4, null, 4])
  })

  test('differ for other elements', () => {
    const any = fc.tuple(...linkSets.standard.map(({ kind }) => fc.constantFrom(...linkChoices(kind))))
    fc.assert(
      fc.property(any, any, (one, other) => {
        const [a, b] = [hex(linkMacs(key, here, one)), hex(linkMacs(key, here, other))]
        return one.every((value, at) => (value === other[at]) === (a[at] === b[at]))
      }),
    )
  })

  test.each<[string, Partial<LinkPlace>, Buffer?]>([
    ['study', { studyId: 'other' }],
    ['school', { schoolId: 'fjell' }],
    ['cohort', { cohort: 2017 }],
    ['set', { set: 'harmless' }],
    ['key', {}, Buffer.alloc(32, 2)],
    // What two places would share if their names were only written after each other.
    ['border between names', { studyId: 'studyfjord', schoolId: '' }],
  ])('share nothing with another %s', (_, place, other = key) => {
    const ones = Array<string>(7).fill('1')
    const [a, b] = [hex(linkMacs(key, here, ones)), hex(linkMacs(other, { ...here, ...place }, ones))]
    expect(a.filter((mac) => b.includes(mac))).toEqual([])
  })

  test('have another key for each element: the same letter twice is not seen', () => {
    expect(new Set(hex(linkMacs(key, here, Array<string>(7).fill('A')))).size).toBe(7)
  })
})

describe('a sealed link code', () => {
  const owner = { roundId: 'round', responseId: Buffer.alloc(16, 3) }
  const sealed = (given = code, of = owner) => sealLinkCode(key, here, given, of)

  test('opens to its MACs with the study key', () => {
    expect(hex(openLinkCodes(key, 'study')(sealed(), owner))).toEqual(hex(linkMacs(key, here, code)))
  })

  test('shows no equality: the same code twice shares no four bytes, and every code is of one length', () => {
    const pieces = (blob: Buffer) =>
      Array.from({ length: blob.length - 3 }, (_, at) => blob.subarray(at, at + 4).toString('hex'))
    const [one, other] = [sealed(), sealed()]
    expect(pieces(one).filter((piece) => pieces(other).includes(piece))).toEqual([])
    expect(sealed(Array<string | null>(7).fill(null)).length).toBe(one.length)
  })

  test('opens with no other key, for no other study and beside no other response', () => {
    expect(() => openLinkCodes(Buffer.alloc(32, 2), 'study')(sealed(), owner)).toThrow()
    expect(() => openLinkCodes(key, 'other')(sealed(), owner)).toThrow()
    expect(() => openLinkCodes(key, 'study')(sealed(), { ...owner, roundId: 'r' })).toThrow()
    expect(() => openLinkCodes(key, 'study')(sealed(), { ...owner, responseId: Buffer.alloc(16) })).toThrow()
  })
})

describe('the key of a study', () => {
  const folder = `${mkdtempSync(`${tmpdir()}/forspring-keys-`)}/study-keys`
  const keys = openStudyKeys(folder)

  test('is made once, for the owner only, and lies outside the database', () => {
    expect([keys.list(), keys.open('one')]).toEqual([[], undefined])
    keys.make('one')
    const made = keys.open('one')
    keys.make('one')
    expect(keys.open('one')).toEqual(made)
    expect(made).toHaveLength(32)
    expect(statSync(`${folder}/one.key`).mode & 0o777).toBe(0o600)
    keys.make('two')
    expect(keys.list()).toEqual(['one', 'two'])
    expect(keys.open('two')).not.toEqual(made)
  })

  test('is gone when it is destroyed, also for a server that had it', () => {
    const secret = readFileSync(`${folder}/one.key`)
    expect(keys.destroy('one')).toBe(true)
    expect(existsSync(`${folder}/one.key`)).toBe(false)
    expect([keys.open('one'), keys.list(), keys.destroy('one')]).toEqual([undefined, ['two'], false])
    expect(secret).toHaveLength(32)
  })

  test('is never believed when it is cut off, and no id leads out of the folder', () => {
    truncateSync(`${folder}/two.key`, 31)
    expect(() => keys.open('two')).toThrow('damaged')
    for (const id of ['../two', 'a/b', '', '.', 'x'.repeat(65)]) expect(() => keys.open(id)).toThrow()
  })
})
