// Closing a round: the key leaves memory as well as the database, also when somebody is admitted meanwhile.
import { expect, test } from 'vitest'
import type { Database } from '#db/open.ts'
import { findRound } from '#store/round.ts'
import { aSchool, alice, apiFor, carol, testServices } from '../../tests/support/services.ts'
import { forgetRound, signingKeyOf } from './round-memory.ts'

test.each(['succeeds', 'fails'])('an admission during a closing that %s leaves no key', async (how) => {
  const services = await testServices()
  await aSchool(services)
  const issue = { waveId: 'wave', classId: '9a', pupils: 5, replace: false }
  const { round: id } = await apiFor(services, alice).codeSheet.issue(issue)
  const { privateKey, fingerprint } = (await findRound(services.database, id))!
  const database: Database = {
    ...services.database,
    async maintain(...statements) {
      await signingKeyOf({ id, fingerprint, privateKey: privateKey! }, services.keys('round-key'))
      if (how === 'fails') throw new Error('locked')
      await services.database.maintain(...statements)
    },
  }
  const closing = apiFor({ ...services, database }, carol).round.close({ id })
  await (how === 'fails' ? expect(closing).rejects.toThrow() : expect(closing).resolves.toBeDefined())
  // It would say true if there had still been one.
  expect(forgetRound(id)).toBe(false)
  await services.database.close()
})
