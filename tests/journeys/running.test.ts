// A school runs a wave over the API: what its contact has to do, turnout as counts, letters, and every question to read.
import { beforeEach, describe, expect, test } from 'vitest'
import type { Services } from '#api/trpc.ts'
import { wave, waveSchool } from '#db/schema.ts'
import { tasksOf } from '#domain/contact-task.ts'
import { spendCode } from '#store/participation.ts'
import { codeMac } from '#crypto/code-mac.ts'
import { alice, apiFor, aSchool, bob, carol, dora, erik, staff, testServices } from '../support/services.ts'

let services: Services
beforeEach(async () => {
  services = await testServices()
  await aSchool(services)
})
const api = (user = alice) => apiFor(services, user)
const refusal = (call: Promise<unknown>) => call.then(() => 'ok').catch((error: Error) => error.message)
const ofClass = { waveId: 'wave', classId: '9a' }
const counts = { optedOut: 3, absent: 4, declined: 1, unable: 0 }
const tasksOfCarol = async () => {
  const { waves, today } = await api(carol).running.waves()
  const [first] = waves
  return Object.fromEntries(
    tasksOf({ ...first!, respondent: first!.instrument.respondent }, today).map((task) => [task.kind, task]),
  )
}
/** A wave of another kind, for the same schools and grades. */
async function anotherWave(id: string, instrumentId: string, days: { opensOn: string; closesOn: string }) {
  const { read } = services.database
  await services.database.write(
    read.insert(wave).values({ id, studyId: 'study', number: 2, instrumentId, ...days }),
    read.insert(waveSchool).values({ waveId: id, schoolId: 'fjord' }),
  )
}

test('the contact’s list shortens as classes get slips, begin, and are counted', async () => {
  expect((await tasksOfCarol())['slips']!.classes).toEqual(['9A', '9B'])

  const { codes } = await api().codeSheet.issue({ ...ofClass, pupils: 20, replace: false })
  expect((await tasksOfCarol())['slips']!.classes).toEqual(['9B'])
  expect((await tasksOfCarol())['begin']!.classes).toEqual(['9A', '9B'])

  await spendCode(
    services.database,
    codeMac(services.keys('participation-code'), codes[0]!),
    Buffer.alloc(32, 1),
  )
  expect((await tasksOfCarol())['begin']!.classes).toEqual(['9B'])

  await api().turnout.save({ ...ofClass, ...counts })
  expect((await tasksOfCarol())['turnout']!.classes).toEqual(['9B'])
})

test('waves are shown before they open, and for two weeks after', async () => {
  await anotherWave('soon', 'ungdom-8-10', { opensOn: '2026-12-05', closesOn: '2026-12-20' })
  await anotherWave('over', 'ungdom-8-10', { opensOn: '2026-11-01', closesOn: '2026-11-10' })
  await anotherWave('old', 'ungdom-8-10', { opensOn: '2026-10-01', closesOn: '2026-11-01' })
  const { waves } = await api(carol).running.waves()
  expect(waves.map(({ waveId }) => waveId).sort()).toEqual(['over', 'soon', 'wave'])
})

test('a teacher sees own classes of a wave only, and nobody of another school sees any', async () => {
  const labels = async (user: typeof alice) =>
    (await api(user).running.waves()).waves.flatMap(({ classes }) => classes.map(({ label }) => label))
  expect(await labels(bob)).toEqual(['9B'])
  expect(await labels(erik)).toEqual(['9X'])
})

describe('turnout', () => {
  test('is noted, corrected, and seen by teacher and contact', async () => {
    expect((await api().turnout.get(ofClass)).noted).toBeUndefined()
    await api().turnout.save({ ...ofClass, ...counts })
    await api(carol).turnout.save({ ...ofClass, ...counts, absent: 2 })
    expect((await api().turnout.get(ofClass)).noted).toEqual({ ...counts, absent: 2 })
  })

  test('is never more than the class, and a refusal keeps what was noted', async () => {
    await api().turnout.save({ ...ofClass, ...counts })
    const tooMany = api().turnout.save({ ...ofClass, optedOut: 20, absent: 11, declined: 0, unable: 0 })
    expect(await refusal(tooMany)).toBe('turnout.too-many')
    expect((await api().turnout.get(ofClass)).noted).toEqual(counts)
  })

  test('stands in the audit without a number', async () => {
    await api().turnout.save({ ...ofClass, ...counts })
    const { rows } = await services.database.ask("SELECT * FROM audit WHERE action = 'turnout.note'", [])
    expect(rows).toHaveLength(1)
    expect(rows[0]!['subject']).toBe('9a wave')
  })

  test('is for pupils’ waves, of the grades that are asked', async () => {
    const days = { opensOn: '2026-11-01', closesOn: '2026-12-01' }
    await anotherWave('parents', 'foreldre', days)
    await services.database.write(
      services.database.read.insert(wave).values({
        id: 'tens',
        studyId: 'study',
        number: 3,
        instrumentId: 'ungdom-8-10',
        grades: '[10]',
        ...days,
      }),
      services.database.read.insert(waveSchool).values({ waveId: 'tens', schoolId: 'fjord' }),
    )
    expect(await refusal(api().turnout.get({ waveId: 'parents', classId: '9a' }))).toBe('wave.not-found')
    expect(await refusal(api().turnout.get({ waveId: 'tens', classId: '9a' }))).toBe('wave.not-found')
  })
})

describe('letters', () => {
  const letters = (user = alice, more: object = {}) =>
    api(user).running.letters({ waveId: 'wave', language: 'nb', ...more })

  test('name the school of whoever writes, and none for a researcher', async () => {
    expect((await letters(alice)).school).toBe('Fjord skole')
    expect((await letters(erik)).school).toBe('Fjell skole')
    expect((await letters(dora)).school).toBeUndefined()
  })

  test('are not in the name of a school that is not one’s own', async () => {
    expect(await refusal(letters(alice, { schoolId: 'fjell' }))).toBe('wave.not-found')
  })

  test('say which languages no native reader has approved', async () => {
    expect((await letters(alice, { language: 'nn' })).isApproved).toBe(true)
    expect((await letters(alice, { language: 'so' })).isApproved).toBe(false)
  })

  test('know what every shipped questionnaire for pupils and parents is about, in each of its languages', async () => {
    const without = [...services.instruments.values()]
      .filter(({ instrument }) => instrument.respondent !== 'teacher')
      .flatMap(({ instrument: { id, languages } }) =>
        languages
          .filter((language) => !services.letters.subjects[id]?.[language])
          .map((language) => `${id} ${language}`),
      )
    expect(without).toEqual([])
  })
})

describe('every question can be read by anybody', () => {
  const named = (name: string) => apiFor(services).instrument.named({ name })

  test('by the name of a shipped questionnaire, its version, or a wave', async () => {
    const { hash } = services.instruments.get('ungdom-8-10')!
    for (const name of ['ungdom-8-10', hash, 'wave']) expect((await named(name)).hash).toBe(hash)
  })

  test('but not of a wave that is open for no school', async () => {
    await services.database.write({ sql: 'DELETE FROM wave_school', args: [] })
    expect(await refusal(named('wave'))).toBe('instrument.not-found')
    expect(await refusal(named('nothing'))).toBe('instrument.not-found')
  })

  test('as the round asks, when the questionnaire has changed since', async () => {
    await api().codeSheet.issue({ ...ofClass, pupils: 20, replace: false })
    const shipped = services.instruments.get('ungdom-8-10')!
    services.instruments = new Map([['ungdom-8-10', { ...shipped, hash: 'f'.repeat(32) }]])
    expect((await named('wave')).hash).toBe(shipped.hash)
    expect((await api().running.letters({ waveId: 'wave', language: 'nb' })).questionnaire).toBe('wave')
  })
})

test('someone without a school has no waves', async () => {
  expect((await api(staff('new', 'teacher')).running.waves()).waves).toEqual([])
})
