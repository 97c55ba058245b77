// The writer's promises, under any mix of good and bad units.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createWriter, type Result, type Statement } from './writer.ts'
import { openDatabase } from './open.ts'

const turn = () => new Promise<void>((done) => setImmediate(done))

/** A batch function on an array: atomic, slow by a turn, and it refuses a batch that holds the word `bad`. */
function aStore() {
  const written: string[] = []
  const batches: string[][] = []
  let busy = 0
  const batch = async (statements: Statement[]) => {
    if (busy++ > 0) throw new Error('two batches at once')
    await turn()
    busy -= 1
    const texts = statements.map(({ sql }) => sql)
    batches.push(texts)
    if (texts.includes('bad')) throw new Error('bad statement')
    written.push(...texts)
    return texts.map((sql) => ({ rows: [{ sql }] }) as unknown as Result)
  }
  return { written, batches, writer: createWriter(batch) }
}

const statements = (texts: string[]): Statement[] => texts.map((sql) => ({ sql, args: [] }))
const resultTexts = (results: Result[]) => results.map((result) => String(result.rows[0]!['sql']))

/** Units as callers send them, each after some turns of the event loop. */
const units = fc.array(
  fc.record({
    wait: fc.nat(3),
    size: fc.integer({ min: 1, max: 5 }),
    bad: fc.oneof({ weight: 4, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
  }),
  { maxLength: 40 },
)

describe('the writer', () => {
  test('writes each unit whole or not at all, gives each its own results, and no bad one sinks another', async () => {
    await fc.assert(
      fc.asyncProperty(units, async (all) => {
        const { writer, written } = aStore()
        const outcomes = await Promise.all(
          all.map(async ({ wait, size, bad }, number) => {
            const texts = Array.from({ length: size }, (_, index) => `${number}.${index}`)
            if (bad) texts[size >> 1] = 'bad'
            for (let turns = 0; turns < wait; turns += 1) await turn()
            return writer.write(statements(texts)).then(
              (results) => ({ texts, results: resultTexts(results) }),
              () => ({ texts, results: undefined }),
            )
          }),
        )
        await writer.drain()
        outcomes.forEach(({ texts, results }, number) => {
          const bad = all[number]!.bad
          expect(results).toEqual(bad ? undefined : texts)
          const place = written.indexOf(texts[0]!)
          if (bad) expect(texts.filter((text) => written.includes(text))).toEqual([])
          // One after the other, nothing of another unit in between.
          else expect(written.slice(place, place + texts.length)).toEqual(texts)
        })
        expect(new Set(written).size).toBe(written.length)
      }),
    )
  })

  test('writes units in the order in which they came', async () => {
    const { writer, written } = aStore()
    await Promise.all(Array.from({ length: 600 }, (_, number) => writer.write(statements([String(number)]))))
    expect(written).toEqual(Array.from({ length: 600 }, (_, number) => String(number)))
  })

  test('shares commits among those who come together, up to a limit, and never splits a unit', async () => {
    const { writer, batches } = aStore()
    await Promise.all(
      Array.from({ length: 100 }, (_, number) => writer.write(statements(Array(5).fill(`${number}`)))),
    )
    expect(batches.map((batch) => batch.length)).toEqual([255, 245])
    const large = aStore()
    await large.writer.write(statements(Array(1000).fill('x')))
    expect(large.batches.map((batch) => batch.length)).toEqual([1000])
  })

  test('does not write while somebody has it alone, and goes on afterwards', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom('write', 'alone', 'bad', 'throw'), { maxLength: 25 }),
        async (kinds) => {
          const { writer, written } = aStore()
          let alone = 0
          const outcomes = await Promise.all(
            kinds.map(async (kind, number) => {
              if (kind === 'write') return writer.write(statements([`${number}`])).then(() => 'written')
              if (kind === 'bad') return writer.write(statements(['bad'])).catch(() => 'refused')
              return writer
                .alone(async () => {
                  expect(alone++).toBe(0)
                  const before = written.length
                  for (let turns = 0; turns < 4; turns += 1) await turn()
                  expect(written.length).toBe(before)
                  alone -= 1
                  if (kind === 'throw') throw new Error('maintenance failed')
                })
                .then(
                  () => 'done',
                  () => 'failed',
                )
            }),
          )
          const names: Record<string, string> = {
            write: 'written',
            bad: 'refused',
            alone: 'done',
            throw: 'failed',
          }
          expect(outcomes).toEqual(kinds.map((kind) => names[kind]))
        },
      ),
    )
  })

  test('gives whoever wants it alone a turn, although others never stop writing', async () => {
    const { writer, batches } = aStore()
    let going = true
    const crowd = Promise.all(
      Array.from({ length: 3 }, async () => {
        while (going && batches.length < 2000) await writer.write(statements(['x']))
      }),
    )
    await turn()
    let batchesBefore = -1
    await writer.alone(async () => void (batchesBefore = batches.length))
    going = false
    await crowd
    expect(batchesBefore).toBeLessThan(50)
  })

  test('waits for a lock once and not once for each unit', async () => {
    let tries = 0
    const writer = createWriter(async () => {
      tries += 1
      await turn()
      throw Object.assign(new Error('database is locked'), { code: 'SQLITE_BUSY' })
    })
    const all = Array.from({ length: 30 }, () => writer.write(statements(['x'])))
    expect((await Promise.allSettled(all)).every(({ status }) => status === 'rejected')).toBe(true)
    expect(tries).toBe(1)
  })

  test('drains: afterwards everything has been written', async () => {
    const { writer, written } = aStore()
    const all = Array.from({ length: 20 }, (_, number) => writer.write(statements([`${number}`])))
    await writer.drain()
    expect(written).toHaveLength(20)
    await Promise.all(all)
  })
})

describe('on a real file', () => {
  test('what was acknowledged is in the file for whoever opens it next', async () => {
    const { temporaryFolder } = await import('../tests/support/services.ts')
    const url = `file:${temporaryFolder()}/writer.db`
    const database = await openDatabase(url)
    await database.write({ sql: 'CREATE TABLE t (n INTEGER PRIMARY KEY, who TEXT NOT NULL)', args: [] })
    const numbers = Array.from({ length: 300 }, (_, number) => number)
    const outcomes = await Promise.allSettled(
      numbers.map((number) =>
        database.write(
          { sql: 'INSERT INTO t VALUES (?, ?)', args: [number, 'a'] },
          // Every tenth breaks after its first statement was carried out.
          { sql: 'INSERT INTO t VALUES (?, ?)', args: [number + 1000, number % 10 ? 'b' : null] },
        ),
      ),
    )
    const acknowledged = numbers.filter((number) => outcomes[number]!.status === 'fulfilled')
    expect(acknowledged).toEqual(numbers.filter((number) => number % 10))

    // A second process would see the same: the first is not closed, only its commits count.
    const other = await openDatabase(url)
    const rows = (await other.ask('SELECT n FROM t ORDER BY n')).rows.map((row) => Number(row['n']))
    expect(rows).toEqual([...acknowledged, ...acknowledged.map((number) => number + 1000)])
    expect((await other.ask('PRAGMA integrity_check')).rows[0]!['integrity_check']).toBe('ok')
    await other.close()
    await database.close()
  })
})
