// Schools are drawn by a frozen plan, the draw is sealed until the first wave is over, and it can be drawn again from its
// record. The day is ours; each study has the same three schools.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { beforeAll, expect, test } from 'vitest'
import { drawFacts } from '#api/allocation-facts.ts'
import { commandOf, schoolsFile } from '#domain/allocation-file.ts'
import { randomise } from '#domain/randomisation.ts'
import type { StudyDesign } from '#schemas/study-design.ts'
import { addAllocation } from '#store/allocation.ts'
import { alice, apiFor, bob, carol, staff, temporaryFolder } from '../support/services.ts'
import { aWaveWorld, greta, harald, wavePeriod, type WaveWorld } from '../support/waves.ts'

const design: StudyDesign = {
  template: 'trial',
  question: 'Har øktene noe å si?',
  arms: [
    { name: 'Økter nå', kind: 'programme', lessons: ['ta-vare-pa-en-venn'], share: 1 },
    { name: 'Økter etterpå', kind: 'waiting-list', lessons: ['ta-vare-pa-en-venn'], share: 1 },
  ],
  allocation: { method: 'blocks', blockSizes: [2] },
  outcomes: [],
  covariates: [],
  subgroups: [],
  alpha: 0.05,
  missing: 'complete-cases',
  planning: {
    icc: 0.05,
    pupils: 50,
    attrition: 0.1,
    baselineCorrelation: 0.5,
    power: 0.8,
    effect: { kind: 'continuous', difference: 0.3 },
  },
  harm: { looks: [], alpha: 0.05 },
  notes: '',
}
const hash = (text: string) => createHash('sha256').update(text).digest('hex')
const reason = 'Havet skole var skrevet opp i feil kommune.'

let world: WaveWorld
beforeAll(async () => {
  world = await aWaveWorld()
})

/** A study whose plan is frozen. */
async function aTrial(more: Partial<StudyDesign> = {}) {
  const { studyId, waveId } = await world.aStudy()
  await world.services.database.write({
    sql: "INSERT INTO plan_version (study_id, number, document, hash, frozen_on, frozen_by) VALUES (?, 1, ?, 'f0', '2026-11-21', 'Dora')",
    args: [studyId, JSON.stringify({ design: { ...design, ...more }, mode: 'anonymous', waves: [] })],
  })
  return { studyId, waveId }
}
const outcome = (baselineWave: number) => ({
  role: 'primary' as const,
  variable: 'alc_30d',
  label: { nb: 'Drukket', en: 'Drunk' },
  measure: 'share' as const,
  from: 1,
  better: 'lower' as const,
  wave: 3,
  baselineWave,
})
/** What pupils of a school say of the outcome in a round that is open. */
async function answered(waveId: string, schoolId: string, values: number[]) {
  await world.services.database.write(
    ...values.map((value) => ({
      sql: `INSERT INTO response (round_id, id, instrument_hash, locale, answers, flags)
            SELECT id, randomblob(16), instrument_hash, 'nb', ?3, '{}' FROM round WHERE wave_id = ?1 AND school_id = ?2`,
      args: [waveId, schoolId, JSON.stringify({ alc_30d: value })],
    })),
  )
}
const draws = () => world.research.allocation
const mine = (user: typeof carol) => apiFor(world.services, user).allocation.mine()

test('nothing is drawn before a plan is frozen', async () => {
  const { studyId } = await world.aStudy()
  expect(await draws().get({ studyId })).toMatchObject({ obstacle: 'no-plan', draws: [], shown: null })
  await expect(draws().draw({ studyId })).rejects.toThrow('allocation.not-ready')
  await expect(draws().record({ studyId, number: 1 })).rejects.toThrow('allocation.not-found')
})

test('a draw is sealed until the first wave is over, then reproduced by anybody, and each school sees its arm', async () => {
  const { studyId, waveId } = await aTrial()
  const { number, hash: committed } = await draws().draw({ studyId })
  expect(number).toBe(1)
  await expect(draws().draw({ studyId })).rejects.toThrow('allocation.exists')

  const stillSealed = async () => {
    const got = await draws().get({ studyId })
    expect(got).toMatchObject({ concealed: true, shown: null, draws: [{ hash: committed, reason: '' }] })
    expect(JSON.stringify(got)).not.toMatch(/seed|balance"|inputHash/)
    await expect(draws().record({ studyId, number: 1 })).rejects.toThrow('allocation.concealed')
    expect(await mine(carol)).toEqual([])
  }
  await stillSealed()
  world.day = '2027-01-12'
  await world.jobs.run()
  await stillSealed()
  // The last day is past, and one round is still open.
  world.day = '2027-01-30'
  await stillSealed()
  await world.research.wave.closeRounds({ id: waveId })

  const { shown, draws: all } = await draws().get({ studyId })
  const { text, record, schools } = await draws().record({ studyId, number: 1 })
  expect(shown).toEqual(record)
  expect(JSON.parse(text)).toEqual(record)
  expect(hash(text)).toBe(committed)
  expect(all).toHaveLength(1)
  const again = randomise(record.units, record.design!, { ...record, hash })
  expect(record.allocation).toEqual(again.allocation)
  expect(record.inputHash).toBe(again.inputHash)
  expect(record.units.map(({ id, covariates }) => [id, covariates])).toEqual([
    ['fjell', { pupils: 20, classes: 1 }],
    ['fjord', { pupils: 58, classes: 2 }],
    ['havet', { pupils: 25, classes: 1 }],
  ])

  const folder = temporaryFolder()
  const file = `${folder}/skoler.csv`
  writeFileSync(
    file,
    schoolsFile(record, (id) => schools.find((school) => school.id === id)?.name),
  )
  const command = commandOf(record, file)!.replace(
    'npm run --silent forspring --',
    'node src/cli/forspring.ts',
  )
  const printed = JSON.parse(execFileSync('sh', ['-c', `${command} --json`], { encoding: 'utf8' })) as object
  expect(printed).toMatchObject({ allocation: record.allocation, inputHash: record.inputHash })

  const armOf = new Map(record.allocation.map(({ id, arm }) => [id, arm]))
  for (const [user, schoolId] of [
    [carol, 'fjord'],
    [alice, 'fjord'],
    [greta, 'fjell'],
    [harald, 'havet'],
  ] as const) {
    const arms = await mine(user)
    expect(arms.map(({ school, arm, isOver }) => [school.id, arm.name, isOver])).toEqual([
      [schoolId, armOf.get(schoolId), true],
    ])
  }
  await expect(draws().redraw({ studyId, draws: 1, reason })).rejects.toThrow('allocation.settled')
  world.day = '2026-11-21'
})

test('a school is balanced on its baseline only by a plan that says so, coarsely, and with enough on either side', async () => {
  const balance = { method: 'constrained' as const, balance: ['baseline' as const], keep: 0.1 }
  const { studyId, waveId } = await aTrial({ outcomes: [outcome(1)], allocation: balance })
  const blocks = await aTrial({ outcomes: [outcome(1)] })
  world.day = '2027-01-12'
  await world.jobs.run()
  await answered(waveId, 'fjord', [...Array<number>(9).fill(0), 1, 2, 3])
  await answered(waveId, 'fjell', [...Array<number>(12).fill(0), 1, 1, 1, 1, 1])
  await answered(blocks.waveId, 'fjell', [...Array<number>(12).fill(0), 1, 1, 1, 1, 1])
  world.day = '2027-01-30'
  await world.jobs.run()
  const baselines = async (id: string) =>
    Object.fromEntries((await drawFacts(world.services, id)).schools.map((each) => [each.id, each.baseline]))
  expect(await baselines(studyId)).toEqual({ fjord: undefined, fjell: 0.3, havet: undefined })
  expect(await baselines(blocks.studyId)).toEqual({ fjord: undefined, fjell: undefined, havet: undefined })
  world.day = '2026-11-21'
})

test('the plan says which wave is the baseline; nothing is drawn once a later one has begun', async () => {
  const { studyId, waveId } = await aTrial({ outcomes: [outcome(2)] })
  const add = async (opensOn: string, closesOn: string) => {
    const { id } = await world.research.wave.add({
      id: crypto.randomUUID(),
      studyId,
      ...wavePeriod,
      opensOn,
      closesOn,
    })
    await world.research.wave.open({ id, schoolIds: ['fjord'] })
    return id
  }
  const second = await add('2027-02-08', '2027-02-26')
  const third = await add('2027-05-10', '2027-05-28')
  for (const day of ['2027-01-12', '2027-01-30', '2027-02-09']) {
    world.day = day
    await world.jobs.run()
    expect((await draws().get({ studyId })).concealed).toBe(true)
  }
  world.day = '2027-02-27'
  await world.jobs.run()
  expect((await draws().get({ studyId })).concealed).toBe(false)

  world.day = '2027-05-11'
  await world.jobs.run()
  await expect(draws().draw({ studyId })).rejects.toThrow('allocation.late')
  await world.services.database.write({
    sql: `DELETE FROM round WHERE wave_id = ?`,
    args: [third],
  })
  await draws().draw({ studyId })
  for (const [id, opensOn] of [
    [waveId, '2027-01-11'],
    [second, '2027-02-08'],
  ] as const)
    await expect(
      world.research.wave.update({ id, ...wavePeriod, opensOn, closesOn: '2027-06-20' }),
    ).rejects.toThrow('allocation.settled')
  // Who has read the report lets nobody in afterwards.
  await world.services.database.write({
    sql: "UPDATE wave SET released_on = '2027-05-11' WHERE id = ?",
    args: [third],
  })
  await expect(world.research.wave.open({ id: third, schoolIds: ['fjell'] })).rejects.toThrow('wave.released')
  await expect(
    world.research.wave.update({ id: third, ...wavePeriod, opensOn: '2027-05-10', closesOn: '2027-06-20' }),
  ).rejects.toThrow('wave.released')
  const rounds = (await world.rows('round')).length
  await world.jobs.run()
  expect((await world.rows('round')).length).toBe(rounds)
  world.day = '2026-11-21'
})

test('a school that has been drawn is not taken out, and no draw is kept by a plan that is no longer in force', async () => {
  const { studyId } = await aTrial()
  await draws().draw({ studyId })
  await expect(world.research.study.removeSchool({ id: studyId, schoolId: 'havet' })).rejects.toThrow(
    'allocation.drawn',
  )
  expect((await draws().get({ studyId })).schools).toHaveLength(3)
  const row = { studyId, number: 2, record: '{}', hash: 'h', drawnOn: world.day, drawnBy: 'dora' }
  expect(await addAllocation(world.services.database, row, 2)).toBe(false)
  expect(await addAllocation(world.services.database, row, 1)).toBe(true)
})

test('a new draw needs a reason, keeps the old one in sight, and is one at a time', async () => {
  const { studyId } = await aTrial()
  await expect(draws().redraw({ studyId, draws: 0, reason })).rejects.toThrow('allocation.not-found')
  const first = await draws().draw({ studyId })
  for (const poor of ['', ' '.repeat(40), 'feil'])
    await expect(draws().redraw({ studyId, draws: 1, reason: poor })).rejects.toThrow()
  const twice = await Promise.allSettled([1, 2].map(() => draws().redraw({ studyId, draws: 1, reason })))
  expect(twice.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  const { draws: all } = await draws().get({ studyId })
  expect(all).toMatchObject([
    { number: 1, hash: first.hash, reason: '' },
    { number: 2, reason, drawnBy: 'dora' },
  ])
  expect(all[1]!.hash).not.toBe(first.hash)
  expect(await world.auditOf('allocation.redraw')).toHaveLength(1)

  await world.services.database.write({
    sql: `INSERT INTO delivery (id, class_id, lesson_id, lesson_reviewed, delivered_on, steps_done, variants, minutes, way)
          VALUES ('d', '9h', 'ta-vare-pa-en-venn', '2026-11-01', '2026-11-21', '[]', '{}', 45, 'none')`,
    args: [],
  })
  await expect(draws().redraw({ studyId, draws: 2, reason })).rejects.toThrow('allocation.settled')
  await world.services.database.write({ sql: "DELETE FROM delivery WHERE id = 'd'", args: [] })

  await world.research.design.leave({ id: studyId, schoolId: 'havet', leftOn: world.day })
  expect((await draws().get({ studyId })).obstacle).toBe('school-left')
  await expect(draws().redraw({ studyId, draws: 2, reason })).rejects.toThrow('allocation.not-ready')
})

test('what somebody chose is no draw: written with a reason, for every school, and seen by who wrote it alone', async () => {
  const { studyId } = await aTrial({ allocation: { method: 'own' } })
  await expect(draws().draw({ studyId })).rejects.toThrow('allocation.not-ready')
  const arms = [
    { schoolId: 'fjord', arm: 'Økter nå' },
    { schoolId: 'fjell', arm: 'Økter nå' },
    { schoolId: 'havet', arm: 'Økter etterpå' },
  ]
  const assign = (more: object) => draws().assign({ studyId, draws: 0, reason, arms, ...more })
  await expect(assign({ arms: arms.slice(1) })).rejects.toThrow('allocation.unfitting')
  await assign({})
  await expect(assign({})).rejects.toThrow('allocation.exists')
  const { shown, isChosen, concealed } = await draws().get({ studyId })
  expect([shown!.algorithm, shown!.seed, isChosen, concealed]).toEqual(['own choice', '', true, true])
  expect(await mine(harald)).toEqual([])
})

test('the harm monitor neither draws nor learns which school got what before the arms have names', async () => {
  const { studyId } = await aTrial({ allocation: { method: 'own' } })
  const arms = ['fjord', 'fjell', 'havet'].map((schoolId, at) => ({
    schoolId,
    arm: design.arms[at === 0 ? 0 : 1]!.name,
  }))
  await draws().assign({ studyId, draws: 0, reason, arms })
  const set = (sql: string) => world.services.database.write({ sql, args: [studyId] })
  await set("UPDATE study SET harm_monitor_id = 'bob' WHERE id = ?")
  const monitor = apiFor(world.services, staff(bob.id, 'researcher')).allocation
  expect(await monitor.get({ studyId })).toMatchObject({ shown: null, isMonitor: true })
  await expect(monitor.record({ studyId, number: 1 })).rejects.toThrow('allocation.concealed')
  await expect(monitor.assign({ studyId, draws: 1, reason, arms })).rejects.toThrow('design.monitor')
  await set("UPDATE study SET unblinded_on = '2027-06-01' WHERE id = ?")
  expect((await monitor.get({ studyId })).shown).not.toBeNull()
})
