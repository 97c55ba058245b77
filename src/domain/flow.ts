// The survey as a person walks through it: pages, answers, progress. Pure, so that server and browser agree.
import type { Instrument, Item } from '#schemas/instrument.ts'
import { answersAsked, isShown } from './condition.ts'
import type { Answers } from './answers.ts'
import { variablesOfItem } from './variable.ts'

/** Where a respondent is. `page` counts from 0 (introduction); the last is the page to look over and send. */
export type Progress = { page: number; answers: Answers }

export const start: Progress = { page: 0, answers: {} }

/** Introduction + the instrument's pages + send. The same number for everybody: who finishes first says nothing. */
export const screenCount = (instrument: Instrument): number => instrument.pages.length + 2

export const goTo = (instrument: Instrument, progress: Progress, page: number): Progress => ({
  ...progress,
  page: Math.min(Math.max(page, 0), screenCount(instrument) - 1),
})

/** Sets one variable; `undefined` takes the answer back. */
export function answer(progress: Progress, variable: string, value: number | string | undefined): Progress {
  const { [variable]: _, ...others } = progress.answers
  return { ...progress, answers: value === undefined ? others : { ...others, [variable]: value } }
}

/**
 * Ticks or unticks an option of a multiple item. All its options are stored as 0 or 1 as soon as one is ticked;
 * none ticked means not answered. An exclusive option («ingen av disse») unticks the others, and they it.
 */
export function tick(
  progress: Progress,
  item: Extract<Item, { kind: 'multiple' }>,
  value: number,
  on: boolean,
): Progress {
  const chosen = item.options.find((option) => option.value === value)
  const after = item.options.filter((option) => {
    if (option.value === value) return on
    const was = progress.answers[`${item.id}_${option.value}`] === 1
    return was && !(on && (chosen?.exclusive || option.exclusive))
  })
  const answers = { ...progress.answers }
  for (const option of item.options) {
    const name = `${item.id}_${option.value}`
    if (after.length === 0) delete answers[name]
    else answers[name] = after.includes(option) ? 1 : 0
  }
  return { ...progress, answers }
}

/**
 * Puts an option of a rank item at the end of the order, or takes it out again; those behind it move up. The places
 * count as an answer only when every option has one.
 */
export function place(progress: Progress, item: Extract<Item, { kind: 'rank' }>, value: number): Progress {
  const order = orderOf(item, progress.answers)
  const next = order.includes(value) ? order.filter((each) => each !== value) : [...order, value]
  const answers = { ...progress.answers }
  for (const option of item.options) {
    const at = next.indexOf(option.value)
    const name = `${item.id}_${option.value}`
    if (at < 0) delete answers[name]
    else answers[name] = at + 1
  }
  return { ...progress, answers }
}

/** The values of a rank item's placed options, first place first. */
export const orderOf = (item: Extract<Item, { kind: 'rank' }>, answers: Answers): number[] =>
  item.options
    .map(({ value }) => ({ value, at: answers[`${item.id}_${value}`] }))
    .filter(({ at }) => at !== undefined)
    .sort((a, b) => Number(a.at) - Number(b.at))
    .map(({ value }) => value)

/** The items of a page that this respondent is asked. Every page has at least one: all walk through all pages. */
export const itemsShown = (instrument: Instrument, page: number, answers: Answers): Item[] => {
  const shown = instrument.pages[page]?.items ?? []
  return shown.some((item) => item.showIf)
    ? shown.filter((item) => isShown(item, answersAsked(instrument, answers)))
    : shown
}

/**
 * Does the questionnaire itself say, before its first question, what everybody should know? Its first page is then one of
 * information only; otherwise the introduction says it in standard words.
 */
export const introducesItself = (instrument: Instrument): boolean =>
  instrument.pages[0]?.items.every(({ kind }) => kind === 'information') ?? false

/** Has anything of this item been answered? */
export const isAnswered = (item: Item, answers: Answers): boolean =>
  variablesOfItem(item).some((variable) => answers[variable.name] !== undefined)

/** How many questions there are, and how many have an answer that counts: shown before sending. Half an order does not. */
export function countAnswered(
  instrument: Instrument,
  answers: Answers,
): { answered: number; questions: number } {
  const questions = instrument.pages
    .flatMap((_, page) => itemsShown(instrument, page, answers))
    .filter((item) => item.kind !== 'information')
  return {
    questions: questions.length,
    answered: questions.filter((item) =>
      item.kind === 'rank'
        ? orderOf(item, answers).length === item.options.length
        : isAnswered(item, answers),
    ).length,
  }
}

/** How fast it went, as a level and never as seconds: 0 careful, 1 fast (below the minimum), 2 below half of it. */
export function speedLevel(instrument: Instrument, seconds: number): 0 | 1 | 2 {
  const minimum = instrument.quality?.minimumSeconds ?? 0
  return seconds >= minimum ? 0 : seconds >= minimum / 2 ? 1 : 2
}
