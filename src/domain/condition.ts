// Conditions (skip logic) as data: who is asked what. Interpreted here and nowhere else, on the server as in the browser.
import type { Condition, Instrument, Item } from '#schemas/instrument.ts'
import type { Answers } from './answers.ts'
import { variablesOfItem } from './variable.ts'

/** Does the condition hold for these answers? What was not answered, or answered in words, fulfils nothing. */
export function holds(condition: Condition, answers: Answers): boolean {
  if ('all' in condition) return condition.all.every((each) => holds(each, answers))
  if ('any' in condition) return condition.any.some((each) => holds(each, answers))
  if ('not' in condition) return !holds(condition.not, answers)
  const value = answers[condition.variable]
  if (typeof value !== 'number') return false
  return 'is' in condition ? condition.is.includes(value) : value >= condition.from
}

/** The variables that a condition asks about. */
export function variablesIn(condition: Condition): string[] {
  if ('all' in condition) return condition.all.flatMap(variablesIn)
  if ('any' in condition) return condition.any.flatMap(variablesIn)
  if ('not' in condition) return variablesIn(condition.not)
  return [condition.variable]
}

export const isShown = (item: Item, answers: Answers): boolean =>
  item.showIf === undefined || holds(item.showIf, answers)

/**
 * The answers that belong to what was asked: those of hidden items are left out, page by page, so that an item that
 * depends on a hidden one is hidden too. What a respondent answered before going back and changing course is not kept.
 * Nor is half an order: an item that depends on it must not be asked on the screen and then thrown away.
 */
export function answersAsked(instrument: Instrument, answers: Answers): Answers {
  if (!instrument.pages.some((page) => page.items.some((item) => item.showIf))) return answers
  const asked: Answers = {}
  for (const page of instrument.pages) {
    const before = { ...asked }
    for (const item of page.items) {
      if (!isShown(item, before)) continue
      const variables = variablesOfItem(item)
      if (item.kind === 'rank' && variables.some(({ name }) => answers[name] === undefined)) continue
      for (const { name } of variables) {
        const value = answers[name]
        if (value !== undefined) asked[name] = value
      }
    }
  }
  return asked
}
