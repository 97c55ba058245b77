// A finished simulated trial in the database: schools drawn to two arms, waves answered and joined, lessons delivered,
// unblinded. So that a report can be looked at before anybody has waited a year. Everything says that it is simulated.
import { hashOf, codeVersion } from '#api/allocation-facts.ts'
import type { Services } from '#api/trpc.ts'
import { randomId, responseId } from '#crypto/random.ts'
import { makeRoundKey } from '#crypto/round-key.ts'
import { drawBy } from '#domain/allocation.ts'
import { qualityFlags } from '#domain/quality.ts'
import { simulateTrial, type TrialSize } from '#domain/simulated-trial.ts'
import { randomFrom } from '#domain/simulation.ts'
import { spares } from '#domain/participation.ts'
import { canonicalDesign } from '#domain/study-design.ts'
import { cohortOf, schoolYearOf } from '#domain/study.ts'
import { StudyDesign } from '#schemas/study-design.ts'
import type { InstrumentVersion } from '#store/instrument.ts'
import type { Write } from './open.ts'
import * as schema from './schema.ts'
import { demoFacts } from './seed-surveys.ts'

export type TrialPlan = TrialSize & {
  id: string
  title: string
  /** First and last day of each wave. */
  days: readonly { opensOn: string; closesOn: string }[]
  unblindedOn: string
  harmMonitorId: string | null
}

const grade = 9
const lessons = ['alle-gjor-det', 'nei-er-et-helt-svar']
const instrumentOf = (wave: number) => (wave === 1 ? 'ungdom-8-10' : 'ungdom-8-10-oppfolging')

/** Rows that one statement inserts. */
const rowsAtOnce = 500

/** The plan of the made-up trial; `last` is its last wave. */
const designOf = ({ pupils, effect }: TrialSize, last: number, hasMonitor: boolean): StudyDesign => {
  const outcome = (
    role: 'primary' | 'secondary' | 'exploratory' | 'harm',
    variable: string,
    nb: string,
    en: string,
    better: 'higher' | 'lower',
    from: number | null = null,
  ) => ({
    role,
    variable,
    label: { nb, en },
    measure: from === null ? ('mean' as const) : ('share' as const),
    from,
    better,
    wave: last,
    baselineWave: 1,
  })
  return StudyDesign.parse({
    template: 'trial',
    question: 'Gir to økter om rus andre svar om planer og bruk enn vanlig undervisning? (Simulert.)',
    arms: [
      { name: 'To økter', kind: 'programme', lessons, share: 1 },
      { name: 'Venteliste', kind: 'waiting-list', lessons: [], share: 1 },
    ],
    allocation: { method: 'blocks', blockSizes: [4] },
    outcomes: [
      outcome(
        'primary',
        's_intend',
        'Planer om å bruke rusmidler det neste året',
        'Intentions to use in the next year',
        'lower',
      ),
      outcome(
        'secondary',
        'drunk_12m',
        'Har vært full det siste året',
        'Has been drunk in the last year',
        'lower',
        1,
      ),
      outcome('secondary', 's_refuse', 'Trygg på å si nei', 'Sure of being able to say no', 'higher'),
      outcome(
        'exploratory',
        's_help_easy',
        'Synes det er lett å be om hjelp',
        'Finds it easy to ask for help',
        'higher',
      ),
      outcome('harm', 'drunk_life', 'Har vært full noen gang', 'Has ever been drunk', 'lower', 1),
    ],
    covariates: ['gender'],
    subgroups: ['gender'],
    alpha: 0.05,
    missing: 'weights',
    planning: {
      icc: 0.03,
      pupils,
      attrition: 0.2,
      baselineCorrelation: 0.5,
      power: 0.8,
      effect: { kind: 'continuous', difference: Math.max(0.1, effect) },
    },
    harm: { looks: hasMonitor ? [last] : [], alpha: 0.05 },
    notes: '',
  })
}

/** All that the trial consists of, to be written as one unit. */
export async function simulatedTrial(services: Services, plan: TrialPlan): Promise<Write[]> {
  const { read } = services.database
  const { id: studyId, days, seed, unblindedOn, harmMonitorId } = plan
  const random = randomFrom(seed)
  const versions = days.map((_, at) => services.instruments.get(instrumentOf(at + 1))!)
  const design = designOf(plan, days.length, harmMonitorId !== null)
  const document = canonicalDesign(design)
  const planHash = hashOf(document)
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
  const record = drawBy(
    design,
    drawn,
    { studyId, plan: { number: 1, hash: planHash } },
    {
      seed: seed.toString(16).padStart(8, '0').repeat(4),
      codeVersion,
      hash: hashOf,
    },
  )
  const armOf = new Map(record.allocation.map(({ id, arm }) => [id, arm]))
  const isProgramme = (school: number) => armOf.get(schools[school]!.id) === design.arms[0]!.name
  const trial = simulateTrial(
    plan,
    versions.map(({ instrument }) => instrument),
    isProgramme,
    grade,
  )
  const text = JSON.stringify(record)
  const waves = days.map((day, at) => ({
    id: `${studyId}-${at + 1}`,
    studyId,
    number: at + 1,
    instrumentId: instrumentOf(at + 1),
    grades: JSON.stringify([grade]),
    ...day,
  }))
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
      design: document,
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
      hash: hashOf(text),
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
      .values(deliveriesOf(services, classes, isProgramme, first!.closesOn, random)),
  ]
}

const inParts = <T>(rows: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(rows.length / rowsAtOnce) }, (_, part) =>
    rows.slice(part * rowsAtOnce, (part + 1) * rowsAtOnce),
  )

type School = { id: string }
type Class = { id: string; cohort: number; size: number }
type Wave = { id: string; number: number; opensOn: string; closesOn: string }

/** Closed rounds with a sheet, a turnout and the responses. One key serves them all: nobody can answer any more. */
async function roundsOf(
  trial: ReturnType<typeof simulateTrial>,
  waves: readonly Wave[],
  schools: readonly School[],
  classes: readonly Class[],
  versions: readonly InstrumentVersion[],
  random: () => number,
) {
  const { publicKey } = await makeRoundKey()
  const answered = Map.groupBy(trial.responses, ({ wave, school }) => `${wave} ${school}`)
  return waves.flatMap((wave) =>
    schools.map((school, at) => {
      const { instrument, hash } = versions[wave.number - 1]!
      const { id: classId, cohort, size } = classes[at]!
      const given = answered.get(`${wave.number} ${at}`) ?? []
      const roundId = randomId()
      const issued = size + spares(size)
      const missing = Math.max(0, size - given.length)
      const optedOut = Math.min(missing, Math.floor(random() * 2))
      return {
        round: {
          id: roundId,
          waveId: wave.id,
          schoolId: school.id,
          cohort,
          respondent: 'pupil' as const,
          instrumentHash: hash,
          status: 'closed' as const,
          openedOn: wave.opensOn,
          closedOn: wave.closesOn,
          codesGoneOn: wave.closesOn,
          publicKey,
          fingerprint: randomId(),
        },
        sheet: {
          id: randomId(),
          roundId,
          classId,
          issuedOn: wave.opensOn,
          issued,
          used: Math.min(issued, given.length),
        },
        turnout: {
          waveId: wave.id,
          classId,
          optedOut,
          absent: missing - optedOut,
        },
        responses: given.map(({ answers, panel }) => ({
          roundId,
          id: responseId(),
          instrumentHash: hash,
          locale: 'nb' as const,
          answers: JSON.stringify(answers),
          flags: JSON.stringify(qualityFlags(instrument, answers, 0)),
          panel,
        })),
      }
    }),
  )
}

/** Both lessons in most classes of the programme, the first one only in some, a few without steps that were planned. */
function deliveriesOf(
  services: Services,
  classes: readonly Class[],
  isProgramme: (school: number) => boolean,
  deliveredOn: string,
  random: () => number,
) {
  return classes.flatMap(({ id: classId }, at) =>
    lessons.flatMap((lessonId, nth) => {
      const lesson = services.lessons().get(lessonId)
      if (!lesson || !isProgramme(at) || (nth > 0 && random() < 0.15)) return []
      const steps = lesson.steps.map((step) => step.id).filter(() => random() < 0.92)
      return [
        {
          id: randomId(),
          classId,
          lessonId,
          lessonReviewed: lesson.reviewed,
          deliveredOn,
          stepsDone: JSON.stringify(steps),
          variants: '{}',
          minutes: 45,
          way: 'live' as const,
        },
      ]
    }),
  )
}
