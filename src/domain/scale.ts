// Scales (skalaer): several items scored together, as data in the instrument.
import type { Instrument, Scale } from '#schemas/instrument.ts'
import type { Answers } from './answers.ts'
import { variablesOf } from './variable.ts'

/** The middle of each of ESPAD's classes of occasions: 0, 1–2, 3–5, 6–9, 10–19, 20–39, 40 or more. */
const occasions = [0, 1.5, 4, 7.5, 14.5, 29.5, 45]

/** What each item of a scale adds, by its variable; undefined where the answer is none. */
type ScoredItem = { name: string; scoreOf: (value: number) => number | undefined }

/** Worked out once for each exact wording: a report asks for a million scores. */
const itemsOfScales = new WeakMap<Instrument, Map<Scale, ScoredItem[]>>()

function scoredItems(scale: Scale, instrument: Instrument): ScoredItem[] {
  let scales = itemsOfScales.get(instrument)
  if (!scales) itemsOfScales.set(instrument, (scales = new Map<Scale, ScoredItem[]>()))
  let items = scales.get(scale)
  if (!items)
    scales.set(scale, (items = scale.variables.flatMap((name) => scoredItem(name, scale, instrument))))
  return items
}

function scoredItem(name: string, { score, reverse }: Scale, instrument: Instrument): ScoredItem[] {
  const variable = variablesOf(instrument).find((each) => each.name === name)
  if (!variable) return []
  const missing = new Set(variable.missing.map(({ value }) => value))
  const codes = variable.range
    ? [variable.range.min, variable.range.max]
    : variable.values.map((option) => option.value)
  const both = Math.min(...codes) + Math.max(...codes)
  const given = (value: number) =>
    score === 'midpoint' ? occasions[value] : reverse.includes(name) ? both - value : value
  return [{ name, scoreOf: (value) => (missing.has(value) ? undefined : given(value)) }]
}

/**
 * The score of one scale, or `undefined` with fewer answers than it needs. «Vet ikke» and «vil ikke svare» count as
 * not answered. A sum with some answers missing is the mean of those given × the number of items (person-mean
 * substitution, as usual for such scales); `mean` has four decimals.
 */
export function scoreScale(scale: Scale, instrument: Instrument, answers: Answers): number | undefined {
  let [sum, count, isAny] = [0, 0, false]
  for (const { name, scoreOf } of scoredItems(scale, instrument)) {
    const value = answers[name]
    const score = typeof value === 'number' ? scoreOf(value) : undefined
    if (score === undefined) continue
    sum += score
    count += 1
    isAny ||= score > 0
  }
  if (count < scale.minimumAnswered) return undefined
  if (scale.score === 'any') return isAny ? 1 : 0
  const mean = sum / count
  return rounded(scale.score === 'mean' ? mean : mean * scale.variables.length)
}

/** Every scale's score by the scale's name; scales without a score are absent. */
export function scoresOf(instrument: Instrument, answers: Answers): Record<string, number> {
  return Object.fromEntries(
    (instrument.scales ?? []).flatMap((scale) => {
      const score = scoreScale(scale, instrument, answers)
      return score === undefined ? [] : [[scale.id, score]]
    }),
  )
}

const rounded = (score: number) => Math.round(score * 10_000) / 10_000
