// Made-up responses that hang together: for the demo, and for trying a study before anybody has answered. They are
// simulated and every page that shows them says so. Shares are round numbers of about the right size, no findings.
import type { Instrument } from '#schemas/instrument.ts'
import type { Answers } from './answers.ts'
import { type Variable, variablesOf } from './variable.ts'

/** Uniform random numbers in [0, 1) from a seed (mulberry32, public domain): the same every time. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/** A standard normal number (Box–Muller). */
export const normal = (random: () => number): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())

/** Share of 9th-graders who answer anything above 0, by the beginning of the variable's name. */
const shares: [start: string, share: number][] = [
  ['drug_dorvelin', 0.002],
  ['drug_', 0.015],
  ['alc_life', 0.38],
  ['alc_12m', 0.3],
  ['alc_30d', 0.13],
  ['alc_first', 0.38],
  ['drunk_life', 0.19],
  ['drunk_12m', 0.14],
  ['smoke_life', 0.12],
  ['smoke_30d', 0.04],
  ['snus_life', 0.15],
  ['snus_30d', 0.07],
  ['vape_life', 0.22],
  ['vape_30d', 0.09],
  ['can_life', 0.05],
  ['can_12m', 0.04],
  ['intend', 0.3],
  ['offer', 0.35],
  ['honest', 0.06],
]

/** Whom a simulated pupil is like. `risk` shifts use, `mood` the rest; both about standard normal. */
export type Pupil = { grade: number; risk: number; mood: number }

/** The answers of one simulated pupil; a few are skipped, as real ones are. */
export function simulateAnswers(instrument: Instrument, pupil: Pupil, random: () => number): Answers {
  const answers: Answers = {}
  for (const variable of variablesOf(instrument)) {
    if (random() < 0.03) continue
    answers[variable.name] = simulateOne(variable, pupil, random)
  }
  // Who never did it did not do it lately either, apart from the slips that real answers have.
  for (const { lifetime, recent } of instrument.quality?.consistency ?? [])
    if (answers[lifetime] === 0 && answers[recent] !== undefined && random() > 0.01) answers[recent] = 0
  return answers
}

function simulateOne(variable: Variable, pupil: Pupil, random: () => number): number {
  const { name, range, values, missing } = variable
  if (name === 'grade') return values[Math.min(pupil.grade - 8, values.length - 1)]!.value
  if (name === 'gender') return values[random() < 0.02 ? values.length - 1 : random() < 0.5 ? 0 : 1]!.value
  if (missing.length > 0 && random() < (range ? 0.15 : 0.02)) return missing[missing.length - 1]!.value
  if (range) {
    const middle = name.startsWith('norm') ? 0.4 : 0.65
    const place = middle + 0.18 * normal(random) - 0.05 * pupil.risk + 0.06 * pupil.mood
    return Math.round(range.min + Math.min(Math.max(place, 0), 1) * (range.max - range.min))
  }
  const share = shares.find(([start]) => name.startsWith(start))?.[1]
  if (share === undefined) {
    const place = 0.55 + 0.25 * normal(random) + 0.08 * pupil.mood
    return values[Math.min(Math.max(Math.floor(place * values.length), 0), values.length - 1)]!.value
  }
  const leaning = 1.1 * pupil.risk + 0.5 * (pupil.grade - 9) + 0.7 * normal(random)
  const odds = Math.exp(Math.log(share / (1 - share)) * 1.4 + leaning * 1.4)
  if (random() > odds / (1 + odds)) return values[0]!.value
  const further = Math.floor(-Math.log(1 - random()) * (0.8 + 0.4 * Math.max(pupil.risk, 0)))
  return values[Math.min(1 + further, values.length - 1)]!.value
}
