// A linked study from slip to disk: the code of seven elements becomes sealed MACs at once, a repeat adds nothing, an anonymous
// study takes none, and a response is never lost because of it.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openLinkCodes } from '#crypto/link-code.ts'
import { enter, type Ready, submission } from '../support/pupil.ts'
import { dump, send, startServer, type TestServer } from '../support/server.ts'
import { alice, apiFor, aSchool } from '../support/services.ts'
import { bodySizeOf, padBody } from '#domain/response.ts'
import { instruments } from '../support/instruments.ts'

/** Letters and days that stand nowhere else by chance. */
const linkCode = ['17', 'Q', 'Å', '4', 'Z', null, 'W']

describe('a link code', () => {
  let server: TestServer
  let codes: string[]
  let round: string
  beforeAll(async () => {
    server = await startServer()
    await aSchool(server.services)
    await server.services.database.write({
      sql: "UPDATE study SET mode = 'linked', key_destroyed_on = '2030-06-30'",
      args: [],
    })
    const issue = { waveId: 'wave', classId: '9a', pupils: 12, replace: false }
    ;({ codes, round } = await apiFor(server.services, alice).codeSheet.issue(issue))
  })
  afterAll(() => server.stop())

  const rows = async (sql: string) => (await server.services.database.ask(sql)).rows
  const { instrument } = instruments.get('ungdom-8-10')!
  /** As a browser sends it. */
  const bodyOf = (ready: Ready, more: object) => {
    const content = { ...submission(ready, {}), ...more }
    return padBody(content, bodySizeOf(instrument, content))
  }
  const submit = async (ready: Ready, more: object) =>
    send(server.port, {
      path: '/trpc/response.submit',
      body: bodyOf(ready, more),
      headers: { 'content-type': 'application/json' },
    })

  test('is asked for with the set that the study has', async () => {
    const found = await apiFor(server.services).participation.find({ code: codes[0]! })
    expect(found).toMatchObject({ linkSet: 'standard', languages: ['nb', 'nn', 'en'] })
  })

  test('is kept sealed beside its response, once, however often it is sent', async () => {
    const one = await enter(apiFor(server.services), codes[0]!)
    for (let turn = 0; turn < 3; turn += 1) expect((await submit(one, { linkCode })).status).toBe(200)
    const other = await enter(apiFor(server.services), codes[1]!)
    await submit(other, { linkCode })
    const kept = await rows('SELECT * FROM link_code')
    expect(kept).toHaveLength(2)
    // Two pupils with the same code, and the file does not show it.
    const sealed = kept.map((row) => Buffer.from(row['sealed'] as ArrayBuffer))
    expect(sealed[0]!.equals(sealed[1]!)).toBe(false)
    const key = server.services.studyKeys.open('study')!
    const macs = kept.map((row, at) =>
      openLinkCodes(key, 'study')(sealed[at]!, {
        roundId: String(row['round_id']),
        responseId: Buffer.from(row['response_id'] as ArrayBuffer),
      }),
    )
    expect(macs[0]).toEqual(macs[1])
    expect(macs[0]!.map((mac) => mac?.length ?? null)).toEqual([4, 4, 4, 4, 4, null, 4])
    expect(
      await rows(
        'SELECT 1 FROM link_code JOIN response ON id = response_id AND response.round_id = link_code.round_id',
      ),
    ).toHaveLength(2)
  })

  test('may be declined, and its absence cannot be seen on the wire', async () => {
    const bodies = await Promise.all(
      [{}, { linkCode }].map(async (more, at) =>
        Buffer.byteLength(bodyOf(await enter(apiFor(server.services), codes[2 + at]!), more)),
      ),
    )
    expect(new Set(bodies).size).toBe(1)
    const before = (await rows('SELECT 1 FROM link_code')).length
    await submit(await enter(apiFor(server.services), codes[4]!), {})
    expect(await rows('SELECT 1 FROM link_code')).toHaveLength(before)
  })

  test('of impossible elements is refused, and so is one in a round of parents or of an anonymous study', async () => {
    const ready = await enter(apiFor(server.services), codes[5]!)
    const wrong = await submit(ready, { linkCode: linkCode.with(1, '9') })
    expect([wrong.status, wrong.text.includes('response.unfitting')]).toEqual([400, true])
    await server.services.database.write({
      sql: "INSERT INTO study (id, title) VALUES ('anon', 'Uten kode')",
      args: [],
    })
    const services = server.services
    await services.database.write(
      {
        sql: "INSERT INTO wave (id, study_id, number, instrument_id, opens_on, closes_on) SELECT 'w2', 'anon', 1, instrument_id, opens_on, closes_on FROM wave WHERE id = 'wave'",
        args: [],
      },
      { sql: "INSERT INTO wave_school (wave_id, school_id) VALUES ('w2', 'fjord')", args: [] },
      { sql: "INSERT INTO study_school (study_id, school_id) VALUES ('anon', 'fjord')", args: [] },
    )
    const issue = { waveId: 'w2', classId: '9a', pupils: 3, replace: false }
    const anonymous = await apiFor(services, alice).codeSheet.issue(issue)
    expect((await apiFor(services).participation.find({ code: anonymous.codes[0]! })).linkSet).toBeUndefined()
    const refused = await submit(await enter(apiFor(services), anonymous.codes[0]!), { linkCode })
    expect(refused.text).toContain('response.unfitting')
  })

  test('stands nowhere: not in the file, not in the log', async () => {
    const text = JSON.stringify([await dump(server.services.database), server.logged])
    expect(text).not.toContain(JSON.stringify(linkCode))
    for (const table of ['response', 'link_code'])
      expect(JSON.stringify(await rows(`SELECT * FROM ${table}`))).not.toMatch(/"17"|"Q"|"Å"/)
    const key = server.services.studyKeys.open('study')!
    expect(text).not.toContain(key.toString('hex'))
  })

  test('is not asked for when the key is gone, and one that comes all the same costs nobody a response', async () => {
    const ready = await enter(apiFor(server.services), codes[6]!)
    server.services.studyKeys.destroy('study')
    expect((await apiFor(server.services).participation.find({ code: codes[7]! })).linkSet).toBeUndefined()
    const refused = await submit(ready, { linkCode })
    expect(refused.text).toContain('study.key-gone')
    // What the browser does then: the same response without the code.
    expect((await submit(ready, {})).status).toBe(200)
    expect(await rows(`SELECT 1 FROM response WHERE round_id = '${round}'`)).toHaveLength(4)
  })
})
