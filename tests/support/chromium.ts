// Finds a Chromium for the browser tests, and installs one where there is none.
// Also a command (`node tests/support/chromium.ts`) that prints the path.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chromium } from '@playwright/test'

const usualPlaces = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

const isDebian = () => existsSync('/etc/debian_version')
const isRoot = () => process.getuid?.() === 0

/** Output goes to standard error, so that standard output stays the path alone. */
const run = (command: string, ...args: string[]): boolean =>
  spawnSync(command, args, { stdio: ['ignore', 2, 2], timeout: 5 * 60_000 }).status === 0

/**
 * @returns the path of a Chromium that exists: the one named in the environment, a usual place, or Playwright's own.
 * @throws a sentence that says what to do, when there is none and none can be installed.
 */
export function findChromium(env = process.env, places = usualPlaces): string {
  const named = env['CHROMIUM_PATH'] || env['CHROME_PATH']
  if (named && existsSync(named)) return named
  if (named) throw new Error(`There is no browser at ${named}, which CHROMIUM_PATH or CHROME_PATH names.`)

  const find = () => [...places, chromium.executablePath()].find((path) => existsSync(path))
  const found =
    find() ??
    (run('npx', 'playwright', 'install', 'chromium') ? find() : undefined) ??
    (isRoot() && isDebian() && run('apt-get', 'update') && run('apt-get', 'install', '-y', 'chromium')
      ? find()
      : undefined)
  if (found) return found
  throw new Error('No Chromium found and none could be installed: install one, or set CHROMIUM_PATH to one.')
}

if (import.meta.main) {
  try {
    console.log(findChromium())
  } catch (error) {
    console.error((error as Error).message)
    process.exitCode = 1
  }
}
