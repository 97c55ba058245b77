// A whole report of a made-up trial of schools, computed as the real ones are from pupils that chance made. Options make
// the cases a reader must be told of: few schools, no draw, names hidden, nobody joined, no arms at all.
import type { AnalysisTable } from '#domain/report/analysis-table.ts'
import { buildReport, type ReportInput } from '#domain/report/build-report.ts'
import type { Report } from '#domain/report/report.ts'
import { normal, randomFrom } from '#domain/simulation.ts'
import type { OutcomeDesign, StudyDesign } from '#schemas/study-design.ts'

export type FixtureOptions = {
  schools?: number
  pupils?: number
  /** Added to the pupils of the programme after the lessons, in shares. */
  effect?: number
  template?: Report['template']
  isDrawn?: boolean
  isBlinded?: boolean
  isJoined?: boolean
  /** Chance to be lost until the last wave, by arm. */
  lost?: [number, number]
}

const outcome = (
  role: OutcomeDesign['role'],
  variable: string,
  nb: string,
  en: string,
  rest: Partial<OutcomeDesign> = {},
): OutcomeDesign => ({
  ...{ role, variable, label: { nb, en }, measure: 'share', from: 1, better: 'lower', wave: 3 },
  ...{ baselineWave: 1, ...rest },
})

const outcomes = [
  outcome('primary', 'drunk', 'Har drukket alkohol siste 30 dager', 'Drank alcohol in the last 30 days'),
  outcome('secondary', 'refusal', 'Kan si nei når venner tilbyr', 'Can say no when friends offer', {
    ...{ measure: 'mean', from: null, better: 'higher' },
  }),
  outcome('secondary', 'norms', 'Tror at de fleste på trinnet drikker', 'Think most in their year drink'),
  outcome('exploratory', 'wellbeing', 'Trivsel på skolen', 'Well-being at school', {
    ...{ measure: 'mean', from: null, better: 'higher' },
  }),
  outcome('harm', 'cannabis', 'Har prøvd cannabis', 'Have tried cannabis'),
  outcome('harm', 'solvents', 'Har sniffet', 'Have sniffed solvents'),
]

const design: StudyDesign = {
  template: 'trial',
  question: 'Drikker færre elever alkohol det neste året på skoler som har øktene, enn på skoler som venter?',
  arms: [
    { name: 'Øktene nå', kind: 'programme', lessons: ['alle-gjor-det', 'si-nei'], share: 1 },
    { name: 'Venteliste', kind: 'waiting-list', lessons: [], share: 1 },
  ],
  allocation: { method: 'blocks', blockSizes: [2, 4] },
  outcomes,
  covariates: ['wellbeing'],
  subgroups: ['gender'],
  alpha: 0.05,
  missing: 'weights',
  planning: {
    ...{ icc: 0.02, pupils: 60, attrition: 0.2, baselineCorrelation: 0.5, power: 0.8 },
    effect: { kind: 'binary', control: 0.3, intervention: 0.22 },
  },
  harm: { looks: [2, 3], alpha: 0.1 },
  notes: '',
}

const waves = [1, 2, 3]
const columns = [
  ...['wave', 'school', 'arm', 'cohort', 'panel'],
  ...['drunk_from_1', 'refusal', 'norms_from_1', 'wellbeing', 'cannabis_from_1', 'solvents_from_1'],
]
const asked = columns.slice(5)

/** The same options give the same report. */
export function reportFixture(options: FixtureOptions = {}): Report {
  const { schools = 24, pupils = 34, effect = -0.13, template = 'trial', lost = [0.16, 0.18] } = options
  const { isDrawn = true, isBlinded = false, isJoined = true } = options
  const hasArms = template === 'trial'
  const names = isBlinded ? ['A', 'B'] : ['Øktene nå', 'Venteliste']
  const table = simulate(schools, pupils, effect, lost, hasArms ? names : null, isJoined)
  const inArms = hasArms ? names : [null]
  const shownWaves = template === 'mapping' ? [1] : waves
  const shown: StudyDesign =
    template === 'mapping'
      ? { ...design, template, outcomes: outcomes.map((each) => ({ ...each, wave: 1, baselineWave: null })) }
      : { ...design, template }
  const perArm = Math.round(schools / inArms.length)
  const input: ReportInput = {
    design: shown,
    table,
    arms: hasArms
      ? names.map((name, place) => ({
          ...{ name, isControl: isBlinded ? place === 0 : place === 1 },
          kind: isBlinded ? null : design.arms[place]!.kind,
        }))
      : [],
    isJoined,
    wavesOf: new Map(asked.map((column) => [column, shownWaves])),
    schools: Array.from({ length: schools }, (_, school) => ({
      ...{ arm: hasArms ? names[school % 2]! : null, pupils: pupils + (school % 7), classes: 2 },
    })),
    drawTest: isDrawn
      ? () => ({ name: 'permutation', p: 0.021, allocations: 2000, schools: schools - 1, drawn: schools })
      : null,
    about: {
      title: 'Øktene om alkohol på 9. trinn',
      question: shown.question,
      simulated: true,
      template,
      isDrawn: hasArms && isDrawn,
      isBlinded: hasArms && isBlinded,
      madeOn: '2028-06-20',
      plan: {
        hash: '5f1c0e77a9d24b86b1d3f0a2c4e69788aa01bc23de45f60718293a4b5c6d7e8f',
        frozenOn: '2026-12-01',
      },
      waves: waves.map((number) => ({
        ...{ number, opensOn: `202${6 + number}-01-10`, closesOn: `202${6 + number}-02-10` },
        isClosed: !isBlinded || number < 3,
      })),
      flow: inArms.map((arm, place) => ({
        ...{ arm, schools: perArm, left: place, joined: isJoined ? 330 + place * 4 : null },
        waves: shownWaves.map((wave) => ({
          ...{ wave, schools: perArm - (wave === 3 ? place : 0), pupils: 480 - 9 * wave, optedOut: 11 },
          ...{ absent: 20 + 4 * wave, declined: 6, unable: wave === 2 ? 0 : 5, answered: 425 - 12 * wave },
        })),
      })),
      small: { rounds: 1, responses: 7 },
      dose: isBlinded
        ? []
        : inArms.map((arm, place) => ({
            ...{ arm, schools: perArm, classes: perArm * 2, taught: place === 0 ? perArm * 2 - 1 : 1 },
            ...(place === 0 ? { lessons: 1.8, steps: 0.86 } : { lessons: null, steps: null }),
          })),
      linkage: null,
      harmWaiting: 0,
      harm: [
        { wave: 2, decision: 'continue', results: { wave: 2, outcomes: [harmOutcome(0.41, 2.1)] } },
        { wave: 3, decision: isBlinded ? null : 'continue', results: null },
      ],
      deviations: [
        {
          ...{ kind: 'amended', number: 2, on: '2027-03-02', seen: 'nothing' },
          reason: 'Spørsmålet om sniffing er lagt til som skadeutfall.',
        },
        ...(hasArms ? [{ kind: 'school-left' as const, arm: names[1]!, on: '2028-01-15' }] : []),
        ...(hasArms && !isBlinded ? [{ kind: 'taught-outside' as const, arm: names[1]!, classes: 1 }] : []),
      ],
    },
  }
  return buildReport(input)
}

const harmOutcome = (statistic: number, bound: number) => ({
  ...{
    variable: 'cannabis',
    column: 'cannabis_from_1',
    label: outcomes[4]!.label,
    measure: 'share' as const,
  },
  ...{ from: 1, better: 'lower' as const, role: 'harm' as const, onset: true, tripped: statistic >= bound },
  ...{ statistic, bound, information: 0.5, problem: null },
  sides: { A: { schools: 12, pupils: 370, value: 0.03 }, B: { schools: 12, pupils: 366, value: 0.027 } },
})

function simulate(
  schools: number,
  pupils: number,
  effect: number,
  lost: [number, number],
  names: string[] | null,
  isJoined: boolean,
): AnalysisTable {
  const random = randomFrom(7)
  const cells: Record<string, number | string | undefined>[] = []
  for (let school = 0; school < schools; school += 1) {
    const ofSchool = 0.25 * normal(random)
    for (let pupil = 0; pupil < pupils; pupil += 1) {
      const own = normal(random)
      const isLost = random() < lost[school % 2]!
      const gender = random() < 0.5 ? 1 : 2
      let before: Record<string, number> | undefined
      for (const wave of waves) {
        const treated = school % 2 === 0 && wave > 1 ? effect : 0
        const level = () => 0.7 * own + ofSchool + 0.7 * normal(random)
        const share = (base: number, change = 0) => (level() + 2.2 * change > border(base) ? 1 : 0)
        const now = {
          drunk_from_1: share(0.26 + 0.03 * wave, treated),
          refusal: 3.4 - treated * 2.2 + 0.4 * level(),
          norms_from_1: share(0.42, 1.8 * treated),
          wellbeing: 3.9 + 0.5 * level(),
          cannabis_from_1: share(0.05),
          solvents_from_1: random() < 0.003 ? 1 : 0,
        }
        before ??= now
        if (wave === 3 && isLost) continue
        const isSame = isJoined && wave > 1
        cells.push({
          ...{ wave, school: school + 1, arm: names?.[school % 2], cohort: 2019, ...now },
          panel: isJoined ? `${school}-${pupil}` : undefined,
          ...Object.fromEntries(
            asked.map((name) => [`${name}_before`, isSame ? Reflect.get(before!, name) : undefined]),
          ),
          wellbeing_before: isSame ? before['wellbeing'] : undefined,
          gender_before: isSame ? gender : undefined,
        })
      }
    }
  }
  for (const name of asked) {
    const first = Map.groupBy(
      cells.filter(({ wave }) => wave === 1),
      ({ school }) => school,
    )
    for (const cell of cells) {
      const values = first.get(cell['school'])!.map((each) => each[name] as number)
      cell[`${name}_school`] = values.reduce((sum, value) => sum + value, 0) / values.length
    }
  }
  const all = [
    ...columns.filter((column) => names || column !== 'arm'),
    ...asked.flatMap((name) => [`${name}_before`, `${name}_school`]),
    'gender_before',
  ]
  return {
    columns: all,
    rows: cells.map((cell) => all.map((column) => cell[column])),
    coded: ['gender_before'],
  }
}

/** Above which a number of spread about 1 is as often as `share`. */
const border = (share: number) => 1.02 * Math.log((1 - share) / share) * 0.62
