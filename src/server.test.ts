// Starting and commands on an installation that is not as it should be: one sentence that helps, no stack, no new file.
import { spawnSync } from 'node:child_process'
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../tests/support/services.ts'
import { openServices, settingsFrom } from './server.ts'

const at = (dataDir: string) => settingsFrom({ DATA_DIR: dataDir })

/** Starts as `npm start` does, or runs a command. Nothing here gets as far as building or listening. */
function run(script: string, args: string[], env: Record<string, string>, uid?: number) {
  const path = fileURLToPath(new URL(`./cli/${script}.ts`, import.meta.url))
  const { status, stdout, stderr } = spawnSync(process.execPath, [path, ...args], {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], ...env },
    timeout: 180_000,
    ...(uid === undefined ? {} : { uid }),
  })
  return { status, stdout, stderr }
}

async function installation() {
  const folder = temporaryFolder()
  await (await openServices(at(folder))).services.database.close()
  return folder
}

test('a port is a whole number from 1 to 65535, an origin a whole address', () => {
  for (const PORT of ['', '0', '65536', '-1', '80.5', '1e3', 'http', ' 80'])
    expect(() => settingsFrom({ PORT }), PORT).toThrow('1 to 65535')
  expect(settingsFrom({ PORT: '65535' }).port).toBe(65535)
  for (const ORIGIN of ['forspring.example.no', 'ftp://x', 'https://'])
    expect(() => settingsFrom({ ORIGIN }), ORIGIN).toThrow('whole address')
})

test('a data folder may have any name', { timeout: 180_000 }, async () => {
  const outside = temporaryFolder()
  for (const name of ['a b', 'skole #2', '100%', 'hva?', '%20', 'æøå']) {
    await (await openServices(at(`${outside}/${name}`))).services.database.close()
    expect(readdirSync(`${outside}/${name}`)).toEqual(
      expect.arrayContaining(['forspring.db', 'forspring.key']),
    )
  }
  expect(readdirSync(outside)).toHaveLength(6)
})

const faults: [string, string, (folder: string) => Record<string, string>][] = [
  ['a port that is none', '1 to 65535', () => ({ PORT: 'abc' })],
  ['a short demo password', 'at least 12', () => ({ DEMO_PASSWORD: 'short' })],
  [
    'a data folder that is a file',
    'is a file',
    (folder) => {
      writeFileSync(`${folder}/file`, '')
      return { DATA_DIR: `${folder}/file` }
    },
  ],
  [
    'a damaged key file',
    'damaged (5 bytes',
    (folder) => {
      writeFileSync(`${folder}/forspring.key`, 'short')
      return {}
    },
  ],
  [
    'a damaged database',
    'Restore it from the backup',
    (folder) => {
      writeFileSync(`${folder}/forspring.db`, 'no database at all. '.repeat(500))
      return {}
    },
  ],
]

test.each(faults)('a start with %s ends with one sentence', { timeout: 180_000 }, async (_, says, spoil) => {
  const folder = await installation()
  const { status, stdout, stderr } = run('start', [], { DATA_DIR: folder, ...spoil(folder) })
  expect([status, stdout]).toEqual([1, ''])
  expect(stderr).toContain(says)
  expect(stderr.trim().split('\n')).toHaveLength(1)
  expect(stderr).not.toMatch(/\bat .*\.ts|node_modules|SQLITE_/)
})

// Only an administrator of the machine can become somebody who may not write.
test.runIf(process.getuid?.() === 0)('a start that cannot write says so', { timeout: 180_000 }, async () => {
  const whole = await installation()
  const readable = await installation()
  for (const folder of [whole, readable])
    for (const file of ['forspring.db', 'forspring.key']) chmodSync(`${folder}/${file}`, 0o444)
  const empty = temporaryFolder()
  for (const folder of [empty, whole]) chmodSync(folder, 0o555)
  // Here only a real write shows it: beside the file there is room for a log.
  chmodSync(readable, 0o777)
  for (const folder of [empty, whole, readable]) {
    const { status, stderr } = run('start', [], { DATA_DIR: folder, DEMO: '0', PORT: '47312' }, 65534)
    expect(stderr).toContain('cannot be written')
    expect([status, stderr.trim().split('\n').length]).toEqual([1, 1])
  }
})

test('a command without a database makes none', { timeout: 180_000 }, () => {
  const folder = temporaryFolder()
  mkdirSync(`${folder}/data`)
  for (const args of [['doctor'], ['study', 'close', 'x'], ['study', 'export', 'x', '--out', folder]]) {
    const { status, stderr } = run('forspring', args, { DATA_DIR: `${folder}/data` })
    expect([status, stderr]).toEqual([1, expect.stringContaining('There is no database')])
  }
  expect(readdirSync(`${folder}/data`)).toEqual([])
})

test('a command says in words what the API refuses, and what is too much', { timeout: 180_000 }, async () => {
  const DATA_DIR = await installation()
  const out = `${DATA_DIR}/out`
  for (const args of [
    ['study', 'export', 'nope', '--out', out],
    ['study', 'close', 'nope'],
  ])
    expect(run('forspring', args, { DATA_DIR })).toEqual({
      status: 1,
      stdout: '',
      stderr: 'We cannot find this study.\n',
    })
  for (const args of [
    ['doctor', 'more'],
    ['study', 'close', 'nope', 'more'],
    ['study', 'export', 'nope', 'more', '--out', out],
  ])
    expect(run('forspring', args, { DATA_DIR }), args.join(' ')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('Too much: more') as string,
    })
  expect(existsSync(out)).toBe(false)
})

test(
  'a start after a kill empties the log, which knows the order of what was written',
  { timeout: 180_000 },
  async () => {
    const [before, after] = [await installation(), temporaryFolder()]
    const { services } = await openServices(at(before))
    await services.database.write({
      sql: "INSERT INTO school (id, name, municipality) VALUES ('s', 's', 's')",
      args: [],
    })
    // What the disk holds at this moment is what a kill leaves.
    cpSync(before, after, { recursive: true })
    await services.database.close()
    expect(statSync(`${after}/forspring.db-wal`).size).toBeGreaterThan(0)
    const again = await openServices(at(after))
    expect(statSync(`${after}/forspring.db-wal`).size).toBe(0)
    await again.services.database.close()
  },
)
