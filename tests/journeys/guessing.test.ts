// Whoever guesses codes learns nothing and is stopped; whoever has a right code behind the same wall is not.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createGuessLimit } from '#api/guess-limit.ts'
import type { Services } from '#api/trpc.ts'
import { randomCodes } from '#crypto/random.ts'
import { alice, apiFor, aSchool, carol, erik, testServices } from '../support/services.ts'
import { enter } from '../support/pupil.ts'
import { call, problemOf, send, startServer, type TestServer } from '../support/server.ts'

const blinded = Buffer.concat([Buffer.alloc(1), Buffer.alloc(255, 5)]).toString('base64url')

describe('over HTTP', () => {
  let server: TestServer
  let dead: Record<'unknown' | 'used' | 'revoked' | 'closed', string>

  beforeAll(async () => {
    server = await startServer()
    const { services } = server
    await aSchool(services)
    const issue = (user: typeof alice, classId: string, replace = false) =>
      apiFor(services, user).codeSheet.issue({ waveId: 'wave', classId, pupils: 5, replace })
    const revoked = await issue(alice, '9a')
    const fresh = await issue(alice, '9a', true)
    const closed = await issue(erik, '9x')
    await apiFor(services, { ...carol, schoolIds: ['fjell'] }).round.close({ id: closed.round })
    await enter(apiFor(services), fresh.codes[0]!)
    dead = {
      unknown: randomCodes(1)[0]!,
      used: fresh.codes[0]!,
      revoked: revoked.codes[0]!,
      closed: closed.codes[0]!,
    }
  })
  afterAll(() => server.stop())

  test.each(['participation.find', 'participation.admit'])(
    'unknown, used, revoked and closed look the same to %s',
    async (procedure) => {
      const answers = await Promise.all(
        Object.values(dead).map((code) =>
          call(server.port, procedure, procedure.endsWith('find') ? { code } : { code, blinded }),
        ),
      )
      const seen = answers.map(({ status, text, headers: { date: _, ...headers } }) =>
        JSON.stringify([status, text, headers]),
      )
      expect(new Set(seen).size).toBe(1)
      expect(answers.map(problemOf)).toEqual(Array(4).fill('code.unusable'))
    },
  )

  test.each(['participation.find', 'participation.admit'])(
    'a known code that can no longer be used is no guess to %s; an unknown one is',
    async (procedure) => {
      const strict = { ...server.services }
      strict.guesses = createGuessLimit(strict.now, { perAddress: 2 })
      const one = (code: string) =>
        (procedure.endsWith('find')
          ? apiFor(strict).participation.find({ code })
          : apiFor(strict).participation.admit({ code, blinded })
        ).then(
          () => 'found',
          (error: Error) => error.message,
        )
      for (let turn = 0; turn < 3; turn += 1)
        for (const code of [dead.used, dead.revoked, dead.closed])
          expect(await one(code)).toBe('code.unusable')
      expect(await one(dead.unknown)).toBe('code.unusable')
      expect(await one(dead.unknown)).toBe('code.unusable')
      expect(await one(dead.unknown)).toBe('code.too-many-guesses')
    },
  )

  test('ten wrong codes in one request are ten guesses', async () => {
    // A limit of twenty: two full requests are answered, the third is not.
    const strict = await startServer([], {
      guesses: createGuessLimit(server.services.now, { perAddress: 20 }),
    })
    const tenGuesses = async () => {
      const input = Object.fromEntries(randomCodes(10).map((code, index) => [index, { code }]))
      const answer = await send(strict.port, {
        path: `/trpc/${Array(10).fill('participation.find').join(',')}?batch=1`,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(input),
      })
      return (JSON.parse(answer.text) as { error: { message: string } }[]).map(({ error }) => error.message)
    }
    expect(await tenGuesses()).toEqual(Array(10).fill('code.unusable'))
    expect(await tenGuesses()).toEqual(Array(10).fill('code.unusable'))
    expect(await tenGuesses()).toEqual(Array(10).fill('code.too-many-guesses'))
    await strict.stop()
  })
})

describe('the limit', () => {
  const school = async (limit: Parameters<typeof createGuessLimit>[1]) => {
    const services: Services = { ...(await testServices()), now: () => new Date('2026-11-21T10:00:00Z') }
    services.guesses = createGuessLimit(services.now, limit)
    await aSchool(services)
    const { codes } = await apiFor(services, alice).codeSheet.issue({
      waveId: 'wave',
      classId: '9a',
      pupils: 30,
      replace: false,
    })
    return { services, codes }
  }
  const guess = (services: Services, address: string) =>
    apiFor(services, undefined, address)
      .participation.find({ code: randomCodes(1)[0]! })
      .then(
        () => 'found',
        (error: Error) => error.message,
      )

  test('of one address does not touch another', async () => {
    const { services, codes } = await school({ perAddress: 3 })
    for (let turn = 0; turn < 3; turn += 1) expect(await guess(services, '192.0.2.1')).toBe('code.unusable')
    expect(await guess(services, '192.0.2.1')).toBe('code.too-many-guesses')
    await expect(
      apiFor(services, undefined, '192.0.2.2').participation.find({ code: codes[0]! }),
    ).resolves.toBeDefined()
  })

  test('does not count right codes, however many come from one address', async () => {
    const { services, codes } = await school({ perAddress: 2 })
    for (let turn = 0; turn < 10; turn += 1)
      for (const code of codes) await apiFor(services, undefined, 'school').participation.find({ code })
    expect(await guess(services, 'school')).toBe('code.unusable')
    await expect(
      apiFor(services, undefined, 'school').participation.find({ code: codes[0]! }),
    ).resolves.toBeDefined()
  })

  // Checked before looking up, counted after: guesses that travel together must not all pass the check.
  test('holds for guesses that come all at once', async () => {
    const { services } = await school({ perAddress: 20 })
    const said = await Promise.all(Array.from({ length: 200 }, () => guess(services, '192.0.2.1')))
    expect(said.filter((message) => message !== 'code.too-many-guesses').length).toBeLessThanOrEqual(20)
  })
})
