// A code is one signature and a token is one response, however many press at once. Over real HTTP, on a file.
import { createPublicKey } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { codeMac } from '#crypto/code-mac.ts'
import { blind, finalize } from '#islands/participation/token.ts'
import { alice, apiFor, aSchool, carol, erik } from '../support/services.ts'
import { enter, type Ready, someAnswers, submission } from '../support/pupil.ts'
import { call, dump, problemOf, resultOf, startServer, type TestServer } from '../support/server.ts'

const fifty = Array.from({ length: 50 }, (_, number) => number)

let server: TestServer
let codes: string[]
let publicKey: string
let instrument: Awaited<ReturnType<typeof aSchool>>['instrument']['instrument']

beforeAll(async () => {
  server = await startServer()
  instrument = (await aSchool(server.services)).instrument.instrument
  const sheet = await apiFor(server.services, alice).codeSheet.issue({
    waveId: 'wave',
    classId: '9a',
    pupils: 30,
    replace: false,
  })
  codes = sheet.codes
  publicKey = (await apiFor(server.services).participation.find({ code: codes[0]! })).publicKey
})
afterAll(() => server.stop())

const admit = (code: string, blinded: string) => call(server.port, 'participation.admit', { code, blinded })
const submit = (input: object) => call(server.port, 'response.submit', input)

async function spentBy(code: string) {
  const mac = codeMac(server.services.keys('participation-code'), code)
  const { rows } = await server.services.database.ask(
    'SELECT spent_by FROM participation_code WHERE mac = ?',
    [mac],
  )
  return rows[0]!['spent_by']
}

/** 256 bytes that are some number below any 2048-bit modulus: to the server, as good as a blinded message. */
const someBlinded = (number: number) =>
  Buffer.concat([Buffer.alloc(1), Buffer.alloc(254, number + 1), Buffer.from([number + 1])]).toString(
    'base64url',
  )

describe('a code', () => {
  test('in fifty hands at once gives exactly one signature', async () => {
    const answers = await Promise.all(fifty.map((number) => admit(codes[1]!, someBlinded(number))))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(new Set(answers.filter(({ status }) => status !== 200).map(problemOf))).toEqual(
      new Set(['code.unusable']),
    )
  })

  // Over HTTP the requests come one after the other, however close: without it all of them look the code up before
  // any has spent it, and only the spending statement itself decides.
  test('looked up by fifty before any of them has spent it gives exactly one signature', async () => {
    const api = apiFor(server.services)
    const said = await Promise.all(
      fifty.map((number) =>
        api.participation.admit({ code: codes[6]!, blinded: someBlinded(number) }).then(
          () => 'signed',
          (error: Error) => error.message,
        ),
      ),
    )
    expect(said.filter((word) => word === 'signed')).toHaveLength(1)
    expect(new Set(said)).toEqual(new Set(['signed', 'code.unusable']))
  })

  test('asked fifty times for the same message gives the same signature each time, and a good token', async () => {
    const blinding = await blind(publicKey)
    const answers = await Promise.all(fifty.map(() => admit(codes[2]!, blinding.blinded)))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
    const signatures = new Set(
      answers.map((answer) => resultOf<{ blindSignature: string }>(answer).blindSignature),
    )
    expect(signatures.size).toBe(1)
    await expect(finalize(publicKey, blinding, [...signatures][0]!)).resolves.toMatchObject({
      message: blinding.message,
    })
  })

  test('is not spent by a message that cannot be signed', async () => {
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64url'), format: 'der', type: 'spki' })
    const n = BigInt(`0x${Buffer.from(key.export({ format: 'jwk' }).n!, 'base64url').toString('hex')}`)
    const number = (value: bigint) =>
      Buffer.from(value.toString(16).padStart(512, '0'), 'hex').toString('base64url')
    const refused = async (blinded: unknown) => problemOf(await admit(codes[3]!, blinded as string))

    expect(
      await Promise.all([0n, n, n + 1n, 2n ** 2048n - 1n].map((value) => refused(number(value)))),
    ).toEqual(Array(4).fill('token.malformed'))
    const shapeless = [
      number(5n).slice(1),
      `${number(5n)}A`,
      number(5n).replace('A', '+'),
      number(5n).replace('A', '='),
      number(5n).replace('A', '\n'),
      `${number(5n)}\n`,
      '',
      null,
      [number(5n)],
      5,
    ]
    expect(new Set(await Promise.all(shapeless.map(refused)))).toEqual(new Set(['request.malformed']))
    expect(await spentBy(codes[3]!)).toBeNull()
    await expect(enter(apiFor(server.services), codes[3]!)).resolves.toMatchObject({
      instrument: expect.anything(),
    })
  })

  test('that is spent looks the same to whoever tries it with a message that cannot be signed', async () => {
    const unsignable = Buffer.alloc(256, 0xff).toString('base64url')
    const spent = await admit(codes[3]!, unsignable)
    const unknown = await admit('0000000000', unsignable)
    expect([spent.status, spent.text]).toEqual([unknown.status, unknown.text])
  })
})

describe('a token', () => {
  let ready: Ready
  beforeAll(async () => {
    ready = await enter(apiFor(server.services), codes[4]!)
  })

  test('with fifty different answers at once stores the first and acknowledges all', async () => {
    const before = await dump(server.services.database)
    const answers = await Promise.all(
      fifty.map((number) =>
        submit(submission(ready, someAnswers(instrument, number), number % 2 ? 'nn' : 'nb')),
      ),
    )
    expect(answers.map((answer) => resultOf(answer))).toEqual(Array(50).fill({ received: true }))
    const after = await dump(server.services.database)
    expect([after['response']!.length, after['spent_token']!.length]).toEqual([
      before['response']!.length + 1,
      before['spent_token']!.length + 1,
    ])
    // Later, with yet other answers: still acknowledged, still nothing changed.
    await submit(submission(ready, {}, 'en'))
    expect(await dump(server.services.database)).toEqual(after)
  })

  test('written in another base64 spelling of the same bytes is the same token', async () => {
    const before = await dump(server.services.database)
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
    const last = alphabet.indexOf(ready.token.message.at(-1)!)
    const respelled = ready.token.message.slice(0, -1) + alphabet[last ^ 1]
    const answer = await submit({ ...submission(ready, {}), message: respelled })
    expect(resultOf(answer)).toEqual({ received: true })
    expect(await dump(server.services.database)).toEqual(before)
  })

  test('changed anywhere, or with a changed signature, is refused', async () => {
    const change = (text: string, place: number) =>
      text.slice(0, place) + (text[place] === 'A' ? 'B' : 'A') + text.slice(place + 1)
    const honest = submission(ready, {})
    const forged = [0, 17, 84].flatMap((place) => [
      { ...honest, message: change(honest.message, place) },
      { ...honest, signature: change(honest.signature, place) },
    ])
    const nothing = { ...honest, signature: Buffer.alloc(256).toString('base64url') }
    const problems = await Promise.all(
      [...forged, nothing].map(async (input) => problemOf(await submit(input))),
    )
    expect(new Set(problems)).toEqual(new Set(['token.invalid']))
  })

  test('of one round is refused in another, and a code opens its own round only', async () => {
    const elsewhere = await apiFor(server.services, erik).codeSheet.issue({
      waveId: 'wave',
      classId: '9x',
      pupils: 10,
      replace: false,
    })
    const stranger = await enter(apiFor(server.services), elsewhere.codes[0]!)
    expect(stranger.round).not.toBe(ready.round)
    const before = await dump(server.services.database)
    const crossed = [
      submission({ ...stranger, round: ready.round }, {}),
      submission({ ...ready, round: stranger.round }, {}),
    ]
    for (const input of crossed) expect(problemOf(await submit(input))).toBe('token.invalid')
    expect(await dump(server.services.database)).toEqual(before)
  })

  test('used before the round closed is still acknowledged afterwards; an unused one is refused', async () => {
    const late = await enter(apiFor(server.services), codes[5]!)
    await apiFor(server.services, carol).round.close({ id: ready.round })
    const before = await dump(server.services.database)
    expect(resultOf(await submit(submission(ready, {})))).toEqual({ received: true })
    expect(problemOf(await submit(submission(late, {})))).toBe('round.closed')
    expect(await dump(server.services.database)).toEqual(before)
  })
})
