// The key file: 32 random bytes beside, never inside, the database. Every other secret of the server follows from it.
import { hkdfSync, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

export type Purpose = 'participation-code' | 'round-key' | 'staff-session' | 'openid' | 'arm-letters'

/** Gives the 32-byte key for one purpose. */
export type Keys = (purpose: Purpose) => Buffer

/**
 * Reads the key file, or makes it (owner-readable only) when there is none.
 * @throws Error when the file is there and does not hold 32 bytes: a cut-off key must never be replaced in silence.
 */
export function openKeyFile(path: string): Keys {
  if (!existsSync(path)) {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, randomBytes(32), { mode: 0o600, flag: 'wx' })
  }
  const secret = readFileSync(path)
  if (secret.length !== 32)
    throw new Error(
      `The key file ${path} is damaged (${secret.length} bytes, not 32). Restore it from the backup.`,
    )
  return keysFrom(secret)
}

/** Derives keys by HKDF-SHA256 (RFC 5869). */
export function keysFrom(secret: Buffer): Keys {
  const made = new Map<Purpose, Buffer>()
  return (purpose) => {
    let key = made.get(purpose)
    if (!key) {
      key = Buffer.from(hkdfSync('sha256', secret, Buffer.alloc(0), `forspring/${purpose}`, 32))
      made.set(purpose, key)
    }
    return key
  }
}
