// How anybody draws again what was drawn: a file of schools and the command that reads it. The record itself leaves as
// the very text that was hashed, so that `sha256sum` gives the hash that was shown on the day of the draw.
import type { StoredRecord } from './allocation.ts'
import { csvLine } from './formats/csv.ts'

/** The schools with what went into the draw and the arm that came out, as CSV. */
export function schoolsFile(
  { units, allocation }: StoredRecord,
  nameOf: (schoolId: string) => string | undefined,
): string {
  const covariates = Object.keys(units[0]?.covariates ?? {})
  const armOf = new Map(allocation.map(({ id, arm }) => [id, arm]))
  const rows = units.map(({ id, stratum, covariates: values }) => [
    id,
    nameOf(id),
    stratum,
    ...covariates.map((covariate) => values[covariate]),
    armOf.get(id),
  ])
  return [['school', 'name', 'stratum', ...covariates, 'arm'], ...rows].map(csvLine).join('')
}

/**
 * The command that draws the same from that file; `undefined` where nothing was drawn.
 *
 * @param file what the file of schools is called
 */
export function commandOf({ design, seed, units }: StoredRecord, file: string): string | undefined {
  if (!design) return undefined
  const arms = design.arms.map(({ name, share }) => `${name}:${share}`).join(',')
  return [
    'npm run --silent forspring -- randomise',
    file,
    '--id school',
    `--arms '${arms.replaceAll("'", "'\\''")}'`,
    design.scheme === 'blocks'
      ? `--scheme blocks --strata stratum --block-size ${design.blockSizes.join(',')}`
      : `--scheme constrained --keep ${design.keep}`,
    `--covariates ${Object.keys(units[0]?.covariates ?? {}).join(',')}`,
    `--seed ${seed}`,
  ].join(' ')
}
