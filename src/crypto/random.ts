// Randomness, handed to the pure code as values.
import { randomBytes, randomInt, randomUUID } from 'node:crypto'
import { makeJoinCode } from '#domain/class-session.ts'
import { makeCode } from '#domain/participation.ts'

/** A random (version 4) UUID: says nothing about when it was made. */
export const randomId = (): string => randomUUID()

/** 128 random bits: the id of a response. */
export const responseId = (): Buffer => randomBytes(16)

/** `count` different participation codes, in random order. */
export function randomCodes(count: number): string[] {
  const codes = new Set<string>()
  while (codes.size < count) codes.add(makeCode(randomBytes(6)))
  return [...codes]
}

/** What pupils type to come into a class session. */
export const joinCode = (): string => makeJoinCode(randomBytes(4))

/** 128 random bits: what makes a browser the owner of its seat. */
export const seatKey = (): string => randomBytes(16).toString('base64url')

/** A password that can be read from a screen and typed: four groups of four letters, 75 bits. */
export function randomPassword(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz'
  return Array.from({ length: 4 }, () =>
    Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join(''),
  ).join('-')
}

/** Random sorting keys. */
export const randomKeys = (count: number): number[] => Array.from({ length: count }, () => randomInt(2 ** 47))

/** 128 random bits in hex: the seed of a randomisation, which is kept for all to see. */
export const randomSeed = (): string => randomBytes(16).toString('hex')
