// A class of thirty in a live session, over real HTTP: seats, answers, what is shown, and what is left when it is over.
import { readdirSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createGuessLimit } from '#api/guess-limit.ts'
import type { PupilState, SessionEvent, TeacherState } from '#domain/class-session.ts'
import { aClassroom, as } from '../support/classroom.ts'
import { ask, call, dump, problemOf, resultOf } from '../support/server.ts'
import type { Stream } from '../support/stream.ts'

const { server, control, join, start, steer, sit, answer, mine, follow, watch, rowsOf } = await aClassroom()
afterAll(() => server.stop())

const sum = (counts: number[] | undefined) => counts?.reduce((all, count) => all + count, 0)

describe('a class of thirty', () => {
  let id: string
  let code: string
  let seats: string[]
  let phones: Stream<PupilState>[]
  let panel: Stream<TeacherState>

  beforeAll(async () => {
    ;({ id, joinCode: code } = await start())
    seats = await Promise.all(Array.from({ length: 29 }, () => sit(code)))
    phones = seats.map(() => follow(code))
    panel = watch(id)
    await Promise.all(phones.map((phone) => phone.until(({ status }) => status === 'lobby')))
  })
  afterAll(() => [...phones, panel].forEach((stream) => stream.close()))

  test('comes in, and the teacher sees how many', async () => {
    expect((await panel.until(({ seats }) => seats === 29)).seatCap).toBe(32)
    expect(new Set(seats).size).toBe(29)
  })

  test('follows every step', async () => {
    for (const event of [{ kind: 'start' }, { kind: 'go', step: 1 }] satisfies SessionEvent[]) {
      const { revision } = await steer(id, event)
      const seen = await Promise.all(
        phones.map((phone) => phone.until((state) => state.revision === revision)),
      )
      expect(new Set(seen.map((state) => JSON.stringify(state))).size).toBe(1)
    }
  })

  test('has one who comes late and lands on the step that is open', async () => {
    seats.push(await sit(code))
    const late = follow(code)
    expect(await late.until(() => true)).toMatchObject({ status: 'running', step: 1 })
    phones.push(late)
  })

  test('has one who answers, loses the network and finds step and answer again', async () => {
    expect(resultOf(await answer(code, seats[0]!, 'guess/q1', 40))).toEqual({ value: 40 })
    phones[0]!.close()
    await steer(id, { kind: 'go', step: 2 })
    phones[0] = follow(code)
    expect(await phones[0].until(() => true)).toMatchObject({ step: 2 })
    expect(resultOf(await mine(code, seats[0]!))).toEqual({ answers: { 'guess/q1': 40 } })
  })

  test('answers once: a second value does not replace the first', async () => {
    expect(resultOf(await answer(code, seats[0]!, 'guess/q1', 90))).toEqual({ value: 40 })
    const twice = await Promise.all([0, 1, 2].map((value) => answer(code, seats[1]!, 'poll/q1', value)))
    expect(new Set(twice.map((one) => resultOf<{ value: number }>(one).value)).size).toBe(1)
  })

  test('is shown nothing of fewer than five, and then what five have answered', async () => {
    for (const seat of seats.slice(1, 4)) await answer(code, seat, 'guess/q1', 10)
    expect(problemOf(await control(id, { kind: 'reveal', question: 'guess/q1' }))).toBe(
      'class-session.too-few',
    )
    await answer(code, seats[4]!, 'guess/q1', 10)
    const state = await steer(id, { kind: 'reveal', question: 'guess/q1' })
    expect([state.answered['guess/q1'], sum(state.counts['guess/q1'])]).toEqual([5, 5])
    const seen = await phones[7]!.until(({ counts }) => 'guess/q1' in counts)
    expect([seen.counts['guess/q1']![10], seen.counts['guess/q1']![40]]).toEqual([4, 1])
    expect(seen).not.toHaveProperty('answered')
  })

  test('never learns what the last one answered from the difference to the chart before', async () => {
    for (const seat of seats.slice(5, 9)) await answer(code, seat, 'guess/q1', 77)
    await steer(id, { kind: 'hide', question: 'guess/q1' })
    const again = await steer(id, { kind: 'reveal', question: 'guess/q1' })
    expect([again.answered['guess/q1'], sum(again.counts['guess/q1'])]).toEqual([9, 5])
    await answer(code, seats[9]!, 'guess/q1', 77)
    const grown = await phones[3]!.until(
      ({ counts }) => sum(counts['guess/q1']) !== 5 && 'guess/q1' in counts,
    )
    expect(sum(grown.counts['guess/q1'])).toBe(10)
  })

  test('cannot answer what is not asked, not open or no option', async () => {
    for (const [question, value] of [
      ['poll/q1', 3],
      ['poll/none', 0],
      ['end/q1', 0],
    ] as const)
      expect(problemOf(await answer(code, seats[5]!, question, value))).toBe('class-session.unfitting')
    expect(problemOf(await answer(code, 'A'.repeat(22), 'poll/q1', 1))).toBe('class-session.not-found')
  })

  test('is over at once, and leaves no seat and no answer, in the tables or in the file', async () => {
    expect(await rowsOf(id)).toEqual([30, 11])
    const { rows } = await server.services.database.ask('SELECT key_hash FROM seat')
    const hashes = rows.map((row) => Buffer.from(row['key_hash'] as ArrayBuffer))
    const inFiles = () => {
      const files = readdirSync(server.folder).map((name) => readFileSync(`${server.folder}/${name}`))
      return hashes.filter((hash) => files.some((bytes) => bytes.includes(hash)))
    }
    // As a busy server does now and then by itself: from the log into the file.
    await server.services.database.maintain('PRAGMA wal_checkpoint(TRUNCATE)')
    expect(inFiles()).toHaveLength(30)
    const last = panel.until(({ status }) => status === 'ended')
    await steer(id, { kind: 'end' })
    const seen = await Promise.all(phones.map((phone) => phone.until(({ status }) => status === 'ended')))
    expect(seen.every(({ counts }) => Object.keys(counts).length === 0)).toBe(true)
    expect(await last).toMatchObject({ seats: 0, counts: {} })
    await Promise.all([...phones, panel].map((stream) => stream.ended))
    expect(server.services.live.followers()).toBe(0)
    expect(await rowsOf(id)).toEqual([0, 0])
    expect(inFiles()).toEqual([])
  })

  test('hears afterwards what a wrong code hears', async () => {
    const wrong = code === '000000' ? '111111' : '000000'
    for (const one of [code, wrong]) {
      expect(problemOf(await join(one))).toBe('class-session.not-found')
      expect(problemOf(await answer(one, seats[0]!, 'poll/q1', 1))).toBe('class-session.not-found')
      expect(problemOf(await mine(one, seats[0]!))).toBe('class-session.not-found')
      expect(await follow(one).refused).toBe('class-session.not-found')
    }
    expect(server.logged).toEqual([])
  })
})

describe('seats', () => {
  test('are taken by no more than there are, however many come at once', async () => {
    const { joinCode, id } = await start({ classId: undefined })
    const said = await Promise.all(Array.from({ length: 50 }, () => join(joinCode)))
    const refused = said.map(problemOf).filter(Boolean)
    expect(refused).toEqual(Array(15).fill('class-session.full'))
    expect((await rowsOf(id))[0]).toBe(35)
  })

  test('are given to nobody while the teacher has locked the lobby', async () => {
    const { joinCode, id } = await start()
    const seat = await sit(joinCode)
    await steer(id, { kind: 'lock' }, { kind: 'start' }, { kind: 'go', step: 2 })
    expect(problemOf(await join(joinCode))).toBe('class-session.locked')
    expect(resultOf(await answer(joinCode, seat, 'poll/q2', 1))).toEqual({ value: 1 })
    await steer(id, { kind: 'unlock' })
    await expect(sit(joinCode)).resolves.toHaveLength(22)
  })

  test('stand in the database as hashes, and answers without a time', async () => {
    const { joinCode, id } = await start()
    const seat = await sit(joinCode)
    await steer(id, { kind: 'start' }, { kind: 'go', step: 2 })
    await answer(joinCode, seat, 'poll/q1', 2)
    const tables = await dump(server.services.database)
    const key = Buffer.from(seat, 'base64url').toString('hex')
    for (const row of Object.values(tables).flat()) {
      expect(row).not.toContain(seat)
      expect(row).not.toContain(key)
    }
    expect(tables['live_answer']!.filter((row) => row.includes(id)).map((row) => JSON.parse(row))).toEqual([
      [id, 'poll/q1', expect.any(String), 2],
    ])
  })
})

describe('who may what', () => {
  test('only the teacher who started it steers and watches; nobody else learns that it exists', async () => {
    const { id } = await start()
    const before = JSON.stringify(await dump(server.services.database))
    for (const [person, problem] of [
      ['bob', 'class-session.not-found'],
      ['carol', 'class-session.not-found'],
      ['erik', 'class-session.not-found'],
      ['dora', 'access.role'],
      ['nobody', 'access.sign-in'],
    ] as const) {
      expect(problemOf(await control(id, { kind: 'end' }, person))).toBe(problem)
      expect(await watch(id, person).refused).toBe(problem)
      const listed = await ask(server.port, 'classSession.current', undefined, as(person).headers)
      expect(listed.text).not.toContain(id)
    }
    expect(JSON.stringify(await dump(server.services.database))).toBe(before)
    const own = await ask(server.port, 'classSession.current', undefined, as('alice').headers)
    expect(resultOf<{ id: string }[]>(own).map((session) => session.id)).toContain(id)
  })

  test('starting takes an own class and the lesson’s own variants', async () => {
    const tried = async (input: object, person = 'alice') =>
      problemOf(await call(server.port, 'classSession.start', { lessonId: 'okt', ...input }, as(person)))
    expect(await tried({ classId: '9b' })).toBe('class.not-found')
    expect(await tried({ classId: '9x' })).toBe('class.not-found')
    expect(await tried({ classId: '9a' }, 'dora')).toBe('access.role')
    expect(await tried({ lessonId: 'none' })).toBe('lesson.not-found')
    expect(await tried({ variants: { intro: 'short' } })).toBe('class-session.unfitting')
    expect(await tried({ variants: { poll: 'short' } })).toBe(undefined)
    expect(await tried({ seatCap: 61 })).toBe('request.malformed')
  })

  test('wrong codes are counted by address, right ones never', async () => {
    const strict = await aClassroom({ joins: createGuessLimit(() => new Date(), { perAddress: 3 }) })
    const { joinCode } = await strict.start()
    const wrong = [...joinCode].reverse().join('') === joinCode ? '000000' : [...joinCode].reverse().join('')
    const from = (code: string, address: string) => strict.join(code, address).then(problemOf)
    for (let phone = 0; phone < 30; phone += 1) expect(await from(joinCode, '127.0.0.2')).toBe(undefined)
    for (let turn = 0; turn < 3; turn += 1)
      expect(await from(wrong, '127.0.0.3')).toBe('class-session.not-found')
    expect(await from(joinCode, '127.0.0.3')).toBe('code.too-many-guesses')
    expect(await from(joinCode, '127.0.0.2')).toBe(undefined)
    await strict.server.stop()
  })

  test('one who tries codes takes nobody’s seat or answer away behind the same address', async () => {
    const strict = await aClassroom({ joins: createGuessLimit(() => new Date(), { perAddress: 3 }) })
    const { id, joinCode } = await strict.start()
    const seat = await strict.sit(joinCode)
    await strict.steer(id, { kind: 'start' }, { kind: 'go', step: 1 })
    for (let turn = 0; turn < 3; turn += 1) await strict.join(joinCode === '000000' ? '111111' : '000000')
    expect(problemOf(await strict.join(joinCode))).toBe('code.too-many-guesses')
    expect(resultOf(await strict.answer(joinCode, seat, 'guess/q1', 40))).toEqual({ value: 40 })
    expect(resultOf(await strict.mine(joinCode, seat))).toEqual({ answers: { 'guess/q1': 40 } })
    expect(problemOf(await strict.mine(joinCode, 'A'.repeat(22)))).toBe('class-session.not-found')
    await strict.server.stop()
  })
})
