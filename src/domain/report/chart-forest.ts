// The forest plot: one line an effect, on one axis for each unit, so that what is drawn side by side may be compared.
// The surprise: an interval that is far wider than the others is cut off, and says so, or it would flatten them all.
import { type Axis, axisOf } from './chart-scale.ts'
import type { OutcomeResult, Report } from './report.ts'

/** `deviations`: standard deviations. `points`: difference of shares. `scale`: the outcome's own unit. */
export type EffectUnit = 'deviations' | 'points' | 'scale'

export type Effect = { estimate: number; low: number; high: number }

/** An effect of an outcome as it is told: an arm against another, or before and after. */
export type ForestRow = {
  result: OutcomeResult
  arm: string | null
  control: string | null
  unit: EffectUnit
  /** null: the data do not carry one. */
  effect: Effect | null
  p: number | null
  corrected: number | null
  problem: string | null
  schools: number
  pupils: number
}

export type ForestMark = { at: number; left: number; right: number; cutLeft: boolean; cutRight: boolean }

export type ForestPanel = {
  unit: EffectUnit
  axis: Axis
  zero: number
  rows: (ForestRow & { mark: ForestMark | null })[]
}

/** Every effect of the report in the report's order. */
export function forestRows(results: Report['results']): ForestRow[] {
  return results.flatMap((result) => {
    const unit = result.outcome.measure === 'share' ? 'points' : 'scale'
    const corrected = (place: number) => result.corrected[place] ?? null
    if (result.main.kind === 'changes')
      return result.main.each.map((each, place): ForestRow => ({
        ...{ result, arm: each.arm, control: each.control, unit, corrected: corrected(place) },
        ...{ schools: each.schools, pupils: each.n },
        ...(each.kind === 'result'
          ? { effect: each.effect, p: each.effect.p, problem: null }
          : { effect: null, p: null, problem: each.code }),
      }))
    return result.main.each.map(({ arm, control, analysis }, place): ForestRow => {
      const bare = { result, arm, control, corrected: corrected(place) }
      const size = { schools: analysis.clusters, pupils: analysis.n }
      if (analysis.kind === 'problem')
        return { ...bare, ...size, unit, effect: null, p: null, problem: analysis.code }
      const { standardised, effect } = analysis
      return {
        ...{ ...bare, ...size, p: effect.p, problem: null },
        ...(standardised ? { unit: 'deviations', effect: standardised } : { unit, effect }),
      }
    })
  })
}

/** A panel for each unit that is used, the first row's first; rows without an effect stand in it without a mark. */
export function forestPanels(rows: readonly ForestRow[], place: { from: number; to: number }): ForestPanel[] {
  return [...new Set(rows.map(({ unit }) => unit))].map((unit) => {
    const own = rows.filter((row) => row.unit === unit)
    const axis = forestAxis(
      own.flatMap(({ effect }) => (effect ? [effect] : [])),
      place,
    )
    const marked = own.map((row) => ({ ...row, mark: row.effect && markOf(row.effect, axis) }))
    return { unit, axis, zero: axis.at(0), rows: marked }
  })
}

/** Holds zero, every estimate, and intervals as far as twice the usual half width beyond the farthest estimate. */
export function forestAxis(effects: readonly Effect[], place: { from: number; to: number }): Axis {
  const halves = effects.map(({ low, high }) => (high - low) / 2).sort((a, b) => a - b)
  const usual = halves[halves.length >> 1] ?? 0
  const farthest = Math.max(0, ...effects.map(({ estimate }) => Math.abs(estimate)))
  const limit = farthest + 2 * usual
  return axisOf(
    {
      low: Math.max(-limit, Math.min(0, ...effects.map(({ low }) => low))),
      high: Math.min(limit, Math.max(0, ...effects.map(({ high }) => high))),
    },
    place,
  )
}

/** Where an effect is on an axis; what does not fit is cut at the axis' ends. */
export function markOf({ estimate, low, high }: Effect, axis: Axis): ForestMark {
  const inside = (value: number) => axis.at(Math.min(axis.high, Math.max(axis.low, value)))
  return {
    at: inside(estimate),
    left: inside(low),
    right: inside(high),
    cutLeft: low < axis.low,
    cutRight: high > axis.high,
  }
}
