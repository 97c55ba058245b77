// A step of the build: the scripts that belong to no page, each as one file with no imports. The service worker gets the
// number of the build: a hash of all that was built before it, so that the same build has the same number.
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const root = fileURLToPath(new URL('../..', import.meta.url))
const client = `${root}dist/client`

async function hashOfBuild(): Promise<string> {
  const files = readdirSync(`${root}dist`, { recursive: true, encoding: 'utf8' }).filter(
    (path) =>
      /^(client|server)\//.test(path) &&
      !/\.(br|gz)$|^client\/(service-worker\.js|build\.json|package\/.*)$/.test(path) &&
      statSync(`${root}dist/${path}`).isFile(),
  )
  const pieces = files
    .sort()
    .flatMap((path) => [Buffer.from(`\0${path}\0`), readFileSync(`${root}dist/${path}`)])
  const digest = await crypto.subtle.digest('SHA-256', Buffer.concat(pieces))
  return Buffer.from(digest).toString('base64url').slice(0, 16)
}

async function bundle(entry: string, output: string, define: Record<string, string> = {}): Promise<void> {
  await build({
    root,
    configFile: false,
    publicDir: false,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"', ...define },
    build: {
      outDir: client,
      emptyOutDir: false,
      target: 'es2022',
      lib: { entry: `${root}${entry}`, formats: ['iife'], name: 'forspring', fileName: () => output },
    },
  })
}

const buildId = await hashOfBuild()
await bundle('src/islands/offline/service-worker.ts', 'service-worker.js', {
  buildId: JSON.stringify(buildId),
})
// What a package for a learning platform takes along (src/components/share/make-package.ts).
await bundle('src/islands/package/scorm12.ts', 'package/scorm12.js')
await bundle('src/islands/package/cmi5.ts', 'package/cmi5.js')
writeFileSync(`${client}/build.json`, `${JSON.stringify({ build: buildId })}\n`)
