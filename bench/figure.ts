// One measured figure, printed as one JSON line. Ratios are taken in one run on one machine.

export type Figure = {
  name: string
  value: number
  unit: string
  /** What design §11 asks for, as `<= 60` or `>= 0.8`; none where it only gives context. */
  target?: string
  /** What it was measured against. */
  against?: string
}

/** Prints `{name, value, unit, target, met, against}` on standard output. */
export function print({ name, value, unit, target, against }: Figure): void {
  const [comparison, limit] = target?.split(' ') ?? []
  const met = target ? (comparison === '<=' ? value <= Number(limit) : value >= Number(limit)) : null
  const rounded = Math.round(value * 1000) / 1000
  process.stdout.write(
    JSON.stringify({ name, value: rounded, unit, target: target ?? null, met, against: against ?? null }) +
      '\n',
  )
}

/** The value below which a share of the values lies. */
export const percentile = (values: number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ??
  Number.NaN
