// A lesson (økt) as pure data: the order of age bands, the catalogue's filter, the clock of the steps,
// and what is wrong with a lesson file. Shuffling is seeded, so that server and browser draw the same order.
import type { AgeBand, Lesson } from '#schemas/lesson.ts'

/** Youngest first. The only list of bands that a page walks through. */
export const ageBands = ['barnehage', '1-4', '5-7', '8-10', 'vgs'] as const satisfies readonly AgeBand[]

/** The lengths one can ask for, in minutes. */
export const lengths = [20, 45, 60, 90] as const

/** What a teacher asked the catalogue for; `undefined` is «anything». */
export type LessonFilter = {
  band: AgeBand | undefined
  subject: string | undefined
  minutes: number | undefined
}

/** Reads the catalogue's query. An unknown value counts as not asked for, never as an error. */
export function readFilter(query: URLSearchParams, subjects: readonly string[]): LessonFilter {
  const minutes = Number(query.get('minutter'))
  return {
    band: ageBands.find((band) => band === query.get('trinn')),
    subject: subjects.find((subject) => subject === query.get('fag')),
    minutes: lengths.find((length) => length === minutes),
  }
}

/** The lessons that fit, youngest band first, then by code. `minutes` is the longest that fits. */
export function filterLessons<Found extends Pick<Lesson, 'ageBand' | 'subjects' | 'minutes' | 'code'>>(
  lessons: readonly Found[],
  filter: LessonFilter,
): Found[] {
  return lessons
    .filter(({ ageBand }) => filter.band === undefined || ageBand === filter.band)
    .filter(({ subjects }) => filter.subject === undefined || subjects.includes(filter.subject))
    .filter(({ minutes }) => filter.minutes === undefined || minutes <= filter.minutes)
    .sort(
      (a, b) =>
        ageBands.indexOf(a.ageBand) - ageBands.indexOf(b.ageBand) || a.code.localeCompare(b.code, 'nb'),
    )
}

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

/** Ids that a lesson may point to. */
export type KnownIds = Record<'norms' | 'sources' | 'aims' | 'laws', ReadonlySet<string>>

/** What is wrong with a lesson as it is written: dangling references, and steps that do not match. */
export function lessonFaults(lesson: Lesson, body: string, known: KnownIds): string[] {
  const missing = (what: keyof KnownIds, ids: string[]) =>
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
    ...shown.filter((id) => !lesson.norms.includes(id)).map((id) => `norm "${id}" is not in the frontmatter`),
    ...(written.join() === promised.join()
      ? []
      : [`steps are [${promised.join()}] in the frontmatter and [${written.join()}] in the text`]),
    ...(sum === lesson.minutes ? [] : [`the steps take ${sum} minutes, the lesson says ${lesson.minutes}`]),
  ]
}
