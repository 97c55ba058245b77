// Ten classes of thirty in live sessions at once: how soon a pupil's stream has the step that the teacher went to.
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import type { PupilState, SessionEvent } from '#domain/class-session.ts'
import { membership, school } from '#db/schema.ts'
import { openServices, settingsFrom } from '../src/server.ts'
import { startChild } from '../tests/support/server-child.ts'
import { call, resultOf } from '../tests/support/server.ts'
import { openStream } from '../tests/support/stream.ts'
import { percentile, print } from './figure.ts'

const classes = 10
const pupils = 30
const steps = 20

/** Teachers with real sign-ins. @returns their cookies, and a lesson to run. */
async function prepare(dataDir: string) {
  const { services, staff } = await openServices(settingsFrom({ DATA_DIR: dataDir }))
  const { database } = services
  await database.write(database.read.insert(school).values({ id: 's', name: 's', municipality: 's' }))
  const cookies: string[] = []
  for (let number = 0; number < classes; number += 1) {
    const account = { name: 't', email: `t${number}@example.test`, password: 'ti klasser på en gang' }
    const userId = await staff.createAccount({ ...account, role: 'teacher' })
    await database.write(database.read.insert(membership).values({ userId, schoolId: 's' }))
    const [set] = await staff.signIn(account.email, account.password, '')
    cookies.push(set!.split(';')[0]!)
  }
  const lessonId = [...services.lessons()].find(([, lesson]) => lesson.steps.length > 2)![0]
  await services.database.close()
  return { cookies, lessonId }
}

/** One class: its session, thirty phones that listen, and how long each of them waited for each step. */
async function openClass(port: number, lessonId: string, cookie: string) {
  const as = { headers: { cookie } }
  const { id, joinCode: code } = resultOf<{ id: string; joinCode: string }>(
    await call(port, 'classSession.start', { lessonId }, as),
  )
  const control = async (event: SessionEvent) =>
    resultOf<{ revision: number }>(await call(port, 'classSession.control', { id, event }, as))
  const waited: number[] = []
  let went = 0
  const phones = Array.from({ length: pupils }, () =>
    openStream<PupilState>(port, 'classSession.follow', { code }, {}, ({ status }) => {
      if (went > 0 && status === 'running') waited.push(performance.now() - went)
    }),
  )
  await Promise.all(phones.map((phone) => phone.until(() => true)))
  const seats = await Promise.all(phones.map(() => call(port, 'classSession.join', { code })))
  seats.forEach((seat) => resultOf(seat))
  const { revision } = await control({ kind: 'start' })
  await Promise.all(phones.map((phone) => phone.until((state) => state.revision === revision)))
  return {
    waited,
    async go(step: number) {
      went = performance.now()
      const { revision } = await control({ kind: 'go', step })
      await Promise.all(phones.map((phone) => phone.until((state) => state.revision === revision)))
    },
    close: () => phones.forEach((phone) => phone.close()),
  }
}

export async function measure(): Promise<void> {
  const dataDir = mkdtempSync(`${tmpdir()}/forspring-bench-`)
  const { cookies, lessonId } = await prepare(dataDir)
  const server = await startChild(dataDir)
  const rooms = await Promise.all(cookies.map((cookie) => openClass(server.port, lessonId, cookie)))
  // All ten teachers tap in the same moment, which is worse than any school day.
  for (let turn = 1; turn <= steps; turn += 1) await Promise.all(rooms.map(({ go }) => go(turn % 2)))
  const waited = rooms.flatMap((room) => room.waited)
  if (waited.length !== classes * pupils * steps) throw new Error(`${waited.length} states arrived.`)
  print({
    name: 'ten live classes: teacher advances → pupil stream has it, p95',
    value: percentile(waited, 0.95),
    unit: 'ms',
    target: '<= 500',
    against: 'all ten teachers at the same moment, 300 open streams',
  })
  rooms.forEach((room) => room.close())
  await server.stop()
}
