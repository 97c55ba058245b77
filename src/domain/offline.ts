// What a device may keep of this site, and under which key. The list of what may be kept is short on purpose: a page that
// is not named here is never kept, so neither a survey nor a page of the staff can be.
import { isLocale, type Locale } from './locale.ts'

/**
 * The views of a lesson; the teacher's page has no name of its own in the address. No lesson has all: one in pictures
 * has `bilder` instead of `projektor`, one without screens `uten-skjermer` instead of `elev`, and the other name leads on.
 */
export const views = ['', 'projektor', 'bilder', 'elev', 'uten-skjermer', 'utskrift'] as const
export type View = (typeof views)[number]

export type LessonPlace = { language: Locale; slug: string; view: View }

/** The page about what is kept stands where a lesson could stand. */
const notALesson = ['tatt-med']

export function lessonPlace(path: string): LessonPlace | undefined {
  const [empty, language, folder, slug = '', view = '', ...more] = path.split('/')
  if (empty !== '' || !isLocale(language) || folder !== 'undervisning' || more.length > 0) return undefined
  if (!/^[a-z0-9-]+$/.test(slug) || notALesson.includes(slug)) return undefined
  const known = views.find((each) => each === view)
  return known === undefined ? undefined : { language, slug, view: known }
}

export const lessonPath = ({ language, slug, view }: LessonPlace): string =>
  `/${language}/undervisning/${slug}${view === '' ? '' : `/${view}`}`

/** What comes along with every lesson, so that there is always a number to call. */
export const offlinePage = (language: Locale) => `/${language}/uten-nett`

/** Pages kept together, of one build: a lesson, or (without a slug) the pages around the lessons. */
export type Order = { language: Locale; slug: string; paths: string[]; chosen: boolean }

/**
 * What is to be kept when a lesson is opened, or chosen with «Ta med».
 * A pupil's phone keeps the pupil's page only; whoever opens one of the teacher's views gets them all.
 */
export function ordersFor(place: LessonPlace, chosen: boolean): [around: Order, lesson: Order] {
  const { language, slug } = place
  const onlyPupil = place.view === 'elev' && !chosen
  const catalogue = `/${language}/undervisning`
  return [
    {
      language,
      slug: '',
      chosen: false,
      paths: onlyPupil
        ? [offlinePage(language)]
        : [offlinePage(language), `/${language}/hjelp`, catalogue, `${catalogue}/tatt-med`],
    },
    {
      language,
      slug,
      chosen,
      paths: (onlyPupil ? [place.view] : views).map((view) => lessonPath({ language, slug, view })),
    },
  ]
}

const around = /^\/(nb|nn|en)\/(hjelp|uten-nett|undervisning|undervisning\/tatt-med)$/

/** May a copy of this page lie on the device? */
export const mayKeep = (path: string): boolean => lessonPlace(path) !== undefined || around.test(path)

/**
 * Does the service worker answer when somebody goes here? Only for what may be kept. A lesson that runs live
 * (`?direkte=…`) needs the network in any case, and a copy would show the wrong step.
 */
export const answersAt = (url: URL): boolean => mayKeep(url.pathname) && !url.searchParams.has('direkte')

/** A lesson that this device has, as the list shows it. */
export type Kept = Order & {
  title: string
  /** Every file of it with its size; pages too. */
  files: Record<string, number>
  keptAt: number
}

export const bytesOf = ({ files }: Pick<Kept, 'files'>): number =>
  Object.values(files).reduce((sum, size) => sum + size, 0)

/** A file that several lessons share counts once. */
export const bytesOfAll = (all: readonly Pick<Kept, 'files'>[]): number =>
  bytesOf({ files: Object.assign({}, ...all.map(({ files }) => files)) as Record<string, number> })

/** How many lessons are kept only because somebody opened them. */
export const visitedAtMost = 12

/** Visited lessons that have to go, the longest unused first; chosen ones stay until somebody removes them. */
export const tooMany = (all: readonly Kept[]): Kept[] =>
  all
    .filter(({ slug, chosen }) => slug !== '' && !chosen)
    .sort((a, b) => b.keptAt - a.keptAt)
    .slice(visitedAtMost)

/** What a page may ask the service worker to do, and what it answers. */
export type Wish =
  { do: 'visit' | 'take' | 'drop'; path: string } | { do: 'list'; path: '' } | { do: 'drop-all'; path: '' }
export type Reply = { kept: Kept[]; problem?: 'no-network' | 'no-room' }
