// A trial with eight schools, drawn, with its baseline and a first follow-up closed, and a harm monitor: what the journey
// of harm begins with. Fjord is one of the schools; its programme is two lessons.
import type { Services } from '#api/trpc.ts'
import {
  allocation,
  planVersion,
  response,
  round,
  school,
  study,
  studySchool,
  user,
  wave,
} from '#db/schema.ts'
import type { StudyDesign } from '#schemas/study-design.ts'
import { keepVersion } from '#store/instrument.ts'
import { instruments } from './instruments.ts'
import { aSchool, staff, testServices } from './services.ts'

export const hanna = staff('hanna', 'researcher')
export const programme = ['alle-gjor-det', 'ta-vare-pa-en-venn']

const outcome = (role: 'primary' | 'harm', variable: string): StudyDesign['outcomes'][number] => ({
  role,
  variable,
  label: { nb: 'Har drukket alkohol', en: 'Has drunk alcohol' },
  measure: 'share',
  from: 1,
  better: 'lower',
  wave: 3,
  baselineWave: 1,
})

const design: StudyDesign = {
  template: 'trial',
  question: '',
  arms: [
    { name: 'Opplegg', kind: 'programme', lessons: programme, share: 1 },
    { name: 'Venteliste', kind: 'waiting-list', lessons: [], share: 1 },
  ],
  allocation: { method: 'blocks', blockSizes: [2] },
  outcomes: [outcome('primary', 'alc_life'), outcome('harm', 'alc_12m')],
  covariates: [],
  subgroups: [],
  alpha: 0.05,
  missing: 'complete-cases',
  planning: {
    icc: 0.02,
    pupils: 30,
    attrition: 0.1,
    baselineCorrelation: 0.5,
    power: 0.8,
    effect: { kind: 'binary', control: 0.2, intervention: 0.15 },
  },
  harm: { looks: [2, 3], alpha: 0.05 },
  notes: '',
}

const days = [
  { opensOn: '2026-09-01', closesOn: '2026-09-15' },
  { opensOn: '2026-11-01', closesOn: '2026-11-15' },
  { opensOn: '2027-03-01', closesOn: '2027-03-15' },
]

/** `world.day` is today. */
export async function aHarmStudy() {
  const world = { day: '2026-11-21' }
  const services: Services = { ...(await testServices()), now: () => new Date(`${world.day}T10:00:00Z`) }
  await aSchool(services)
  await addHarmStudy(services.database)
  return Object.assign(world, { services })
}

/** In wave 2 more pupils of the programme schools have drunk. The schools `fjord` and `fjell` are there. */
export async function addHarmStudy(database: Services['database']): Promise<void> {
  const { read } = database
  const version = instruments.get('ungdom-8-10')!
  await keepVersion(database, version)
  const schools = ['fjord', 'fjell', 's2', 's3', 's4', 's5', 's6', 's7']
  const record = JSON.stringify({
    allocation: schools.map((id, k) => ({ id, arm: k % 2 === 0 ? 'Opplegg' : 'Venteliste' })),
  })
  await database.write(
    read.insert(school).values(schools.slice(2).map((id) => ({ id, name: id, municipality: 'Sør' }))),
    read.insert(user).values({
      ...{ id: 'hanna', name: 'Hanna', email: 'hanna@example.test', role: 'researcher' as const },
      ...{ createdAt: new Date(0), updatedAt: new Date(0) },
    }),
    read.insert(study).values({ id: 'trial', title: 'Trivsel', contact: 'Dora', harmMonitorId: 'hanna' }),
    read.insert(studySchool).values(schools.map((schoolId) => ({ studyId: 'trial', schoolId }))),
    read.insert(planVersion).values({
      ...{
        studyId: 'trial',
        number: 1,
        document: JSON.stringify({ design, mode: 'anonymous', waves: [] }),
        hash: 'a'.repeat(64),
      },
      ...{ frozenOn: '2026-08-20', frozenBy: 'Dora' },
    }),
    read.insert(allocation).values({
      ...{ studyId: 'trial', number: 1, record, hash: 'b'.repeat(64) },
      ...{ drawnOn: '2026-08-21', drawnBy: 'Dora' },
    }),
    ...days.flatMap((period, k) => {
      const id = `t${k + 1}`
      const closed = k < 2
      return [
        read.insert(wave).values({
          ...{ id, studyId: 'trial', number: k + 1, instrumentId: 'ungdom-8-10', ...period },
        }),
        ...(closed
          ? schools.flatMap((schoolId, at) => [
              read.insert(round).values({
                ...{
                  id: `${id}-${schoolId}`,
                  waveId: id,
                  schoolId,
                  cohort: 2018,
                  respondent: 'pupil' as const,
                },
                ...{ instrumentHash: version.hash, status: 'closed' as const, openedOn: period.opensOn },
                ...{ closedOn: period.closesOn, publicKey: '', fingerprint: `${id} ${schoolId}` },
              }),
              read.insert(response).values(
                Array.from({ length: 25 }, (_, pupil) => ({
                  roundId: `${id}-${schoolId}`,
                  id: Buffer.from(`${id} ${schoolId} ${pupil}`),
                  instrumentHash: version.hash,
                  locale: 'nb' as const,
                  answers: JSON.stringify({
                    alc_12m: pupil < 5 + (at % (3 + k)) + (k === 1 && at % 2 === 0 ? 10 : 0) ? 2 : 0,
                  }),
                  flags: '{}',
                })),
              ),
            ])
          : []),
      ]
    }),
  )
}
