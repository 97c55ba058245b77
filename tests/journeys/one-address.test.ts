// A whole school sits behind one address: five hundred pupils come in and send without a refusal, while somebody among
// them who guesses codes is stopped, and stops nobody else for the codes they hold.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { randomCodes } from '#crypto/random.ts'
import { enter, submission } from '../support/pupil.ts'
import { call, problemOf, startServer, type TestServer } from '../support/server.ts'
import { alice, apiFor, aSchool } from '../support/services.ts'

const pupils = 500
/** Any number below the modulus can be signed; the real cryptography is tested elsewhere. */
const blinded = Buffer.concat([Buffer.alloc(1), Buffer.alloc(255, 5)]).toString('base64url')

describe('five hundred pupils from one address', () => {
  let server: TestServer
  const codes: string[] = []
  beforeAll(async () => {
    server = await startServer()
    await aSchool(server.services)
    for (let at = 0; codes.length < pupils + 2; at += 1) {
      await server.services.database.write({
        sql: `INSERT INTO school_class (id, school_id, label, grade, cohort, size, teacher_id)
              VALUES (?, 'fjord', ?, 9, 2018, 60, 'alice')`,
        args: [`big-${at}`, `9-${at}`],
      })
      const issue = { waveId: 'wave', classId: `big-${at}`, pupils: 60, replace: false }
      codes.push(...(await apiFor(server.services, alice).codeSheet.issue(issue)).codes)
    }
  })
  afterAll(() => server.stop())

  test('are all let in, while each tenth of them mistypes first', async () => {
    const one = async (code: string, number: number) => {
      // A code with a right check character that nobody has: what a slip of the finger can at worst be.
      if (number % 10 === 0) await call(server.port, 'participation.find', { code: randomCodes(1)[0]! })
      const found = await call(server.port, 'participation.find', { code })
      const admitted = await call(server.port, 'participation.admit', { code, blinded })
      return [found.status, admitted.status]
    }
    const answers = []
    for (let from = 0; from < pupils; from += 50)
      answers.push(
        ...(await Promise.all(codes.slice(from, from + 50).map((code, at) => one(code, from + at)))),
      )
    expect(answers).toEqual(Array(pupils).fill([200, 200]))
  })

  test('are all received: nothing counts how often an address sends', async () => {
    const ready = await enter(apiFor(server.services), codes[pupils]!)
    // The same token each time, which is acknowledged like the first: making five hundred would test the client.
    const sent = await Promise.all(
      Array.from({ length: pupils }, () => call(server.port, 'response.submit', submission(ready, {}))),
    )
    expect(sent.map(({ status }) => status)).toEqual(Array(pupils).fill(200))
  })

  test('and a guesser among them is stopped, with the same refusal whether a guess was right or wrong', async () => {
    const guess = async (code: string) => problemOf(await call(server.port, 'participation.find', { code }))
    const seen: (string | undefined)[] = []
    // Fifty mistakes were forgiven above; two hundred in ten minutes are the limit of one address.
    for (const code of randomCodes(260)) seen.push(await guess(code))
    expect(seen.slice(0, 100)).toEqual(Array(100).fill('code.unusable'))
    expect(seen.at(-1)).toBe('code.too-many-guesses')
    expect(seen.filter((problem) => problem === 'code.unusable').length).toBeLessThanOrEqual(200)
    expect(await guess(codes[pupils + 1]!)).toBe('code.too-many-guesses')
  })

  test('while another address notices nothing of it', async () => {
    const answer = await call(
      server.port,
      'participation.find',
      { code: codes[pupils + 1]! },
      { address: '127.0.0.9' },
    )
    expect(answer.status).toBe(200)
  })
})
