// Everybody sees the same number of screens, nobody gets stuck, nothing hidden is kept, and ticking obeys the exclusive
// options.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Instrument, Item } from '#schemas/instrument.ts'
import { everyKind } from '../../tests/support/every-kind.ts'
import { instruments as shipped, possible } from '../../tests/support/instruments.ts'
import { answersAsked } from './condition.ts'
import {
  answer,
  countAnswered,
  goTo,
  isAnswered,
  itemsShown,
  orderOf,
  place,
  type Progress,
  screenCount,
  speedLevel,
  start,
  tick,
} from './flow.ts'
import { acceptAnswers } from './response.ts'
import { itemsOf, variablesOf, variablesOfItem } from './variable.ts'

const instruments = [...[...shipped.values()].map(({ instrument }) => instrument), everyKind]

type Several = Extract<Item, { kind: 'multiple' | 'rank' }>
const isSeveral = (item: Item): item is Several => item.kind === 'multiple' || item.kind === 'rank'
type Step =
  | { go: number }
  | { variable: number; option: number | undefined }
  | { item: number; tick: number; on: boolean }

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ go: fc.integer({ min: -5, max: 60 }) }),
  fc.record({ variable: fc.nat(), option: fc.option(fc.nat(), { nil: undefined }) }),
  fc.record({ item: fc.nat(), tick: fc.nat(), on: fc.boolean() }),
)

/** One thing that a person can do. */
function take(instrument: Instrument, progress: Progress, doing: Step): Progress {
  if ('go' in doing) return goTo(instrument, progress, doing.go)
  if ('variable' in doing) {
    const single = variablesOf(instrument).filter(({ item }) => !isSeveral(item))
    const variable = single[doing.variable % single.length]!
    const values = possible(variable)
    const value = doing.option === undefined ? undefined : values[doing.option % values.length]
    return answer(progress, variable.name, value)
  }
  const several = itemsOf(instrument).filter(isSeveral)
  if (several.length === 0) return progress
  const item = several[doing.item % several.length]!
  const { value } = item.options[doing.tick % item.options.length]!
  return item.kind === 'rank' ? place(progress, item, value) : tick(progress, item, value, doing.on)
}

describe.each(instruments.map((instrument) => [instrument.id, instrument] as const))(
  '%s',
  (_, instrument) => {
    test('whatever is answered, the number of screens is the same and the last one can be reached', () => {
      fc.assert(
        fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
          let progress = steps.reduce((now, doing) => take(instrument, now, doing), start)
          for (let turn = 0; turn < screenCount(instrument); turn += 1)
            progress = goTo(instrument, progress, progress.page + 1)
          return (
            progress.page === screenCount(instrument) - 1 &&
            screenCount(instrument) === instrument.pages.length + 2
          )
        }),
      )
    })

    test('walking never leaves the screens and never changes an answer', () => {
      fc.assert(
        fc.property(fc.array(step, { maxLength: 30 }), fc.integer({ min: -999, max: 999 }), (steps, page) => {
          const before = steps.reduce((now, doing) => take(instrument, now, doing), start)
          const after = goTo(instrument, before, page)
          expect(after.page).toBeGreaterThanOrEqual(0)
          expect(after.page).toBeLessThan(screenCount(instrument))
          expect(after.answers).toBe(before.answers)
        }),
      )
    })

    test('everything that a person can click together is accepted, and of what was asked nothing is lost', () => {
      fc.assert(
        fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
          const { answers } = steps.reduce((now, doing) => take(instrument, now, doing), start)
          const accepted = acceptAnswers(instrument, answers)
          const items = instrument.pages.flatMap((page, at) =>
            page.items.map((item) => ({ item, shown: itemsShown(instrument, at, answers).includes(item) })),
          )
          for (const { item, shown } of items) {
            const whole = item.kind !== 'rank' || orderOf(item, answers).length === item.options.length
            for (const { name } of variablesOfItem(item))
              expect(accepted[name], name).toBe(shown && whole ? answers[name] : undefined)
          }
        }),
      )
    })

    test('every screen has something on it, whatever is hidden', () => {
      fc.assert(
        fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
          const { answers } = steps.reduce((now, doing) => take(instrument, now, doing), start)
          return instrument.pages.every((_, at) => itemsShown(instrument, at, answers).length > 0)
        }),
      )
    })

    test('what is asked depends on what was asked, and asking twice changes nothing', () => {
      fc.assert(
        fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
          const { answers } = steps.reduce((now, doing) => take(instrument, now, doing), start)
          const asked = answersAsked(instrument, answers)
          expect(answersAsked(instrument, asked)).toEqual(asked)
        }),
      )
    })

    test('an exclusive option never stands beside another, and no item is half stored', () => {
      fc.assert(
        fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
          const { answers } = steps.reduce((now, doing) => take(instrument, now, doing), start)
          for (const item of itemsOf(instrument)) {
            if (item.kind !== 'multiple') continue
            const stored = item.options.filter(({ value }) => answers[`${item.id}_${value}`] !== undefined)
            const on = item.options.filter(({ value }) => answers[`${item.id}_${value}`] === 1)
            expect(stored.length === 0 || (stored.length === item.options.length && on.length > 0)).toBe(true)
            if (on.some(({ exclusive }) => exclusive)) expect(on).toHaveLength(1)
          }
        }),
      )
    })

    test('every question can be left out and taken back', () => {
      fc.assert(
        fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
          let progress = steps.reduce((now, doing) => take(instrument, now, doing), start)
          for (const { name, item } of variablesOf(instrument))
            progress =
              item.kind === 'multiple'
                ? item.options.reduce((now, { value }) => tick(now, item, value, false), progress)
                : answer(progress, name, undefined)
          expect(progress.answers).toEqual({})
          expect(countAnswered(instrument, progress.answers).answered).toBe(0)
        }),
        { numRuns: 30 },
      )
    })

    test('counts a question once, however many variables it has', () => {
      const first = variablesOf(instrument).map((variable) => [variable.name, possible(variable)[0]!])
      const all = {
        ...Object.fromEntries(first),
        ...Object.fromEntries(
          itemsOf(instrument)
            .filter((item) => item.kind === 'rank')
            .flatMap((item) => item.options.map(({ value }, at) => [`${item.id}_${value}`, at + 1])),
        ),
      }
      const shown = instrument.pages.flatMap((_, page) => itemsShown(instrument, page, all))
      const questions = shown.filter(({ kind }) => kind !== 'information')
      expect(countAnswered(instrument, all)).toEqual({
        answered: questions.length,
        questions: questions.length,
      })
      expect(itemsOf(instrument).filter((item) => isAnswered(item, {}))).toEqual([])
    })

    test('knows three speeds and no seconds', () => {
      fc.assert(
        fc.property(
          fc.double({ min: 0, max: 1e5, noNaN: true }),
          fc.double({ min: 0, max: 1e5, noNaN: true }),
          (a, b) => {
            const [slow, quick] = [Math.max(a, b), Math.min(a, b)]
            return speedLevel(instrument, slow) <= speedLevel(instrument, quick)
          },
        ),
      )
      expect([0, 1e9].map((seconds) => speedLevel(instrument, seconds))).toEqual([
        instrument.quality ? 2 : 0,
        0,
      ])
    })
  },
)
