// Starts and ends the server of tests/faults/server-process.ts.
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

export type ServerChild = {
  port: number
  /** What it wrote to standard error so far. */
  log(): string
  /** Ends it as an operator does, and waits. */
  stop(): Promise<void>
  /** Ends it as a power cut does, and waits. */
  kill(): Promise<void>
}

const script = fileURLToPath(new URL('../faults/server-process.ts', import.meta.url))

export async function startChild(folder: string): Promise<ServerChild> {
  const child: ChildProcess = spawn(process.execPath, [script, folder], { stdio: ['ignore', 'pipe', 'pipe'] })
  let logged = ''
  child.stderr!.on('data', (piece: Buffer) => (logged += piece.toString('utf8')))
  const ended = once(child, 'exit')
  const port = await new Promise<number>((resolve, reject) => {
    child.stdout!.once('data', (piece: Buffer) => resolve(Number(piece.toString('utf8'))))
    child.once('exit', (code) => reject(new Error(`The server ended with ${code}: ${logged}`)))
  })
  const end = (signal: NodeJS.Signals) => async () => {
    child.kill(signal)
    await ended
  }
  return { port, log: () => logged, stop: end('SIGTERM'), kill: end('SIGKILL') }
}
