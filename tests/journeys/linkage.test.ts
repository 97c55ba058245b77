// A linked study from slips to panel ids: pupils give their code in two waves, the waves are joined, and the key goes.
import { beforeAll, describe, expect, test } from 'vitest'
import { randomUUID } from 'node:crypto'
import { linkMacs } from '#crypto/link-code.ts'
import { variablesOf } from '#domain/variable.ts'
import { enter, submission } from '../support/pupil.ts'
import { instruments } from '../support/instruments.ts'
import { apiFor } from '../support/services.ts'
import { dump } from '../support/server.ts'
import { aWaveWorld, studySettings, wavePeriod, type WaveWorld } from '../support/waves.ts'

const { instrument } = instruments.get('ungdom-8-10')!
/** Holds the number of a pupil, so that the test can tell responses apart. */
const marker = variablesOf(instrument).find(({ range }) => range && range.max >= 20)!.name

type Code = (string | null)[]
/** Codes of seven elements that are far from each other. */
const codeOf = (pupil: number): Code =>
  ['AEIMQUY', 'BFJNRVZ', 'CGKOSWÆ', 'DHLPTXØ', 'EIMQUYÅ', 'ÆCAÅBDF', 'ØZXVTRP']
    [pupil % 7]!.split('')
    .map((letter, at) => (at === 0 ? String(3 + 4 * pupil) : at === 3 ? String(pupil % 6) : letter))

let world: WaveWorld
let studyId: string
let waves: string[]

/** Pupils with slips of 9A answer on a day in the wave; those without a code give none. */
async function answer(waveId: string, day: string, pupils: { mark: number; gender?: number; code?: Code }[]) {
  world.day = day
  const { codes, round } = await world.issue(waveId)
  const phone = apiFor(world.services)
  for (const [at, { mark, gender = 1, code }] of pupils.entries()) {
    const answers = { gender, [marker]: mark }
    const sent = submission(await enter(phone, codes[at]!), answers)
    await phone.response.submit({ ...sent, ...(code && { linkCode: code }) })
  }
  return round
}

/** Marks of the responses that share a panel id, wave by wave: `1>1`. */
async function joined(): Promise<{ groups: string[]; ids: string[] }> {
  const { rows } = await world.services.database.ask(
    `SELECT hex(panel_id) AS id, group_concat(json_extract(answers, '$.${marker}'), '>' ORDER BY wave.number) AS marks
     FROM panel_member JOIN response ON response.id = response_id AND response.round_id = panel_member.round_id
     JOIN round ON round.id = response.round_id JOIN wave ON wave.id = wave_id GROUP BY panel_id`,
  )
  return {
    groups: rows.map((row) => String(row['marks'])).sort(),
    ids: rows.map((row) => String(row['id'])).sort(),
  }
}

const make = () => world.research.linkage.make({ id: studyId })
const get = () => world.research.linkage.get({ id: studyId })

beforeAll(async () => {
  world = await aWaveWorld()
  const first = await world.aStudy({
    mode: 'linked',
    keyDestroyedOn: '2027-12-01',
    responsesDeletedOn: '2028-12-01',
  })
  studyId = first.studyId
  const second = await world.research.wave.add({
    ...{ id: randomUUID(), studyId, ...wavePeriod },
    ...{ opensOn: '2027-05-10', closesOn: '2027-05-28' },
  })
  await world.research.wave.open({ id: second.id, schoolIds: ['fjord'] })
  waves = [first.waveId, second.id]
})

describe('the waves of a linked study', () => {
  let rounds: string[]

  test('are not joined before two of them are over', async () => {
    const one = [0, 1, 2, 3, 4].map((mark) => ({ mark, code: codeOf(mark) }))
    rounds = [await answer(waves[0]!, '2027-01-11', [...one, { mark: 5 }, { mark: 6, code: codeOf(6) }])]
    await expect(make()).rejects.toThrow('linkage.round-open')
    world.day = '2027-02-01'
    await world.jobs.run()
    await expect(make()).rejects.toThrow('linkage.too-few-waves')
    rounds.push(
      await answer(waves[1]!, '2027-05-10', [
        { mark: 10, code: codeOf(0) },
        { mark: 11, code: codeOf(1).with(5, 'G') },
        { mark: 12, code: codeOf(2).with(5, 'G').with(6, 'G') },
        // The same code and another gender: two pupils.
        { mark: 13, code: codeOf(3), gender: 2 },
        // «Something else» contradicts nothing.
        { mark: 14, code: codeOf(4), gender: 3 },
        { mark: 15 },
      ]),
    )
    expect((await get()).obstacle).toBe('linkage.round-open')
    world.day = '2027-05-29'
    await world.jobs.run()
    expect(await get()).toMatchObject({ obstacle: null, made: null, isCurrent: false })
  })

  test('are joined where the codes agree but for one element, and nowhere else', async () => {
    const { report } = await make()
    expect((await joined()).groups).toEqual(['0>10', '1>11', '4>14'])
    expect(report).toMatchObject({
      waves: [
        { number: 1, rounds: 1, responses: 7, codes: 6, unreadable: 0 },
        { number: 2, rounds: 1, responses: 6, codes: 5, unreadable: 0 },
      ],
      // Seven answers are too few for figures of how they were joined, on the page, in the database and by command.
      ...{ pairs: [], few: [{ earlier: 1, later: 2 }], panels: [] },
      hasVeto: true,
    })
    expect((await get()).isCurrent).toBe(true)
    // One more answer and another linkage would show what was answered.
    await expect(world.research.round.reopen({ id: rounds[1]! })).rejects.toThrow('round.released')
  })

  test('get other ids when they are joined again', async () => {
    const before = await joined()
    await make()
    const after = await joined()
    expect(after.groups).toEqual(before.groups)
    expect(after.ids.some((id) => before.ids.includes(id))).toBe(false)
    expect(await world.auditOf('"linkage.make"')).toHaveLength(2)
  })

  test('leave nothing of a code in the database', async () => {
    // Without the backslashes of JSON in JSON, which would hide a list.
    const text = JSON.stringify(await dump(world.services.database)).replaceAll('\\', '')
    const key = world.services.studyKeys.open(studyId)!
    const place = { studyId, schoolId: 'fjord', cohort: 2018, set: 'standard' as const }
    for (const mark of [0, 1, 2]) {
      expect(text).not.toContain(JSON.stringify(codeOf(mark)))
      for (const mac of linkMacs(key, place, codeOf(mark))) expect(text).not.toContain(mac!.toString('hex'))
    }
  })

  test('are joined for the last time on the day when the key goes, and panel ids outlive it', async () => {
    const sql = (text: string) => ({ sql: text, args: [] })
    await world.services.database.write(sql('DELETE FROM linkage'), sql('DELETE FROM panel_member'))
    world.day = '2027-12-01'
    await world.jobs.run()
    expect((await joined()).groups).toEqual(['0>10', '1>11', '4>14'])
    expect(await world.rows('link_code')).toEqual([])
    expect(world.services.studyKeys.open(studyId)).toBeUndefined()
    expect(await world.auditOf('"retention","linkage.make"')).toHaveLength(1)
    await expect(make()).rejects.toThrow('linkage.key-gone')
    expect(await get()).toMatchObject({ obstacle: 'linkage.key-gone', made: { madeOn: '2027-12-01' } })
  })

  test('have ids of their own in each file', async () => {
    // Fewer than ten would not leave.
    await world.fill(rounds[0]!, 12)
    const idsOfFile = async () => {
      let text = ''
      for await (const piece of await world.research.study.csv({ waveId: waves[0]!, locale: 'nb' }))
        text += piece
      const [header, ...rows] = text
        .trim()
        .split('\r\n')
        .map((line) => line.split(','))
      const column = header!.indexOf('panel_id')
      expect(column).toBe(5)
      return rows.map((cells) => cells[column]!)
    }
    const [one, other] = [await idsOfFile(), await idsOfFile()]
    expect(one).toHaveLength(19)
    expect(one.filter((id) => /^[0-9a-f]{16}$/.test(id))).toHaveLength(3)
    expect(one.filter((id) => id !== '' && other.includes(id))).toEqual([])
    const { columns } = await world.research.study.codebook({ waveId: waves[0]!, locale: 'en' })
    expect(columns[5]).toMatchObject({ name: 'panel_id', kind: 'design' })
  })

  test('lose their panel ids with their responses', async () => {
    world.day = '2028-12-01'
    await world.jobs.run()
    expect([await world.rows('response'), await world.rows('panel_member')]).toEqual([[], []])
  })
})

describe('a study that cannot be linked', () => {
  test('has no key when it is anonymous', async () => {
    const { id } = await world.research.study.create({
      ...{ id: randomUUID(), ...studySettings },
      responsesDeletedOn: '2030-01-01',
    })
    await expect(world.research.linkage.make({ id })).rejects.toThrow('study.no-key')
    await expect(world.research.linkage.make({ id: 'none' })).rejects.toThrow('study.not-found')
  })

  test('loses its key all the same, and the audit says why', async () => {
    const { id } = await world.research.study.create({
      ...{ id: randomUUID(), ...studySettings },
      ...{ mode: 'linked', keyDestroyedOn: '2030-01-01' },
    })
    await world.research.study.destroyKey({ id })
    expect(await world.auditOf('"linkage.impossible"')).toEqual([
      expect.stringContaining(`${id} linkage.too-few-waves`),
    ])
  })
})
