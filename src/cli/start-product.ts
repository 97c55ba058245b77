// `npm start`: migrates, fills an empty database with the demo, builds if needed, serves, and prints where and how.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { openServices, serve, settingsFrom, stop } from '../server.ts'
import { isBuilt } from './built.ts'
import { readDemoAccounts, seedDemo } from '../../db/seed.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

function buildIfNeeded() {
  if (isBuilt()) return
  process.stdout.write('Building …\n')
  const { status, stdout, stderr } = spawnSync('npm', ['run', '--silent', 'build'], {
    cwd: root,
    encoding: 'utf8',
  })
  if (status !== 0) {
    process.stderr.write(`${stdout}${stderr}\nThe build failed; its own message stands above.\n`)
    process.exit(1)
  }
}

/** One sentence, and no stack: who starts a server can seldom read one. */
function exit(error: unknown): never {
  const { code, message } = error as NodeJS.ErrnoException
  const why =
    code === 'EADDRINUSE'
      ? 'The port is taken. Stop the other program, or choose another port: PORT=4322 npm start'
      : message
  process.stderr.write(`Forspring could not start. ${why}\n`)
  process.exit(1)
}

async function open() {
  const settings = settingsFrom(process.env)
  const { services, staff } = await openServices(settings)
  const fresh = process.env['DEMO'] === '0' ? undefined : await seedDemo(services, staff, settings.dataDir)
  const accounts = fresh ?? readDemoAccounts(settings.dataDir)
  // After all that can be refused at once, because it takes a while.
  buildIfNeeded()
  return { settings, services, accounts, server: await serve(settings, services, staff) }
}

process.env['NODE_ENV'] = 'production'
const { settings, services, accounts, server } = await open().catch(exit)
process.stdout.write(
  [
    '',
    `Forspring is ready: ${settings.origin}`,
    '',
    ...(accounts
      ? [
          'Demo: schools, classes and answers are simulated. Sign in at /nb/logg-inn with',
          ...accounts.map(
            ({ role, email, password }) => `  ${role.padEnd(14)} ${email.padEnd(28)} ${password}`,
          ),
          '',
        ]
      : []),
    'Stop with Ctrl-C.',
    '',
  ].join('\n'),
)

let stopping = false
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    if (stopping) return
    stopping = true
    void stop(server, services).then(() => process.exit(0))
  })
}
