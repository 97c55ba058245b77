// The report of a simulated trial, the same every time: its table, its R script and its numbers.
import { buildReport } from '#domain/report/build-report.ts'
import { type AnalysisTable, analysisTable, tableLines } from '#domain/report/analysis-table.ts'
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

const size = { schools: 24, pupils: 20, waves: 2, effect: 0.4, seed: 20261122 }

/** @param isJoined false: the same answers as anonymous cross-sections */
export function simulatedReport(isJoined = true): {
  report: Report
  table: AnalysisTable
  csv: string
  r: string
} {
  const versions = [instruments.get('ungdom-8-10')!, instruments.get('ungdom-8-10-oppfolging')!]
  const { responses: simulated } = simulateTrial(
    size,
    versions.map(({ instrument }) => instrument),
    (school) => school % 2 === 0,
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
  const ids = Array.from({ length: size.schools }, (_, at) => String(at))
  const armOf = new Map(ids.map((id) => [id, Number(id) % 2 === 0 ? 'B' : 'A']))
  const table = analysisTable({
    design,
    responses,
    instruments: new Map(versions.map(({ hash, instrument }) => [hash, instrument])),
    armOf,
    schoolNumbers: new Map(ids.map((id) => [id, Number(id) + 1])),
    panelIdOf: (id) => id.padStart(6, '0'),
  })
  const report = buildReport({
    about: {
      title: 'Simulated trial',
      question: design.question,
      simulated: true,
      template: 'trial',
      isDrawn: true,
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
    design,
    table,
    arms: [
      { name: 'A', isControl: true, kind: null },
      { name: 'B', isControl: false, kind: null },
    ],
    isJoined,
    wavesOf: new Map(
      ['s_intend', 'drunk_12m_from_1', 's_refuse', 's_help_easy', 'drunk_life_from_1'].map((column) => [
        column,
        [1, 2],
      ]),
    ),
    schools: ids.map((id) => ({ arm: armOf.get(id)!, pupils: size.pupils, classes: 1 })),
    drawTest: null,
  })
  return { report, table, csv: tableLines(table).join(''), r: rScript(report, table.coded, 'analyse.csv') }
}
