// A researcher writes a design, freezes it, amends it and gives the arms their names; what may not be done is refused by
// name, and nothing of the frozen plan changes.
import { beforeAll, describe, expect, test } from 'vitest'
import type { Api } from '#api/router.ts'
import { sha256 } from '#crypto/code-mac.ts'
import { canonical } from '#domain/study-design.ts'
import type { StudyDesign } from '#schemas/study-design.ts'
import { designOf, latestPlan, planVersions } from '#store/design.ts'
import { findStudy } from '#store/study.ts'
import { apiFor, staff } from '../support/services.ts'
import { aTrial } from '../support/study-designs.ts'
import { aWaveWorld, type WaveWorld, wavePeriod } from '../support/waves.ts'

const mona = staff('mona', 'researcher')
const reason = 'Skolene ba om en økt til, og vi sa ja.'
let world: WaveWorld
let api: Api
let id: string

const refusal = async (call: Promise<unknown>): Promise<string> => {
  try {
    await call
    return 'ok'
  } catch (error) {
    return (error as Error).message
  }
}
const get = () => api.design.get({ id })
const versions = () => planVersions(world.services.database, id)
const trial = (more: Partial<StudyDesign> = {}) => aTrial({ missing: 'complete-cases', ...more })

beforeAll(async () => {
  world = await aWaveWorld()
  api = world.research
  await world.services.database.write({
    sql: `INSERT INTO user (id, name, email, role, created_at, updated_at)
          VALUES ('mona', 'Mona', 'mona@x.test', 'researcher', 0, 0)`,
    args: [],
  })
  id = (await world.aStudy()).studyId
  await api.wave.add({
    id: crypto.randomUUID(),
    studyId: id,
    ...wavePeriod,
    instrumentId: 'ungdom-8-10-oppfolging',
    opensOn: '2027-05-10',
    closesOn: '2027-05-28',
  })
})

describe('writing', () => {
  test('a study begins without a design, and with everything to choose from', async () => {
    const shown = await get()
    expect(shown).toMatchObject({ design: null, revision: 0, plans: [], isDrawn: false, isMonitor: false })
    expect(shown.facts.waves.map(({ number }) => number)).toEqual([1, 2])
    expect(shown.monitors).toEqual([{ id: 'mona', name: 'Mona' }])
    expect(shown.lessonIds).toContain('alle-gjor-det')
    expect(await refusal(api.design.freeze({ id, revision: 0 }))).toBe('design.faulty')
    expect(await refusal(api.design.amend({ id, number: 1, reason, design: trial() }))).toBe(
      'design.not-frozen',
    )
  })

  test('a design with faults is saved and its faults are named; an old revision is refused', async () => {
    expect(await api.design.save({ id, revision: 0, design: trial({ question: '' }) })).toEqual({
      revision: 1,
    })
    expect((await get()).faults.map(({ code }) => code)).toEqual(['question-missing', 'harm-monitor'])
    expect((await get()).warnings.map(({ code }) => code)).toContain('planning-schools')
    expect(await refusal(api.design.save({ id, revision: 0, design: trial() }))).toBe('design.changed')
    expect(await refusal(api.design.freeze({ id, revision: 1 }))).toBe('design.faulty')
    await api.design.save({ id, revision: 1, design: trial() })
    expect(designOf((await findStudy(world.services.database, id))!)).toEqual(trial())
  })

  test('the harm monitor is another researcher, who reads and does not write', async () => {
    expect(await refusal(api.design.setMonitor({ id, userId: 'dora' }))).toBe('design.monitor')
    expect(await refusal(api.design.setMonitor({ id, userId: 'alice' }))).toBe('account.not-found')
    await api.design.setMonitor({ id, userId: 'mona' })
    expect((await get()).faults).toEqual([])
    const hers = apiFor(world.services, mona)
    expect(await hers.design.get({ id })).toMatchObject({ isMonitor: true })
    expect(await refusal(hers.design.save({ id, revision: 2, design: trial() }))).toBe('design.monitor')
    expect(await refusal(hers.design.freeze({ id, revision: 2 }))).toBe('design.monitor')
  })

  test('schools get strata, leave and come back; one that left does not count', async () => {
    await api.design.setStrata({ id, strata: [{ schoolId: 'havet', stratum: 'Kyst' }] })
    await api.design.leave({ id, schoolId: 'havet', leftOn: '2026-11-20' })
    const left = await get()
    expect(left.schools.find((school) => school.id === 'havet')).toMatchObject({
      stratum: 'Kyst',
      leftOn: '2026-11-20',
    })
    expect(left.facts.schools).toBe(2)
    await api.design.leave({ id, schoolId: 'havet', leftOn: '' })
    expect((await get()).facts.schools).toBe(3)
    expect(await refusal(api.design.leave({ id, schoolId: 'havet', leftOn: '2027-01-01' }))).toBe(
      'request.malformed',
    )
    expect(await refusal(api.design.leave({ id, schoolId: 'none', leftOn: '' }))).toBe('school.not-found')
  })
})

describe('freezing', () => {
  test('keeps the design with day, name and the hash of its canonical text, once', async () => {
    expect(await refusal(api.design.freeze({ id, revision: 1 }))).toBe('design.changed')
    const both = await Promise.all([1, 2].map(() => refusal(api.design.freeze({ id, revision: 2 }))))
    expect(both.filter((answer) => answer === 'ok')).toHaveLength(1)
    const [plan, ...others] = await versions()
    expect(others).toEqual([])
    const { design, mode, waves } = plan!
    const hash = sha256(Buffer.from(canonical({ design, mode, waves }))).toString('hex')
    expect(plan).toMatchObject({ number: 1, hash, frozenOn: '2026-11-21', frozenBy: 'dora', reason: '' })
    expect(plan!.design).toEqual(trial())
    expect((await world.auditOf('design.freeze')).join()).toContain(hash)
    expect(await refusal(api.design.save({ id, revision: 2, design: trial({ alpha: 0.1 }) }))).toBe(
      'design.frozen',
    )
    expect(await refusal(api.design.freeze({ id, revision: 2 }))).toBe('design.frozen')
  })

  test('an amendment is a new version with its reason, and the first one stays', async () => {
    const amend = (design: StudyDesign, number = 1, why = reason) =>
      refusal(api.design.amend({ id, number, reason: why, design }))
    expect(await amend(trial())).toBe('design.same')
    expect(await amend(trial({ question: '' }))).toBe('design.faulty')
    expect(await amend(trial({ alpha: 0.01 }), 1, 'Fordi')).toMatch(/too_small/)
    expect(await amend(trial({ alpha: 0.01 }))).toBe('ok')
    expect(await amend(trial({ alpha: 0.02 }))).toBe('design.changed')
    const [first, second] = await versions()
    expect(first!.design.alpha).toBe(0.05)
    expect(second).toMatchObject({ number: 2, reason, seen: 'nothing' })
    expect(second!.design.alpha).toBe(0.01)
    expect((await get()).design!.alpha).toBe(0.01)
  })
})

test('the arms get their names when plan, draw and last wave are done, once, and amendments say so after', async () => {
  const { database } = world.services
  const unblind = () => refusal(api.design.unblind({ id }))
  const now = (await latestPlan(database, id))!.design
  expect(await unblind()).toBe('design.too-early')
  await database.write({
    sql: `INSERT INTO allocation (study_id, number, record, hash, drawn_on, drawn_by)
          VALUES (?, 1, '{}', 'h', '2026-11-21', 'dora')`,
    args: [id],
  })
  expect(await refusal(api.design.setStrata({ id, strata: [] }))).toBe('design.drawn')
  const swapped = { ...now, arms: now.arms.toReversed() }
  expect(await refusal(api.design.amend({ id, number: 2, reason, design: swapped }))).toBe('design.drawn')
  const waves = (await api.study.detail({ id })).waves
  await api.wave.open({ id: waves[1]!.id, schoolIds: ['fjord'] })
  world.day = '2027-05-12'
  await world.jobs.run()
  expect(await unblind()).toBe('design.too-early')
  await api.wave.closeRounds({ id: waves[1]!.id })
  expect(await unblind()).toBe('design.too-early')
  world.day = '2027-06-01'
  await api.wave.add({
    ...{ id: crypto.randomUUID(), studyId: id, ...wavePeriod },
    ...{ instrumentId: 'ungdom-8-10-oppfolging', opensOn: '2027-09-06', closesOn: '2027-09-17' },
  })
  // A version of the plan that looked further ahead is not got rid of by another one.
  const { mode, waves: planned3 } = (await latestPlan(database, id))!
  const outcomes = now.outcomes.map((each) => ({ ...each, wave: 3 }))
  const later = JSON.stringify({ design: { ...now, outcomes }, mode, waves: planned3 })
  const planned = (sql: string, ...args: string[]) => database.write({ sql, args: [...args, id] })
  const [kept] = (
    await database.ask('SELECT document FROM plan_version WHERE number = 1 AND study_id = ?', [id])
  ).rows
  await planned('UPDATE plan_version SET document = ? WHERE number = 1 AND study_id = ?', later)
  expect((await get()).mayUnblind).toBe(false)
  expect(await unblind()).toBe('design.too-early')
  await planned(
    'UPDATE plan_version SET document = ? WHERE number = 1 AND study_id = ?',
    String(kept!['document']),
  )
  expect((await get()).mayUnblind).toBe(true)
  expect(await unblind()).toBe('ok')
  expect(await unblind()).toBe('design.unblinded')
  expect((await world.auditOf('design.unblind')).length).toBe(1)
  await api.design.amend({ id, number: 2, reason, design: { ...now, alpha: 0.02 } })
  expect((await versions()).map(({ seen }) => seen)).toEqual(['nothing', 'nothing', 'arms'])
})
