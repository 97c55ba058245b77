// `link`, `power` and `randomise` as a researcher runs them: the document alone on standard output, faults with their line.
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test, vi } from 'vitest'
import { link } from './link.ts'
import { power } from './power.ts'
import { randomise } from './randomise.ts'
import { Usage } from './usage.ts'

const folder = mkdtempSync(join(tmpdir(), 'forspring-commands-'))
afterAll(() => rmSync(folder, { recursive: true }))

function file(name: string, lines: string[]): string {
  const path = join(folder, name)
  writeFileSync(path, lines.join('\n') + '\n')
  return path
}

/** As a process of its own: costs more than a second, since every command is loaded. */
const forspring = (...args: string[]) =>
  new Promise<{ code: number; out: string; error: string }>((done) => {
    const command = fileURLToPath(new URL('forspring.ts', import.meta.url))
    execFile(process.execPath, [command, ...args], (failure, out, error) =>
      done({ code: failure ? Number(failure.code) : 0, out, error }),
    )
  })

/** Without a process: what the command writes, read as JSON. */
async function documentOf(command: { run: (args: string[]) => Promise<void> }, ...args: string[]) {
  const written: string[] = []
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((text) => written.push(String(text)) > 0)
  await command.run([...args, '--json']).finally(() => write.mockRestore())
  return JSON.parse(written.join('')) as Record<string, unknown>
}

const header = 'id;school;cohort;sex;e1;e2;e3;e4;e5;e6;e7'
const before = file('before.csv', [
  header,
  '1;A;2012;g;3;a;b;0;c;d;e',
  '2;A;2012;g;4;f;g;1;h;i;j',
  '3;A;2012;b;5;k;l;2;m;n;o',
  '4;B;2012;g;6;p;q;3;r;s;t',
])
const after = file('after.csv', [
  header,
  '11;A;2012;g;3;a;b;0;c;d;e',
  '12;A;2012;g;4;f;g;1;h;NA;j',
  '13;A;2012;g;5;k;l;2;m;n;o',
  '14;A;2012;g;6;p;q;3;r;s;t',
])
const columns = ['--id', 'id', '--pool', 'school,cohort', '--elements', 'e1,e2,e3,e4,e5,e6,e7']
const schools = file(
  'schools.csv',
  ['school,county,size'].concat([3, 1, 2, 5, 4, 6, 8, 7].map((size) => `s${size},${size % 2},${size}0`)),
)

const draw = ['--id', 'school', '--arms', 'a,b']

test('link: pairs, counts and rate; a veto holds, and a move is marked', async () => {
  const pairs = [
    { a: '1', b: '11', differences: 0 },
    { a: '2', b: '12', differences: 1 },
    { a: '3', b: '13', differences: 0 },
  ]
  expect(await documentOf(link, before, after, ...columns)).toMatchObject({
    pairs,
    counts: { pairs: 3, exact: 2, offOne: 1, b: { records: 4, linked: 3, unlinked: 1 } },
    falseLinkRate: expect.any(Number) as number,
    falseLinks: { falseLinks: expect.any(Number) as number, links: 3, upper: expect.any(Number) as number },
  })
  const more = ['--veto', 'sex', '--across-schools', 'sex,cohort']
  expect(await documentOf(link, before, after, ...columns, ...more)).toMatchObject({
    pairs: [...pairs.slice(0, 2), { a: '4', b: '14', differences: 0, stage: 'exact-across-schools' }],
  })
})

test('power: what is not given is found', async () => {
  const plan = ['--pupils', '10', '--icc', '0.1', '--test', 'normal']
  expect(await documentOf(power, ...plan, '--control', '0.1', '--intervention', '0.2')).toMatchObject({
    schools: 76,
    schoolsPerArm: expect.closeTo(37.28218, 4) as number,
    warnings: [],
  })
  expect(await documentOf(power, ...plan, '--control', '0.4', '--schools', '18')).toMatchObject({
    power: expect.closeTo(0.8, 6) as number,
    warnings: ['With fewer than 20 schools only large effects can be found.'],
  })
})

test('randomise: the same seed draws the same; a scheme is kept as a record', async () => {
  const args = [schools, ...draw, '--covariates', 'size', '--seed', '2a']
  const record = await documentOf(randomise, ...args)
  expect(record).toMatchObject({
    schemes: { considered: 70, acceptable: 7, isFew: true },
    codeVersion: expect.stringMatching(/^forspring \d/) as string,
  })
  expect(await documentOf(randomise, ...args)).toEqual(record)
  const drawn = await documentOf(randomise, schools, ...draw, '--strata', 'county')
  expect(drawn['seed']).toMatch(/^[0-9a-f]{32}$/)
})

test('wrong usage is told from wrong data', async () => {
  await expect(link.run([before])).rejects.toThrow(Usage)
  await expect(link.run([before, after, ...columns, '--max-differences', '3'])).rejects.toThrow(Usage)
  await expect(power.run(['--pupils', '50'])).rejects.toThrow(Usage)
  await expect(power.run(['--difference', 'x'])).rejects.toThrow('«x», which is no number')
  const strata = ['--strata', 'county', '--scheme', 'constrained']
  await expect(randomise.run([schools, ...draw, ...strata])).rejects.toThrow(Usage)
  const unknown = columns.with(1, 'pupil')
  await expect(link.run([before, after, ...unknown])).rejects.toThrow('before.csv line 1: no column «pupil»')
  const twice = file('twice.csv', ['school', 's1', 's1'])
  await expect(randomise.run([twice, ...draw])).rejects.toThrow('twice.csv line 3: «school» is «s1» for the')
})

test('as processes: the document alone, or nothing on standard output and the fault with its line', async () => {
  const unreadable = file('unreadable.csv', ['school,size', 's1,10', 's2,many'])
  const [drawn, planned] = await Promise.all([
    forspring('randomise', unreadable, ...draw, '--covariates', 'size', '--json'),
    forspring('power', '--difference', '0.6', '--pupils', '20', '--icc', '0.1', '--schools', '10', '--json'),
  ])
  expect(drawn).toMatchObject({ code: 1, out: '' })
  expect(drawn.error).toContain('unreadable.csv line 3: «size» is «many», which is no number')
  expect(planned).toMatchObject({ code: 0, error: '' })
  expect(JSON.parse(planned.out)).toMatchObject({ power: expect.closeTo(0.59016839, 7) as number })
}, 60_000)
