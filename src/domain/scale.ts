// Scales (skalaer): several items scored together, as data in the instrument.
import type { Instrument, Scale } from '#schemas/instrument.ts'
import type { Answers } from './answers.ts'
import { variablesOf } from './variable.ts'

/** The middle of each of ESPAD's classes of occasions: 0, 1–2, 3–5, 6–9, 10–19, 20–39, 40 or more. */
const occasions = [0, 1.5, 4, 7.5, 14.5, 29.5, 45]

/**
 * The score of one scale, or `undefined` with fewer answers than it needs. «Vet ikke» and «vil ikke svare» count as
 * not answered. A sum with some answers missing is the mean of those given × the number of items (person-mean
 * substitution, as usual for such scales); `mean` has four decimals.
 */
export function scoreScale(scale: Scale, instrument: Instrument, answers: Answers): number | undefined {
  const scores = scale.variables.flatMap((name) => {
    const variable = variablesOf(instrument).find((each) => each.name === name)
    const value = answers[name]
    if (!variable || typeof value !== 'number') return []
    if (variable.missing.some((code) => code.value === value)) return []
    if (scale.score === 'midpoint') return occasions[value] === undefined ? [] : [occasions[value]]
    if (!scale.reverse.includes(name)) return [value]
    const codes = variable.range
      ? [variable.range.min, variable.range.max]
      : variable.values.map((option) => option.value)
    return [Math.min(...codes) + Math.max(...codes) - value]
  })
  if (scores.length < scale.minimumAnswered) return undefined
  if (scale.score === 'any') return scores.some((score) => score > 0) ? 1 : 0
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length
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
