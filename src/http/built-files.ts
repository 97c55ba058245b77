// What is said about the built files: how long each may be kept, and which build this is. Every page carries the number of
// the build, so that the copies on a device are never made of two.
import { readFileSync } from 'node:fs'

/** From the file that src/cli/browser-files.ts writes. Empty where nothing is built: then no device keeps anything. */
export function buildIdOf(clientFiles: string | undefined): string {
  if (!clientFiles) return ''
  try {
    return (JSON.parse(readFileSync(`${clientFiles}/build.json`, 'utf8')) as { build: string }).build
  } catch {
    return ''
  }
}

/** Headers beyond those of every response (headers.ts). */
export function fileHeaders(path: string): [name: string, value: string][] {
  // Built files carry the hash of their content in their name.
  if (path.startsWith('/_astro/')) return [['cache-control', 'public, max-age=31536000, immutable']]
  if (path === '/service-worker.js')
    return [
      ['cache-control', 'no-cache'],
      // A worker has the policy of its own file. It talks with us only.
      ['content-security-policy', "default-src 'none'; connect-src 'self'; frame-ancestors 'none'"],
      ['service-worker-allowed', '/'],
    ]
  // A script without a hash must not be older than the page that loads it.
  return [['cache-control', /\.js(on)?$/.test(path) ? 'no-cache' : 'public, max-age=3600']]
}
