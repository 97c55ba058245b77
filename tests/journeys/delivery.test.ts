// A school year of one class over the API: a programme is followed, lessons are planned, moved and delivered, boosters
// fall due a year later; and what a contact and an owner learn of it.
import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Services } from '#api/trpc.ts'
import { alice, apiFor, aSchool, bob, carol, gro, staff, testServices, today } from '../support/services.ts'

const lessonId = 'alle-gjor-det'
let services: Services
let now = today
beforeEach(async () => {
  services = await testServices()
  now = today
  services.now = () => new Date(`${now}T10:00:00Z`)
  await aSchool(services)
})

const steps = (lesson = lessonId) =>
  services
    .lessons()
    .get(lesson)!
    .steps.map(({ id }) => id)
const report = (changes: object = {}) => ({
  id: randomUUID(),
  classId: '9a',
  lessonId,
  deliveredOn: now,
  stepsDone: steps(),
  variants: {},
  minutes: 60,
  way: 'none' as const,
  pupils: 27,
  engagement: 4,
  remarks: 'Bruk mer tid på ryktet.',
  ...changes,
})
const api = (user = alice) => apiFor(services, user)
const refusal = (call: Promise<unknown>) => call.then(() => 'ok').catch((error: Error) => error.message)

test('a class follows a programme, takes what it proposes, moves it, and leaves with everything kept', async () => {
  const before = await api().plan.ofClass({ classId: '9a' })
  expect(before.programme).toBeUndefined()
  expect(before.programmes.map(({ id }) => id)).toEqual(['ungdomstrinn'])
  expect(before.next).toEqual([{ kind: 'wave', waveId: 'wave' }])

  await api().plan.adopt({ classId: '9a', programmeId: 'ungdomstrinn' })
  const { programme } = await api().plan.ofClass({ classId: '9a' })
  expect(programme!.proposals.length).toBeGreaterThan(0)
  expect(programme!.proposals.every(({ lessonId: id }) => services.lessons().has(id))).toBe(true)
  await api().plan.add({ classId: '9a', lessons: programme!.proposals })
  // Twice, as with a double click.
  await api().plan.add({ classId: '9a', lessons: programme!.proposals })
  const planned = await api().plan.ofClass({ classId: '9a' })
  expect(planned.programme!.proposals).toEqual([])
  expect(planned.open).toHaveLength(programme!.proposals.length)

  const [first] = planned.open
  await api().plan.move({ id: first!.id, week: '2027-02-01' })
  expect((await api().plan.ofClass({ classId: '9a' })).open.map(({ week }) => week)).toContain('2027-02-01')

  await api().delivery.record(report())
  await api().plan.adopt({ classId: '9a', programmeId: null })
  const after = await api().plan.ofClass({ classId: '9a' })
  expect(after.programme).toBeUndefined()
  expect(after.delivered).toHaveLength(1)
})

test('a lesson moved to where it stands already becomes one, and can be taken out', async () => {
  const lesson = { lessonId, booster: false }
  const lessons = ['2027-01-11', '2027-01-18'].map((week) => ({ ...lesson, week }))
  await api().plan.add({ classId: '9a', lessons })
  const { open } = await api().plan.ofClass({ classId: '9a' })
  await api().plan.move({ id: open[0]!.id, week: '2027-01-18' })
  const [left, ...others] = (await api().plan.ofClass({ classId: '9a' })).open
  expect(others).toEqual([])
  await api().plan.remove({ id: left!.id })
  expect((await api().plan.ofClass({ classId: '9a' })).open).toEqual([])
  for (const week of ['2027-01-12', '2027-07-12', '2025-10-06'])
    expect(await refusal(api().plan.add({ classId: '9a', lessons: [{ ...lesson, week }] }))).toBe(
      'delivery.unfitting',
    )
})

test('what was delivered fulfils the plan; a year later it is due again, as a booster', async () => {
  await api().plan.add({ classId: '9a', lessons: [{ lessonId, week: '2026-11-16', booster: false }] })
  expect((await api().plan.ofClass({ classId: '9a' })).next[0]).toMatchObject({ kind: 'now' })
  await api().delivery.record(report())
  const done = await api().plan.ofClass({ classId: '9a' })
  expect(done.open).toEqual([])
  expect(done.delivered[0]).toMatchObject({ lessonId, again: false, mine: true })
  expect(done.boosters).toEqual([])

  now = '2027-11-25'
  const later = await api().plan.ofClass({ classId: '9a' })
  expect(later.class.grade).toBe(10)
  expect(later.delivered).toEqual([])
  expect(later.boosters).toEqual([{ lessonId, lastOn: today, dueOn: '2027-11-21' }])
  expect(later.next).toContainEqual({ kind: 'booster', booster: later.boosters[0] })
  await api().delivery.record(report())
  const again = await api().plan.ofClass({ classId: '9a' })
  expect(again.boosters).toEqual([])
  expect(again.delivered[0]).toMatchObject({ again: true })
})

describe('a delivery', () => {
  test('sent twenty times at once is one', async () => {
    const same = report()
    await Promise.all(Array.from({ length: 20 }, () => api().delivery.record(same)))
    const [only, ...others] = await api().delivery.ofClass({ classId: '9a' })
    expect(others).toEqual([])
    expect(only).toMatchObject({ stepsDone: steps(), remarks: 'Bruk mer tid på ryktet.', mine: true })
    // Another's form cannot be taken over by knowing its id.
    expect(await refusal(api(bob).delivery.record({ ...same, classId: '9b' }))).toBe('delivery.not-found')
  })

  test.each([
    ['tomorrow', { deliveredOn: '2026-11-22' }, 'delivery.unfitting'],
    ['without a step', { stepsDone: [] }, 'delivery.unfitting'],
    ['with a step of another lesson', { stepsDone: ['dance'] }, 'delivery.unfitting'],
    ['of a lesson that is not there', { lessonId: 'none' }, 'lesson.not-found'],
    ['with nothing but what must be', { pupils: null, engagement: null, remarks: '' }, 'ok'],
    ['in a class of a colleague', { classId: '9b' }, 'class.not-found'],
  ])('%s', async (_, changes, expected) => {
    expect(await refusal(api().delivery.record(report(changes)))).toBe(expected)
    expect(await api().delivery.ofClass({ classId: '9a' })).toHaveLength(expected === 'ok' ? 1 : 0)
  })

  test('with core steps left out is written down as it was', async () => {
    await api().delivery.record(report({ stepsDone: steps().slice(0, 1) }))
    expect((await api().delivery.ofClass({ classId: '9a' }))[0]!.stepsDone).toEqual(steps().slice(0, 1))
  })

  test('remarks of 501 characters are refused, 500 are kept to the last', async () => {
    await expect(api().delivery.record(report({ remarks: 'x'.repeat(501) }))).rejects.toThrow()
    await api().delivery.record(report({ remarks: 'x'.repeat(500) }))
    expect((await api().delivery.ofClass({ classId: '9a' }))[0]!.remarks).toHaveLength(500)
  })

  test('is changed and removed by the one who wrote it, also not by the next teacher, who may read it', async () => {
    const { id } = await api().delivery.record(report())
    const { classId: _, lessonId: __, ...told } = report({ id, minutes: 45, remarks: 'Ny' })
    await api().delivery.change(told)
    expect(await api().delivery.find({ id })).toMatchObject({ minutes: 45, remarks: 'Ny' })

    await services.database.write({ sql: "UPDATE school_class SET teacher_id = 'bob'", args: [] })
    const [seen] = await api(bob).delivery.ofClass({ classId: '9a' })
    expect(seen).toMatchObject({ minutes: 45, remarks: '', mine: false })
    for (const user of [alice, bob]) {
      expect(await refusal(api(user).delivery.change(told))).not.toBe('ok')
      expect(await refusal(api(user).delivery.remove({ id }))).not.toBe('ok')
    }
    await services.database.write({ sql: "UPDATE school_class SET teacher_id = 'alice'", args: [] })
    await api().delivery.remove({ id })
    expect(await api().delivery.ofClass({ classId: '9a' })).toEqual([])
  })

  test('of a class that was put away stands, and nothing new is written', async () => {
    const { id } = await api().delivery.record(report())
    await services.database.write({ sql: "UPDATE school_class SET archived_on = '2026-11-21'", args: [] })
    expect(await refusal(api().delivery.record(report()))).toBe('class.archived')
    expect(await refusal(api().delivery.remove({ id }))).toBe('class.archived')
    expect(await refusal(api().plan.adopt({ classId: '9a', programmeId: null }))).toBe('class.archived')
    expect((await api().plan.ofClass({ classId: '9a' })).delivered).toHaveLength(1)
  })
})

describe('coverage', () => {
  test('a contact gets counts per grade, with no class, teacher, day or remark in them', async () => {
    await api().delivery.record(report())
    await api().delivery.record(report())
    const coverage = await api(carol).coverage.perGrade()
    const [grade] = coverage.schools[0]!.grades
    expect(grade).toMatchObject({ grade: 9, classes: 2, started: 1 })
    expect(grade!.lessons).toContainEqual({ lessonId, classes: 1 })
    expect(JSON.stringify(coverage)).not.toMatch(/9a|9A|alice|ryktet|2026-/)
    expect(await refusal(api(carol).delivery.ofClass({ classId: '9a' }))).toBe('class.not-found')
    expect(await refusal(api(carol).plan.ofClass({ classId: '9a' }))).toBe('class.not-found')
    expect(await refusal(api().coverage.perGrade())).toBe('access.role')
  })

  test('a contact who teaches a class has its plan and deliveries like any teacher', async () => {
    await services.database.write({
      sql: "UPDATE school_class SET teacher_id = 'carol' WHERE id = '9a'",
      args: [],
    })
    await api(carol).delivery.record(report())
    expect((await api(carol).plan.ofClass({ classId: '9a' })).delivered).toHaveLength(1)
  })

  test('an owner gets one row a school, and none of a school where it would be one teacher', async () => {
    await api().delivery.record(report())
    const few = await api(gro).coverage.perSchool()
    expect(few.schools).toEqual([{ school: 'Fjord skole', simulated: false, classes: 2, counts: undefined }])
    await services.database.write({
      sql: "INSERT INTO school_class (id, school_id, label, grade, cohort, size) VALUES ('9c', 'fjord', '9C', 9, 2018, 25)",
      args: [],
    })
    const { schools } = await api(gro).coverage.perSchool()
    expect(schools[0]).toMatchObject({ classes: 3, counts: { started: 1, deliveries: 1 } })
    expect(JSON.stringify(schools)).not.toMatch(/9a|alice|ryktet/)
    expect((await api(staff('new', 'owner')).coverage.perSchool()).schools).toEqual([])
  })

  test('counts this school year only, and classes that are in use', async () => {
    await api().delivery.record(report({ deliveredOn: '2026-05-20' }))
    expect((await api(carol).coverage.perGrade()).schools[0]!.grades[0]).toMatchObject({ started: 0 })
    await services.database.write({
      sql: "UPDATE school_class SET archived_on = '2026-11-01' WHERE id = '9b'",
      args: [],
    })
    expect((await api(carol).coverage.perGrade()).schools[0]!.grades[0]).toMatchObject({ classes: 1 })
  })
})
