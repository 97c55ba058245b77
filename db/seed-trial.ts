// A finished simulated trial in the database: schools drawn to two arms, waves answered and joined, lessons delivered,
// unblinded. So that a report can be looked at before anybody has waited a year. Everything says that it is simulated.
import { codeVersion } from '#api/allocation-facts.ts'
import { textHash } from '#crypto/code-mac.ts'
import type { Services } from '#api/trpc.ts'
import { responseId } from '#crypto/random.ts'
import { chosenBy, drawBy } from '#domain/allocation.ts'
import { simulateTrial, type TrialSize } from '#domain/simulated-trial.ts'
import { randomFrom } from '#domain/simulation.ts'
import { canonical } from '#domain/study-design.ts'
import { cohortOf, schoolYearOf } from '#domain/study.ts'
import type { Write } from './open.ts'
import * as schema from './schema.ts'
import { baselineOf, type TrialArms, trialDesign, trialLessons } from './seed-trial-design.ts'
import { deliveriesOf, roundsOf } from './seed-trial-rounds.ts'
import { demoFacts } from './seed-surveys.ts'

export type TrialPlan = TrialSize &
  TrialArms & {
    id: string
    title: string
    /** First and last day of each wave. */
    days: readonly { opensOn: string; closesOn: string }[]
    unblindedOn: string
    harmMonitorId: string | null
  }

const grade = 9
const instrumentOf = (wave: number) => (wave === 1 ? 'ungdom-8-10' : 'ungdom-8-10-oppfolging')

/** Rows that one statement inserts. */
const rowsAtOnce = 500

/** All that the trial consists of, to be written as one unit. */
export async function simulatedTrial(services: Services, plan: TrialPlan): Promise<Write[]> {
  const { read } = services.database
  const { id: studyId, days, seed, unblindedOn, harmMonitorId } = plan
  const random = randomFrom(seed)
  const versions = days.map((_, at) => services.instruments.get(instrumentOf(at + 1))!)
  const design = trialDesign(plan, days.length, harmMonitorId !== null)
  const waves = days.map((day, at) => ({
    id: `${studyId}-${at + 1}`,
    studyId,
    number: at + 1,
    instrumentId: instrumentOf(at + 1),
    grades: JSON.stringify([grade]),
    ...day,
  }))
  const document = canonical({
    design,
    mode: 'linked',
    waves: days.map((day, at) => ({
      number: at + 1,
      ...day,
      grades: [grade],
      instrument: versions[at]!.hash,
    })),
  })
  const planHash = textHash(document)
  const [first] = days
  const year = schoolYearOf(first!.opensOn)
  const schools = Array.from({ length: plan.schools }, (_, at) => ({
    id: `${studyId}-${String(at + 1).padStart(3, '0')}`,
    name: `Simulert skole ${at + 1}`,
    municipality: 'Simulert kommune',
    simulated: true,
  }))
  const classes = schools.map((school) => ({
    id: `${school.id}-9a`,
    schoolId: school.id,
    label: `${grade}A`,
    grade,
    schoolYear: year,
    cohort: cohortOf(grade, year),
    size: Math.round(plan.pupils * 1.12) + 1,
  }))
  const drawn = schools.map(({ id }, at) => ({ id, stratum: '', pupils: classes[at]!.size, classes: 1 }))
  const about = { studyId, plan: { number: 1, hash: planHash } }
  const chance = { seed: seed.toString(16).padStart(8, '0').repeat(4), codeVersion, hash: textHash }
  const choice = new Map(schools.map(({ id }, at) => [id, design.arms[at % design.arms.length]!.name]))
  const record = plan.isOwn
    ? chosenBy(design, drawn, choice, about, chance)
    : drawBy(design, drawn, about, chance)
  const armOf = new Map(record.allocation.map(({ id, arm }) => [id, arm]))
  const lessonsOf = (school: number) =>
    design.arms.find(({ name }) => name === armOf.get(schools[school]!.id))!.lessons
  const baseline = baselineOf(plan, days.length)
  const trial = simulateTrial(
    plan,
    versions.map(({ instrument }) => instrument),
    (school, wave) => (wave < baseline ? 0 : lessonsOf(school).length / trialLessons.length),
    grade,
  )
  const text = JSON.stringify(record)
  const panel = new Map<number, Buffer>()
  for (const { panel: person } of trial.responses) if (!panel.has(person)) panel.set(person, responseId())
  const rounds = await roundsOf(trial, waves, schools, classes, versions, random)

  return [
    read.insert(schema.school).values(schools),
    read.insert(schema.schoolClass).values(classes),
    read.insert(schema.study).values({
      id: studyId,
      title: plan.title,
      ...demoFacts,
      mode: 'linked',
      keyDestroyedOn: days.at(-1)!.closesOn,
      keyGoneOn: unblindedOn,
      design: canonical(design),
      unblindedOn,
      harmMonitorId,
    }),
    read.insert(schema.studySchool).values(schools.map(({ id: schoolId }) => ({ studyId, schoolId }))),
    read.insert(schema.planVersion).values({
      studyId,
      number: 1,
      document,
      hash: planHash,
      frozenOn: first!.opensOn,
      frozenBy: 'Simulert',
    }),
    read.insert(schema.allocation).values({
      studyId,
      number: 1,
      record: text,
      hash: textHash(text),
      drawnOn: first!.opensOn,
      drawnBy: 'Simulert',
    }),
    ...versions.map(({ hash, instrument }) =>
      read
        .insert(schema.instrumentVersion)
        .values({ hash, instrumentId: instrument.id, document: JSON.stringify(instrument) })
        .onConflictDoNothing(),
    ),
    read.insert(schema.wave).values(waves),
    read
      .insert(schema.waveSchool)
      .values(waves.flatMap(({ id: waveId }) => schools.map(({ id: schoolId }) => ({ waveId, schoolId })))),
    ...rounds.flatMap(({ round, sheet, turnout }) => [
      read.insert(schema.round).values(round),
      read.insert(schema.codeSheet).values(sheet),
      read.insert(schema.turnout).values(turnout),
    ]),
    ...inParts(rounds.flatMap(({ responses }) => responses)).map((part) =>
      read.insert(schema.response).values(part.map(({ panel: _, ...row }) => row)),
    ),
    ...inParts(rounds.flatMap(({ responses }) => responses)).map((part) =>
      read.insert(schema.panelMember).values(
        part.map(({ roundId, id, panel: person }) => ({
          roundId,
          responseId: id,
          panelId: panel.get(person)!,
        })),
      ),
    ),
    read
      .insert(schema.linkage)
      .values({ studyId, madeOn: days.at(-1)!.closesOn, report: JSON.stringify(trial.linkage) }),
    read
      .insert(schema.delivery)
      .values(deliveriesOf(services, classes, lessonsOf, days[baseline - 1]!.closesOn, random)),
  ]
}

const inParts = <T>(rows: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(rows.length / rowsAtOnce) }, (_, part) =>
    rows.slice(part * rowsAtOnce, (part + 1) * rowsAtOnce),
  )

/** The demo's own: begun in the autumn of last school year, over before the summer. */
export const demoTrial = (services: Services, year: number, harmMonitorId: string): Promise<Write[]> =>
  simulatedTrial(services, {
    id: 'demo-forsok',
    title: 'To økter om rus (demo)',
    schools: 24,
    pupils: 22,
    waves: 2,
    effect: 0.3,
    seed: 20261122,
    arms: 2,
    isOwn: false,
    days: [
      { opensOn: `${year - 1}-09-01`, closesOn: `${year - 1}-09-26` },
      { opensOn: `${year}-05-04`, closesOn: `${year}-05-29` },
    ],
    unblindedOn: `${year}-06-15`,
    harmMonitorId,
  })
