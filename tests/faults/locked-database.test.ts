// Another process holds the database: a backup that reads, or a lock that nobody else gets past. Slow, because the
// database waits five seconds before it gives up.
import { createClient } from '@libsql/client'
import { expect, test } from 'vitest'
import { closeRounds } from '#store/round.ts'
import { alice, apiFor, aSchool } from '../support/services.ts'
import { enter, someAnswers, submission } from '../support/pupil.ts'
import { call, dump, problemOf, startServer } from '../support/server.ts'

async function anOpenRound() {
  const server = await startServer()
  const { instrument } = await aSchool(server.services)
  const sheet = await apiFor(server.services, alice).codeSheet.issue({
    waveId: 'wave',
    classId: '9a',
    pupils: 8,
    replace: false,
  })
  const ready = await Promise.all(sheet.codes.slice(0, 3).map((code) => enter(apiFor(server.services), code)))
  return {
    server,
    sheet,
    bodies: ready.map((one, n) => submission(one, someAnswers(instrument.instrument, n))),
  }
}

// Then the log cannot be emptied, and silence would be a lie: it still holds the order of the responses.
test(
  'closing while a backup reads does not claim that the log was emptied',
  { timeout: 180_000 },
  async () => {
    const { server, sheet, bodies } = await anOpenRound()
    for (const body of bodies) await call(server.port, 'response.submit', body)
    const { database } = server.services
    const reader = createClient({ url: `file:${server.folder}/forspring.db` })
    const reading = await reader.transaction('read')
    await reading.execute('SELECT count(*) FROM response')
    await expect(closeRounds(database, [sheet.round], '2026-11-21')).rejects.toThrow('server.busy')
    reading.close()
    reader.close()

    // Asked again when the backup is done, it succeeds, although the round has been closed by then.
    await closeRounds(database, [sheet.round], '2026-11-21')
    expect((await database.ask('PRAGMA wal_checkpoint(PASSIVE)')).rows[0]!['log']).toBe(0)
    await server.stop()
  },
)

test(
  'submissions under a lock are told to come back, nothing of them is written, and they succeed later',
  { timeout: 90_000 },
  async () => {
    const { server, bodies } = await anOpenRound()
    const before = await dump(server.services.database)
    const other = createClient({ url: `file:${server.folder}/forspring.db` })
    const lock = await other.transaction('write')
    const refused = await Promise.all(bodies.map((body) => call(server.port, 'response.submit', body)))
    expect(refused.map(problemOf)).toEqual(Array(3).fill('server.busy'))
    expect(refused.map(({ status }) => status)).toEqual([503, 503, 503])
    await lock.rollback()
    other.close()
    expect(await dump(server.services.database)).toEqual(before)

    const accepted = await Promise.all(bodies.map((body) => call(server.port, 'response.submit', body)))
    expect(accepted.map(({ status }) => status)).toEqual([200, 200, 200])
    expect((await dump(server.services.database))['response']).toHaveLength(3)
    expect(server.logged.join()).not.toMatch(/127\.0\.0|answers|alc_/)
    await server.stop()
  },
)
