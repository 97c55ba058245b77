// The live questions of a lesson, for the screens that do not show the pupil's part where they stand.
// Filled by CollectGuess and CollectPoll while the text is rendered; see live-parts.ts for when.
import type { Figure } from '#islands/live/Chart.tsx'

export type FoundQuestion = {
  /** `step/question`. */
  id: string
  text: string
  options?: string[] | undefined
  figure?: Figure | undefined
}

const found = new WeakMap<App.Locals, FoundQuestion[]>()

export function collect(locals: App.Locals, question: FoundQuestion): void {
  const known = found.get(locals) ?? []
  if (!known.some(({ id }) => id === question.id)) found.set(locals, [...known, question])
}

/** Those of one step. */
export const questionsOfStep = (locals: App.Locals, step: string): FoundQuestion[] =>
  (found.get(locals) ?? []).filter(({ id }) => id.startsWith(`${step}/`))
