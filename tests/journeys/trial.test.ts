// A whole trial through the product: designed, planned, drawn, asked twice with link codes, taught, linked, reported.
// Pupils of the programme answer so that the report must find a known difference.
import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Answers } from '#domain/answers.ts'
import type { StudyDesign } from '#schemas/study-design.ts'
import { lessons } from '../support/services.ts'
import { apiFor, dora, staff } from '../support/services.ts'
import { enter, submission } from '../support/pupil.ts'
import { aWaveWorld, studySettings, wavePeriod, type WaveWorld } from '../support/waves.ts'

const monitor = staff('mona', 'researcher', [])
const schools = ['s1', 's2', 's3', 's4', 's5', 's6']
const pupils = 11
const lesson = 'alle-gjor-det'

const design: StudyDesign = {
  template: 'trial',
  question: 'Gir økta andre planer?',
  arms: [
    { name: 'Økta', kind: 'programme', lessons: [lesson], share: 1 },
    { name: 'Venteliste', kind: 'waiting-list', lessons: [], share: 1 },
  ],
  allocation: { method: 'blocks', blockSizes: [2] },
  outcomes: [
    {
      role: 'primary',
      variable: 'life_sat',
      label: { nb: 'Trivsel', en: 'Wellbeing' },
      measure: 'mean',
      from: null,
      better: 'higher',
      wave: 2,
      baselineWave: 1,
    },
    {
      role: 'harm',
      variable: 'drunk_life',
      label: { nb: 'Har vært full', en: 'Has been drunk' },
      measure: 'share',
      from: 1,
      better: 'lower',
      wave: 2,
      baselineWave: 1,
    },
  ],
  covariates: [],
  subgroups: [],
  alpha: 0.05,
  missing: 'complete-cases',
  planning: {
    icc: 0.05,
    pupils,
    attrition: 0.1,
    baselineCorrelation: 0.5,
    power: 0.8,
    effect: { kind: 'continuous', difference: 0.5 },
  },
  harm: { looks: [2], alpha: 0.05 },
  notes: '',
}

/** A code that no other pupil of the school comes near. */
const codeOf = (pupil: number): string[] =>
  ['A', 'F', 'K', '2', 'P', 'U', 'Y'].map((letter, at) =>
    at === 0
      ? String(1 + pupil * 2)
      : at === 3
        ? String(pupil % 6)
        : String.fromCharCode(65 + ((letter.charCodeAt(0) + pupil * (at + 2)) % 26)),
  )

let world: WaveWorld
let studyId: string
let waves: string[]
const api = () => apiFor(world.services, dora)
const contactOf = (school: string) => apiFor(world.services, staff(`${school}-contact`, 'contact', [school]))
/** The lines of a wave's file. */
async function fileOf(wave: number): Promise<string[]> {
  let text = ''
  for await (const piece of await api().study.csv({ waveId: waves[wave]!, locale: 'nb' })) text += piece
  return text.trim().split('\r\n')
}
const report = async () => (await api().report.get({ studyId, locale: 'nb' })).report!

/** Every pupil of every school answers in a wave; the contact has made the slips. */
async function answer(wave: number, answersOf: (school: string, pupil: number) => Answers) {
  const phone = apiFor(world.services)
  for (const school of schools) {
    const { codes } = await contactOf(school).codeSheet.issue({
      waveId: waves[wave]!,
      classId: `${school}-9`,
      pupils: 14,
      replace: false,
    })
    for (let pupil = 0; pupil < pupils; pupil += 1) {
      const sent = submission(await enter(phone, codes[pupil]!), answersOf(school, pupil))
      await phone.response.submit({ ...sent, linkCode: codeOf(pupil) })
    }
  }
}

beforeAll(async () => {
  world = await aWaveWorld()
  await world.services.database.write(
    ...schools.flatMap((id) => [
      { sql: "INSERT INTO school (id, name, municipality) VALUES (?1, ?1, 'By')", args: [id] },
      {
        sql: `INSERT INTO school_class (id, school_id, label, grade, school_year, cohort, size)
              SELECT ?1 || '-9', ?1, '9', 9, school_year, cohort, 14 FROM school_class WHERE id = '9h'`,
        args: [id],
      },
      {
        sql: `INSERT INTO user (id, name, email, role, created_at, updated_at)
              VALUES (?1 || '-contact', ?1, ?1 || '@y.test', 'contact', 0, 0)`,
        args: [id],
      },
      { sql: "INSERT INTO membership VALUES (?1 || '-contact', ?1)", args: [id] },
      { sql: "UPDATE school_class SET teacher_id = ?1 || '-contact' WHERE id = ?1 || '-9'", args: [id] },
    ]),
    {
      sql: `INSERT INTO user (id, name, email, role, created_at, updated_at)
            VALUES ('mona', 'Mona', 'mona@y.test', 'researcher', 0, 0)`,
      args: [],
    },
  )
  ;({ id: studyId } = await api().study.create({
    id: randomUUID(),
    ...studySettings,
    mode: 'linked',
    keyDestroyedOn: '2027-12-01',
    responsesDeletedOn: '2029-12-01',
  }))
  await api().study.addSchools({ id: studyId, schoolIds: schools })
  const days = [
    { opensOn: '2027-01-11', closesOn: '2027-01-29' },
    { opensOn: '2027-05-10', closesOn: '2027-05-28' },
  ]
  waves = []
  for (const day of days) {
    const { id } = await api().wave.add({ id: randomUUID(), studyId, ...wavePeriod, ...day })
    await api().wave.open({ id, schoolIds: schools })
    waves.push(id)
  }
})

describe('a trial', () => {
  test('is planned before it is drawn, and the plan is frozen', async () => {
    await api().design.setMonitor({ id: studyId, userId: monitor.id })
    await api().design.save({ id: studyId, revision: 0, design })
    await expect(api().allocation.draw({ studyId })).rejects.toThrow('allocation.not-ready')
    expect((await api().design.get({ id: studyId })).faults).toEqual([])
    await api().design.freeze({ id: studyId, revision: 1 })
    await expect(api().design.save({ id: studyId, revision: 1, design })).rejects.toThrow('design.frozen')
  })

  test('hides the draw until the baseline is over', async () => {
    const { hash } = await api().allocation.draw({ studyId })
    world.day = '2027-01-12'
    await answer(0, (_, pupil) => ({ life_sat: pupil % 11, drunk_life: 0 }))
    const hidden = await api().allocation.get({ studyId })
    expect(hidden).toMatchObject({ concealed: true, shown: null, draws: [{ hash }] })
    await expect(fileOf(0)).rejects.toThrow('wave.not-over')
    expect((await api().report.get({ studyId, locale: 'nb' })).why).toBe('no-closed-wave')
    world.day = '2027-01-30'
    await world.jobs.run()
    const shown = await api().allocation.get({ studyId })
    expect(shown.concealed).toBe(false)
    expect(shown.shown!.allocation.map(({ arm }) => arm).sort()).toEqual([
      ...['Venteliste', 'Venteliste', 'Venteliste'],
      ...['Økta', 'Økta', 'Økta'],
    ])
    await expect(fileOf(0)).resolves.toHaveLength(1 + schools.length * pupils)
  })

  test('teaches in the schools that were drawn, and asks again', async () => {
    const { shown } = await api().allocation.get({ studyId })
    const taught = shown!.allocation.filter(({ arm }) => arm === 'Økta').map(({ id }) => id)
    world.day = '2027-03-01'
    const { steps } = lessons().get(lesson)!
    for (const school of taught)
      await contactOf(school).delivery.record({
        id: randomUUID(),
        classId: `${school}-9`,
        lessonId: lesson,
        deliveredOn: '2027-03-01',
        stepsDone: steps.map(({ id }) => id),
        variants: {},
        minutes: 45,
        way: 'none',
        pupils: 11,
        engagement: 4,
        remarks: '',
      })
    world.day = '2027-05-11'
    // Two points more where it was taught, and schools that differ a little by their number.
    await answer(1, (school, pupil) => ({
      life_sat: Math.min(
        10,
        Math.floor(pupil / 2) +
          (taught.includes(school) ? 2 : 0) +
          ((pupil * Number(school[1])) % 3 === 1 ? 1 : 0),
      ),
      drunk_life: pupil === 0 || (pupil === Number(school[1]) && school !== 's1') ? 1 : 0,
    }))
    world.day = '2027-05-29'
    await world.jobs.run()
    const { report: linked } = await api().linkage.make({ id: studyId })
    expect(linked.panels).toEqual([{ waves: 2, pupils: schools.length * pupils }])
  })

  test('is reported under letters until it is unblinded', async () => {
    const blinded = await report()
    expect(blinded).toMatchObject({ isBlinded: true, isJoined: true, isDrawn: true, dose: [] })
    expect(blinded.arms.map(({ name, kind }) => [name, kind])).toEqual([
      ['A', null],
      ['B', null],
    ])
    // Harm is for the monitor first.
    expect(blinded.results.map(({ column }) => column)).toEqual(['life_sat'])
    expect(JSON.stringify(blinded)).not.toContain('Økta')
    const effect = effectOf(blinded)
    expect(Math.abs(effect.estimate)).toBeCloseTo(2, 0)
    const { csv, r } = await api().report.files({ studyId })
    expect(csv).toHaveLength(1 + 2 * schools.length * pupils)
    expect(csv.join('') + r).not.toMatch(/Økta|Venteliste/)
  })

  test('lets no row after the baseline out until then', async () => {
    await expect(fileOf(1)).rejects.toThrow('study.blinded')
    const shown = async () => (await api().study.detail({ id: studyId })).waves.map(({ refusal }) => refusal)
    expect(await shown()).toEqual([undefined, 'study.blinded'])
    expect((await api().wave.monitor({ id: waves[1]! })).refusal).toBe('study.blinded')
  })

  test('shows harm after the monitor has looked and decided', async () => {
    const mona = apiFor(world.services, monitor)
    await mona.harm.look({ studyId, wave: 2 })
    expect((await report()).results).toHaveLength(1)
    await mona.harm.decide({
      studyId,
      wave: 2,
      decision: 'continue',
      reason: 'Ingen forskjell mellom gruppene i denne målingen.',
    })
    expect((await report()).results.map(({ outcome }) => outcome.role)).toEqual(['primary', 'harm'])
  })

  test('finds the difference that was put in, once the arms have their names', async () => {
    await api().design.unblind({ id: studyId })
    await expect(fileOf(1)).resolves.toHaveLength(1 + schools.length * pupils)
    const named = await report()
    expect(named.arms).toEqual([
      { name: 'Venteliste', isControl: true, kind: 'waiting-list' },
      { name: 'Økta', isControl: false, kind: 'programme' },
    ])
    const effect = effectOf(named)
    expect(effect.estimate).toBeCloseTo(2, 0)
    expect(effect.low).toBeGreaterThan(0)
    expect(
      named.flow.map(({ schools: count, joined, waves: each }) => [
        count,
        joined,
        each.map(({ answered }) => answered),
      ]),
    ).toEqual([
      [3, 33, [33, 33]],
      [3, 33, [33, 33]],
    ])
    expect(
      named.dose.map(({ classes, taught, lessons: mean, steps }) => [classes, taught, mean, steps]),
    ).toEqual([
      [3, 0, 0, null],
      [3, 3, 1, 1],
    ])
    expect(named.deviations).toEqual([])
    await expect(api().design.unblind({ id: studyId })).rejects.toThrow()
  })
})

function effectOf({ results }: Awaited<ReturnType<typeof report>>) {
  const { main } = results[0]!
  const analysis = main.kind === 'arms' ? main.each[0]!.analysis : undefined
  if (analysis?.kind !== 'result') throw new Error(JSON.stringify(results[0]))
  return analysis.effect
}
