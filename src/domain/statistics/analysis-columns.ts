// From columns of cells to the design of an analysis: complete rows, categories as 0/1 columns, the arm as the last term.
import type { Design, Grouping } from './design.ts'
import type { Family } from './gee.ts'
import { StatisticsProblem } from './statistics-problem.ts'

/** A cell that is null, undefined, NaN or an empty text is missing; its row stays out and is counted. */
export type Cell = number | string | null | undefined

export type AnalysisInput = {
  /** One array a column, all of the same length: one entry a pupil. */
  rows: Readonly<Record<string, readonly Cell[]>>
  /** Name of the column; numbers, 0 and 1 for `binomial`. */
  outcome: string
  /** The same measure before, as numbers: the pupil's own, or in anonymous cross-sections the mean of the school. */
  baseline?: string
  /** A column of numbers is one term; any other a category, compared with its first in alphabetical order. */
  covariates: readonly string[]
  cluster: string
  arm: string
  /** The arm that is taken from the other; the first in alphabetical order unless said. */
  control?: string
  family: Family
}

/** Who is in which arm, 1 for the one that is not control, and what the two are called, control first. */
export type Trial = { design: Design; arm: Float64Array; names: string[] }

/** Rows with every used cell; the arm is the last term. */
export function designFrom({
  rows,
  outcome,
  baseline,
  covariates,
  cluster,
  arm,
  control,
}: AnalysisInput): Trial {
  const numeric = baseline === undefined ? [outcome] : [outcome, baseline]
  const used = [...new Set([...numeric, ...covariates, cluster, arm])]
  const columns = new Map(used.map((name) => [name, columnOf(rows, name)]))
  const length = columns.get(outcome)!.length
  if (used.some((name) => columns.get(name)!.length !== length))
    throw new StatisticsProblem('bad-argument', 'The columns have different numbers of rows.')
  const complete = Array.from({ length }, (_, row) => row).filter((row) =>
    used.every((name) => !isMissing(columns.get(name)![row])),
  )
  if (complete.length === 0)
    throw new StatisticsProblem('no-rows', 'No row has a value in every used column.')
  const cells = (name: string) => complete.map((row) => columns.get(name)![row] as number | string)
  const numbers = (name: string) => {
    const values = cells(name)
    if (!values.every((value) => typeof value === 'number' && Number.isFinite(value)))
      throw new StatisticsProblem('unreadable-cell', `«${name}» holds something that is not a number.`)
    return Float64Array.from(values as number[])
  }
  const found = [...new Set(cells(arm).map(String))].sort()
  const first = control ?? found[0]!
  const names = [first, ...found.filter((name) => name !== first)]
  if (found.length !== 2 || names.length !== 2)
    throw new StatisticsProblem(
      'bad-argument',
      `Two arms are compared; «${arm}» holds ${found.map((name) => `«${name}»`).join(', ')} in the rows in use.`,
    )
  const inArm = Float64Array.from(cells(arm), (name) => (String(name) === first ? 0 : 1))
  const terms = [
    { term: '(Intercept)', column: new Float64Array(complete.length).fill(1) },
    ...(baseline === undefined ? [] : [{ term: baseline, column: numbers(baseline) }]),
    ...covariates.flatMap((name) => termsOf(name, cells(name))),
    { term: arm, column: inArm },
  ]
  const design: Design = {
    terms: terms.map(({ term }) => term),
    columns: terms.map(({ column }) => column),
    outcome: numbers(outcome),
    intercept: true,
    cluster: groupsOf(cells(cluster)),
    subcluster: undefined,
    n: complete.length,
    dropped: length - complete.length,
  }
  return { design, arm: inArm, names }
}

function columnOf(rows: AnalysisInput['rows'], name: string): readonly Cell[] {
  const column = Object.hasOwn(rows, name) ? rows[name] : undefined
  if (!column) throw new StatisticsProblem('missing-column', `There is no column «${name}».`)
  return column
}

const isMissing = (cell: Cell): boolean =>
  cell === null || cell === undefined || cell === '' || Number.isNaN(cell)

/** Treatment contrasts, as in R. */
function termsOf(name: string, cells: (number | string)[]): { term: string; column: Float64Array }[] {
  if (cells.every((cell) => typeof cell === 'number'))
    return [{ term: name, column: Float64Array.from(cells) }]
  const levels = [...new Set(cells.map(String))].sort()
  if (levels.length === 1)
    throw new StatisticsProblem('zero-variance', `The term «${name}» has the same value in every row.`)
  return levels.slice(1).map((level) => ({
    term: `${name} = ${level}`,
    column: Float64Array.from(cells, (cell) => (String(cell) === level ? 1 : 0)),
  }))
}

function groupsOf(cells: (number | string)[]): Grouping {
  const places = new Map<string, number>()
  const codes = Int32Array.from(cells, (cell) => {
    const name = String(cell)
    if (!places.has(name)) places.set(name, places.size)
    return places.get(name)!
  })
  return { names: [...places.keys()], codes }
}
