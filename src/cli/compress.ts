// Last step of the build: compresses the client files once, as hard as it goes, so that serving costs nothing, and
// marks the build as whole.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { buildMark } from './built.ts'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

const folder = fileURLToPath(new URL('../../dist/client', import.meta.url))

for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
  if (!/\.(js|css|svg|html|json|txt|webmanifest)$/.test(path)) continue
  const bytes = readFileSync(`${folder}/${path}`)
  if (bytes.length < 512) continue
  writeFileSync(`${folder}/${path}.gz`, gzipSync(bytes, { level: 9 }))
  writeFileSync(
    `${folder}/${path}.br`,
    brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }),
  )
}

writeFileSync(buildMark, '')
