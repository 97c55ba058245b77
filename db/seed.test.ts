// The demo after a first start that was killed: the next start makes it whole, with log-ins that work.
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Services } from '#api/trpc.ts'
import { createStaffSession, type StaffSession } from '#http/staff-session.ts'
import { temporaryFolder, testServices } from '../tests/support/services.ts'
import type { Database } from './open.ts'
import { readDemoAccounts, seedDemo } from './seed.ts'

let services: Services
let folder: string
const origin = 'http://localhost'

beforeAll(async () => {
  folder = temporaryFolder()
  services = await testServices(folder)
})
afterAll(() => services.database.close())

const rows = async (table: string) =>
  Number((await services.database.ask(`SELECT count(*) AS count FROM ${table}`)).rows[0]!['count'])

/** Seeds until the write number `last`, which fails as if the process had ended there. */
function seedUntil(last: number) {
  let writes = 0
  const database: Database = {
    ...services.database,
    write: (...statements) =>
      (writes += 1) > last ? Promise.reject(new Error('killed')) : services.database.write(...statements),
  }
  return seedDemo({ ...services, database }, staffOn(database), folder)
}
const staffOn = (database: Database): StaffSession => createStaffSession(database, services.keys, origin)

test('a password that is too short is refused before anything is written', async () => {
  process.env['DEMO_PASSWORD'] = 'short'
  await expect(seedUntil(99)).rejects.toThrow('at least 12')
  delete process.env['DEMO_PASSWORD']
  expect(await rows('instrument_version')).toBe(0)
})

test('a start that was killed anywhere is made good by the next', { timeout: 180_000 }, async () => {
  // Writes: the instrument, old accounts, five accounts, and the demo itself.
  for (const last of [1, 3, 5, 6]) {
    await expect(seedUntil(last), `${last}`).rejects.toThrow('killed')
    expect(await rows('school')).toBe(0)
  }
  const accounts = await seedUntil(99)
  expect(accounts).toHaveLength(6)
  expect(readDemoAccounts(folder)).toEqual(accounts)
  expect(JSON.parse(readFileSync(`${folder}/demo-accounts.json`, 'utf8'))).toEqual(accounts)
  expect(await rows('user')).toBe(6)
  expect(await rows('account')).toBe(6)
  expect(await rows('membership')).toBe(4)
  expect(await rows('school')).toBe(30)
  expect(await rows('response')).toBeGreaterThan(500)
  expect((await services.database.ask('PRAGMA foreign_key_check')).rows).toEqual([])
  for (const { email, password } of accounts!)
    expect(await staffOn(services.database).signIn(email, password, '192.0.2.1'), email).not.toEqual([])

  expect(await seedUntil(0)).toBeUndefined()
})
