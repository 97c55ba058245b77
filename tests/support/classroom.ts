// A server with one live lesson of our own, and what its teacher and pupils do in a class session.
import { randomUUID } from 'node:crypto'
import type { Services } from '#api/trpc.ts'
import type { PupilState, SessionEvent, TeacherState } from '#domain/class-session.ts'
import { alice, aSchool, bob, carol, dora, erik, lessons } from './services.ts'
import { call, dump, resultOf, startServer } from './server.ts'
import { openStream } from './stream.ts'

const [real] = lessons().values()
const step = (id: string, values: number[] = []) => ({
  ...real!.steps[0]!,
  id,
  core: values.length === 0,
  variants: values.length ? [{ id: 'short', title: 'Kort' }] : [],
  questions: values.map((count, number) => ({ id: `q${number + 1}`, values: count })),
})
const lesson = { ...real!, steps: [step('intro'), step('guess', [101]), step('poll', [3, 2]), step('end')] }

/** What each procedure takes, for a session that does not exist. */
export const honestCalls = {
  'classSession.start': { lessonId: [...lessons().keys()][0] },
  'classSession.control': { id: randomUUID(), event: { kind: 'end' } },
  'classSession.watch': { id: randomUUID() },
  'classSession.join': { code: '000000' },
  'classSession.answer': { code: '000000', seat: 'A'.repeat(22), question: 'a/b', value: 1 },
  'classSession.mine': { code: '000000', seat: 'A'.repeat(22) },
  'classSession.follow': { code: '000000' },
}

export const as = (id: string) => ({ headers: { cookie: `forspring=${id}` } })

export type Classroom = Awaited<ReturnType<typeof aClassroom>>

/** The lesson `okt` has the questions `guess/q1`, `poll/q1` and `poll/q2`; steps that have some may vary. */
export async function aClassroom(instead: Partial<Services> = {}) {
  const people = [alice, bob, carol, dora, erik]
  const server = await startServer(people, { lessons: () => new Map([['okt', lesson]]), ...instead })
  await aSchool(server.services)
  const { port } = server
  const control = (id: string, event: SessionEvent, person = 'alice') =>
    call(port, 'classSession.control', { id, event }, as(person))
  const join = (code: string, address?: string) =>
    call(port, 'classSession.join', { code }, address === undefined ? {} : { address })
  return {
    server,
    control,
    join,
    start: async (more: object = {}) =>
      resultOf<{ id: string; joinCode: string }>(
        await call(port, 'classSession.start', { lessonId: 'okt', classId: '9a', ...more }, as('alice')),
      ),
    /** Several events one after the other, none of them refused. */
    steer: async (id: string, ...events: SessionEvent[]) => {
      let state: TeacherState | undefined
      for (const event of events) state = resultOf<TeacherState>(await control(id, event))
      return state!
    },
    sit: async (code: string) => resultOf<{ seat: string }>(await join(code)).seat,
    answer: (code: string, seat: string, question: string, value: number) =>
      call(port, 'classSession.answer', { code, seat, question, value }),
    mine: (code: string, seat: string) => call(port, 'classSession.mine', { code, seat }),
    follow: (code: string, headers: Record<string, string> = {}) =>
      openStream<PupilState>(port, 'classSession.follow', { code }, headers),
    watch: (id: string, person = 'alice') =>
      openStream<TeacherState>(port, 'classSession.watch', { id }, as(person).headers),
    /** How many seats and answers of a session are in the database. */
    rowsOf: async (id: string) => {
      const tables = await dump(server.services.database)
      return ['seat', 'live_answer'].map((name) => tables[name]!.filter((row) => row.includes(id)).length)
    },
  }
}
