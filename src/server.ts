// The composition root: opens everything, hands it on, listens, and stops cleanly. Nothing imports this file.
import { createServer, type Server } from 'node:http'
import { existsSync, mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { resolve } from 'node:path'
import { createGuessLimit } from '#api/guess-limit.ts'
import type { Services } from '#api/trpc.ts'
import { openKeyFile } from '#crypto/key-file.ts'
import { type AstroHandler, createApp } from '#http/app.ts'
import { readInstruments } from '#http/instruments.ts'
import { log } from '#http/log.ts'
import { createStaffSession, type StaffSession } from '#http/staff-session.ts'
import { migrate } from '#db/migrate.ts'
import { openDatabase } from '#db/open.ts'

const here = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url))

export type Settings = {
  /** Where database and key file lie. */
  dataDir: string
  port: number
  host: string
  trustProxy: boolean
  /** The address that people type, e.g. `https://forspring.example.no`: on slips, and for the staff cookie. */
  origin: string
}

export function settingsFrom(env: NodeJS.ProcessEnv): Settings {
  const port = Number(env['PORT'] ?? 4321)
  return {
    dataDir: resolve(env['DATA_DIR'] ?? here('data')),
    port,
    host: env['HOST'] ?? '0.0.0.0',
    trustProxy: env['TRUST_PROXY'] === '1',
    origin: env['ORIGIN'] ?? `http://localhost:${port}`,
  }
}

/** Opens database, keys and instruments, and brings the schema up to date. */
export async function openServices(settings: Settings): Promise<{ services: Services; staff: StaffSession }> {
  // Database, log and key are for the server's own user only.
  process.umask(0o077)
  mkdirSync(settings.dataDir, { recursive: true })
  const [keyFile, databaseFile] = [`${settings.dataDir}/forspring.key`, `${settings.dataDir}/forspring.db`]
  if (existsSync(databaseFile) && !existsSync(keyFile))
    throw new Error(
      `There is a database but no key file ${keyFile}. A new key would make every open slip worthless: ` +
        'restore the key file from its backup.',
    )
  const keys = openKeyFile(keyFile)
  const database = await openDatabase(`file:${databaseFile}`)
  await migrate(database)
  const now = () => new Date()
  const services: Services = {
    database,
    keys,
    instruments: readInstruments(here('content/instruments')),
    guesses: createGuessLimit(now),
    now,
  }
  return { services, staff: createStaffSession(database, keys, settings.origin) }
}

/** Serves the built product; resolves when it listens. */
export async function serve(settings: Settings, services: Services, staff: StaffSession): Promise<Server> {
  const { handler } = (await import(new URL('../dist/server/entry.mjs', import.meta.url).href)) as {
    handler: AstroHandler
  }
  const app = createApp({
    services,
    staff,
    log,
    pages: handler,
    clientFiles: here('dist/client'),
    origin: settings.origin,
    trustProxy: settings.trustProxy,
  })
  const server = createServer(app)
  // A slow sender may not hold a connection for long (slow headers, slow bodies).
  server.headersTimeout = 15_000
  server.requestTimeout = 60_000
  await new Promise<void>((listening, failed) => {
    server.once('error', failed)
    server.listen(settings.port, settings.host, listening)
  })
  return server
}

/** Stops accepting, lets running requests finish, writes what waits, closes the database. */
export async function stop(server: Server, services: Services): Promise<void> {
  const closed = new Promise<void>((done) => server.close(() => done()))
  server.closeIdleConnections()
  setTimeout(() => server.closeAllConnections(), 5_000).unref()
  await closed
  await services.database.close()
}
