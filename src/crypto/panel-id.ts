// Panel ids as they leave: under a random key for each file, so that two files cannot be joined by them.
import { createHmac, createSecretKey, randomBytes } from 'node:crypto'

/** For one file: the id of a pupil in it, 16 hexadecimal digits of HMAC-SHA256. The key is forgotten with the function. */
export function panelIdsOfFile(): (panelId: string) => string {
  // Not the bytes themselves: Node would prepare them anew for each pupil, six times as slow.
  const key = createSecretKey(randomBytes(32))
  return (panelId) => createHmac('sha256', key).update(panelId).digest('hex').slice(0, 16)
}
