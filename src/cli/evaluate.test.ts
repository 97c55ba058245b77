// The command as a researcher meets it. Called in this process: starting the product's code takes a second each time.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test, vi } from 'vitest'
import { StatisticsProblem } from '#domain/statistics/statistics-problem.ts'
import { evaluate } from './evaluate.ts'
import { Usage } from './usage.ts'

const reference = fileURLToPath(new URL('../../tests/reference/statistics/', import.meta.url))
const folder = mkdtempSync(`${tmpdir()}/forspring-evaluate-`)
afterAll(() => rmSync(folder, { recursive: true }))

/** What goes to standard output and to standard error. */
async function run(...args: string[]): Promise<{ out: string; error: string }> {
  const written = { out: '', error: '' }
  const listen = (stream: NodeJS.WriteStream, key: 'out' | 'error') =>
    vi.spyOn(stream, 'write').mockImplementation((text) => {
      written[key] += String(text)
      return true
    })
  const spies = [listen(process.stdout, 'out'), listen(process.stderr, 'error')]
  try {
    await evaluate.run(args)
  } finally {
    for (const spy of spies) spy.mockRestore()
  }
  return written
}
const file = (text: string | Uint8Array) => {
  writeFileSync(`${folder}/data.csv`, text)
  return `${folder}/data.csv`
}

test('--json is one document with the promised keys and nothing else; what was left out is said apart', async () => {
  const model = ['--model', 'post ~ pre * arm + factor(age)', '--cluster', 'school', '--json']
  const { out, error } = await run(`${reference}missing.csv`, ...model)
  const fit = JSON.parse(out) as Record<string, unknown> & { fixed: object[] }
  expect(Object.keys(fit)).toEqual(['fixed', 'variance', 'icc', 'logLik', 'n', 'clusters'])
  expect(Object.keys(fit.fixed[0]!)).toEqual([
    'term',
    'estimate',
    'se',
    'df',
    'statistic',
    'p',
    'low',
    'high',
  ])
  const printed = JSON.parse(readFileSync(`${reference}missing.json`, 'utf8')) as Record<
    string,
    { logLik: number }
  >
  expect(fit['logLik']).toBeCloseTo(printed['lmm_reml_satterthwaite']!.logLik, 6)
  expect(error).toBe('105 of 557 rows left out: a used cell is missing.\n')
})

test.each([
  [['--subcluster', 'class', '--df', 'kenward-roger']],
  [['--method', 'ols', '--correction', 'cr0']],
  [['--method', 'gee', '--correction', 'md', '--correlation', 'exchangeable']],
  [['--method', 'cluster']],
])('%j gives a table to read, and says so when the clusters are few', async (choice) => {
  const { out } = await run(
    `${reference}three-level.csv`,
    '--model',
    'post ~ pre + arm',
    '--cluster',
    'school',
    ...choice,
  )
  expect(out).toMatch(/^term +estimate/)
  expect(out).toMatch(/^arm +-0\.\d/m)
  expect(out).toContain('clusters: 18')
  expect(out.includes('Fewer than 20 clusters')).toBe(!choice.includes('cluster'))
})

test('a problem with the data is one sentence, and nothing on standard output', async () => {
  const bad = file('school,arm,y\nA,0,1\nB,0,2\nC,1,tre\nD,1,4\nE,1,2\n')
  await expect(run(bad, '--model', 'y ~ arm', '--cluster', 'school', '--json')).rejects.toThrow(
    new StatisticsProblem('unreadable-cell', 'Line 4: the outcome «y» is «tre», which is not a number.'),
  )
  await expect(run(bad, '--model', 'y ~ arms', '--cluster', 'school')).rejects.toThrow(/no column «arms»/)
})

const common = ['x.csv', '--model', 'y ~ x', '--cluster', 'school']
test.each([
  [[]],
  [['x.csv', '--cluster', 'school']],
  [['x.csv', '--model', 'y ~ x']],
  [['x.csv', ...common]],
  [[...common, '--method', 'bayes']],
  [[...common, '--method', 'ols', '--correction', 'kc']],
  [[...common, '--method', 'gee', '--subcluster', 'class']],
  [[...common, '--family', 'binomial']],
  [[...common, '--estimation', 'ml', '--df', 'kenward-roger']],
])('%j is wrong usage', async (args) => {
  await expect(run(...args)).rejects.toThrow(Usage)
})

test('a file from an old Excel, in its own alphabet, is read', async () => {
  const rows = Array.from({ length: 24 }, (_, k) => `sk\xf8 ${k % 6};${k % 2};${(k * 7) % 5},${k % 10}`)
  const bytes = Buffer.from(['skole;arm;m\xe5l', ...rows].join('\r\n'), 'latin1')
  const { out } = await run(
    file(bytes),
    '--model',
    'mål ~ arm',
    '--cluster',
    'skole',
    '--method',
    'ols',
    '--json',
  )
  expect(JSON.parse(out)).toMatchObject({ n: 24, clusters: 6 })
})
