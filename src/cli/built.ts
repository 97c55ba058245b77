// Is the build there, whole, and newer than what it is made of? Only Node's own modules here: `npm start` asks first.
import { existsSync, readdirSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Written by the last step of the build: a build that was cut off has none. */
export const buildMark = `${root}dist/complete`

const sources = ['src', 'db', 'content', 'public', 'astro.config.mjs', 'package.json']

/** The newest change among the files that a build is made of. */
function newestChange(path: string): number {
  const stat = statSync(path)
  if (!stat.isDirectory()) return stat.mtimeMs
  return readdirSync(path)
    .filter((name) => name !== 'compiled')
    .reduce((newest, name) => Math.max(newest, newestChange(`${path}/${name}`)), 0)
}

export const isBuilt = (): boolean =>
  existsSync(buildMark) &&
  statSync(buildMark).mtimeMs > Math.max(...sources.map((path) => newestChange(root + path)))
