// `npm test`: every check in order, stopping at the first that fails, and one line that counts them all.
// `npm test -- lint vitest` runs only those named.
import { spawnSync } from 'node:child_process'
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

const steps: Step[] = [
  { name: 'format', command: 'prettier', args: ['--check', '--log-level', 'warn', '.'] },
  // Before lint, which reads their types.
  { name: 'messages', ...npm('messages'), count: () => ({ passed: 0, failed: 0 }) },
  { name: 'lint', ...npm('lint') },
  {
    name: 'check',
    command: 'astro',
    args: ['check', '--minimumSeverity', 'warning', '--minimumFailingSeverity', 'warning'],
  },
  {
    name: 'vitest',
    command: 'vitest',
    args: ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${vitestReport}`],
    count: vitestCount,
  },
  { name: 'build', ...npm('build') },
  {
    name: 'e2e',
    command: 'playwright',
    args: ['test'],
    env: { PLAYWRIGHT_JSON_OUTPUT_FILE: playwrightReport },
    count: playwrightCount,
  },
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

/** Runs one step. A step that went wrong counts at least one failure, whatever its report says. */
function run(step: Step): Count & { went: boolean } {
  const start = performance.now()
  console.log(`\n▸ ${step.name}`)
  const { status, error } = spawnSync(step.command, step.args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1', ...step.env },
  })
  const counted = step.count?.() ?? { passed: status === 0 ? 1 : 0, failed: 0 }
  const went = status === 0 && counted.failed === 0
  const seconds = ((performance.now() - start) / 1000).toFixed(0)
  console.log(`${went ? '✓' : '✗'} ${step.name} (${seconds} s)${error ? `: ${error.message}` : ''}`)
  return { passed: counted.passed, failed: went ? 0 : Math.max(counted.failed, 1), went }
}

const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !steps.some((step) => step.name === name))
if (unknown.length > 0) {
  console.error(`Unknown: ${unknown.join(', ')}. There is: ${steps.map((step) => step.name).join(', ')}.`)
  process.exit(2)
}

rmSync(results, { recursive: true, force: true })
mkdirSync(results, { recursive: true })
const total: Count = { passed: 0, failed: 0 }
for (const step of steps.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
  const { passed, failed, went } = run(step)
  total.passed += passed
  total.failed += failed
  if (went) continue
  console.log(`\nStopped: ${step.name} failed.`)
  process.exitCode = 1
  break
}
console.log(`${total.passed} passed, ${total.failed} failed`)
