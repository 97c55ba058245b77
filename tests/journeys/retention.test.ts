// What a study has promised to delete is deleted on its day, counts stay, and the audit log says so.
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { apiFor, carol, erik } from '../support/services.ts'
import { aWaveWorld, wavePeriod, type WaveWorld } from '../support/waves.ts'

let world: WaveWorld
beforeEach(async () => {
  world = await aWaveWorld()
})

describe('retention', () => {
  test('deletes codes thirty days after closing and keeps the counts', async () => {
    const { waveId, studyId } = await world.aStudy()
    world.day = '2027-01-11'
    const sheet = await world.issue(waveId)
    await world.answer(sheet.codes, 3)
    await world.research.round.close({ id: sheet.round })
    const before = await apiFor(world.services, carol).round.counts({ id: sheet.round })
    world.day = '2027-02-09'
    await world.jobs.run()
    expect(await world.rows('participation_code')).toHaveLength(sheet.codes.length)
    world.day = '2027-02-10'
    await world.jobs.run()
    expect(await world.rows('participation_code')).toEqual([])
    expect((await apiFor(world.services, carol).round.counts({ id: sheet.round })).classes).toEqual(
      before.classes,
    )
    expect(await world.stratumOf(waveId)).toMatchObject({ issued: sheet.codes.length, used: 3, submitted: 3 })
    expect((await world.research.study.detail({ id: studyId })).retention.codes).toMatchObject({ done: 1 })
    await world.jobs.run()
    expect(await world.auditOf('"retention","round.codes-delete"')).toHaveLength(1)
  })

  test('deletes the responses of a study on its day, and no round opens afterwards', async () => {
    const { waveId, studyId } = await world.aStudy({ responsesDeletedOn: '2027-03-01' })
    world.day = '2027-01-11'
    await world.jobs.run()
    const { roundId } = await world.stratumOf(waveId)
    await world.fill(roundId!, 12)
    await world.research.wave.closeRounds({ id: waveId })
    expect((await world.stratumOf(waveId)).submitted).toBe(12)
    world.day = '2027-03-01'
    await world.jobs.run()
    expect(await world.rows('response')).toEqual([])
    expect((await world.stratumOf(waveId)).submitted).toBe(0)
    expect((await world.research.study.detail({ id: studyId })).study.responsesGoneOn).toBe('2027-03-01')
    expect(await world.auditOf('"retention","study.responses-delete"')).toEqual([
      expect.stringContaining(`${studyId} 12`),
    ])
    await expect(
      world.research.wave.update({ id: waveId, ...wavePeriod, closesOn: '2027-03-31' }),
    ).rejects.toThrow('wave.dates')
    expect(world.logged).toEqual([])
  })
})

describe('the key of a linked study', () => {
  const linked = { mode: 'linked' as const, keyDestroyedOn: '2027-06-30' }
  const link = (roundId: string) =>
    world.services.database.write({
      sql: `INSERT INTO link_code (round_id, response_id, sealed)
            SELECT round_id, id, randomblob(32) FROM response WHERE round_id = ?`,
      args: [roundId],
    })

  test('is made with the first round and destroyed on its day, with every link code', async () => {
    const { studyId, waveId } = await world.aStudy(linked)
    const keyIs = async () => (await world.research.study.detail({ id: studyId })).retention.key
    expect(await keyIs()).toBe('waiting')
    world.day = '2027-01-11'
    await world.jobs.run()
    expect(await keyIs()).toBe('there')
    expect(world.services.studyKeys.open(studyId)).toHaveLength(32)
    const { roundId } = await world.stratumOf(waveId)
    await world.fill(roundId!, 12)
    await link(roundId!)
    const linkCodes = async () => (await world.research.study.detail({ id: studyId })).retention.linkCodes
    // A count that grows would tell who gives one.
    expect(await linkCodes()).toBe(0)
    await world.research.wave.closeRounds({ id: waveId })
    expect(await linkCodes()).toBe(12)
    world.day = '2027-06-30'
    await world.jobs.run()
    expect(world.services.studyKeys.open(studyId)).toBeUndefined()
    expect(await world.rows('link_code')).toEqual([])
    expect(await world.rows('response')).toHaveLength(12)
    expect((await world.research.study.detail({ id: studyId })).study.keyGoneOn).toBe('2027-06-30')
    expect(await world.auditOf('"retention","study.key-destroy"')).toHaveLength(1)
  })

  test('is destroyed by hand, again where that was interrupted, and then no round of the study opens', async () => {
    const { studyId, waveId } = await world.aStudy(linked)
    world.day = '2027-01-11'
    const { round } = await world.issue(waveId)
    await world.research.round.close({ id: round })
    const rewriting = vi.spyOn(world.services.database, 'maintain').mockRejectedValueOnce(new Error('cut'))
    await expect(world.research.study.destroyKey({ id: studyId })).rejects.toThrow()
    expect((await world.research.study.detail({ id: studyId })).study.keyGoneOn).toBe('2027-01-11')
    expect(await world.research.study.destroyKey({ id: studyId })).toEqual({ linkCodes: 0 })
    expect(rewriting).toHaveBeenCalledTimes(2)
    await expect(world.research.round.reopen({ id: round })).rejects.toThrow('study.key-gone')
    const other = apiFor(world.services, erik).codeSheet.issue({
      waveId,
      classId: '9x',
      pupils: 20,
      replace: false,
    })
    await expect(other).rejects.toThrow('study.key-gone')
  })

  test('that has been lost is never made anew', async () => {
    const { studyId, waveId } = await world.aStudy(linked)
    world.day = '2027-01-11'
    await world.issue(waveId)
    world.services.studyKeys.destroy(studyId)
    await world.jobs.run()
    expect(world.services.studyKeys.open(studyId)).toBeUndefined()
    expect((await world.research.study.detail({ id: studyId })).retention.key).toBe('missing')
  })
})
