// The catalogue of lessons as pure data: what a teacher asks for, which lessons fit, and which competence aims they
// build. The same functions decide on the server, for an address, and in the browser, while somebody is choosing.
import type { AgeBand, Lesson, Theme } from '#schemas/lesson.ts'
import { ageBands } from './lesson.ts'

/** The lengths one can ask for, in minutes. */
export const lengths = [20, 45, 60, 90] as const

/** Every theme, in the order of the list on the page: substances first, then what protects. */
export const themes = [
  'alcohol',
  'nicotine',
  'cannabis',
  'medicines',
  'gambling',
  'norms',
  'refusal',
  'media',
  'law',
  'first-aid',
  'feelings',
  'friendship',
  'family',
  'body',
  'help',
] as const satisfies readonly Theme[]

/** As the address writes it, and what the lesson says. */
export const deviceWords = { uten: 'none', valgfritt: 'optional' } as const satisfies Record<
  string,
  Lesson['devices']
>

/** What a teacher asked the catalogue for; `undefined` is «anything». */
export type LessonFilter = {
  band: AgeBand | undefined
  subject: string | undefined
  theme: Theme | undefined
  aim: string | undefined
  minutes: number | undefined
  devices: Lesson['devices'] | undefined
  /** Words to search for. */
  search: string | undefined
}

/** The name of each question in the address. */
export const queryNames = {
  search: 'sok',
  band: 'trinn',
  subject: 'fag',
  theme: 'tema',
  aim: 'mal',
  minutes: 'minutter',
  devices: 'skjerm',
} as const satisfies Record<keyof LessonFilter, string>

const longestSearch = 100

/** Reads the catalogue's query. An unknown value counts as not asked for, never as an error. */
export function readFilter(
  query: URLSearchParams,
  known: { subjects: readonly string[]; aims: readonly string[] },
): LessonFilter {
  const ask = (name: keyof LessonFilter) => query.get(queryNames[name])
  const words = ask('search')?.trim().slice(0, longestSearch)
  const device = ask('devices') ?? ''
  return {
    search: words ? words : undefined,
    band: ageBands.find((band) => band === ask('band')),
    subject: known.subjects.find((subject) => subject === ask('subject')),
    theme: themes.find((theme) => theme === ask('theme')),
    aim: known.aims.find((aim) => aim === ask('aim')),
    minutes: lengths.find((length) => String(length) === ask('minutes')),
    devices: Object.hasOwn(deviceWords, device) ? deviceWords[device as keyof typeof deviceWords] : undefined,
  }
}

/** What the filter looks at. */
export type Filterable = Pick<Lesson, 'ageBand' | 'subjects' | 'themes' | 'aims' | 'minutes' | 'devices'>

/** Whether a lesson is what was asked for, the search aside. `minutes` is the longest that fits. */
export function fits(lesson: Filterable, filter: LessonFilter): boolean {
  return (
    (filter.band === undefined || lesson.ageBand === filter.band) &&
    (filter.subject === undefined || lesson.subjects.includes(filter.subject)) &&
    (filter.theme === undefined || lesson.themes.includes(filter.theme)) &&
    (filter.aim === undefined || lesson.aims.includes(filter.aim)) &&
    (filter.minutes === undefined || lesson.minutes <= filter.minutes) &&
    (filter.devices === undefined || lesson.devices === filter.devices)
  )
}

/** Youngest band first, then by code. */
export const byBandAndCode = (
  a: Pick<Lesson, 'ageBand' | 'code'>,
  b: Pick<Lesson, 'ageBand' | 'code'>,
): number => ageBands.indexOf(a.ageBand) - ageBands.indexOf(b.ageBand) || a.code.localeCompare(b.code, 'nb')

/** Each aim with the lessons that build it, by subject and then as the curriculum's years go. */
export function aimCoverage<
  Aim extends { id: string; subject: string },
  Found extends Pick<Lesson, 'aims' | 'ageBand' | 'code'>,
>(aims: readonly Aim[], lessons: readonly Found[]): { aim: Aim; lessons: Found[] }[] {
  return aims
    .toSorted((a, b) => a.subject.localeCompare(b.subject) || a.id.localeCompare(b.id))
    .map((aim) => ({
      aim,
      lessons: lessons.filter((lesson) => lesson.aims.includes(aim.id)).toSorted(byBandAndCode),
    }))
}
