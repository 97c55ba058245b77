// A researcher runs waves: opened for chosen schools, and rounds that open, close and open again. The day is ours: the
// clock of the server is asked to run, never waited for.
import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import { makeRoundKey, sealPrivateKey } from '#crypto/round-key.ts'
import { closeRounds, reopenRound } from '#store/round.ts'
import { enter, submission } from '../support/pupil.ts'
import { apiFor, carol } from '../support/services.ts'
import { aWaveWorld, greta, harald, studySettings, wavePeriod, type WaveWorld } from '../support/waves.ts'

let world: WaveWorld
beforeEach(async () => {
  world = await aWaveWorld()
})

describe('a study', () => {
  test('sent twice is made once, and can be changed until a round exists', async () => {
    const id = randomUUID()
    await world.research.study.create({ id, ...studySettings })
    await world.research.study.create({ id, ...studySettings, title: 'Trivsel igjen' })
    expect((await world.research.study.list()).map(({ title }) => title)).toEqual(['Trivsel'])
    await world.research.study.update({ id, ...studySettings, title: 'Trivsel og rus' })
    const { study } = await world.research.study.detail({ id })
    expect(study).toMatchObject({ title: 'Trivsel og rus', purpose: studySettings.purpose })

    const { studyId } = await world.aStudy()
    world.day = '2027-01-11'
    await world.jobs.run()
    await expect(world.research.study.update({ id: studyId, ...studySettings })).rejects.toThrow(
      'study.has-rounds',
    )
    await expect(world.research.study.removeSchool({ id: studyId, schoolId: 'fjord' })).rejects.toThrow(
      'study.has-rounds',
    )
    await world.research.study.removeSchool({ id: studyId, schoolId: 'havet' })
    expect((await world.research.study.detail({ id: studyId })).schools.map((school) => school.id)).toEqual([
      'fjell',
      'fjord',
    ])
  })

  test('that is linked says when its key goes, and no wave outlasts that day', async () => {
    const linked = { ...studySettings, mode: 'linked' as const }
    await expect(world.research.study.create({ id: randomUUID(), ...linked })).rejects.toThrow('study.dates')
    const past = { ...linked, keyDestroyedOn: '2026-11-21' }
    await expect(world.research.study.create({ id: randomUUID(), ...past })).rejects.toThrow('study.dates')
    const { studyId } = await world.aStudy({ ...linked, keyDestroyedOn: '2027-06-30' })
    const late = { id: randomUUID(), studyId, ...wavePeriod, closesOn: '2027-06-30' }
    await expect(world.research.wave.add(late)).rejects.toThrow('wave.dates')
  })

  test('searches the schools that do not take part yet', async () => {
    const { id } = await world.research.study.create({ id: randomUUID(), ...studySettings })
    await world.research.study.addSchools({ id, schoolIds: ['fjord', 'no-such-school'] })
    const outside = async (words: string) =>
      (await world.research.study.schoolsOutside({ id, words })).schools.map((school) => school.id)
    expect(await outside('')).toEqual(['fjell', 'havet'])
    expect(await outside('hav')).toEqual(['havet'])
    expect(await outside('%')).toEqual([])
  })
})

describe('a wave', () => {
  test('is seen by the schools it is open for, and by no other', async () => {
    await world.aStudy()
    world.day = '2027-01-12'
    const seen = async (contact: typeof carol) =>
      (await apiFor(world.services, contact).round.overview()).classes.flatMap(({ waves }) => waves)
    expect(await seen(carol)).toHaveLength(2)
    expect(await seen(greta)).toHaveLength(1)
    expect(await seen(harald)).toEqual([])
  })

  test('takes a grade, days in order and languages that the instrument has', async () => {
    const { studyId } = await world.aStudy()
    const add = (more: object) =>
      world.research.wave.add({ id: randomUUID(), studyId, ...wavePeriod, ...more })
    await expect(add({ grades: [] })).rejects.toThrow('wave.unfitting')
    await expect(add({ languages: ['so'] })).rejects.toThrow('wave.unfitting')
    await expect(add({ closesOn: '2027-01-10' })).rejects.toThrow('wave.dates')
    await expect(add({ instrumentId: 'none' })).rejects.toThrow('instrument.not-found')
    const { id } = await add({})
    expect((await world.research.wave.detail({ id })).wave).toMatchObject({
      number: 2,
      languages: ['nb', 'nn', 'en'],
    })
    await world.research.wave.remove({ id })
    await expect(world.research.wave.detail({ id })).rejects.toThrow('wave.not-found')
  })

  test('keeps all but its last day and languages once a round exists', async () => {
    const { waveId } = await world.aStudy()
    world.day = '2027-01-11'
    await world.jobs.run()
    const change = (more: object) => world.research.wave.update({ id: waveId, ...wavePeriod, ...more })
    await expect(change({ opensOn: '2027-01-10' })).rejects.toThrow('study.has-rounds')
    await expect(change({ grades: [8, 9] })).rejects.toThrow('study.has-rounds')
    await change({ closesOn: '2027-02-05' })
    expect((await world.research.wave.detail({ id: waveId })).wave.closesOn).toBe('2027-02-05')
    await expect(world.research.wave.withdraw({ id: waveId, schoolId: 'fjord' })).rejects.toThrow(
      'study.has-rounds',
    )
    await expect(world.research.wave.remove({ id: waveId })).rejects.toThrow('study.has-rounds')
  })
})

describe('the clock', () => {
  test('opens the rounds on the first day, closes them after the last, and does nothing twice', async () => {
    const { waveId } = await world.aStudy()
    world.day = '2027-01-10'
    await world.jobs.run()
    expect(await world.rows('round')).toEqual([])
    world.day = '2027-01-11'
    await Promise.all([world.jobs.run(), world.jobs.run()])
    await world.jobs.run()
    expect(await world.rows('round')).toHaveLength(2)
    expect(
      (await world.research.wave.monitor({ id: waveId })).strata.map(({ school, status }) => [
        school,
        status,
      ]),
    ).toEqual([
      ['Fjell skole', 'open'],
      ['Fjord skole', 'open'],
    ])
    world.day = '2027-01-29'
    await world.jobs.run()
    expect((await world.stratumOf(waveId)).status).toBe('open')
    world.day = '2027-01-30'
    await world.jobs.run()
    expect(await world.stratumOf(waveId)).toMatchObject({ status: 'closed', closedOn: '2027-01-30' })
    // Key and all, in both schools.
    const { rows } = await world.services.database.ask('SELECT status, private_key FROM round')
    expect(rows.map((row) => [row['status'], row['private_key']])).toEqual(Array(2).fill(['closed', null]))
    expect(await world.auditOf('"clock","round.close"')).toHaveLength(2)
    expect(world.logged).toEqual([])
  })

  test('finds the round that the first slips have opened, and adds a school that comes later', async () => {
    const { waveId } = await world.aStudy()
    world.day = '2027-01-11'
    const sheet = await world.issue(waveId)
    await world.jobs.run()
    expect((await world.stratumOf(waveId)).roundId).toBe(sheet.round)
    await world.research.wave.open({ id: waveId, schoolIds: ['havet'] })
    await world.jobs.run()
    expect((await world.stratumOf(waveId, 'havet')).status).toBe('open')
    expect(await world.rows('round')).toHaveLength(3)
  })

  test('tells of a wave without an instrument and goes on with the others', async () => {
    const { waveId } = await world.aStudy()
    const { waveId: other } = await world.aStudy({ title: 'En annen' })
    await world.services.database.write({
      sql: "UPDATE wave SET instrument_id = 'gone' WHERE id = ?",
      args: [waveId],
    })
    world.day = '2027-01-11'
    await world.jobs.run()
    expect((await world.stratumOf(other)).status).toBe('open')
    expect((await world.stratumOf(waveId)).status).toBe('waiting')
    expect(world.logged).toEqual([expect.stringContaining('instrument.not-found')])
  })
})

describe('a round that opens again', () => {
  test('keeps its answers, refuses the old slips and the old tokens, and takes new ones', async () => {
    const { waveId } = await world.aStudy()
    world.day = '2027-01-11'
    const old = await world.issue(waveId)
    await world.answer(old.codes, 3)
    const pupil = apiFor(world.services)
    const waiting = await enter(pupil, old.codes[3]!)
    await world.research.round.close({ id: old.round })
    const contact = apiFor(world.services, carol)
    await contact.round.reopen({ id: old.round })
    await expect(pupil.participation.find({ code: old.codes[4]! })).rejects.toThrow('code.unusable')
    await expect(pupil.response.submit(submission(waiting, {}))).rejects.toThrow('token.invalid')

    const fresh = await world.issue(waveId)
    expect(fresh.round).toBe(old.round)
    expect(fresh.fingerprint).not.toBe(old.fingerprint)
    await world.answer(fresh.codes, 2)
    // Four of the old slips were used, of which one came to nothing.
    expect(await world.stratumOf(waveId)).toMatchObject({ issued: 4 + fresh.codes.length, used: 6 })
    await world.research.round.close({ id: old.round })
    expect((await world.stratumOf(waveId)).submitted).toBe(5)
    expect(await world.auditOf('round.reopen')).toHaveLength(1)
  })

  test('takes new slips also where another process has opened it, and keeps no rare language', async () => {
    const { waveId } = await world.aStudy()
    world.day = '2027-01-11'
    const old = await world.issue(waveId)
    await world.answer(old.codes, 1)
    // Behind the back of what this process remembers of the round.
    const { database, keys } = world.services
    await closeRounds(database, [old.round], world.day)
    const { privateKey, ...key } = await makeRoundKey()
    await reopenRound(database, old.round, {
      ...key,
      privateKey: sealPrivateKey(privateKey, keys('round-key')),
    })
    const [code] = (await world.issue(waveId)).codes
    const pupil = apiFor(world.services)
    const ready = await enter(pupil, code!)
    const forged = { ...submission(ready, {}), signature: 'A'.repeat(342) }
    await expect(pupil.response.submit(forged)).rejects.toThrow('token.invalid')
    await pupil.response.submit({ ...submission(ready, {}), locale: 'so' })
    const { rows } = await database.ask('SELECT locale FROM response ORDER BY locale')
    expect(rows.map((row) => row['locale'])).toEqual(['nb', 'other'])
  })

  test('is one of a wave that is still running and whose data have not left', async () => {
    const { waveId } = await world.aStudy()
    world.day = '2027-01-11'
    await world.jobs.run()
    const { roundId } = await world.stratumOf(waveId)
    const reopen = () => world.research.round.reopen({ id: roundId! })
    await world.fill(roundId!, 9)
    await world.research.wave.closeRounds({ id: waveId })
    // Nine responses stay out of every file, so nothing has left.
    await take(await world.research.study.csv({ waveId, locale: 'nb' }))
    await reopen()
    await world.fill(roundId!, 1)
    world.day = '2027-01-30'
    await world.jobs.run()
    await expect(reopen()).rejects.toThrow('wave.not-open')
    await world.research.wave.update({ id: waveId, ...wavePeriod, closesOn: '2027-02-28' })
    await reopen()
    await world.research.round.close({ id: roundId! })
    expect(await take(await world.research.study.csv({ waveId, locale: 'nb' }))).toBe(11)
    await expect(reopen()).rejects.toThrow('round.released')
    expect((await world.research.wave.detail({ id: waveId })).wave.releasedOn).toBe('2027-01-30')
  })
})

test('a round that closes while a file is being made is not in it, and may open again', async () => {
  const { waveId } = await world.aStudy()
  world.day = '2027-01-11'
  await world.jobs.run()
  const { roundId } = await world.stratumOf(waveId)
  await world.fill(roundId!, 12)
  const pieces = await world.research.study.csv({ waveId, locale: 'nb' })
  await world.research.round.close({ id: roundId! })
  expect(await take(pieces)).toBe(1)
  await world.research.round.reopen({ id: roundId! })
})

/** Reads a file to its end. @returns its lines, the heading included. */
async function take(pieces: AsyncGenerator<string>): Promise<number> {
  let lines = 0
  for await (const piece of pieces) lines += piece.split('\r\n').length - 1
  return lines
}

test('the data quality of a wave is told of ten responses or more that have left, and of no round before', async () => {
  const { waveId } = await world.aStudy()
  world.day = '2027-01-11'
  await world.jobs.run()
  const [fjell, fjord] = [
    (await world.stratumOf(waveId, 'fjell')).roundId!,
    (await world.stratumOf(waveId)).roundId!,
  ]
  await world.fill(fjell, 9)
  await world.fill(fjord, 22)
  expect(await world.research.wave.quality({ id: waveId })).toEqual({ rounds: 0, summary: undefined })
  await world.research.round.close({ id: fjell })
  await world.research.round.close({ id: fjord })
  // It could open again, and the next summary would differ by one pupil.
  expect((await world.research.wave.quality({ id: waveId })).summary).toBeUndefined()
  await take(await world.research.study.csv({ waveId, locale: 'nb' }))
  const { rounds: judged, summary } = await world.research.wave.quality({ id: waveId })
  expect(judged).toBe(1)
  expect(summary).toMatchObject({ responses: 22 })
  // One of twenty-two, told in fives.
  expect(summary!.measures.find(({ name }) => name === 'fast')!.share).toBe(0.05)
})
