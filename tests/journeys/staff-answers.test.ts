// Staff answer too. A school has too few of them to stand in a file of its own, so they leave as one group or not at all.
import { expect, test } from 'vitest'
import { readTable } from '#domain/formats/csv-read.ts'
import { alice, apiFor, staff } from '../support/services.ts'
import { aWaveWorld, studySettings, wavePeriod } from '../support/waves.ts'

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
  /** `count` colleagues in each round; then the rounds end, and the wave is exported. */
  async function exportAfter(count: number) {
    const { instrument } = world.services.instruments.get('laerer')!
    const words = instrument.pages.flatMap(({ items }) => items).find(({ kind }) => kind === 'text')!.id
    for (const [place, round] of rounds.entries()) {
      const { hash } = world.services.instruments.get('laerer')!
      for (let turn = 0; turn < count; turn += 1)
        await world.services.database.write({
          sql: `INSERT INTO response (round_id, id, instrument_hash, locale, answers, flags)
                VALUES (?, randomblob(16), ?, 'nb', ?, '{"q_speed":0}')`,
          args: [round, hash, JSON.stringify({ [words]: `School ${place}` })],
        })
      await world.research.round.close({ id: round })
    }
    let csv = ''
    for await (const piece of await world.research.study.csv({ waveId: wave.id, locale: 'nb' })) csv += piece
    return { ...readTable(csv), words }
  }
  return { exportAfter }
}

test('answers of staff leave without school and cohort, and not school after school', async () => {
  const { exportAfter } = await aStaffWave()
  const { columns, rows, words } = await exportAfter(20)
  expect(rows).toHaveLength(40)
  const column = (name: string) => rows.map((row) => row[columns.indexOf(name)]!)
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
