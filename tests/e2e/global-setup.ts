// Starts the built product on a free port with an empty data folder, and takes both away afterwards.
// The address reaches the tests through the environment, because workers are other processes.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { fileURLToPath } from 'node:url'

// Long, because a stale build is made anew first.
const patience = 240_000

async function freePort(): Promise<number> {
  const server = createServer().listen(0)
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  return port
}

export default async function start(): Promise<() => Promise<void>> {
  const port = await freePort()
  const origin = `http://localhost:${port}`
  const dataDir = mkdtempSync(`${tmpdir()}/forspring-e2e-`)
  process.env['E2E_ORIGIN'] = origin
  process.env['DEMO_PASSWORD'] ??= 'fire-graa-sauer-paa-fjellet'

  const server = spawn(process.execPath, ['src/cli/start.ts'], {
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    env: { ...process.env, NODE_ENV: 'production', DATA_DIR: dataDir, PORT: String(port), ORIGIN: origin },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  mkdirSync('test-results', { recursive: true })
  const log = createWriteStream('test-results/server.log')
  let said = ''
  const ended = new Promise<void>((done) => server.once('exit', () => done()))

  async function stop(): Promise<void> {
    const impatient = setTimeout(() => server.kill('SIGKILL'), 10_000)
    if (server.exitCode === null && server.signalCode === null) server.kill('SIGTERM')
    await ended
    clearTimeout(impatient)
    rmSync(dataDir, { recursive: true, force: true })
  }

  const ready = await new Promise<boolean>((settle) => {
    const tooLate = setTimeout(() => settle(false), patience)
    void ended.then(() => settle(false)).finally(() => clearTimeout(tooLate))
    for (const stream of [server.stdout, server.stderr])
      stream.on('data', (chunk: Buffer) => {
        log.write(chunk)
        said = (said + chunk.toString()).slice(-4_000)
        if (said.includes(origin)) settle(true)
      })
  })
  if (ready) return stop
  await stop()
  throw new Error(`The server did not start. It said:\n${said}`)
}
