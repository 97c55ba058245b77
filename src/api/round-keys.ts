// Round keys ready for use, kept between requests: importing a key costs more than using it.
import type { KeyObject } from 'node:crypto'
import { openPrivateKey, readPublicKey, type SigningKey } from '#crypto/round-key.ts'
import type { Instrument } from '#schemas/instrument.ts'

/** Keeps the most recently made `size` values; an evicted one is made again when asked for. */
export function keep<Value>(size: number) {
  const kept = new Map<string, Value>()
  return (name: string, make: () => Value): Value => {
    let value = kept.get(name)
    if (value === undefined) {
      value = make()
      kept.set(name, value)
      if (kept.size > size) kept.delete(kept.keys().next().value!)
    }
    return value
  }
}

const signing = keep<SigningKey>(500)
const verifying = keep<KeyObject>(2000)
const instruments = new Map<string, Instrument>()

export const signingKeyOf = (round: { fingerprint: string; privateKey: Uint8Array }, wrapping: Buffer): SigningKey =>
  signing(round.fingerprint, () => openPrivateKey(round.privateKey, wrapping))

export const verifyingKeyOf = (round: { fingerprint: string; publicKey: string }): KeyObject =>
  verifying(round.fingerprint, () => readPublicKey(round.publicKey))

/** An instrument version never changes, so one that was found may be kept for ever. */
export async function instrumentOf(
  hash: string,
  find: () => Promise<Instrument | undefined>,
): Promise<Instrument | undefined> {
  const kept = instruments.get(hash)
  if (kept) return kept
  const found = await find()
  if (found) instruments.set(hash, found)
  return found
}
