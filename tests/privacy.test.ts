// What leaves the server: sizes that say nothing, errors and logs that hold nothing, a file that forgets. The order of
// pupils has a test of its own, tests/journeys/order-leak.test.ts.
import { readdirSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openDatabase } from '#db/open.ts'
import type { Instrument } from '#schemas/instrument.ts'
import { fewestResponses } from '#domain/data-quality.ts'
import { bodySizeOf, padBody } from '#domain/response.ts'
import { blind } from '#islands/participation/token.ts'
import {
  alice,
  apiFor,
  aSchool,
  carol,
  dora,
  erik,
  temporaryFolder,
  testServices,
} from './support/services.ts'
import { enter, someAnswers, submission } from './support/pupil.ts'
import { call, dump, problemOf, send, startServer, type TestServer } from './support/server.ts'

describe('on the wire', () => {
  let server: TestServer
  let instrument: Instrument
  let codes: string[]
  beforeAll(async () => {
    server = await startServer([alice])
    instrument = (await aSchool(server.services)).instrument.instrument
    const issue = { waveId: 'wave', classId: '9a', pupils: 30, replace: false }
    codes = (await apiFor(server.services, alice).codeSheet.issue(issue)).codes
  })
  afterAll(() => server.stop())

  test('every admission and its answer have one size', async () => {
    const { publicKey } = await apiFor(server.services).participation.find({ code: codes[0]! })
    const sizes = await Promise.all(
      codes.slice(0, 6).map(async (code) => {
        const body = JSON.stringify({ code, blinded: (await blind(publicKey)).blinded })
        const answer = await send(server.port, {
          path: '/trpc/participation.admit',
          body,
          headers: { 'content-type': 'application/json' },
        })
        return [
          Buffer.byteLength(body),
          Buffer.byteLength(answer.text),
          answer.headers['content-length'],
        ].join()
      }),
    )
    expect(new Set(sizes).size).toBe(1)
  })

  test('every submission and its receipt have one size, from no answer at all to all of them', async () => {
    const sizes = await Promise.all(
      codes.slice(6, 12).map(async (code, number) => {
        const ready = await enter(apiFor(server.services), code)
        const answers = number === 0 ? {} : someAnswers(instrument, number)
        const content = submission(ready, answers, (['nb', 'nn', 'en'] as const)[number % 3])
        const body = padBody(content, bodySizeOf(instrument, content))
        const answer = await send(server.port, {
          path: '/trpc/response.submit',
          body,
          headers: { 'content-type': 'application/json' },
        })
        expect(answer.status).toBe(200)
        return [Buffer.byteLength(body), Buffer.byteLength(answer.text)].join()
      }),
    )
    expect(new Set(sizes).size).toBe(1)
  })

  test('nothing sets a cookie, and nothing may be kept by a browser or on the way', async () => {
    const find = await call(server.port, 'participation.find', { code: codes[20]! })
    expect(find.headers['set-cookie']).toBeUndefined()
    expect(find.headers['cache-control']).toBe('no-store')
    expect(find.headers['etag']).toBeUndefined()
  })
})

describe('when something breaks', () => {
  test('neither the answer nor the log holds a code, an answer, a token or a word of SQL', async () => {
    const server = await startServer()
    const { instrument } = await aSchool(server.services)
    const { codes } = await apiFor(server.services, alice).codeSheet.issue({
      waveId: 'wave',
      classId: '9a',
      pupils: 5,
      replace: false,
    })
    const ready = await enter(apiFor(server.services), codes[0]!)
    const body = submission(ready, someAnswers(instrument.instrument, 1))
    await server.services.database.maintain(
      'ALTER TABLE response RENAME TO gone',
      'ALTER TABLE participation_code RENAME TO lost',
    )

    const broken = [
      await call(server.port, 'response.submit', body),
      await call(server.port, 'participation.find', { code: codes[1]! }),
      await call(server.port, 'participation.admit', { code: codes[1]!, blinded: 'AB'.repeat(171) }),
    ]
    expect(broken.map(problemOf)).toEqual(Array(3).fill('server.fault'))
    expect(broken.map(({ status }) => status)).toEqual([500, 500, 500])
    expect(server.logged.length).toBeGreaterThan(0)
    const said = [...broken.map(({ text }) => text), ...server.logged].join('\n')
    const secrets = [
      ...codes,
      ready.token.message,
      ready.token.signature,
      ready.round,
      JSON.stringify(body.answers),
    ]
    for (const secret of secrets) expect(said).not.toContain(secret)
    expect(said).not.toMatch(/127\.0\.0|::1|insert|select |no such table|\.ts|node_modules|alc_/i)

    // Mended, the same pupil's second try succeeds: the token was not used up by the failure.
    await server.services.database.maintain(
      'ALTER TABLE gone RENAME TO response',
      'ALTER TABLE lost RENAME TO participation_code',
    )
    expect((await call(server.port, 'response.submit', body)).status).toBe(200)
    expect((await dump(server.services.database))['response']).toHaveLength(1)
    await server.stop()
  })
})

describe('closing a round', () => {
  async function anOpenRound() {
    const folder = temporaryFolder()
    const services = await testServices(folder)
    const { instrument } = await aSchool(services)
    const sheet = await apiFor(services, alice).codeSheet.issue({
      waveId: 'wave',
      classId: '9a',
      pupils: 8,
      replace: false,
    })
    for (const code of sheet.codes.slice(0, 3)) {
      const ready = await enter(apiFor(services), code)
      await apiFor(services).response.submit(submission(ready, someAnswers(instrument.instrument, 2)))
    }
    return { folder, services, sheet }
  }

  test('keeps nothing that could sign or open: not in the row, not in the file', async () => {
    const { folder, services, sheet } = await anOpenRound()
    const sealed = (await services.database.ask('SELECT private_key FROM round')).rows[0]![
      'private_key'
    ] as ArrayBuffer
    await apiFor(services, carol).round.close({ id: sheet.round })
    await services.database.close()
    for (const name of readdirSync(folder))
      expect(readFileSync(`${folder}/${name}`).includes(Buffer.from(sealed).subarray(0, 64)), name).toBe(
        false,
      )
  })

  test('of one school leaves another school’s round open', async () => {
    const { services, sheet } = await anOpenRound()
    const other = await apiFor(services, erik).codeSheet.issue({
      waveId: 'wave',
      classId: '9x',
      pupils: 5,
      replace: false,
    })
    await apiFor(services, carol).round.close({ id: sheet.round })
    await expect(enter(apiFor(services), other.codes[0]!)).resolves.toMatchObject({ round: other.round })
    await services.database.close()
  })

  test('twenty submissions that race with it are either in the file or told so', async () => {
    const { folder, services, sheet } = await anOpenRound()
    const api = apiFor(services)
    const ready = await Promise.all(sheet.codes.slice(3).map((code) => enter(api, code)))
    const racing = ready.map((one) =>
      api.response.submit(submission(one, {})).then(
        () => 'received',
        (error: Error) => error.message,
      ),
    )
    const closing = apiFor(services, carol).round.close({ id: sheet.round })
    const said = await Promise.all(racing)
    await closing
    await services.database.close()
    const database = await openDatabase(`file:${folder}/forspring.db`)
    const stored = Number((await database.ask('SELECT count(*) AS n FROM response')).rows[0]!['n'])
    expect(stored).toBe(3 + said.filter((word) => word === 'received').length)
    expect(said.filter((word) => word !== 'received' && word !== 'round.closed')).toEqual([])
    await database.close()
  })
})

describe('the researcher’s file', () => {
  test('leaves out a stratum with fewer than ten responses', async () => {
    const services = await testServices()
    const { instrument } = await aSchool(services)
    const issue = { waveId: 'wave', classId: '9a', pupils: fewestResponses, replace: false }
    const sheet = await apiFor(services, alice).codeSheet.issue(issue)
    for (const code of sheet.codes.slice(0, fewestResponses - 1)) {
      const ready = await enter(apiFor(services), code)
      await apiFor(services).response.submit(submission(ready, someAnswers(instrument.instrument, 1)))
    }
    await apiFor(services, dora).round.close({ id: sheet.round })
    let text = ''
    for await (const piece of await apiFor(services, dora).study.csv({ waveId: 'wave', locale: 'nb' }))
      text += piece
    expect(text.trimEnd().split('\r\n')).toHaveLength(1)
  })

  test('names no school, round, class, code, token or id, and gives schools new numbers', async () => {
    const services = await testServices()
    const { instrument } = await aSchool(services)
    const secrets: string[] = []
    for (const [user, classId] of [
      [alice, '9a'],
      [erik, '9x'],
    ] as const) {
      const sheet = await apiFor(services, user).codeSheet.issue({
        waveId: 'wave',
        classId,
        pupils: fewestResponses,
        replace: false,
      })
      secrets.push(sheet.round, sheet.fingerprint, ...sheet.codes)
      for (const code of sheet.codes.slice(0, fewestResponses)) {
        const ready = await enter(apiFor(services), code)
        secrets.push(ready.token.message)
        await apiFor(services).response.submit(submission(ready, someAnswers(instrument.instrument, 1)))
      }
      await apiFor(services, dora).round.close({ id: sheet.round })
    }
    const { rows } = await services.database.ask('SELECT hex(id) AS id FROM response')
    secrets.push(
      ...rows.map((row) => String(row['id']).toLowerCase()),
      'fjord',
      'fjell',
      'Fjord',
      '9a',
      '9A',
      '9x',
    )
    let text = ''
    for await (const piece of await apiFor(services, dora).study.csv({ waveId: 'wave', locale: 'nb' }))
      text += piece
    expect(text.split('\r\n')).toHaveLength(2 * fewestResponses + 2)
    const cells = new Set(text.split(/[,\r\n]+/))
    expect(
      secrets.filter((secret) => cells.has(secret) || (secret.length > 5 && text.includes(secret))),
    ).toEqual([])
    expect([...cells]).toEqual(expect.arrayContaining(['1', '2']))
  })
})
