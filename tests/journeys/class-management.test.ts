// Classes from August to August: made, corrected, handed over, put away, moved up.
import { beforeEach, describe, expect, test } from 'vitest'
import type { Services } from '#api/trpc.ts'
import { alice, apiFor, aSchool, bob, carol, erik, staff, testServices } from '../support/services.ts'

let services: Services
beforeEach(async () => {
  services = await testServices()
  await aSchool(services)
})

const api = (user = alice) => apiFor(services, user).schoolClass
/** The same database a year later. */
const inYear = (day: string) => ({ ...services, now: () => new Date(`${day}T10:00:00Z`) })
const said = (promise: Promise<unknown>) =>
  promise.then(
    () => 'ok',
    (error: Error) => error.message,
  )
const labels = async (user = alice) =>
  (await api(user).list()).classes.filter(({ archivedOn }) => !archivedOn).map(({ label }) => label)
const oneOf = async (id: string, user = carol) =>
  (await api(user).list()).classes.find((one) => one.id === id)
const newClass = { schoolId: 'fjord', label: ' 8C ', grade: 8, size: 24, teacherId: null }

describe('making and correcting', () => {
  test('a teacher’s new class is the teacher’s own, with the cohort of its grade', async () => {
    const { id } = await api().create({ ...newClass, teacherId: 'bob' })
    expect(await oneOf(id, alice)).toMatchObject({
      label: '8C',
      teacherId: 'alice',
      cohort: 2019,
      schoolYear: 2026,
    })
    expect(await labels(bob)).toEqual(['9B'])
  })

  test('a contact says whose it is, but only somebody of that school', async () => {
    const { id } = await api(carol).create(newClass)
    expect(await oneOf(id)).toMatchObject({ teacherId: null })
    expect(await said(api(carol).create({ ...newClass, teacherId: 'erik' }))).toBe('account.not-found')
    expect(await said(api(carol).create({ ...newClass, teacherId: 'gro' }))).toBe('account.not-found')
    expect(await said(api(carol).create({ ...newClass, schoolId: 'fjell' }))).toBe('school.not-found')
  })

  test('a teacher of two schools chooses, and sees classes of both', async () => {
    await services.database.write({ sql: "INSERT INTO membership VALUES ('alice', 'fjell')", args: [] })
    const both = staff('alice', 'teacher', ['fjord', 'fjell'])
    await api(both).create({ ...newClass, schoolId: 'fjell' })
    const { schools, classes } = await api(both).list()
    expect(schools.map(({ id }) => id)).toEqual(['fjell', 'fjord'])
    expect(classes.map(({ schoolId }) => schoolId).sort()).toEqual(['fjell', 'fjord'])
  })

  test('a label has no room for a list of names, and a class has 1 to 60 pupils', async () => {
    for (const wrong of [
      { label: 'Kari og Ola N' },
      { label: '  ' },
      { size: 0 },
      { size: 61 },
      { grade: 14 },
    ])
      expect(await said(api().create({ ...newClass, ...wrong })), JSON.stringify(wrong)).not.toBe('ok')
  })

  test('another grade gives another cohort, until the class has had slips', async () => {
    await api().edit({ id: '9a', label: '8A', grade: 8, size: 25 })
    expect(await oneOf('9a')).toMatchObject({ label: '8A', cohort: 2019, size: 25, isMeasured: false })
    await apiFor(services, alice).codeSheet.issue({
      waveId: 'wave',
      classId: '9a',
      pupils: 20,
      replace: false,
    })
    expect(await said(api().edit({ id: '9a', label: '9A', grade: 9, size: 25 }))).toBe('class.measured')
    expect(await said(api().edit({ id: '9a', label: '8Å', grade: 8, size: 26 }))).toBe('ok')
  })
})

describe('handing over', () => {
  test('the colleague has the class, and the teacher no longer', async () => {
    await api().handOver({ id: '9a', teacherId: 'bob' })
    expect(await labels(bob)).toEqual(['9A', '9B'])
    expect(await labels()).toEqual([])
    expect(await said(api().handOver({ id: '9a', teacherId: 'alice' }))).toBe('class.not-found')
    expect(await said(api(bob).handOver({ id: '9a', teacherId: 'erik' }))).toBe('account.not-found')
    await api(carol).handOver({ id: '9a', teacherId: 'alice' })
    expect(await labels()).toEqual(['9A'])
  })

  test('a contact gives a class without a teacher to somebody', async () => {
    const { id } = await api(carol).create(newClass)
    await api(carol).handOver({ id, teacherId: 'bob' })
    expect(await labels(bob)).toEqual(['8C', '9B'])
  })
})

describe('putting away', () => {
  test('takes no slips and no change, and comes back as it was', async () => {
    await api().archive({ id: '9a' })
    await api().archive({ id: '9a' })
    expect(await oneOf('9a')).toMatchObject({ archivedOn: '2026-11-21', teacherId: 'alice' })
    const issue = { waveId: 'wave', classId: '9a', pupils: 20, replace: false }
    expect(await said(apiFor(services, alice).codeSheet.issue(issue))).toBe('class.archived')
    expect(await said(api().edit({ id: '9a', label: '9A', grade: 9, size: 25 }))).toBe('class.archived')
    await api().restore({ id: '9a' })
    expect(await said(apiFor(services, alice).codeSheet.issue(issue))).toBe('ok')
  })
})

describe('the new school year', () => {
  const later = (user = carol, day = '2027-08-17') => apiFor(inYear(day), user).schoolClass
  const proposals = async (user = carol) => {
    const { classes } = await later(user).newYear()
    return classes.map(({ id, schoolYear, proposed }) => ({ id, from: schoolYear, to: proposed }))
  }

  test('is due from August on, and not before', async () => {
    expect((await later(carol, '2027-07-31').newYear()).classes).toEqual([])
    expect((await later(carol, '2027-08-01').newYear()).classes.map(({ label }) => label)).toEqual([
      '9A',
      '9B',
    ])
    expect((await later().list()).classes.every(({ isDue }) => isDue)).toBe(true)
  })

  test('moves classes up with the same cohort and teacher, and pressing twice moves nothing twice', async () => {
    const classes = await proposals()
    const both = await Promise.all([later().turnYear({ classes }), later().turnYear({ classes })])
    expect(both.map(({ moved }) => moved).sort()).toEqual([0, 2])
    expect(await later().turnYear({ classes })).toEqual({ moved: 0 })
    expect(await oneOf('9a')).toMatchObject({
      label: '10A',
      grade: 10,
      cohort: 2018,
      schoolYear: 2027,
      teacherId: 'alice',
    })
    expect((await later().newYear()).classes).toEqual([])
  })

  test('proposes to put the leavers away, and does what was chosen instead', async () => {
    await api(carol).edit({ id: '9a', label: '10A', grade: 10, size: 20 })
    const classes = await proposals()
    expect(classes.find(({ id }) => id === '9a')?.to).toBe('archive')
    await later().turnYear({ classes: classes.map((one) => ({ ...one, to: 'archive' as const })) })
    expect((await later().list()).classes.map(({ archivedOn }) => archivedOn)).toEqual([
      '2027-08-17',
      '2027-08-17',
    ])
    expect((await later().newYear()).classes).toEqual([])
    await later().restore({ id: '9b' })
    expect((await later().newYear()).classes.map(({ id }) => id)).toEqual(['9b'])
  })

  test('a teacher moves own classes only, and refused is refused for all', async () => {
    expect((await proposals(alice)).map(({ id }) => id)).toEqual(['9a'])
    const classes = await proposals()
    expect(await said(later(alice).turnYear({ classes }))).toBe('class.not-found')
    expect(await said(later(erik).turnYear({ classes }))).toBe('class.not-found')
    expect(await oneOf('9a')).toMatchObject({ label: '9A' })
  })
})

test('all of it stands in the audit log, and no pupil does', async () => {
  const { id } = await api().create(newClass)
  await api().edit({ id, label: '8D', grade: 8, size: 20 })
  await api().archive({ id })
  await api().restore({ id })
  await api().handOver({ id, teacherId: 'bob' })
  const { rows } = await services.database.ask('SELECT actor_id, action FROM audit ORDER BY rowid')
  expect(rows.map((row) => row['action'])).toEqual(
    ['create', 'edit', 'archive', 'restore', 'hand-over'].map((action) => `class.${action}`),
  )
  expect(new Set(rows.map((row) => row['actor_id']))).toEqual(new Set(['alice']))
})
