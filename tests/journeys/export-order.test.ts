// Rows of a file may not tell which rows of another file they are: each file has an order of its own.
import { expect, test } from 'vitest'
import { aWaveWorld } from '../support/waves.ts'

test('a round leaves in another order each time, whole, and more than one page of it', async () => {
  const world = await aWaveWorld()
  const { waveId } = await world.aStudy()
  world.day = '2027-01-11'
  await world.jobs.run()
  const { roundId } = await world.stratumOf(waveId)
  await world.fill(roundId!, 2100)
  const variable = 'life_sat'
  await world.services.database.write({
    sql: `UPDATE response SET answers = json_set(answers, '$.${variable}', numbered.nr % 11)
          FROM (SELECT id, row_number() OVER (ORDER BY id) AS nr FROM response WHERE round_id = ?1) AS numbered
          WHERE round_id = ?1 AND response.id = numbered.id`,
    args: [roundId!],
  })
  await world.research.round.close({ id: roundId! })
  const rowsOfFile = async () => {
    let text = ''
    for await (const piece of await world.research.study.csv({ waveId, locale: 'nb' })) text += piece
    const [header, ...lines] = text.trim().split('\r\n')
    const column = header!.split(',').indexOf(variable)
    return lines.map((line) => Number(line.split(',')[column]))
  }
  const [one, other] = [await rowsOfFile(), await rowsOfFile()]
  const stored = Array.from({ length: 2100 }, (_, index) => (index + 1) % 11)
  const sorted = (values: number[]) => values.toSorted((a, b) => a - b)
  expect(sorted(one)).toEqual(sorted(stored))
  expect(sorted(other)).toEqual(sorted(stored))
  expect(one).not.toEqual(other)
  expect(one).not.toEqual(stored)
})
