// What the database keeps of a participation code and of a token: a keyed MAC and a hash.
import { createHash, createHmac } from 'node:crypto'

/** HMAC-SHA256 of a code under the server's key: without the key file the table cannot be searched for a code. */
export const codeMac = (key: Buffer, code: string): Buffer => createHmac('sha256', key).update(code).digest()

/** SHA-256 of a blinded message or a token. */
export const sha256 = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest()

/** SHA-256 of a text that anybody may check, in hex: of a plan, of the record of a draw. */
export const textHash = (text: string): string => sha256(Buffer.from(text)).toString('hex')

/** The name of one exact wording of an instrument: 128 bits of SHA-256 of its JSON, in hex. */
export const contentHash = (json: string): string => textHash(json).slice(0, 32)
