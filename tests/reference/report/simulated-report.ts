// The reports of two simulated trials, the same every time: their tables, R scripts and numbers. One was drawn and its
// pupils were followed; in the other, schools chose for themselves and answers are anonymous.
import { randomise } from '#domain/randomisation.ts'
import { buildReport } from '#domain/report/build-report.ts'
import { type AnalysisTable, analysisTable, columnOf, tableLines } from '#domain/report/analysis-table.ts'
import { drawTestOf } from '#domain/report/draw-test.ts'
import { rScript } from '#domain/report/r-script.ts'
import type { Report } from '#domain/report/report.ts'
import { simulateTrial } from '#domain/simulated-trial.ts'
import type { StudyResponse } from '#domain/study-response.ts'
import type { OutcomeDesign, StudyDesign } from '#schemas/study-design.ts'
import { instruments } from '../../support/instruments.ts'

const outcome = (
  role: OutcomeDesign['role'],
  variable: string,
  from: number | null,
  better: OutcomeDesign['better'],
): OutcomeDesign => ({
  role,
  variable,
  label: { nb: variable, en: variable },
  measure: from === null ? 'mean' : 'share',
  from,
  better,
  wave: 2,
  baselineWave: 1,
})

const design: StudyDesign = {
  template: 'trial',
  question: 'A simulated trial for comparison with R.',
  arms: [
    { name: 'B', kind: 'programme', lessons: [], share: 1 },
    { name: 'A', kind: 'waiting-list', lessons: [], share: 1 },
  ],
  allocation: { method: 'blocks', blockSizes: [2] },
  outcomes: [
    outcome('primary', 's_intend', null, 'lower'),
    outcome('secondary', 'drunk_12m', 1, 'lower'),
    outcome('secondary', 's_refuse', null, 'higher'),
    outcome('exploratory', 's_help_easy', null, 'higher'),
    outcome('harm', 'drunk_life', 1, 'lower'),
  ],
  covariates: ['gender'],
  subgroups: ['gender'],
  alpha: 0.05,
  missing: 'weights',
  planning: {
    icc: 0.03,
    pupils: 20,
    attrition: 0.2,
    baselineCorrelation: 0.5,
    power: 0.8,
    effect: { kind: 'continuous', difference: 0.3 },
  },
  harm: { looks: [], alpha: 0.05 },
  notes: '',
}

/** Nobody drew, nobody is followed, and the lessons came before the wave that the plan calls the last before them. */
const ownDesign: StudyDesign = {
  ...design,
  question: 'A simulated trial of schools that chose for themselves.',
  allocation: { method: 'own' },
  outcomes: [
    { ...outcome('primary', 's_intend', null, 'lower'), wave: 3, baselineWave: 2 },
    { ...outcome('secondary', 'drunk_12m', 1, 'lower'), wave: 3, baselineWave: 2 },
  ],
  ...{ covariates: [], subgroups: [] },
}

const drawn = { schools: 24, pupils: 20, waves: 2, effect: 0.4, seed: 20261122 }
const chosen = { schools: 12, pupils: 14, waves: 3, effect: 0.4, seed: 20261123 }

const idsOf = ({ schools }: typeof drawn): string[] => Array.from({ length: schools }, (_, at) => String(at))
const numbersOf = (ids: readonly string[]) => new Map(ids.map((id) => [id, Number(id) + 1]))
const units = idsOf(drawn).map((id) => ({ id, stratum: '.', covariates: {} }))
const blocks = { scheme: 'blocks' as const, arms: design.arms, blockSizes: [2] }
const draw = {
  ...{ studyId: 'simulated', plan: { number: 1, hash: '' }, design: blocks, units },
  ...randomise(units, blocks, { seed: '20261122', codeVersion: 'test', hash: (text) => text }),
}

type Simulated = { report: Report; table: AnalysisTable; csv: string; r: string }

/** @param isJoined false: the same answers as anonymous cross-sections */
export function simulatedReport(isJoined = true): Simulated {
  const armOf = new Map(draw.allocation.map(({ id, arm }) => [id, arm]))
  return reportOf(design, drawn, armOf, isJoined, 'analyse.csv')
}

/** Schools that chose for themselves, in three waves without link codes. */
export const ownChoiceReport = (): Simulated =>
  reportOf(
    ownDesign,
    chosen,
    new Map(idsOf(chosen).map((id) => [id, Number(id) % 2 === 0 ? 'B' : 'A'])),
    false,
    'own.csv',
  )

function reportOf(
  plan: StudyDesign,
  size: typeof drawn,
  armOf: Map<string, string>,
  isJoined: boolean,
  file: string,
): Simulated {
  const [first, later] = [instruments.get('ungdom-8-10')!, instruments.get('ungdom-8-10-oppfolging')!]
  const versions = Array.from({ length: size.waves }, (_, wave) => (wave === 0 ? first : later))
  const { responses: simulated } = simulateTrial(
    size,
    versions.map(({ instrument }) => instrument),
    (school, wave) => (wave > 0 && armOf.get(String(school)) === 'B' ? 1 : 0),
    9,
  )
  const responses = simulated.map(({ wave, school, answers, panel }): StudyResponse => ({
    wave,
    roundId: `${wave} ${school}`,
    schoolId: String(school),
    cohort: 2018,
    instrumentHash: versions[wave - 1]!.hash,
    ...(isJoined && { panelId: String(panel) }),
    answers,
  }))
  const ids = idsOf(size)
  const table = analysisTable({
    design: plan,
    responses,
    instruments: new Map(versions.map(({ hash, instrument }) => [hash, instrument])),
    armOf,
    schoolNumbers: numbersOf(ids),
    panelIdOf: (id) => id.padStart(6, '0'),
  })
  const isDrawn = plan.allocation.method !== 'own'
  const waves = versions.map((_, wave) => wave + 1)
  const report = buildReport({
    about: {
      title: 'Simulated trial',
      question: plan.question,
      simulated: true,
      template: 'trial',
      isDrawn,
      isBlinded: true,
      madeOn: '2026-11-22',
      plan: null,
      waves: [],
      flow: [],
      small: { rounds: 0, responses: 0 },
      dose: [],
      linkage: null,
      harm: [],
      harmWaiting: 0,
      deviations: [],
    },
    design: plan,
    table,
    arms: [
      { name: 'A', isControl: true, kind: null },
      { name: 'B', isControl: false, kind: null },
    ],
    isJoined,
    wavesOf: new Map(plan.outcomes.map((each) => [columnOf(each), waves])),
    schools: ids.map((id) => ({ arm: armOf.get(id)!, pupils: size.pupils, classes: 1 })),
    drawTest: isDrawn ? drawTestOf(draw, numbersOf(ids)) : null,
  })
  return { report, table, csv: tableLines(table).join(''), r: rScript(report, table.coded, file) }
}
