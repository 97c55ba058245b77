// The composition root: opens everything, hands it on, listens, and stops cleanly. Nothing imports this file.
import { createServer, type Server } from 'node:http'
import { existsSync, mkdirSync, statSync } from 'node:fs'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { resolve } from 'node:path'
import { createGuessLimit } from '#api/guess-limit.ts'
import { createNotifier } from '#api/notifier.ts'
import { databaseCode, type Services } from '#api/trpc.ts'
import { openKeyFile } from '#crypto/key-file.ts'
import { openStudyKeys } from '#crypto/study-key.ts'
import { Problem } from '#domain/problem.ts'
import { type AstroHandler, createApp } from '#http/app.ts'
import { coursesIn } from '#http/courses.ts'
import { readBlocks, readInstruments } from '#http/instruments.ts'
import { questionnaireFiles } from '#http/questionnaire-file.ts'
import { type Jobs, startJobs } from '#http/jobs.ts'
import { lessonsIn } from '#http/lessons.ts'
import { readLetters } from '#http/letters.ts'
import { programmesIn } from '#http/programmes.ts'
import { log } from '#http/log.ts'
import type { OpenIdSettings } from '#http/openid-provider.ts'
import { createStaffSession, type StaffSession } from '#http/staff-session.ts'
import { rewriteFile } from '#store/round.ts'
import { liveSession, sweepSessions } from '#store/class-session.ts'
import { migrate } from '#db/migrate.ts'
import { type Database, openDatabase } from '#db/open.ts'

const here = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url))

export type Settings = {
  /** Where database and key file lie. */
  dataDir: string
  port: number
  host: string
  trustProxy: boolean
  /** The address that people type, e.g. `https://forspring.example.no`: on slips, and for the staff cookie. */
  origin: string
  /** The identity provider at which staff may sign in, e.g. Feide. */
  openId?: OpenIdSettings | undefined
}

/** @throws Error saying which variable is wrong and what it may be. */
export function settingsFrom(env: NodeJS.ProcessEnv): Settings {
  const given = env['PORT'] ?? '4321'
  const port = Number(given)
  if (!/^\d{1,5}$/.test(given) || port < 1 || port > 65535)
    throw new Error(`PORT is «${given}»: it must be a whole number from 1 to 65535, for example PORT=4321.`)
  const origin = env['ORIGIN'] || `http://localhost:${port}`
  if (!/^https?:\/\//.test(origin) || !URL.canParse(origin))
    throw new Error(
      `ORIGIN is «${origin}»: it must be a whole address, for example https://forspring.example.no.`,
    )
  return {
    dataDir: resolve(env['DATA_DIR'] || here('data')),
    port,
    host: env['HOST'] ?? '0.0.0.0',
    trustProxy: env['TRUST_PROXY'] === '1',
    origin,
    openId: openIdFrom(env),
  }
}

function openIdFrom(env: NodeJS.ProcessEnv): OpenIdSettings | undefined {
  const [issuer, clientId, clientSecret] = [
    env['OIDC_ISSUER'],
    env['OIDC_CLIENT_ID'],
    env['OIDC_CLIENT_SECRET'],
  ]
  if (!issuer) return undefined
  if (!URL.canParse(issuer) || !/^https:\/\/|^http:\/\/(localhost|127\.0\.0\.1)[:/]/.test(issuer))
    throw new Error(`OIDC_ISSUER is «${issuer}»: it must be a whole address that begins with https://.`)
  if (!clientId || !clientSecret)
    throw new Error('OIDC_ISSUER is set, so OIDC_CLIENT_ID and OIDC_CLIENT_SECRET must be set, too.')
  return { issuer, clientId, clientSecret, name: env['OIDC_NAME'] || 'Feide' }
}

type Opened = { services: Services; staff: StaffSession }

/**
 * Opens database, keys and instruments, and brings the schema up to date.
 * @throws Error saying in one sentence what is wrong and what to do.
 */
export async function openServices(settings: Settings): Promise<Opened> {
  try {
    return await open(settings)
  } catch (error) {
    throw new Error(whyNotOpen(error, settings.dataDir), { cause: error })
  }
}

/** What the file system and the database call it, in words that help. Our own errors say it already. */
function whyNotOpen(error: unknown, dataDir: string): string {
  const code = databaseCode(error) ?? String((error as { code?: unknown }).code)
  if (/^(EEXIST|ENOTDIR)$/.test(code))
    return `The data folder ${dataDir} is a file. Set DATA_DIR to a folder.`
  // Opening itself throws the library's bare words, without a code.
  const words = /readonly database|unable to open database/.test((error as Error).message)
  if (words || /^(EACCES|EPERM|EROFS)$|^SQLITE_(READONLY|CANTOPEN|PERM)/.test(code))
    return `The data folder ${dataDir} or a file in it cannot be written. Give this user the right to, or set DATA_DIR.`
  if (/^SQLITE_(NOTADB|CORRUPT)/.test(code))
    return `The database ${dataDir}/forspring.db is damaged. Restore it from the backup, together with the key file.`
  if (/^SQLITE_(BUSY|LOCKED)/.test(code))
    return `Another program holds the database ${dataDir}/forspring.db. Stop it, and try again.`
  if (/^(ENOSPC|EDQUOT)$|^SQLITE_FULL/.test(code))
    return `The disk with ${dataDir} is full. Make room, and try again.`
  return (error as Error).message
}

async function open(settings: Settings): Promise<Opened> {
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
  const wasKilled = existsSync(`${databaseFile}-wal`) && statSync(`${databaseFile}-wal`).size > 0
  // As an address, because a folder may be called `data #2`.
  const database = await openDatabase(pathToFileURL(databaseFile).href)
  await migrate(database)
  // A real write: a database that can only be read says so here and not at the first answer.
  await database.write({ sql: 'UPDATE migration SET hash = hash', args: [] })
  // A clean stop leaves no log. One that is there tells the order of writes, and a round's closing may have been cut off.
  if (wasKilled) await finishCleanUp(database)
  const now = () => new Date()
  const blocks = readBlocks(here('content/blocks'))
  const services: Services = {
    database,
    keys,
    studyKeys: openStudyKeys(`${settings.dataDir}/study-keys`),
    blocks,
    instruments: readInstruments(here('content/instruments'), blocks),
    questionnaireFiles,
    letters: readLetters(here('content')),
    lessons: lessonsIn(here('content/lessons')),
    courses: coursesIn(here('content/courses')),
    programmes: programmesIn(here('content/programmes')),
    guesses: createGuessLimit(now),
    // A school behind one address may mistype a good deal in its first minutes, and a join code is no secret. The total
    // is only there for memory's sake: a low one would let ten addresses close the lessons of the whole country.
    joins: createGuessLimit(now, { perAddress: 300, total: 100_000 }),
    live: createNotifier((id) => liveSession(database, id, now())),
    now,
  }
  return {
    services,
    staff: createStaffSession(database, keys, settings.origin, { provider: settings.openId }),
  }
}

/** Whoever holds the log now, the next closing or clean stop comes after. */
async function finishCleanUp(database: Database): Promise<void> {
  await rewriteFile(database).catch((error: unknown) => {
    if (!(error instanceof Problem)) throw error
  })
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
  sweepWhile(server, services)
  jobsOf.set(server, startJobs(services, log))
  return server
}

/** A run that is under way ends before the database closes. */
const jobsOf = new WeakMap<Server, Jobs>()

/** Deletes class sessions whose time has run out, now and every few minutes. */
function sweepWhile(server: Server, { database, now }: Services): void {
  const sweep = () => {
    sweepSessions(database, now()).catch((error: unknown) =>
      log('sweep.fault', { database: databaseCode(error), kind: (error as Error).name }),
    )
  }
  sweep()
  const timer = setInterval(sweep, 5 * 60_000).unref()
  server.once('close', () => clearInterval(timer))
}

/** Stops accepting, ends streams, lets running requests finish, writes what waits, closes the database. */
export async function stop(server: Server, services: Services): Promise<void> {
  const closed = new Promise<void>((done) => server.close(() => done()))
  services.live.close()
  server.closeIdleConnections()
  setTimeout(() => server.closeAllConnections(), 5_000).unref()
  await closed
  await jobsOf.get(server)?.stop()
  await services.database.close()
}
