// A whole server in memory (or in a folder), for tests.
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { fileURLToPath } from 'node:url'
import { createGuessLimit } from '#api/guess-limit.ts'
import { createNotifier } from '#api/notifier.ts'
import { createCaller } from '#api/router.ts'
import type { Services } from '#api/trpc.ts'
import { keysFrom } from '#crypto/key-file.ts'
import { openStudyKeys } from '#crypto/study-key.ts'
import { migrate } from '#db/migrate.ts'
import { openDatabase } from '#db/open.ts'
import { membership, school, schoolClass, study, studySchool, user, wave, waveSchool } from '#db/schema.ts'
import type { StaffUser } from '#domain/access.ts'
import { coursesIn } from '#http/courses.ts'
import { lessonsIn } from '#http/lessons.ts'
import { readLetters } from '#http/letters.ts'
import { questionnaireFiles } from '#http/questionnaire-file.ts'
import { programmesIn } from '#http/programmes.ts'
import { liveSession } from '#store/class-session.ts'
import { blocks, instruments } from './instruments.ts'

export const today = '2026-11-21'

const content = (folder: string) => fileURLToPath(new URL(`../../content/${folder}`, import.meta.url))

const firstInstrument = 'ungdom-8-10'

export const courses = coursesIn(content('courses'))
export const lessons = lessonsIn(content('lessons'))
export const letters = readLetters(content(''))

export const programmes = programmesIn(content('programmes'))

export const temporaryFolder = () => mkdtempSync(`${tmpdir()}/forspring-test-`)

/** Services on an empty, migrated database: in memory, or in `folder` as a file. */
export async function testServices(folder?: string): Promise<Services> {
  const database = await openDatabase(folder ? `file:${folder}/forspring.db` : ':memory:')
  await migrate(database)
  const now = () => new Date(`${today}T10:00:00Z`)
  return {
    database,
    keys: keysFrom(Buffer.alloc(32, 7)),
    studyKeys: openStudyKeys(`${folder ?? temporaryFolder()}/study-keys`),
    blocks,
    instruments,
    questionnaireFiles,
    letters,
    lessons,
    courses,
    programmes,
    guesses: createGuessLimit(now),
    joins: createGuessLimit(now, { perAddress: 300 }),
    live: createNotifier((id) => liveSession(database, id, now())),
    now,
  }
}

/** Two schools; at the first, teacher Alice with 9A, teacher Bob with 9B, and contact Carol. Dora researches. */
export async function aSchool(services: Services) {
  const { database } = services
  const read = database.read
  const person = (id: string, role: StaffUser['role']) => ({
    id,
    name: id,
    email: `${id}@example.test`,
    role,
    createdAt: services.now(),
    updatedAt: services.now(),
  })
  await database.write(
    read.insert(school).values([
      { id: 'fjord', name: 'Fjord skole', municipality: 'Fjord' },
      { id: 'fjell', name: 'Fjell skole', municipality: 'Fjell' },
    ]),
    read
      .insert(user)
      .values([
        person('alice', 'teacher'),
        person('bob', 'teacher'),
        person('carol', 'contact'),
        person('dora', 'researcher'),
        person('erik', 'teacher'),
        person('frida', 'administrator'),
        person('gro', 'owner'),
      ]),
    read.insert(membership).values([
      { userId: 'alice', schoolId: 'fjord' },
      { userId: 'bob', schoolId: 'fjord' },
      { userId: 'carol', schoolId: 'fjord' },
      { userId: 'erik', schoolId: 'fjell' },
      { userId: 'gro', schoolId: 'fjord' },
    ]),
    read.insert(schoolClass).values([
      { id: '9a', schoolId: 'fjord', label: '9A', grade: 9, cohort: 2018, size: 30, teacherId: 'alice' },
      { id: '9b', schoolId: 'fjord', label: '9B', grade: 9, cohort: 2018, size: 28, teacherId: 'bob' },
      { id: '9x', schoolId: 'fjell', label: '9X', grade: 9, cohort: 2018, size: 20, teacherId: 'erik' },
    ]),
    read.insert(study).values({ id: 'study', title: 'Ungdom og rus' }),
    read.insert(studySchool).values([
      { studyId: 'study', schoolId: 'fjord' },
      { studyId: 'study', schoolId: 'fjell' },
    ]),
    read.insert(wave).values({
      id: 'wave',
      studyId: 'study',
      number: 1,
      instrumentId: firstInstrument,
      opensOn: '2026-11-01',
      closesOn: '2026-12-01',
    }),
    read.insert(waveSchool).values([
      { waveId: 'wave', schoolId: 'fjord' },
      { waveId: 'wave', schoolId: 'fjell' },
    ]),
  )
  return { waveId: 'wave', classId: '9a', instrument: instruments.get(firstInstrument)! }
}

export const staff = (id: string, role: StaffUser['role'], schoolIds: string[] = []): StaffUser => ({
  id,
  name: id,
  email: `${id}@example.test`,
  role,
  schoolIds,
})
export const alice = staff('alice', 'teacher', ['fjord'])
export const bob = staff('bob', 'teacher', ['fjord'])
export const carol = staff('carol', 'contact', ['fjord'])
export const dora = staff('dora', 'researcher')
export const erik = staff('erik', 'teacher', ['fjell'])
export const frida = staff('frida', 'administrator')
export const gro = staff('gro', 'owner', ['fjord'])

/** The API as this user sees it, without HTTP. */
export const apiFor = (services: Services, user?: StaffUser, address = '192.0.2.1') =>
  createCaller({ ...services, user, address, hasCookie: false })
