// A researcher with three schools and a clock of our own: what the journeys of waves and of retention begin with.
import { randomUUID } from 'node:crypto'
import type { Api } from '#api/router.ts'
import type { Services } from '#api/trpc.ts'
import { qualityFlags } from '#domain/quality.ts'
import { createJobs, type Jobs } from '#http/jobs.ts'
import { enter, someAnswers, submission } from './pupil.ts'
import { instruments } from './instruments.ts'
import { alice, apiFor, aSchool, dora, staff, testServices } from './services.ts'
import { dump } from './server.ts'

export const greta = staff('greta', 'contact', ['fjell'])
export const harald = staff('harald', 'contact', ['havet'])

export const studySettings = {
  title: 'Trivsel',
  mode: 'anonymous' as const,
  purpose: { nb: 'Formål', nn: 'Føremål', en: 'Purpose' },
  responsible: 'Universitetet i Fjord',
  contact: 'Dora',
  consent: 'opt-out' as const,
  decidesAlone: 16,
  linkSet: 'standard' as const,
  keyDestroyedOn: null,
  responsesDeletedOn: null,
}
export const wavePeriod = {
  instrumentId: 'ungdom-8-10',
  opensOn: '2027-01-11',
  closesOn: '2027-01-29',
  grades: [9],
  languages: [],
}

export type WaveWorld = Awaited<ReturnType<typeof aWaveWorld>>

/** Nobody has a study yet. `world.day` is today; the clock runs when it is asked to. */
export async function aWaveWorld() {
  const logged: string[] = []
  const world = { day: '2026-11-21' }
  const services: Services = {
    ...(await testServices()),
    now: () => new Date(`${world.day}T10:00:00Z`),
  }
  await aSchool(services)
  await services.database.write(
    { sql: "INSERT INTO school (id, name, municipality) VALUES ('havet', 'Havet skole', 'Havet')", args: [] },
    {
      sql: `INSERT INTO school_class (id, school_id, label, grade, cohort, size)
            VALUES ('9h', 'havet', '9H', 9, 2018, 25), ('8h', 'havet', '8H', 8, 2019, 25)`,
      args: [],
    },
    ...['greta', 'harald'].map((id) => ({
      sql: `INSERT INTO user (id, name, email, role, created_at, updated_at)
            VALUES (?1, ?1, ?1 || '@x.test', 'contact', 0, 0)`,
      args: [id],
    })),
    { sql: "INSERT INTO membership VALUES ('greta', 'fjell'), ('harald', 'havet')", args: [] },
    // The study that comes with the school is in the way of counting rounds.
    { sql: "DELETE FROM study WHERE id = 'study'", args: [] },
  )
  const jobs: Jobs = createJobs(
    services,
    (event, fields) => void logged.push(JSON.stringify({ event, ...fields })),
  )
  const research: Api = apiFor(services, dora)
  const { instrument, hash } = instruments.get('ungdom-8-10')!

  return Object.assign(world, {
    services,
    jobs,
    logged,
    research,
    /** A study with the three schools and one wave that is open for Fjord and Fjell. */
    async aStudy(more: Partial<Parameters<Api['study']['create']>[0]> = {}) {
      const { id } = await research.study.create({ id: randomUUID(), ...studySettings, ...more })
      await research.study.addSchools({ id, schoolIds: ['fjord', 'fjell', 'havet'] })
      const wave = await research.wave.add({ id: randomUUID(), studyId: id, ...wavePeriod })
      await research.wave.open({ id: wave.id, schoolIds: ['fjord', 'fjell'] })
      return { studyId: id, waveId: wave.id }
    },
    /** Slips for 9A. */
    issue: (waveId: string) =>
      apiFor(services, alice).codeSheet.issue({ waveId, classId: '9a', pupils: 20, replace: false }),
    stratumOf: async (waveId: string, schoolId = 'fjord') =>
      (await research.wave.monitor({ id: waveId })).strata.find((each) => each.schoolId === schoolId)!,
    rows: async (table: string) => (await dump(services.database))[table]!,
    auditOf: async (action: string) =>
      (await dump(services.database))['audit']!.filter((row) => row.includes(action)),
    /** `count` pupils with the codes of a sheet, from slip to receipt. */
    async answer(codes: string[], count: number) {
      const pupil = apiFor(services)
      for (const code of codes.slice(0, count)) {
        const ready = await enter(pupil, code)
        await pupil.response.submit(submission(ready, someAnswers(instrument, 1)))
      }
    },
    /** Responses without pupils, where only their number counts; the first was given very fast. */
    async fill(roundId: string, count: number) {
      const answers = someAnswers(instrument)
      await services.database.write(
        ...Array.from({ length: count }, (_, turn) => ({
          sql: `INSERT INTO response (round_id, id, instrument_hash, locale, answers, flags)
                VALUES (?, randomblob(16), ?, 'nb', ?, ?)`,
          args: [
            roundId,
            hash,
            JSON.stringify(answers),
            JSON.stringify(qualityFlags(instrument, answers, turn ? 0 : 2)),
          ],
        })),
      )
    },
  })
}
