// From the first administrator to a teacher who signs in: links, passwords, changes, closing. With Better Auth itself.
import { beforeEach, describe, expect, test } from 'vitest'
import type { Services } from '#api/trpc.ts'
import type { StaffUser } from '#domain/access.ts'
import { createStaffSession, type StaffSession } from '#http/staff-session.ts'
import { apiFor, aSchool, frida, staff as person, testServices } from '../support/services.ts'

const address = '192.0.2.7'
const [password, another] = ['et langt nok passord', 'enda et langt passord']
const nora = { name: 'Nora', email: 'nora@example.test', role: 'teacher', schoolIds: ['fjord'] } as const

let services: Services
let staff: StaffSession
beforeEach(async () => {
  services = await testServices()
  await aSchool(services)
  staff = createStaffSession(services.database, services.keys, 'http://localhost', { now: services.now })
})

const admin = (user: StaffUser = frida) => apiFor(services, user).account
const headersOf = (cookies: string[]) =>
  new Headers({ cookie: cookies.map((cookie) => cookie.split(';')[0]).join('; ') })
const signIn = async (email: string, secret: string) => headersOf(await staff.signIn(email, secret, address))
const said = (promise: Promise<unknown>) =>
  promise.then(
    () => 'ok',
    (error: Error) => error.message,
  )
/** A teacher with a password, signed in. */
async function aTeacher() {
  const { id, secret } = await admin().create({ ...nora, schoolIds: [...nora.schoolIds] })
  await staff.choosePassword(secret, password, address)
  return { id, headers: await signIn(nora.email, password) }
}
const actions = async () =>
  (await services.database.ask('SELECT action FROM audit ORDER BY at, rowid')).rows.map(
    (row) => row['action'],
  )

describe('a new account', { timeout: 180_000 }, () => {
  test('gets a password by a link that counts once, and belongs to its school', async () => {
    const { secret } = await admin().create({ ...nora, schoolIds: ['fjord'], email: ' Nora@Example.test ' })
    expect(await staff.linkHolder(secret, address)).toEqual({ name: 'Nora', email: nora.email })
    expect(await said(staff.choosePassword(secret, 'for kort', address))).toBe('account.short-password')
    await staff.choosePassword(secret, password, address)
    expect(await said(staff.choosePassword(secret, another, address))).toBe('account.link-expired')
    expect(await said(staff.linkHolder(secret, address))).toBe('account.link-expired')
    const user = await staff.userOf(await signIn(nora.email, password))
    expect(user).toMatchObject({ name: 'Nora', role: 'teacher', schoolIds: ['fjord'] })
    expect(await actions()).toContain('account.create')
  })

  test('cannot take the address of another, nor a school that does not exist', async () => {
    await admin().create({ ...nora, schoolIds: ['fjord'] })
    const before = await services.database.ask('SELECT count(*) AS n FROM membership')
    expect(await said(admin().create({ ...nora, email: 'NORA@example.test', schoolIds: ['fjell'] }))).toBe(
      'account.email-taken',
    )
    expect((await services.database.ask('SELECT count(*) AS n FROM membership')).rows).toEqual(before.rows)
    expect(await said(admin().create({ ...nora, email: 'x@example.test', schoolIds: ['none'] }))).toBe(
      'school.not-found',
    )
  })

  test('has a link that ends after 72 hours, and only the newest counts', async () => {
    const first = await admin().create({ ...nora, schoolIds: ['fjord'] })
    const second = await admin().link({ id: first.id })
    expect(await said(staff.linkHolder(first.secret, address))).toBe('account.link-expired')
    const hours = (second.expiresAt.getTime() - services.now().getTime()) / 3_600_000
    expect(hours).toBe(72)
    const late = createStaffSession(services.database, services.keys, 'http://localhost', {
      now: () => second.expiresAt,
    })
    expect(await said(late.choosePassword(second.secret, password, address))).toBe('account.link-expired')
  })

  test('of two who use a link at once, one chooses the password', async () => {
    const { secret } = await admin().create({ ...nora, schoolIds: ['fjord'] })
    const both = await Promise.all(
      [password, another].map((chosen) => said(staff.choosePassword(secret, chosen, address))),
    )
    expect(both.sort()).toEqual(['account.link-expired', 'ok'])
  })

  test('leaves no link in the database, only its hash', async () => {
    const { secret } = await admin().create({ ...nora, schoolIds: ['fjord'] })
    const { rows } = await services.database.ask('SELECT * FROM verification')
    expect(rows).toHaveLength(1)
    expect(JSON.stringify(rows)).not.toContain(secret)
  })

  test('a hundred made-up links shut the address out', async () => {
    for (let turn = 0; turn < 100; turn += 1)
      expect(await said(staff.linkHolder(`made up ${turn}`, address))).toBe('account.link-expired')
    const { secret } = await admin().create({ ...nora, schoolIds: ['fjord'] })
    expect(await said(staff.linkHolder(secret, address))).toBe('account.too-many-attempts')
    expect(await said(staff.choosePassword(secret, password, address))).toBe('account.too-many-attempts')
    expect(await said(staff.linkHolder(secret, '192.0.2.8'))).toBe('ok')
  })
})

describe('the own account', { timeout: 180_000 }, () => {
  test('a new password asks for the old one, and ends the other sessions', async () => {
    const { headers } = await aTeacher()
    const elsewhere = await signIn(nora.email, password)
    const change = { email: nora.email, current: 'noe helt annet', wanted: another }
    expect(await said(staff.changePassword(headers, change, address))).toBe('account.wrong-password')
    const cookies = await staff.changePassword(headers, { ...change, current: password }, address)
    expect(await staff.userOf(elsewhere)).toBeUndefined()
    expect((await staff.userOf(headersOf(cookies)))?.name).toBe('Nora')
    expect(await said(staff.signIn(nora.email, password, address))).toBe('account.wrong-password')
    expect(await said(staff.signIn(nora.email, another, address))).toBe('ok')
  })

  test('shows where it is signed in, and signs out elsewhere', async () => {
    const { headers } = await aTeacher()
    const elsewhere = await signIn(nora.email, password)
    expect((await staff.sessionsOf(headers)).map(({ isThis }) => isThis).sort()).toEqual([false, true])
    await staff.signOutElsewhere(headers)
    expect(await staff.userOf(elsewhere)).toBeUndefined()
    expect(await staff.userOf(headers)).toBeDefined()
  })

  test('ten wrong old passwords shut it, as they do at sign-in', async () => {
    const { headers } = await aTeacher()
    const change = { email: nora.email, current: 'noe helt annet', wanted: another }
    for (let turn = 0; turn < 10; turn += 1) await said(staff.changePassword(headers, change, address))
    expect(await said(staff.signIn(nora.email, password, address))).toBe('account.too-many-attempts')
  })
})

describe('what an administrator does with it', { timeout: 180_000 }, () => {
  test('a link resets the password when it is used, and not before', async () => {
    const { id, headers } = await aTeacher()
    const { secret } = await admin().link({ id })
    expect(await said(staff.signIn(nora.email, password, address))).toBe('ok')
    await staff.choosePassword(secret, another, address)
    expect(await staff.userOf(headers)).toBeUndefined()
    expect(await said(staff.signIn(nora.email, another, address))).toBe('ok')
  })

  test('a link takes away the passkeys, which somebody else may have added', async () => {
    const { id } = await aTeacher()
    const add = (userId: string) => ({
      sql: `INSERT INTO passkey (id, public_key, user_id, credential_id, counter, device_type, backed_up)
        VALUES (?, 'key', ?, ?, 0, 'singleDevice', 0)`,
      args: [userId, userId, userId],
    })
    await services.database.write(add(id), add('bob'))
    const holders = async () =>
      (await services.database.ask('SELECT user_id FROM passkey')).rows.map((row) => row['user_id']).sort()
    const { secret } = await admin().link({ id })
    expect(await holders()).toEqual(['bob', id].sort())
    await staff.choosePassword(secret, another, address)
    expect(await holders()).toEqual(['bob'])
  })

  test('a name at the home organisation belongs to one account, and stays until it is changed', async () => {
    const base = { name: 'Nora', role: 'teacher' as const, schoolIds: ['fjord'] }
    const { id } = await admin().create({ ...base, email: nora.email, providerName: ' Nora@Home.test' })
    const nameOf = async (of: string) => (await admin().detail({ id: of })).providerName
    expect(await nameOf(id)).toBe('nora@home.test')
    const second = { ...base, email: 'second@example.test', providerName: 'NORA@home.test' }
    expect(await said(admin().create(second))).toBe('account.email-taken')
    const bob = { id: 'bob', name: 'Bob', role: 'teacher' as const, schoolIds: ['fjell'] }
    expect(await said(admin().edit({ ...bob, providerName: 'nora@home.test' }))).toBe('account.email-taken')
    expect(await admin().detail({ id: 'bob' }), 'nothing was written').toMatchObject({
      name: 'bob',
      schools: [{ id: 'fjord' }],
    })
    expect(await said(admin().edit({ ...bob, providerName: 'no address' }))).not.toBe('ok')

    await admin().edit({ ...base, id, name: 'Nora N' })
    expect(await nameOf(id)).toBe('nora@home.test')
    await admin().edit({ ...base, id, providerName: null })
    expect(await nameOf(id)).toBeNull()
    expect(await said(admin().edit({ ...bob, providerName: 'nora@home.test' }))).toBe('ok')
  })

  test('a new role and other schools count at once; the classes left behind have no teacher', async () => {
    const { id, headers } = await aTeacher()
    await services.database.write({
      sql: "UPDATE school_class SET teacher_id = ? WHERE id IN ('9a', '9b')",
      args: [id],
    })
    await admin().edit({ id, name: 'Nora N', role: 'contact', schoolIds: ['fjell'] })
    expect(await staff.userOf(headers)).toMatchObject({
      name: 'Nora N',
      role: 'contact',
      schoolIds: ['fjell'],
    })
    const { rows } = await services.database.ask(
      'SELECT id FROM school_class WHERE teacher_id IS NULL ORDER BY id',
    )
    expect(rows.map((row) => row['id'])).toEqual(['9a', '9b'])
    await admin().edit({ id, name: 'Nora N', role: 'researcher', schoolIds: ['fjell'] })
    expect((await staff.userOf(headers))?.schoolIds).toEqual([])
  })

  test('ended sessions are signed out, a closed account stays out by any way, and opens again', async () => {
    const { id, headers } = await aTeacher()
    await admin().endSessions({ id })
    expect(await staff.userOf(headers)).toBeUndefined()
    const again = await signIn(nora.email, password)
    const { secret } = await admin().link({ id })
    await admin().close({ id })
    await admin().close({ id })
    expect(await staff.userOf(again)).toBeUndefined()
    expect(await said(staff.signIn(nora.email, password, address))).toBe('account.wrong-password')
    expect(await said(staff.choosePassword(secret, another, address))).toBe('account.link-expired')
    expect(await said(admin().link({ id }))).toBe('account.not-found')
    expect(await admin().detail({ id })).toMatchObject({ isClosed: 1, hasPassword: 1 })
    await admin().reopen({ id })
    expect(await said(staff.signIn(nora.email, password, address))).toBe('ok')
  })

  test('a removed account leaves its classes, and nothing of its own', async () => {
    const { id } = await aTeacher()
    await services.database.write({
      sql: "UPDATE school_class SET teacher_id = ? WHERE id = '9a'",
      args: [id],
    })
    await admin().link({ id })
    await admin().remove({ id })
    for (const table of ['membership', 'account', 'session'])
      expect(
        (await services.database.ask(`SELECT * FROM ${table} WHERE user_id = '${id}'`)).rows,
        table,
      ).toEqual([])
    expect((await services.database.ask('SELECT * FROM verification')).rows).toEqual([])
    const { rows } = await services.database.ask("SELECT teacher_id FROM school_class WHERE id = '9a'")
    expect(rows[0]?.['teacher_id']).toBeNull()
    expect(await said(admin().detail({ id }))).toBe('account.not-found')
  })

  test('the last administrator stays, also when two try to remove each other at once', async () => {
    const last = 'account.last-administrator'
    const edit = { id: 'frida', name: 'Frida', role: 'teacher', schoolIds: ['fjord'] } as const
    expect(await said(admin().edit({ ...edit, schoolIds: ['fjord'] }))).toBe(last)
    expect(await said(admin().close({ id: 'frida' }))).toBe(last)
    expect(await said(admin().remove({ id: 'frida' }))).toBe(last)
    expect((await services.database.ask("SELECT 1 FROM membership WHERE user_id = 'frida'")).rows).toEqual([])

    const { id } = await admin().create({ ...nora, role: 'administrator', schoolIds: [] })
    const other = person(id, 'administrator')
    const both = await Promise.all([said(admin().remove({ id })), said(admin(other).remove({ id: 'frida' }))])
    expect(both.sort()).toEqual([last, 'ok'])
  })

  test('a closed administrator is none', async () => {
    const { id } = await admin().create({ ...nora, role: 'administrator', schoolIds: [] })
    await admin().close({ id })
    expect(await said(admin().close({ id: 'frida' }))).toBe('account.last-administrator')
  })

  test('finds accounts by words and by school, and letters that SQL knows are letters', async () => {
    await admin().create({ ...nora, name: '100 % Nora_', schoolIds: ['fjord', 'fjell'] })
    const found = async (words: string, schoolId?: string) =>
      (await admin().search({ words, ...(schoolId && { schoolId }) })).map(({ name }) => name)
    expect(await found('nora')).toEqual(['100 % Nora_'])
    expect(await found('%')).toEqual(['100 % Nora_'])
    expect(await found('a_i')).toEqual([])
    expect(await found('', 'fjell')).toEqual(['100 % Nora_', 'erik'])
  })
})
