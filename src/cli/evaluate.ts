// `forspring evaluate FILE`: fits one model to any CSV file. Opens no database; researchers check us with it.
// The result goes to standard output, what was left out to standard error, so that --json stays one document.
import { readTable } from '#domain/formats/csv-read.ts'
import { fewSchools } from '#domain/power.ts'
import { clusterSummary } from '#domain/statistics/cluster-summary.ts'
import { designOf, type Design } from '#domain/statistics/design.ts'
import type { Fit } from '#domain/statistics/estimate.ts'
import { gee, type GeeCorrection } from '#domain/statistics/gee.ts'
import { leastSquares } from '#domain/statistics/least-squares.ts'
import { mixedModel } from '#domain/statistics/mixed-model.ts'
import { readText } from './csv-file.ts'
import { print, readOptions, Usage } from './usage.ts'

const methods = ['lmm', 'ols', 'gee', 'cluster'] as const
type Method = (typeof methods)[number]

/** Which options a method knows, and what they may be; the first is what it does unless told otherwise. */
const settings = {
  estimation: { lmm: ['reml', 'ml'] },
  df: { lmm: ['satterthwaite', 'kenward-roger'], ols: ['satterthwaite'] },
  family: { lmm: ['gaussian'], ols: ['gaussian'], cluster: ['gaussian'], gee: ['gaussian', 'binomial'] },
  correction: { ols: ['cr2', 'cr0'], gee: ['md', 'cr0', 'kc', 'fg'] },
  correlation: { gee: ['independence', 'exchangeable'] },
} as const satisfies Record<string, Partial<Record<Method, readonly string[]>>>

export const evaluate = {
  usage:
    'evaluate FILE --model "post ~ pre + cc * tv" --cluster school [--subcluster class] [--method lmm|ols|gee|cluster] ' +
    '[--estimation reml|ml] [--family gaussian|binomial] [--correction cr0|cr2|kc|md|fg] ' +
    '[--df satterthwaite|kenward-roger] [--correlation independence|exchangeable] [--json]',
  does: 'fits one model to a CSV file, with errors that know about schools',
  async run(args: string[]) {
    const { values, positionals } = readOptions(args, {
      model: { type: 'string' },
      cluster: { type: 'string' },
      subcluster: { type: 'string' },
      method: { type: 'string', default: 'lmm' },
      ...Object.fromEntries(Object.keys(settings).map((name) => [name, { type: 'string' as const }])),
      json: { type: 'boolean', default: false },
    })
    const [file, ...surplus] = positionals
    if (file === undefined) throw new Usage('Which file?')
    if (surplus.length > 0) throw new Usage(`Too much: ${surplus.join(' ')}`)
    const { model, cluster, subcluster } = values
    if (typeof model !== 'string') throw new Usage('Which model? Name one with --model "outcome ~ terms".')
    if (typeof cluster !== 'string')
      throw new Usage('Which column holds the clusters? Name it with --cluster.')
    const method = methods.find((each) => each === values['method'])
    if (!method) throw new Usage(`There is no method «${String(values['method'])}».`)
    if (subcluster !== undefined && method !== 'lmm')
      throw new Usage(`The method ${method} knows no subclusters.`)
    const chosen = Object.fromEntries(
      Object.keys(settings).map((name) => [
        name,
        setting(name as keyof typeof settings, method, values[name]),
      ]),
    )
    if (chosen['df'] === 'kenward-roger' && chosen['estimation'] === 'ml')
      throw new Usage('Kenward–Roger needs --estimation reml.')

    const table = readTable(readText(file))
    const design = designOf(table, model, cluster, subcluster as string | undefined)
    if (design.dropped > 0)
      process.stderr.write(
        `${design.dropped} of ${table.rows.length} rows left out: a used cell is missing.\n`,
      )
    const fit = fitOf(design, method, chosen)
    print(values['json'] === true, fit, lines(fit, method))
  },
}

/** @throws Usage when the method does not know the option or the value. */
function setting(name: keyof typeof settings, method: Method, given: string | boolean | undefined) {
  const allowed = (settings[name] as Partial<Record<Method, readonly string[]>>)[method]
  if (given === undefined) return allowed?.[0]
  if (!allowed) throw new Usage(`The method ${method} knows no --${name}.`)
  if (!allowed.includes(String(given)))
    throw new Usage(`With ${method}, --${name} is ${allowed.join(' or ')}, not «${String(given)}».`)
  return String(given)
}

function fitOf(design: Design, method: Method, chosen: Record<string, string | undefined>): Fit {
  switch (method) {
    case 'lmm':
      return mixedModel(design, {
        estimation: chosen['estimation'] === 'ml' ? 'ml' : 'reml',
        df: chosen['df'] === 'kenward-roger' ? 'kenward-roger' : 'satterthwaite',
      })
    case 'ols':
      return leastSquares(design, chosen['correction'] === 'cr0' ? 'cr0' : 'cr2')
    case 'gee':
      return gee(design, {
        family: chosen['family'] === 'binomial' ? 'binomial' : 'gaussian',
        correlation: chosen['correlation'] === 'exchangeable' ? 'exchangeable' : 'independence',
        correction: chosen['correction'] as GeeCorrection,
      })
    case 'cluster':
      return clusterSummary(design)
  }
}

function lines(fit: Fit, method: Method): string[] {
  const number = (value: number) => (Number.isFinite(value) ? value.toPrecision(5) : '–')
  const head = ['term', 'estimate', 'se', 'df', 'statistic', 'p', 'low', 'high'] as const
  const body = fit.fixed.map((row) => [row.term, ...head.slice(1).map((name) => number(row[name as 'se']))])
  const table = [[...head], ...body]
  const widths = head.map((_, column) => Math.max(...table.map((row) => row[column]!.length)))
  const few = fit.clusters < fewSchools && method !== 'cluster'
  return [
    ...table.map((row) =>
      row.map((cell, k) => (k === 0 ? cell.padEnd(widths[k]!) : cell.padStart(widths[k]!))).join('  '),
    ),
    '',
    `variance: ${Object.entries(fit.variance)
      .map(([name, value]) => `${name} ${number(value)}`)
      .join(', ')}`,
    ...(fit.icc === null ? [] : [`icc: ${number(fit.icc)}`]),
    ...(fit.logLik === null ? [] : [`log likelihood: ${fit.logLik.toFixed(4)}`]),
    `rows: ${fit.n}, clusters: ${fit.clusters}`,
    ...(few ? [`Fewer than ${fewSchools} clusters: take --method cluster as the primary result.`] : []),
  ]
}
