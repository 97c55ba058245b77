// What a frozen plan holds besides the design, and what becomes of a study that departs from it: nothing is forbidden that
// happens in real schools, and nothing of it stays unsaid.
import { beforeAll, describe, expect, test } from 'vitest'
import { concealmentOf } from '#api/allocation-facts.ts'
import type { Api } from '#api/router.ts'
import { canonical } from '#domain/study-design.ts'
import type { StudyDesign } from '#schemas/study-design.ts'
import { latestPlan, planVersions } from '#store/design.ts'
import { aTrial } from '../support/study-designs.ts'
import { aWaveWorld, studySettings, type WaveWorld, wavePeriod } from '../support/waves.ts'

const reason = 'Skolene måtte flytte målingen fordi vinterferien kom.'
const trial = (more: Partial<StudyDesign> = {}) =>
  aTrial({ missing: 'complete-cases', harm: { looks: [], alpha: 0.05 }, ...more })
const withoutHarm = (): StudyDesign => {
  const design = trial()
  return { ...design, outcomes: design.outcomes.filter(({ role }) => role !== 'harm') }
}
const second = {
  ...wavePeriod,
  instrumentId: 'ungdom-8-10-oppfolging',
  opensOn: '2027-05-10',
  closesOn: '2027-05-28',
}

let world: WaveWorld
let api: Api
let id: string
const amend = async (design: StudyDesign) =>
  api.design.amend({ id, number: (await latestPlan(world.services.database, id))!.number, reason, design })
const changes = async () => (await api.design.get({ id })).changes

beforeAll(async () => {
  world = await aWaveWorld()
  api = world.research
  id = (await world.aStudy()).studyId
  await api.wave.add({ id: crypto.randomUUID(), studyId: id, ...second })
  await api.design.save({ id, revision: 0, design: withoutHarm() })
  await api.design.freeze({ id, revision: 1 })
})

describe('a frozen plan', () => {
  test('has the dates, grades and questionnaires of its waves under its hash', async () => {
    const plan = (await latestPlan(world.services.database, id))!
    expect(plan.waves).toMatchObject([
      { number: 1, opensOn: wavePeriod.opensOn, closesOn: wavePeriod.closesOn },
      { number: 2, opensOn: '2027-05-10', closesOn: '2027-05-28' },
    ])
    const { instruments } = world.services
    const hash = instruments.get('ungdom-8-10-oppfolging')!.hash
    expect(plan.waves.map(({ instrument }) => instrument === hash)).toEqual([false, true])
    expect(await changes()).toEqual([])
  })

  test('is read as it was frozen when a wave is moved, and the difference is told', async () => {
    const wave = (await api.study.detail({ id })).waves[1]!
    await api.wave.update({ id: wave.id, ...second, closesOn: '2027-06-04' })
    const shown = await api.design.get({ id })
    expect(shown.changes).toMatchObject([{ what: 'dates', wave: 2, actual: { closesOn: '2027-06-04' } }])
    expect(shown.plans[0]!.facts.waves[1]).toMatchObject({ closesOn: '2027-05-28' })
    expect(shown.plans[0]!.facts.waves[1]!.instrument?.id).toBe('ungdom-8-10-oppfolging')
  })

  test('may be amended with nothing but the new dates, under a new hash', async () => {
    await amend(withoutHarm())
    const [before, after] = await planVersions(world.services.database, id)
    expect(canonical(after!.design)).toBe(canonical(before!.design))
    expect(after!.hash).not.toBe(before!.hash)
    expect(await changes()).toEqual([])
    await expect(amend(withoutHarm())).rejects.toThrow('design.same')
  })

  test('decides whether pupils are followed: that cannot be changed under it', async () => {
    const linked = { id, ...studySettings, mode: 'linked' as const }
    await expect(api.study.update(linked)).rejects.toThrow('design.frozen')
  })

  test('says when an amendment was made after figures of an outcome could be read', async () => {
    const { database } = world.services
    const released = (number: number) =>
      database.write({
        sql: "UPDATE wave SET released_on = '2027-06-01' WHERE study_id = ? AND number = ?",
        args: [id, number],
      })
    await released(1)
    await amend({ ...withoutHarm(), alpha: 0.01 })
    await released(2)
    await amend({ ...withoutHarm(), alpha: 0.02 })
    const seen = (await planVersions(database, id)).map((version) => version.seen)
    expect(seen).toEqual(['nothing', 'nothing', 'nothing', 'figures'])
  })
})

test('an amendment with an earlier baseline does not reveal a draw sooner', async () => {
  const { studyId } = await world.aStudy()
  const { database } = world.services
  for (const days of [{ opensOn: '2027-03-01', closesOn: '2027-03-12' }, {}])
    await api.wave.add({ id: crypto.randomUUID(), studyId, ...second, ...days })
  const version = (number: number, baselineWave: number) => {
    const design = withoutHarm()
    const outcomes = design.outcomes.map((each) => ({ ...each, wave: 3, baselineWave }))
    return database.write({
      sql: `INSERT INTO plan_version (study_id, number, document, hash, frozen_on, frozen_by)
            VALUES (?, ?, ?, 'h', '2026-11-21', 'Dora')`,
      args: [studyId, number, canonical({ design: { ...design, outcomes }, mode: 'anonymous', waves: [] })],
    })
  }
  await version(1, 2)
  await version(2, 1)
  const { baseline, hiddenUntil } = await concealmentOf({ database, now: world.services.now }, studyId)
  expect([baseline?.number, hiddenUntil]).toEqual([1, 2])
})
