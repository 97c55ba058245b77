// The demo: six made-up schools, a study with two waves and simulated responses. Refuses a database that is in use.
// Schools and all that hangs on them are written as one unit and last: a first start that was killed begins anew.
import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { inArray } from 'drizzle-orm'
import { randomId, randomPassword, responseId } from '#crypto/random.ts'
import { makeRoundKey } from '#crypto/round-key.ts'
import type { Services } from '#api/trpc.ts'
import { qualityFlags } from '#domain/quality.ts'
import { normal, randomFrom, simulateAnswers } from '#domain/simulation.ts'
import { spares } from '#domain/participation.ts'
import { cohortOf, schoolYearOf } from '#domain/study.ts'
import type { StaffSession } from '#http/staff-session.ts'
import { keepVersion } from '#store/instrument.ts'
import { rewriteFile } from '#store/round.ts'
import type { Role } from '#domain/access.ts'
import type { Write } from './open.ts'
import { demoClassroom, programmeOf } from './seed-classroom.ts'
import { demoTrial } from './seed-trial.ts'
import { demoFacts, demoSurveys } from './seed-surveys.ts'
import * as schema from './schema.ts'

export type DemoAccount = { role: Role; email: string; password: string }

const demoStudy = 'demo'
const instrumentId = 'ungdom-8-10'

const schools = [
  ['fjordvik', 'Fjordvik ungdomsskole', 'Fjordvik'],
  ['solbakken', 'Solbakken skole', 'Fjordvik'],
  ['nordnes', 'Nordnes ungdomsskule', 'Nordnes'],
  ['lia', 'Lia skole', 'Granli'],
  ['elvebredden', 'Elvebredden ungdomsskole', 'Granli'],
  ['straumen', 'Straumen skule', 'Straumen'],
] as const

const people: { role: Role; name: string; email: string; schoolIds: string[] }[] = [
  { role: 'teacher', name: 'Ingrid Demo', email: 'laerer@demo.example', schoolIds: ['fjordvik'] },
  { role: 'contact', name: 'Karim Demo', email: 'kontakt@demo.example', schoolIds: ['fjordvik'] },
  { role: 'owner', name: 'Aslaug Demo', email: 'eier@demo.example', schoolIds: ['fjordvik', 'solbakken'] },
  { role: 'researcher', name: 'Solveig Demo', email: 'forsker@demo.example', schoolIds: [] },
  // Independent of the demo's studies: sees signs of harm before the researcher does.
  { role: 'researcher', name: 'Nadia Demo', email: 'sikkerhet@demo.example', schoolIds: [] },
  { role: 'administrator', name: 'Per Demo', email: 'admin@demo.example', schoolIds: [] },
]

const shortestPassword = 12

const accountsFile = (dataDir: string) => `${dataDir}/demo-accounts.json`

/** The demo log-ins made at the first start, for showing them again. */
export const readDemoAccounts = (dataDir: string): DemoAccount[] | undefined =>
  existsSync(accountsFile(dataDir))
    ? (JSON.parse(readFileSync(accountsFile(dataDir), 'utf8')) as DemoAccount[])
    : undefined

/**
 * Fills an empty database with the demo.
 * @returns the log-ins, with passwords made now; `undefined` when the database is not empty, which stays untouched.
 * @throws Error when DEMO_PASSWORD is too short.
 */
export async function seedDemo(
  services: Services,
  staff: StaffSession,
  dataDir: string,
): Promise<DemoAccount[] | undefined> {
  const { database } = services
  if ((await database.read.select().from(schema.school).limit(1)).length > 0) return undefined
  const version = services.instruments.get(instrumentId)
  if (!version) throw new Error(`The demo needs content/instruments/${instrumentId}.yaml.`)
  const chosen = process.env['DEMO_PASSWORD'] || undefined
  if (chosen !== undefined && chosen.length < shortestPassword)
    throw new Error(`DEMO_PASSWORD is too short: choose at least ${shortestPassword} characters.`)
  await keepVersion(database, version)

  const accounts = people.map(({ role, email }) => ({ role, email, password: chosen ?? randomPassword() }))
  writeAccounts(dataDir, accounts)
  // Those of a first start that was killed, whose passwords may never have been shown.
  const emails = people.map(({ email }) => email)
  await database.write(database.read.delete(schema.user).where(inArray(schema.user.email, emails)))
  const ids: Record<string, string> = {}
  for (const [index, { role, name, email }] of people.entries())
    ids[email] = await staff.createAccount({ role, name, email, password: accounts[index]!.password })

  const today = services.now().toISOString().slice(0, 10)
  const year = schoolYearOf(today)
  const classes = schools.flatMap(([schoolId], place) =>
    [8, 9, 10].flatMap((grade) =>
      (place % 2 ? ['A', 'B'] : ['A', 'B', 'C']).map((letter, index) => ({
        id: `${schoolId}-${grade}${letter}`.toLowerCase(),
        schoolId,
        label: `${grade}${letter}`,
        grade,
        schoolYear: year,
        cohort: cohortOf(grade, year),
        size: 22 + ((place * 5 + grade * 3 + index * 4) % 8),
        // The demo teacher has two classes of her own, so that "own classes only" can be seen.
        teacherId:
          schoolId === 'fjordvik' && letter === 'A' && grade > 8 ? ids['laerer@demo.example']! : null,
        programmeId: programmeOf(place + index),
      })),
    ),
  )
  const waves = [
    { id: 'demo-1', number: 1, opensOn: `${year - 1}-10-01`, closesOn: `${year - 1}-11-30` },
    { id: 'demo-2', number: 2, opensOn: shiftDay(today, -45), closesOn: shiftDay(today, 90) },
  ]
  const { read } = database
  const demo: Write[] = [
    read
      .insert(schema.school)
      .values(schools.map(([id, name, municipality]) => ({ id, name, municipality, simulated: true }))),
    read
      .insert(schema.membership)
      .values(
        people.flatMap(({ email, schoolIds }) =>
          schoolIds.map((schoolId) => ({ userId: ids[email]!, schoolId })),
        ),
      ),
    read.insert(schema.schoolClass).values(classes),
    read.insert(schema.study).values({ id: demoStudy, title: 'Ungdom og rus (demo)', ...demoFacts }),
    read.insert(schema.studySchool).values(schools.map(([schoolId]) => ({ studyId: demoStudy, schoolId }))),
    read.insert(schema.wave).values(waves.map((wave) => ({ ...wave, studyId: demoStudy, instrumentId }))),
    read
      .insert(schema.waveSchool)
      .values(waves.flatMap(({ id: waveId }) => schools.map(([schoolId]) => ({ waveId, schoolId })))),
  ]

  const random = randomFrom(20261121)
  const rounds = await Promise.all(
    schools.flatMap(([schoolId]) => {
      const level = 0.3 * normal(random)
      return waves.flatMap((wave) =>
        [8, 9, 10].map((grade) => {
          const gradeThen = wave.number === 1 ? grade - 1 : grade
          // Seventh-graders do not get this instrument; the teacher's own classes are left for the visitor to open.
          const skip = gradeThen < 8 || (wave.number === 2 && schoolId === 'fjordvik' && grade > 8)
          const seed = Math.floor(random() * 2 ** 31)
          return skip ? Promise.resolve([]) : aRound({ wave, schoolId, grade, gradeThen, level, seed })
        }),
      )
    }),
  )
  const classroom = demoClassroom(read, classes, services.lessons(), today, randomId)
  const surveys = demoSurveys(
    read,
    schools.map(([id]) => id),
    shiftDay(today, -14),
    shiftDay(today, 90),
    `${year + 3}-06-30`,
  )
  const trial = await demoTrial(services, year, ids['sikkerhet@demo.example']!)
  await database.write(...demo, ...surveys, ...trial, ...classroom, ...rounds.flat())
  await rewriteFile(database)
  return accounts

  /** A closed round of one stratum: counts on the side of the codes, simulated responses on the side of the answers. */
  async function aRound(stratum: {
    wave: (typeof waves)[number]
    schoolId: string
    grade: number
    gradeThen: number
    level: number
    seed: number
  }): Promise<Write[]> {
    const { wave, schoolId, grade, gradeThen, level, seed } = stratum
    const draw = randomFrom(seed)
    const key = await makeRoundKey()
    const roundId = randomId()
    const closedOn = wave.number === 1 ? wave.closesOn : shiftDay(today, -10)
    const taking = classes.filter((each) => each.schoolId === schoolId && each.grade === grade)
    const sheets = taking.map((each) => ({
      each,
      id: randomId(),
      used: Math.round(each.size * (0.82 + 0.15 * draw())),
    }))
    const responses = sheets.flatMap(({ used }) => Array.from({ length: used }, () => simulateResponse()))
    function simulateResponse() {
      const risk = level + 0.95 * normal(draw)
      const pupil = { grade: gradeThen, risk, mood: -0.3 * risk + 0.95 * normal(draw) }
      const answers = simulateAnswers(version!.instrument, pupil, draw)
      const pace = draw()
      return {
        roundId,
        id: responseId(),
        instrumentHash: version!.hash,
        locale: draw() < 0.2 ? ('nn' as const) : ('nb' as const),
        answers: JSON.stringify(answers),
        flags: JSON.stringify(
          qualityFlags(version!.instrument, answers, pace < 0.01 ? 2 : pace < 0.05 ? 1 : 0),
        ),
      }
    }
    return [
      read.insert(schema.round).values({
        id: roundId,
        waveId: wave.id,
        schoolId,
        cohort: taking[0]!.cohort,
        respondent: 'pupil',
        instrumentHash: version!.hash,
        status: 'closed',
        openedOn: wave.opensOn,
        closedOn,
        publicKey: key.publicKey,
        fingerprint: key.fingerprint,
      }),
      read.insert(schema.codeSheet).values(
        sheets.map(({ each, id }) => ({
          id,
          roundId,
          classId: each.id,
          issuedOn: wave.opensOn,
          issued: each.size + spares(each.size),
        })),
      ),
      read.insert(schema.participationCode).values(
        sheets.flatMap(({ each, id, used }) =>
          Array.from({ length: each.size + spares(each.size) }, (_, index) => ({
            mac: randomBytes(32),
            sheetId: id,
            spentBy: index < used ? randomBytes(32) : null,
          })),
        ),
      ),
      read.insert(schema.response).values(responses),
    ]
  }
}

/** Under another name until it is whole. */
function writeAccounts(dataDir: string, accounts: DemoAccount[]) {
  const file = accountsFile(dataDir)
  writeFileSync(`${file}.part`, JSON.stringify(accounts, null, 2), { mode: 0o600 })
  renameSync(`${file}.part`, file)
}

/** The day `days` after `day`. */
function shiftDay(day: string, days: number): string {
  const date = new Date(`${day}T12:00:00Z`)
  date.setUTCDate(date.getUTCDate() + days)
  return date.toISOString().slice(0, 10)
}
