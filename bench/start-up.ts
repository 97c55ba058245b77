// How soon a built product answers, and how much memory it holds after some pages.
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { fileURLToPath } from 'node:url'
import { percentile, print } from './figure.ts'

const start = fileURLToPath(new URL('../src/cli/start.ts', import.meta.url))
const port = 4393
export const address = `http://127.0.0.1:${port}`

/** Starts the product on a demo database. @returns seconds to the first answer, and how to stop it. */
export async function startProduct(dataDir: string) {
  const began = performance.now()
  const env = {
    ...process.env,
    DATA_DIR: dataDir,
    PORT: String(port),
    HOST: '127.0.0.1',
    DEMO_PASSWORD: 'bare for måling',
  }
  const child = spawn(process.execPath, ['--max-semi-space-size=4', '--v8-pool-size=1', start], {
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  for (;;) {
    if (
      await fetch(`${address}/nb`).then(
        (answer) => answer.ok,
        () => false,
      )
    )
      break
    if (child.exitCode !== null) throw new Error('The product did not start.')
    await new Promise((later) => setTimeout(later, 10))
  }
  const seconds = (performance.now() - began) / 1000
  const stop = () => new Promise<void>((done) => (child.once('exit', () => done()), child.kill('SIGTERM')))
  return { seconds, stop, pid: child.pid! }
}

export async function measure(): Promise<void> {
  const dataDir = mkdtempSync(`${tmpdir()}/forspring-bench-`)
  // The first start builds if needed and makes the demo; only the later ones are measured.
  await (await startProduct(dataDir)).stop()
  const starts: number[] = []
  let megabytes = 0
  for (let round = 0; round < 3; round += 1) {
    const product = await startProduct(dataDir)
    starts.push(product.seconds)
    for (const path of [
      '/nb',
      '/nb/undervisning',
      '/nb/undervisning/alle-gjor-det',
      '/nb/delta',
      '/nb/hjelp',
    ])
      for (let times = 0; times < 20; times += 1) await (await fetch(address + path)).text()
    // Linux only; elsewhere the figure is left out.
    megabytes = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${product.pid}/status`, 'utf8'))?.[1]) / 1024
    await product.stop()
  }
  print({
    name: 'start to first answer, once built',
    value: percentile(starts, 0.5),
    unit: 's',
    target: '<= 1',
  })
  print({ name: 'memory after 100 pages', value: megabytes, unit: 'MB', target: '<= 250' })
}
