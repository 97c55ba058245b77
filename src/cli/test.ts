// `npm test`: every check in order, stopping at the first that fails, and one line that counts them all. What needs one
// processor each and nothing of the other runs side by side.
// `npm test -- lint vitest` runs only those named.
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

type Count = { passed: number; failed: number }
type Step = {
  name: string
  command: string
  args: string[]
  env?: Record<string, string>
  /** Reads a report; without it the step counts as one. */
  count?: () => Count
}

const root = fileURLToPath(new URL('../..', import.meta.url))
const results = `${root}test-results`
const vitestReport = `${results}/vitest.json`
const playwrightReport = `${results}/playwright.json`
const npm = (script: string) => ({ command: 'npm', args: ['run', '--silent', script] })

/** In order; the steps of one stage run at the same time. */
const stages: Step[][] = [
  // First, because lint and check read their types.
  [{ name: 'messages', ...npm('messages'), count: () => ({ passed: 0, failed: 0 }) }],
  [
    { name: 'format', command: 'prettier', args: ['--check', '--log-level', 'warn', '.'] },
    { name: 'lint', ...npm('lint') },
    {
      name: 'check',
      command: 'astro',
      args: ['check', '--minimumSeverity', 'warning', '--minimumFailingSeverity', 'warning'],
    },
  ],
  [
    {
      name: 'vitest',
      command: 'vitest',
      args: ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${vitestReport}`],
      count: vitestCount,
    },
  ],
  [{ name: 'build', ...npm('build') }],
  [
    {
      name: 'e2e',
      command: 'playwright',
      args: ['test'],
      env: { PLAYWRIGHT_JSON_OUTPUT_FILE: playwrightReport },
      count: playwrightCount,
    },
  ],
]

/** @returns undefined when the runner broke down before it could write. */
const readReport = <Report>(path: string): Report | undefined =>
  existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Report) : undefined

function vitestCount(): Count {
  const report = readReport<{ numPassedTests: number; numFailedTests: number }>(vitestReport)
  return { passed: report?.numPassedTests ?? 0, failed: report?.numFailedTests ?? 0 }
}

function playwrightCount(): Count {
  type Report = { stats: { expected: number; unexpected: number; flaky: number } }
  const { expected = 0, unexpected = 0, flaky = 0 } = readReport<Report>(playwrightReport)?.stats ?? {}
  return { passed: expected, failed: unexpected + flaky }
}

type Outcome = Count & { step: Step; went: boolean }

/** Runs one step. One that is not alone prints when it is done. A failed one counts at least one failure. */
async function run(step: Step, alone: boolean): Promise<Outcome> {
  const start = performance.now()
  if (alone) console.log(`\n▸ ${step.name}`)
  const child = spawn(step.command, step.args, {
    cwd: root,
    stdio: ['inherit', alone ? 'inherit' : 'pipe', alone ? 'inherit' : 'pipe'],
    env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1', ...step.env },
  })
  const said: Buffer[] = []
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (piece: Buffer) => said.push(piece))
  const status = await new Promise<number | string>((done) => {
    child.once('error', (error) => done(error.message))
    child.once('close', (code, signal) => done(code ?? signal ?? 'gone'))
  })
  const counted = step.count?.() ?? { passed: status === 0 ? 1 : 0, failed: 0 }
  const went = status === 0 && counted.failed === 0
  if (!alone) console.log(`\n▸ ${step.name}`)
  process.stdout.write(Buffer.concat(said))
  const seconds = ((performance.now() - start) / 1000).toFixed(0)
  console.log(
    `${went ? '✓' : '✗'} ${step.name} (${seconds} s)${typeof status === 'string' ? `: ${status}` : ''}`,
  )
  return { step, passed: counted.passed, failed: went ? 0 : Math.max(counted.failed, 1), went }
}

const wanted = process.argv.slice(2)
const steps = stages.flat()
const unknown = wanted.filter((name) => !steps.some((step) => step.name === name))
if (unknown.length > 0) {
  console.error(`Unknown: ${unknown.join(', ')}. There is: ${steps.map((step) => step.name).join(', ')}.`)
  process.exit(2)
}

rmSync(results, { recursive: true, force: true })
mkdirSync(results, { recursive: true })
const total: Count = { passed: 0, failed: 0 }
for (const stage of stages) {
  const chosen = stage.filter(({ name }) => wanted.length === 0 || wanted.includes(name))
  const outcomes = await Promise.all(chosen.map((step) => run(step, chosen.length === 1)))
  for (const { passed, failed } of outcomes) {
    total.passed += passed
    total.failed += failed
  }
  const failed = outcomes.filter(({ went }) => !went)
  if (failed.length === 0) continue
  console.log(`\nStopped: ${failed.map(({ step }) => step.name).join(', ')} failed.`)
  process.exitCode = 1
  break
}
console.log(`${total.passed} passed, ${total.failed} failed`)
