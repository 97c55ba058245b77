// Sealing: what lies in the database and may be read only with a key that lies outside it. AES-256-GCM (NIST SP 800-38D)
// with a random nonce, so that the same content sealed twice looks different.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

const nonceLength = 12
const tagLength = 16

/**
 * @param key 32 bytes.
 * @param belongsTo what the content stands beside; opening fails when it is moved somewhere else.
 * @returns nonce, tag and ciphertext, 28 bytes longer than the content.
 */
export function seal(key: Buffer, content: Uint8Array, belongsTo: Uint8Array = Buffer.alloc(0)): Buffer {
  const nonce = randomBytes(nonceLength)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(belongsTo)
  const body = Buffer.concat([cipher.update(content), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), body])
}

/** @throws Error when another key sealed it, or it stood beside something else. */
export function unseal(key: Buffer, sealed: Uint8Array, belongsTo: Uint8Array = Buffer.alloc(0)): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, nonceLength)).setAAD(belongsTo)
  decipher.setAuthTag(sealed.subarray(nonceLength, nonceLength + tagLength))
  return Buffer.concat([decipher.update(sealed.subarray(nonceLength + tagLength)), decipher.final()])
}
