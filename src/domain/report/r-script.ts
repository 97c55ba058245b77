// The R script that goes with analysis.csv: computes the report's numbers anew with R's own packages, holds them against
// the product's, and says how far they are apart. For whoever does not want to take our word.
import type { GroupFigure } from './groups.ts'
import { armName, type Check, type OutcomeResult, type Report } from './report.ts'
import { rFunctions } from './r-functions.ts'
import { attritionLines, baselineLines, eventTimeLines, interactionLines } from './r-groups.ts'
import { comment, effectLine, list, numbers, text, three } from './r-text.ts'
import type { ArmComparison, ChangeComparison } from './comparison.ts'

/** The file has new numbers of schools, so that nobody can hold it against the record of the draw. */
const permutationComment = [
  '# The permutation test is not repeated here. `forspring randomise` prints the draw again from the list of schools and',
  '# the seed in the study’s record, and with other seeds other draws of the same design. Under each of them take the',
  '# difference between the arms of the schools’ mean residuals (those of the model without inArm).',
]

/** @param coded columns of the table that are categories. @param file name of the table as it was downloaded */
export function rScript(report: Report, coded: readonly string[], file: string): string {
  return [
    `# ${comment(report.title)}`,
    ...(report.simulated ? ['# SIMULATED DATA: no pupil has given these answers.'] : []),
    `# Made ${report.madeOn}. Repeats the numbers of the report from ${file} and compares them with those of the product.`,
    ...(report.isBlinded ? ['# The arms are A and B: the study has not been unblinded.'] : []),
    `# Analysis plan: ${report.plan ? `frozen ${report.plan.frozenOn}, SHA-256 ${report.plan.hash}` : 'none'}`,
    '# Needs lme4, lmerTest and clubSandwich.',
    ...permutationComment,
    rFunctions(file),
    ...coded.map((column) => `d$${column} <- factor(d$${column})`),
    ...report.results.flatMap((result) => [
      '',
      `# ---- ${result.column}, wave ${result.outcome.wave}`,
      ...resultLines(report, result),
    ]),
    ...report.trajectories.flatMap(({ column, arm, wave, figure }) =>
      figureLines(
        `${column} wave ${wave} ${armName(arm)}`,
        column,
        measureOf(report, column),
        wave,
        arm,
        figure,
      ),
    ),
    ...report.subgroups.flatMap(({ column, value, each }) =>
      each.flatMap((comparison) =>
        armLines(
          report.results[0]!,
          comparison,
          `${column} = ${value}: `,
          `d$${column}_before %in% ${value}`,
        ),
      ),
    ),
    ...baselineLines(report),
    ...attritionLines(report),
    ...eventTimeLines(report),
    ...interactionLines(report),
    ...correctedLines(report),
    '',
    'finish()',
    '',
  ].join('\n')
}

const measureOf = ({ results }: Report, column: string) =>
  results.find((result) => result.column === column)?.outcome.measure ?? 'mean'

function resultLines(report: Report, result: OutcomeResult): string[] {
  const { outcome, column, groups, main, icc } = result
  const shown: [number, string | null][] =
    report.arms.length > 0
      ? report.arms.map(({ name }) => [outcome.wave, name])
      : [...(outcome.baselineWave === null ? [] : [outcome.baselineWave]), outcome.wave].map((wave) => [
          wave,
          null,
        ])
  const iccs = (
    [
      ['baseline', outcome.baselineWave, icc.baseline, false],
      ['follow-up', outcome.wave, icc.followUp, report.arms.length > 0],
    ] as const
  ).flatMap(([name, wave, figure, isByArm]) =>
    figure
      ? [
          `check_icc(${text(`${column} ICC ${name}`)}, rows(${wave}, NULL), ${text(column)}, ${isByArm ? 'TRUE' : 'FALSE'}, ${three(figure)})`,
        ]
      : [],
  )
  return [
    ...groups.flatMap((figure, place) => {
      const [wave, arm] = shown[place]!
      return figureLines(`${column} wave ${wave} ${armName(arm)}`, column, outcome.measure, wave, arm, figure)
    }),
    ...iccs,
    ...(main.kind === 'arms'
      ? main.each.flatMap((comparison) => armLines(result, comparison, ''))
      : main.each.flatMap((comparison) => changeLines(result, comparison))),
    ...result.checks.flatMap((check) => checkLines(result, check)),
  ]
}

function figureLines(
  name: string,
  column: string,
  measure: 'mean' | 'share',
  wave: number,
  arm: string | null,
  { n, estimate, low, high }: GroupFigure,
): string[] {
  const rows = `rows(${wave}, ${arm === null ? 'NULL' : text(arm)})`
  const size = `check(${text(`${name} n`)}, sum(!is.na(${rows}$${column})), ${n})`
  return estimate === null || low === null || high === null
    ? [size]
    : [size, `check_${measure}(${text(name)}, ${rows}, ${text(column)}, ${three({ estimate, low, high })})`]
}

/** An arm against control: the mixed model or school means, whichever the product used. */
function armLines(
  { outcome, column }: OutcomeResult,
  each: ArmComparison,
  prefix: string,
  where?: string,
): string[] {
  const { arm, control, adjustedFor, analysis } = each
  const name = `${prefix}${column} ${arm} - ${control}`
  if (analysis.kind !== 'result') return [`# ${comment(name)}: ${analysis.code}`]
  const { effect, method, icc, standardised } = analysis
  const data = `pair(${outcome.wave}, ${text(arm)}, ${text(control)}${where ? `, ${where}` : ''})`
  const fit = `${method === 'mixed-model' ? 'mixed' : 'school_means'}(${data}, ${text(column)}, ${list(adjustedFor)})`
  return [
    effectLine(name, fit, effect),
    ...(icc && standardised !== undefined
      ? [
          `check_icc_model(${text(`${name} ICC`)}, ${data}, ${text(column)}, ${list(adjustedFor)}, ${three(icc)})`,
        ]
      : []),
  ]
}

function changeLines({ outcome, column }: OutcomeResult, each: ChangeComparison): string[] {
  const name = `${column} change${each.arm === null ? '' : ` ${each.arm} - ${each.control}`}`
  if (each.kind !== 'result') return [`# ${comment(name)}: ${each.code}`]
  const arms = each.arm === null ? 'NULL, NULL' : `${text(each.arm)}, ${text(each.control!)}`
  const fit = `change(${text(column)}, ${outcome.baselineWave}, ${outcome.wave}, ${arms})`
  return [effectLine(name, fit, each.effect)]
}

function checkLines(result: OutcomeResult, check: Check): string[] {
  const { outcome, column } = result
  if (check.name === 'permutation') return []
  if (check.name === 'weighted') {
    if ('problem' in check) return [`# ${comment(`${column} weighted ${check.arm}`)}: ${check.problem}`]
    const { arm, control, effect, effective } = check
    const fit = `weighted_change(${text(column)}, ${outcome.baselineWave}, ${outcome.wave}, ${text(arm)}, ${text(control)})`
    return [
      `weights_of <- ${fit}`,
      effectLine(`${column} weighted ${arm}`, 'weights_of', effect),
      `check(${text(`${column} weighted ${arm}: effective number`)}, weights_of$effective, ${effective})`,
    ]
  }
  return check.each.flatMap((each) => armLines(result, each, `${check.name}: `))
}

function correctedLines({ results }: Report): string[] {
  return (
    [
      ['secondary', 'holm'],
      ['exploratory', 'BH'],
    ] as const
  ).flatMap(([role, method]) => {
    const family = results.filter(({ outcome }) => outcome.role === role)
    const raw = family.flatMap(({ main }) =>
      main.each.flatMap((each) => {
        if ('analysis' in each) return each.analysis.kind === 'result' ? [each.analysis.effect.p] : []
        return each.kind === 'result' ? [each.effect.p] : []
      }),
    )
    const corrected = family.flatMap((result) => result.corrected.filter((p) => p !== null))
    return raw.map(
      (_, place) =>
        `check(${text(`${role} p ${place + 1}, ${method}`)}, p.adjust(${numbers(raw)}, "${method}")[${place + 1}], ${corrected[place]!})`,
    )
  })
}
