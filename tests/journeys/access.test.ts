// Every procedure, tried by everybody, at the own and at another school. The list comes from the router: a procedure
// that is added without a line in the table below fails here.
import { randomUUID } from 'node:crypto'
import { copyFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { appRouter } from '#api/router.ts'
import type { Services } from '#api/trpc.ts'
import type { StaffUser } from '#domain/access.ts'
import { classSessionRows } from '../support/access-class-session.ts'
import { courseRows } from '../support/access-course.ts'
import { deliveryRows } from '../support/access-delivery.ts'
import { ownInstrumentRows } from '../support/access-own-instrument.ts'
import { runningRows } from '../support/access-running.ts'
import { schoolRows } from '../support/access-school.ts'
import { studyRows } from '../support/access-study.ts'
import { waveRows } from '../support/access-wave.ts'
import {
  alice,
  apiFor,
  aSchool,
  bob,
  carol,
  dora,
  erik,
  frida,
  staff,
  temporaryFolder,
  testServices,
} from '../support/services.ts'
import { dump } from '../support/server.ts'

const people = {
  nobody: undefined,
  /** Teacher of 9A at Fjord. */
  alice,
  /** Another teacher at Fjord: 9B. */
  bob,
  /** Contact at Fjord. */
  carol,
  /** Teacher at Fjell. */
  erik,
  /** Contact at Fjell. */
  greta: staff('greta', 'contact', ['fjell']),
  /** A teacher whose membership was taken away but who still stands as the teacher of a class. */
  formerly: staff('alice', 'teacher', []),
  dora,
  frida,
  gro: staff('gro', 'owner', ['fjord']),
} satisfies Record<string, StaffUser | undefined>
type Person = keyof typeof people

/** What 9A's and Fjord's things look like to each: `ok`, or the name of the refusal. */
type Expected = Record<Person, string>

const everybody = (answer: string): Expected =>
  Object.fromEntries(Object.keys(people).map((person) => [person, answer])) as Expected
const signedIn = (answer: string): Expected => ({ ...everybody(answer), nobody: 'access.sign-in' })
/** For those who work at a school; `seen` says what they get, the others are refused for their role. */
const atSchool = (seen: Partial<Expected>, others: string): Expected => ({
  ...signedIn(others),
  dora: 'access.role',
  frida: 'access.role',
  gro: 'access.role',
  ...seen,
})

type World = { roundId: string; sharedRoundId: string; instrument: string }
type Row = { what: string; input: (world: World) => unknown; expected: Expected }

const table: Record<string, Row[]> = {
  ...schoolRows({ signedIn, atSchool }),
  ...deliveryRows({ signedIn, atSchool }),
  ...courseRows({ signedIn }),
  ...ownInstrumentRows({ signedIn }),
  // Codes and tokens are their own permission: nobody is signed in there, and who is gets no more.
  'participation.find': [
    { what: 'a wrong code', input: () => ({ code: '0000000000' }), expected: everybody('code.unusable') },
  ],
  'participation.admit': [
    {
      what: 'a wrong code',
      input: () => ({ code: '0000000000', blinded: 'A'.repeat(342) }),
      expected: everybody('code.unusable'),
    },
  ],
  'response.submit': [
    {
      what: 'a forged token',
      input: ({ roundId, instrument }) => ({
        round: roundId,
        message: 'A'.repeat(86),
        signature: 'A'.repeat(342),
        instrument,
        locale: 'nb',
        answers: {},
        speed: 0,
        padding: '',
      }),
      expected: everybody('token.invalid'),
    },
  ],
  'instrument.version': [
    { what: 'the questions', input: ({ instrument }) => ({ hash: instrument }), expected: everybody('ok') },
  ],
  'instrument.named': [{ what: 'the questions', input: () => ({ name: 'wave' }), expected: everybody('ok') }],
  'instrument.shipped': [{ what: 'the questions', input: () => undefined, expected: everybody('ok') }],
  'codeSheet.issue': [
    {
      what: 'slips of 9A',
      input: () => ({ waveId: 'wave', classId: '9a', pupils: 20, replace: true }),
      expected: atSchool({ alice: 'ok', carol: 'ok' }, 'class.not-found'),
    },
    {
      what: 'slips of a class that does not exist',
      input: () => ({ waveId: 'wave', classId: 'none', pupils: 20, replace: true }),
      expected: atSchool({}, 'class.not-found'),
    },
  ],
  'round.overview': [{ what: 'own classes', input: () => undefined, expected: atSchool({}, 'ok') }],
  'round.counts': [
    {
      what: 'the round of 9A alone',
      input: ({ roundId }) => ({ id: roundId }),
      expected: atSchool({ alice: 'ok', carol: 'ok' }, 'round.not-found'),
    },
    {
      what: 'a round that does not exist',
      input: () => ({ id: randomUUID() }),
      expected: atSchool({}, 'round.not-found'),
    },
  ],
  'round.close': [
    {
      what: 'the round of 9A alone',
      input: ({ roundId }) => ({ id: roundId }),
      expected: { ...signedIn('round.not-found'), alice: 'ok', carol: 'ok', dora: 'ok' },
    },
    {
      what: 'the round that 9A and 9B share',
      input: ({ sharedRoundId }) => ({ id: sharedRoundId }),
      expected: {
        ...signedIn('round.not-found'),
        alice: 'round.shared',
        bob: 'round.shared',
        carol: 'ok',
        dora: 'ok',
      },
    },
    {
      what: 'a round that does not exist',
      input: () => ({ id: randomUUID() }),
      expected: signedIn('round.not-found'),
    },
  ],
  'round.reopen': [
    {
      what: 'the round of 9A, which is open',
      input: ({ roundId }) => ({ id: roundId }),
      expected: { ...signedIn('access.role'), carol: 'ok', dora: 'ok', greta: 'round.not-found' },
    },
    {
      what: 'a round that does not exist',
      input: () => ({ id: randomUUID() }),
      expected: {
        ...signedIn('access.role'),
        carol: 'round.not-found',
        dora: 'round.not-found',
        greta: 'round.not-found',
      },
    },
  ],
  ...studyRows({ signedIn, atSchool, everybody }),
  ...waveRows({ signedIn }),
  ...runningRows({ signedIn, atSchool }),
  ...classSessionRows({ everybody, atSchool }),
}

const procedures = Object.keys(appRouter._def.procedures)

/** Made once, because keys take long; every test gets a copy of the file. */
const template = temporaryFolder()
let world: World

/** A round with 9A alone in wave 1, and one that 9A and 9B share in wave 2. */
beforeAll(async () => {
  const services = await testServices(template)
  await aSchool(services)
  const sentences = [
    "INSERT INTO user (id, name, email, role, created_at, updated_at) VALUES ('greta', 'greta', 'g@x.test', 'contact', 0, 0)",
    "INSERT INTO membership (user_id, school_id) VALUES ('greta', 'fjell')",
    "INSERT INTO wave (id, study_id, number, instrument_id, opens_on, closes_on) SELECT 'wave2', study_id, 2, instrument_id, opens_on, closes_on FROM wave WHERE id = 'wave'",
    "INSERT INTO wave_school SELECT 'wave2', school_id FROM wave_school WHERE wave_id = 'wave'",
  ]
  await services.database.write(...sentences.map((sql) => ({ sql, args: [] })))
  const issue = (user: StaffUser, waveId: string, classId: string) =>
    apiFor(services, user).codeSheet.issue({ waveId, classId, pupils: 20, replace: false })
  const own = await issue(alice, 'wave', '9a')
  const shared = await issue(alice, 'wave2', '9a')
  await issue(bob, 'wave2', '9b')
  const [version] = services.instruments.values()
  world = { roundId: own.round, sharedRoundId: shared.round, instrument: version!.hash }
  await services.database.close()
})

async function aWorld(): Promise<Services> {
  const folder = temporaryFolder()
  copyFileSync(`${template}/forspring.db`, `${folder}/forspring.db`)
  return testServices(folder)
}

test('every procedure of the router stands in the table, and no other', () => {
  expect(Object.keys(table).sort()).toEqual([...procedures].sort())
})

describe.each(
  Object.entries(table).flatMap(([name, rows]) => rows.map((row) => [name, row.what, row] as const)),
)('%s: %s', (name, _, { input, expected }) => {
  test.each(Object.keys(people) as Person[])('to %s', async (person) => {
    const services = await aWorld()
    // Membership is read from the database by some procedures and from the session by others: both must agree.
    if (person === 'formerly')
      await services.database.write({ sql: "DELETE FROM membership WHERE user_id = 'alice'", args: [] })
    const before = await dump(services.database)
    const said = await callByName(services, people[person], name, input(world))
    expect(said.problem ?? 'ok').toBe(expected[person])
    if (said.problem) expect(await dump(services.database)).toEqual(before)
    await services.database.close()
  })
})

type Said = { problem?: string; data?: unknown }

async function callByName(
  services: Services,
  user: StaffUser | undefined,
  name: string,
  input: unknown,
): Promise<Said> {
  const [router, procedure] = name.split('.') as [string, string]
  const api = apiFor(services, user) as unknown as Record<
    string,
    Record<string, (input: unknown) => Promise<unknown>>
  >
  try {
    return { data: await api[router]![procedure]!(input) }
  } catch (error) {
    return { problem: (error as Error).message }
  }
}

describe('what is seen', () => {
  let services: Services
  beforeAll(async () => {
    services = await aWorld()
  })
  const seen = async (person: Person, name: string, input?: unknown) =>
    JSON.stringify((await callByName(services, people[person], name, input)).data ?? null)

  test('a teacher sees own classes, a contact the school, and neither another school', async () => {
    const [ofAlice, ofCarol, ofErik, ofGreta, ofNone] = await Promise.all(
      (['alice', 'carol', 'erik', 'greta'] as const)
        .map((person) => seen(person, 'round.overview'))
        .concat(
          callByName(services, staff('new', 'teacher'), 'round.overview', undefined).then(({ data }) =>
            JSON.stringify(data),
          ),
        ),
    )
    expect(ofAlice).toContain('"9a"')
    expect(ofAlice).not.toMatch(/"9b"|"9x"|fjell/)
    expect(ofCarol).toContain('"9b"')
    expect(ofCarol).not.toMatch(/"9x"|fjell/)
    for (const other of [ofErik, ofGreta]) {
      expect(other).toContain('"9x"')
      expect(other).not.toMatch(/"9a"|"9b"|fjord/)
    }
    expect(JSON.parse(ofNone!)).toEqual({ schools: [], classes: [] })
  })

  test('the counts of a shared round show a teacher the own class only', async () => {
    expect(await seen('bob', 'round.counts', { id: world.sharedRoundId })).not.toContain('"9a"')
    expect(await seen('bob', 'round.counts', { id: world.sharedRoundId })).toContain('"mayClose":false')
    expect(await seen('carol', 'round.counts', { id: world.sharedRoundId })).toContain('"9a"')
  })

  test('no staff of a school gets an answer, and no researcher a class, a code or a key', async () => {
    for (const person of ['alice', 'carol'] as const) {
      expect(await seen(person, 'round.counts', { id: world.roundId })).not.toMatch(
        /answers|flags|publicKey|privateKey/,
      )
      expect(await seen(person, 'round.overview')).not.toMatch(/answers|flags|publicKey|privateKey/)
    }
    expect(await seen('dora', 'study.detail', { id: 'study' })).not.toMatch(
      /"9a"|"9b"|classId|mac|spentBy|privateKey/,
    )
  })
})
