// Staff answer too. A school has too few of them to stand in a file of its own, so they leave as one group or not at all.
import { expect, test } from 'vitest'
import { readTable } from '#domain/formats/csv-read.ts'
import { alice, apiFor, staff } from '../support/services.ts'
import { aWaveWorld, studySettings, wavePeriod } from '../support/waves.ts'

/** The day after the wave's last. */
const afterwards = '2027-01-30'

const erik = staff('erik', 'teacher', ['fjell'])

/** Two schools, each with an open round for its staff. */
async function aStaffWave() {
  const world = await aWaveWorld()
  world.day = wavePeriod.opensOn
  const study = await world.research.study.create({ id: crypto.randomUUID(), ...studySettings })
  await world.research.study.addSchools({ id: study.id, schoolIds: ['fjord', 'fjell'] })
  const wave = await world.research.wave.add({
    id: crypto.randomUUID(),
    studyId: study.id,
    ...wavePeriod,
    instrumentId: 'laerer',
  })
  await world.research.wave.open({ id: wave.id, schoolIds: ['fjord', 'fjell'] })
  const issue = { waveId: wave.id, pupils: 5, replace: false }
  const rounds = [
    (await apiFor(world.services, alice).codeSheet.issue({ ...issue, classId: '9a' })).round,
    (await apiFor(world.services, erik).codeSheet.issue({ ...issue, classId: '9x' })).round,
  ]
  const { instrument, hash } = world.services.instruments.get('laerer')!
  const words = instrument.pages.flatMap(({ items }) => items).find(({ kind }) => kind === 'text')!.id
  async function answer(place: number, count: number, locale = 'nb') {
    for (let turn = 0; turn < count; turn += 1)
      await world.services.database.write({
        sql: `INSERT INTO response (round_id, id, instrument_hash, locale, answers, flags)
              VALUES (?, randomblob(16), ?, ?, ?, '{"q_speed":0}')`,
        args: [rounds[place]!, hash, locale, JSON.stringify({ [words]: `School ${place}` })],
      })
  }
  async function exported() {
    let csv = ''
    for await (const piece of await world.research.study.csv({ waveId: wave.id, locale: 'nb' })) csv += piece
    const { columns, rows } = readTable(csv)
    return { rows, column: (name: string) => rows.map((row) => row[columns.indexOf(name)]!) }
  }
  /** `count` colleagues in each round; then the wave is over, and is exported. */
  async function exportAfter(count: number) {
    for (const place of rounds.keys()) await answer(place, count)
    world.day = afterwards
    await world.jobs.run()
    return exported()
  }
  return { world, waveId: wave.id, rounds, words, answer, exported, exportAfter }
}

test('answers of staff leave without school and cohort, and not school after school', async () => {
  const { exportAfter, words } = await aStaffWave()
  const { rows, column } = await exportAfter(20)
  expect(rows).toHaveLength(40)
  expect(new Set([...column('school'), ...column('cohort')])).toEqual(new Set(['']))
  const order = column(words)
  // Forty rows of two schools in one block each come about by chance once in a hundred thousand million times.
  expect(order).not.toEqual([...order].sort())
  expect(order).not.toEqual([...order].sort().reverse())
})

test('fewer than ten of all schools together do not leave at all', async () => {
  const { exportAfter } = await aStaffWave()
  expect((await exportAfter(4)).rows).toHaveLength(0)
})

test('two takings never differ by one colleague: they leave when nobody can answer any more, and nobody can again', async () => {
  const { world, waveId, rounds, answer, exported } = await aStaffWave()
  await answer(0, 12)
  await answer(1, 11)
  await world.research.round.close({ id: rounds[0]! })
  // One round is open, and the wave is running.
  expect((await exported()).rows).toHaveLength(0)
  await world.research.round.close({ id: rounds[1]! })
  // It could open again.
  expect((await exported()).rows).toHaveLength(0)
  await world.research.round.reopen({ id: rounds[1]! })
  await answer(1, 1, 'en')
  world.day = afterwards
  // Nobody has closed it yet.
  expect((await exported()).rows).toHaveLength(0)
  await world.jobs.run()
  const { rows, column } = await exported()
  expect(rows).toHaveLength(24)
  // One of them answered in English.
  expect(new Set(column('language'))).toEqual(new Set(['']))

  const later = { id: waveId, ...wavePeriod, instrumentId: 'laerer', closesOn: '2027-02-28' }
  await expect(world.research.wave.update(later)).rejects.toThrow('wave.released')
  await expect(world.research.wave.open({ id: waveId, schoolIds: ['havet'] })).rejects.toThrow(
    'wave.released',
  )
  await expect(world.research.round.reopen({ id: rounds[0]! })).rejects.toThrow('round.released')
  // Whatever way it came to be open once more.
  await world.services.database.write(
    { sql: "UPDATE wave SET closes_on = '2027-02-28' WHERE id = ?", args: [waveId] },
    { sql: "INSERT INTO wave_school (wave_id, school_id) VALUES (?, 'havet')", args: [waveId] },
  )
  await world.jobs.run()
  expect(await world.rows('round')).toHaveLength(2)
  expect(world.logged).toEqual([expect.stringContaining('wave.released')])
})
