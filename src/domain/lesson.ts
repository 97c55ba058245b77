// A lesson (økt) as pure data: the order of age bands, the clock of the steps, and what is wrong with a lesson file.
// Shuffling is seeded, so that server and browser draw the same order.
import type { AgeBand, Lesson } from '#schemas/lesson.ts'
import { partFaults, type KnownParts } from './lesson-parts.ts'

/** Youngest first. The only list of bands that a page walks through. */
export const ageBands = ['barnehage', '1-4', '5-7', '8-10', 'vgs'] as const satisfies readonly AgeBand[]

/** The minute at which each step starts, the first at 0. */
export function startMinutes(steps: readonly { minutes: number }[]): number[] {
  let clock = 0
  return steps.map(({ minutes }) => (clock += minutes) - minutes)
}

/** The numbers 0 … count−1 in an order that depends on `seed` only and is never the right one. */
export function shuffledOrder(count: number, seed: string): number[] {
  const order = Array.from({ length: count }, (_, index) => index)
  let state = 2166136261
  for (const letter of seed) state = Math.imul(state ^ letter.charCodeAt(0), 16777619)
  for (let last = count - 1; last > 0; last--) {
    state = Math.imul(state ^ (state >>> 15), 2246822507) + 0x9e3779b9
    const other = (state >>> 0) % (last + 1)
    ;[order[last], order[other]] = [order[other]!, order[last]!]
  }
  const isUnchanged = order.every((value, index) => value === index)
  return isUnchanged && count > 1 ? [...order.slice(1), order[0]!] : order
}

/** Where the build has put a picture (src/pages/bilder). */
export const pictureUrl = (name: string): string => `/bilder/${name}.svg`

/** Ids that a lesson may point to. */
export type KnownIds = Record<'norms' | 'sources' | 'aims' | 'laws', ReadonlySet<string>> & KnownParts

/** What is wrong with a lesson as it is written: dangling references, and steps and parts that do not match. */
export function lessonFaults(lesson: Lesson, body: string, known: KnownIds): string[] {
  const missing = (what: Exclude<keyof KnownIds, keyof KnownParts>, ids: string[]) =>
    ids.filter((id) => !known[what].has(id)).map((id) => `there is no "${id}" in ${what}`)
  const attributes = (name: string) =>
    [...body.matchAll(new RegExp(`\\s${name}="([^"]*)"`, 'g'))].map((match) => match[1] ?? '')
  const written = [...body.matchAll(/<Step\s+id="([^"]*)"/g)].map((match) => match[1])
  const promised = lesson.steps.map((step) => step.id)
  const sum = lesson.steps.reduce((total, step) => total + step.minutes, 0)
  const shown = attributes('norm')
  return [
    ...missing('sources', [...lesson.sources, ...lesson.buildsOn.map(({ source }) => source)]),
    ...missing('norms', [...lesson.norms, ...shown]),
    ...missing('aims', lesson.aims),
    ...missing('laws', attributes('law')),
    ...(lesson.ageBand !== 'barnehage' && (lesson.subjects.length === 0 || lesson.aims.length === 0)
      ? ['a lesson for school names a subject and an aim']
      : []),
    ...shown.filter((id) => !lesson.norms.includes(id)).map((id) => `norm "${id}" is not in the frontmatter`),
    ...(written.join() === promised.join()
      ? []
      : [`steps are [${promised.join()}] in the frontmatter and [${written.join()}] in the text`]),
    ...(sum === lesson.minutes ? [] : [`the steps take ${sum} minutes, the lesson says ${lesson.minutes}`]),
    ...partFaults(lesson, body, known),
  ]
}
