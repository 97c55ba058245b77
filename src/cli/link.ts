// `forspring link A B`: joins two CSV files by link codes, so that researchers can check the linkage with their own data.
import { linkWaves } from '#domain/linkage.ts'
import {
  expectedFalseLinks,
  falseLinkRate,
  linkageCounts,
  linksToOtherSchools,
} from '#domain/linkage-quality.ts'
import { readCsvFile, uniqueIds } from './csv-file.ts'
import { columnList, print, readOptions, Usage } from './usage.ts'

export const link = {
  usage:
    'link A B --id id --pool school,cohort --elements e1,…,e7 [--max-differences 0|1|2] [--min-agreements 5] ' +
    '[--veto sex] [--across-schools sex,quarter] [--json]',
  does:
    'joins two waves by link codes. --veto: columns that must not differ. --across-schools: looks for the same code ' +
    'at another school, where at least two of these columns agree',
  async run(args: string[]) {
    const { values, positionals } = readOptions(args, {
      id: { type: 'string' },
      pool: { type: 'string' },
      elements: { type: 'string' },
      'max-differences': { type: 'string', default: '1' },
      'min-agreements': { type: 'string', default: '5' },
      veto: { type: 'string' },
      'across-schools': { type: 'string' },
      json: { type: 'boolean', default: false },
    })
    const [fileA, fileB, ...more] = positionals
    if (!fileA || !fileB || more.length > 0) throw new Usage('Which two files?')
    const id = values['id']
    if (typeof id !== 'string' || id === '') throw new Usage('Which column is the --id?')
    const columns = {
      pool: columnList(values['pool'], 'pool'),
      elements: columnList(values['elements'], 'elements'),
      veto: values['veto'] === undefined ? [] : columnList(values['veto'], 'veto'),
      across:
        values['across-schools'] === undefined ? [] : columnList(values['across-schools'], 'across-schools'),
    }
    if (columns.across.length === 1) throw new Usage('--across-schools needs at least two columns.')
    const maxDifferences = Number(values['max-differences'])
    if (maxDifferences !== 0 && maxDifferences !== 1 && maxDifferences !== 2)
      throw new Usage('--max-differences is 0, 1 or 2.')
    const minAgreements = Number(values['min-agreements'])
    if (!Number.isInteger(minAgreements) || minAgreements < 1)
      throw new Usage('--min-agreements is a whole number from 1 up.')

    const read = (name: string) => {
      const file = readCsvFile(name, [id, ...Object.values(columns).flat()])
      return uniqueIds(file, id).map((one, row) => ({
        id: one,
        pool: columns.pool.map((column) => file.required(row, column)).join('\n'),
        elements: columns.elements.map((column) => file.text(row, column)),
        veto: columns.veto.map((column) => file.text(row, column)),
        covariates: columns.across.map((column) => file.text(row, column)),
      }))
    }
    const [a, b] = [read(fileA), read(fileB)]
    const options = {
      maxDifferences,
      minAgreements,
      acrossSchools: columns.across.length > 0,
      veto: (one: (typeof a)[number], other: (typeof a)[number]) =>
        one.veto.some((value, at) => value && other.veto[at] && value !== other.veto[at]),
    } as const
    const linkage = linkWaves(a, b, options)
    const counts = linkageCounts(linkage)
    const expected = expectedFalseLinks(linkage)
    const otherSchool = linksToOtherSchools(a, b, linkage, options) ?? null
    // The more careful of the two estimates.
    const estimated = falseLinkRate(Math.max(expected, otherSchool ?? 0), counts.pairs)
    const document = {
      pairs: linkage.pairs.map((pair) => ({
        a: a[pair.a]!.id,
        b: b[pair.b]!.id,
        differences: pair.differences,
        ...(pair.stage === 'exact-across-schools' && { stage: pair.stage }),
      })),
      counts,
      falseLinkRate: estimated.rate,
      falseLinks: { expected, otherSchool, ...estimated },
    }
    const side = (file: string, { records, ...outcomes }: typeof counts.a) =>
      `${file}: ${records} records: ${Object.entries(outcomes)
        .map(([outcome, count]) => `${count} ${outcome}`)
        .join(', ')}`
    print(values['json'] === true, document, [
      `${counts.pairs} pairs: ${counts.exact} exact, ${counts.offOne} with one difference, ` +
        `${counts.offTwo} with two, ${counts.exactAcrossSchools} across schools`,
      side(fileA, counts.a),
      side(fileB, counts.b),
      `False links: ${expected.toFixed(2)} by calculation, ` +
        (otherSchool === null
          ? 'no other school to try with'
          : `${otherSchool.toFixed(1)} by trying other schools`),
      `That is ${estimated.falseLinks.toFixed(2)} of ${estimated.links} links, ${percent(estimated.rate)}; up to ` +
        `${percent(estimated.upper)} would be no surprise (95 %)`,
      'The pairs themselves come with --json.',
    ])
  },
}

const percent = (share: number): string => `${(100 * share).toFixed(2)} %`
