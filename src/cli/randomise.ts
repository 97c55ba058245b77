// `forspring randomise FILE`: divides the schools of a CSV file among arms, with a record from which it can be repeated.
import { readFileSync } from 'node:fs'
import { type AllocationRecord, type Design, randomise as allocate } from '#domain/randomisation.ts'
import type { BalanceRow, Unit } from '#domain/randomisation-balance.ts'
import { textHash } from '#crypto/code-mac.ts'
import { randomSeed } from '#crypto/random.ts'
import { type CsvFile, numbersOrTexts, readCsvFile, uniqueIds } from './csv-file.ts'
import { columnList, print, readOptions, Usage } from './usage.ts'

type Values = Record<string, string | boolean | undefined>

export const randomise = {
  usage:
    'randomise FILE --id school --arms lessons,waiting-list [--strata county] [--covariates size,leaving] ' +
    '[--categories income] [--seed 32 hexadecimal digits] [--scheme blocks|constrained] [--block-size 4] ' +
    '[--keep 0.1] [--json]',
  does:
    'draws the arm of each row. An arm may have a share (lessons:2). With covariates and no strata the draw is ' +
    'constrained to the best balanced ways; otherwise it is by blocks. A column in --categories is no quantity even if ' +
    'it holds numbers',
  async run(args: string[]) {
    const text = { type: 'string' } as const
    const { values, positionals } = readOptions(args, {
      id: text,
      arms: text,
      strata: text,
      covariates: text,
      categories: text,
      seed: text,
      scheme: text,
      'block-size': text,
      keep: text,
      json: { type: 'boolean', default: false },
    })
    const [name, ...more] = positionals
    if (!name || more.length > 0) throw new Usage('Which file?')
    const [id, ...moreIds] = columnList(values['id'], 'id')
    if (moreIds.length > 0) throw new Usage('--id is one column.')
    const optional = (option: string) =>
      values[option] === undefined ? [] : columnList(values[option], option)
    const columns = {
      strata: optional('strata'),
      covariates: optional('covariates'),
      categories: optional('categories'),
    }
    const design = designFrom(values, columns)
    const file = readCsvFile(name, [id!, ...Object.values(columns).flat()])
    const record = allocate(unitsOf(file, id!, columns), design, {
      seed: typeof values['seed'] === 'string' ? values['seed'] : randomSeed(),
      codeVersion: `forspring ${version()}`,
      hash: textHash,
    })
    const { schemes } = record
    print(values['json'] === true, record, [
      `${record.algorithm}; seed ${record.seed}`,
      ...(schemes
        ? [
            `${schemes.acceptable} acceptable of ${schemes.considered} ways${schemes.isComplete ? '' : ' drawn'}, ` +
              `number ${schemes.chosen + 1} of them; imbalance ${schemes.imbalance.toFixed(3)}`,
            ...schemeWarnings(schemes),
          ]
        : []),
      ...record.allocation.map((each) => `${each.id}\t${each.arm}`),
      ...record.balance.map(balanceLine),
    ])
  },
}

type Columns = { strata: string[]; covariates: string[]; categories: string[] }

function designFrom(values: Values, columns: Columns): Design {
  const arms = columnList(values['arms'], 'arms').map((each) => {
    const [, name, share] = /^(.*?)(?::(\d+))?$/.exec(each)!
    return { name: name!, share: share === undefined ? 1 : Number(share) }
  })
  const hasCovariates = columns.covariates.length + columns.categories.length > 0
  const usual = hasCovariates && columns.strata.length === 0 ? 'constrained' : 'blocks'
  const scheme = values['scheme'] ?? usual
  const number = (option: string): number | undefined => {
    const value = values[option]
    if (value !== undefined && !(Number(value) > 0)) throw new Usage(`--${option} is a number above 0.`)
    return value === undefined ? undefined : Number(value)
  }
  if (scheme === 'blocks') {
    if (values['keep'] !== undefined) throw new Usage('--keep goes with --scheme constrained.')
    const shares = arms.reduce((sum, { share }) => sum + share, 0)
    const sizes = typeof values['block-size'] === 'string' ? values['block-size'].split(',').map(Number) : []
    if (!sizes.every((size) => size > 0))
      throw new Usage('--block-size is a number above 0, or several: 4,6.')
    return { scheme, arms, blockSizes: sizes.length > 0 ? sizes : [2 * shares] }
  }
  if (scheme !== 'constrained') throw new Usage('--scheme is blocks or constrained.')
  if (columns.strata.length > 0)
    throw new Usage('--strata go with --scheme blocks; here the same columns can be --categories.')
  if (values['block-size'] !== undefined) throw new Usage('--block-size goes with --scheme blocks.')
  return { scheme, arms, keep: number('keep') ?? 0.1, most: 200_000, sample: 50_000 }
}

function unitsOf(file: CsvFile, id: string, columns: Columns): Unit[] {
  const covariates = columns.covariates.map((column) => [column, numbersOrTexts(file, column)] as const)
  return uniqueIds(file, id).map((one, row) => ({
    id: one,
    stratum: columns.strata.map((column) => file.required(row, column)).join('\n'),
    covariates: Object.fromEntries<number | string>([
      ...covariates.map(([column, cells]) => [column, cells[row]!] as const),
      ...columns.categories.map((column) => [column, file.required(row, column)] as const),
    ]),
  }))
}

const balanceLine = ({ covariate, category, arms, standardisedDifference }: BalanceRow): string =>
  `${covariate}${category === undefined ? '' : ` = ${category}`}: ` +
  `${arms.map(({ mean }) => mean.toFixed(3)).join(' and ')} on average ` +
  `(${standardisedDifference.toFixed(2)} standard deviations apart)`

/** What makes the draw less of a draw; a larger --keep or fewer covariates is the way out. */
function schemeWarnings({ isFew, alwaysTogether, neverTogether }: NonNullable<AllocationRecord['schemes']>) {
  const pairs = (list: [string, string][]) => list.map(([one, other]) => `${one} and ${other}`).join(', ')
  return [
    ...(isFew
      ? ['Warning: fewer than 20 ways are acceptable, too few for a permutation test. Keep more of them.']
      : []),
    ...(alwaysTogether.length > 0 ? [`Warning: always in the same arm: ${pairs(alwaysTogether)}`] : []),
    ...(neverTogether.length > 0 ? [`Warning: never in the same arm: ${pairs(neverTogether)}`] : []),
  ]
}

function version(): string {
  const file = new URL('../../package.json', import.meta.url)
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version
}
