// A study is watched for harm over the API: the monitor alone looks and decides, a freeze keeps new classes from the
// lessons and lets those who have begun finish, and it is lifted with a reason.
import { eq } from 'drizzle-orm'
import { beforeAll, describe, expect, test } from 'vitest'
import { delivery, planVersion, plannedLesson, response, round, wave as waveTable } from '#db/schema.ts'
import type { StaffUser } from '#domain/access.ts'
import { fewestResponses } from '#domain/data-quality.ts'
import { aHarmStudy, hanna, programme } from '../support/harm-study.ts'
import { alice, apiFor, bob, dora, frida } from '../support/services.ts'
import { dump } from '../support/server.ts'

let world: Awaited<ReturnType<typeof aHarmStudy>>
beforeAll(async () => {
  world = await aHarmStudy()
})

const api = (user?: StaffUser) => apiFor(world.services, user)
const refusal = (call: Promise<unknown>) => call.then(() => 'ok').catch((error: Error) => error.message)
const study = { studyId: 'trial' }
const after2 = { ...study, wave: 2 }
const reason = 'Flere har begynt å drikke. Vi ser nærmere på det.'
const start = (user: StaffUser, classId?: string, lessonId = programme[0]!) =>
  refusal(api(user).classSession.start({ lessonId, variants: {}, ...(classId && { classId }) }))
const plan = (user: StaffUser, classId: string) =>
  refusal(
    api(user).plan.add({
      classId,
      lessons: [{ lessonId: programme[1]!, week: '2026-11-30', booster: false }],
    }),
  )
const lookOf = async (user: StaffUser, wave = 2) =>
  (await api(user).harm.get(study)).looks.find((each) => each.wave === wave)!
const audit = async (action: string) =>
  (await dump(world.services.database))['audit']!.filter((row) => row.includes(action)).length

describe('before anybody has looked', () => {
  test('it is known who watches, against what, and which look is due', async () => {
    const seen = await api(dora).harm.get(study)
    expect(seen).toMatchObject({ monitor: 'Hanna', isMonitor: false, mayLift: false })
    expect(seen.plan).toMatchObject({ alpha: 0.05, lessons: programme })
    expect(seen.plan!.bounds.map(({ wave }) => wave)).toEqual([2, 3])
    expect(seen.looks.map(({ state, obstacle }) => [state, obstacle])).toEqual([
      ['due', undefined],
      ['waiting', 'wave.not-over'],
    ])
  })

  test('nobody but the monitor may look, and not after a wave that is open or not planned', async () => {
    expect(await refusal(api(dora).harm.look(after2))).toBe('harm.not-monitor')
    expect(await refusal(api(frida).harm.look(after2))).toBe('access.role')
    expect(await refusal(api(hanna).harm.look({ ...study, wave: 3 }))).toBe('wave.not-over')
    expect(await refusal(api(hanna).harm.look({ ...study, wave: 1 }))).toBe('harm.not-planned')
    expect(await refusal(api(hanna).harm.decide({ ...after2, decision: 'freeze', reason }))).toBe(
      'harm.not-looked',
    )
  })

  test('a hidden draw is not compared', async () => {
    world.day = '2026-09-10'
    expect(await refusal(api(hanna).harm.look(after2))).toBe('harm.no-arms')
    world.day = '2026-11-21'
  })
})

describe('a look', () => {
  beforeAll(async () => {
    const { read } = world.services.database
    const [own] = await read.select().from(round).where(eq(round.id, 't2-fjord'))
    const [given] = await read.select().from(response).where(eq(response.roundId, 't2-fjord')).limit(1)
    await world.services.database.write(
      // One pupil too few for the report.
      read.insert(round).values({ ...own!, id: 'few', cohort: 2017, fingerprint: 'few' }),
      read.insert(response).values(
        Array.from({ length: fewestResponses - 1 }, (_, k) => ({
          ...given!,
          ...{ roundId: 'few', id: Buffer.from(`few ${k}`) },
        })),
      ),
    )
  })

  test('finds more drinking where the programme is, under letters', async () => {
    const { outcomes } = await api(hanna).harm.look(after2)
    const [primary, harm] = outcomes
    expect(primary).toMatchObject({ role: 'primary', problem: 'too-few-pupils' })
    expect(harm).toMatchObject({ role: 'harm', onset: false, information: 0.5 })
    expect(harm).not.toHaveProperty('tripped')
    expect(JSON.stringify(outcomes)).not.toMatch(/Opplegg|Venteliste|programme/)
  })

  test('is of the rounds that the report has, which no longer open', async () => {
    const { sides } = (await lookOf(hanna)).results!.outcomes[1]!
    expect([sides.A.pupils, sides.B.pupils]).toEqual([100, 100])
    const { database } = world.services
    const waves = await database.read.select().from(waveTable).where(eq(waveTable.studyId, 'trial'))
    expect(waves.map(({ releasedOn }) => releasedOn)).toEqual(['2026-11-21', '2026-11-21', null])
  })

  test('is made once and kept', async () => {
    expect(await refusal(api(hanna).harm.look(after2))).toBe('harm.not-planned')
    expect(await audit('harm.look')).toBe(1)
  })

  test('is seen by the monitor; the researcher sees only that it was made', async () => {
    expect((await lookOf(hanna)).results?.outcomes).toHaveLength(2)
    expect(await lookOf(dora)).toMatchObject({ state: 'made', lookedOn: '2026-11-21', results: null })
  })

  test('that reached a boundary may be asked which side has the programme, and that is noted', async () => {
    expect(await refusal(api(dora).harm.reveal(after2))).toBe('harm.not-monitor')
    const { programme: side } = await api(hanna).harm.reveal(after2)
    const { statistic } = (await lookOf(hanna)).results!.outcomes[1]!
    expect(side).toBe(statistic! > 0 ? 'A' : 'B')
    expect(await audit('harm.reveal')).toBe(1)
  })
})

describe('a freeze', () => {
  beforeAll(async () => {
    const { read } = world.services.database
    await world.services.database.write(
      // 9A has begun; 9B has it in its plan only.
      read.insert(delivery).values({
        ...{ id: 'd', classId: '9a', lessonId: programme[0]!, lessonReviewed: '2026-01-01' },
        ...{ deliveredOn: '2026-11-10', stepsDone: '[]', variants: '{}', minutes: 60, way: 'none' as const },
      }),
      read
        .insert(plannedLesson)
        .values({ id: 'p', classId: '9b', lessonId: programme[0]!, week: '2026-11-23', booster: false }),
    )
    expect(await start(bob, '9b')).toBe('ok')
    // The plan was amended after classes had begun: what they began by is frozen as well.
    const [plan] = await read.select().from(planVersion).where(eq(planVersion.studyId, 'trial'))
    const document = plan!.document.replace(JSON.stringify(programme), JSON.stringify([programme[1]]))
    await world.services.database.write(
      read.insert(planVersion).values({ ...plan!, number: 2, document, hash: 'c'.repeat(64) }),
    )
  })

  test('is decided once, with a reason that says something', async () => {
    expect(await refusal(api(hanna).harm.decide({ ...after2, decision: 'freeze', reason: 'Ja.' }))).not.toBe(
      'ok',
    )
    const freeze = () => refusal(api(hanna).harm.decide({ ...after2, decision: 'freeze', reason }))
    const both = await Promise.all([freeze(), freeze()])
    expect(both.sort()).toEqual(['harm.decided', 'ok'])
    expect(await audit('harm.decide')).toBe(1)
  })

  test('is told to researchers with its reason, and to everybody on the lessons', async () => {
    expect(await lookOf(dora)).toMatchObject({
      state: 'decided',
      decision: 'freeze',
      reason,
      decidedBy: 'hanna',
    })
    // Not the primary outcome: its own wave is to come.
    expect((await lookOf(dora)).results?.outcomes.map(({ role }) => role)).toEqual(['harm'])
    expect((await lookOf(hanna)).results?.outcomes).toHaveLength(2)
    expect(await api().harm.frozen()).toMatchObject(
      programme.map((lessonId) => ({ lessonId, frozenOn: '2026-11-21', reason, study: 'Trivsel' })),
    )
  })

  test('keeps new classes from starting and planning, also one that nobody names', async () => {
    expect(await start(bob, '9b')).toBe('lesson.frozen')
    expect(await start(bob)).toBe('lesson.frozen')
    expect(await plan(bob, '9b')).toBe('lesson.frozen')
    expect(await start(bob, '9b', 'nei-er-et-helt-svar')).toBe('ok')
  })

  test('lets a class that has begun go on, and what was taught can be written down', async () => {
    expect(await start(alice, '9a', programme[1])).toBe('ok')
    expect(await plan(alice, '9a')).toBe('ok')
    expect((await api(bob).classSession.current()).map(({ lessonId }) => lessonId)).toContain(programme[0])
  })

  test('is lifted by the monitor or an administrator, with a reason that stays', async () => {
    expect(await refusal(api(dora).harm.lift({ ...study, reason }))).toBe('harm.not-monitor')
    expect(await api(frida).harm.lift({ ...study, reason })).toEqual({ lifted: 2 })
    expect(await refusal(api(hanna).harm.lift({ ...study, reason }))).toBe('harm.nothing-frozen')
    expect(await start(bob, '9b')).toBe('ok')
    const { freezes } = await api(hanna).harm.get(study)
    expect(freezes.map(({ liftReason }) => liftReason)).toEqual([reason, reason])
    const [line] = (await dump(world.services.database))['audit']!.filter((row) => row.includes('harm.lift'))
    expect(line).not.toContain(reason)
  })
})

describe('when the last wave is over', () => {
  test('an earlier look cannot be skipped, and then everybody sees the primary outcome', async () => {
    const late = await aHarmStudy()
    const { database } = late.services
    const own = await database.read.select().from(round).where(eq(round.waveId, 't2'))
    const answers = await database.read.select().from(response)
    await database.write(
      ...own.map((each) =>
        database.read
          .insert(round)
          .values({ ...each, id: `t3-${each.schoolId}`, waveId: 't3', fingerprint: each.schoolId }),
      ),
      database.read
        .insert(response)
        .values(
          answers
            .filter(({ roundId }) => roundId.startsWith('t2'))
            .map((each) => ({ ...each, roundId: each.roundId.replace('t2', 't3') })),
        ),
    )
    late.day = '2027-04-01'
    const watch = (user: StaffUser) => apiFor(late.services, user).harm
    const after3 = { ...study, wave: 3 }
    expect(await refusal(watch(hanna).look(after3))).toBe('harm.earlier-look')
    await watch(hanna).look(after2)
    await watch(hanna).decide({ ...after2, decision: 'continue', reason })
    const rolesOf = async () =>
      (await watch(dora).get(study)).looks.map(({ results }) => results?.outcomes.map(({ role }) => role))
    expect(await rolesOf()).toEqual([['harm'], undefined])
    await watch(hanna).look(after3)
    await watch(hanna).decide({ ...after3, decision: 'continue', reason })
    expect(await rolesOf()).toEqual([
      ['primary', 'harm'],
      ['primary', 'harm'],
    ])
  })
})
