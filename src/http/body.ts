// Reads a request body up to a limit, refusing early when the sender already says that it is too large.
import type { IncomingMessage } from 'node:http'
import { Problem } from '#domain/problem.ts'

export const bodyLimit = 256 * 1024

/** @throws Problem `request.too-large`. */
export function readBody(request: IncomingMessage): Promise<string> {
  if (Number(request.headers['content-length'] ?? 0) > bodyLimit)
    return Promise.reject(new Problem('request.too-large'))
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    request.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size > bodyLimit) reject(new Problem('request.too-large'))
      else chunks.push(chunk)
    })
    request.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')))
    request.on('error', reject)
  })
}
