// The service worker: shows the copy of a lesson when the network is gone, and keeps copies when a page asks. It answers
// only for what src/domain/offline.ts names; everything else (surveys, staff, the API) passes as if it were not there.
import { registerRoute } from 'workbox-routing/registerRoute.js'
import { NetworkOnly } from 'workbox-strategies/NetworkOnly.js'
import { answersAt, lessonPlace, offlinePage, ordersFor, type Reply, type Wish } from '#domain/offline.ts'
import { isLocale } from '#domain/locale.ts'
import { isHashed } from '#domain/page-files.ts'
import { drop, dropAll, dropOthers, dropTooMany, findFile, findPage, keep, list, renew } from './kept.ts'
import { scope, type Asked } from './scope.ts'

/** Put in by src/cli/browser-files.ts: the build that this file belongs to. */
declare const buildId: string

/** Which copy a window shows. Lost when the browser puts the worker to sleep; hashed names carry on without it. */
const shownFrom = new Map<string, string>()

const isOurs = (url: URL) => url.origin === scope.location.origin
const network = new NetworkOnly()

/** With a copy at hand nobody waits for a network that is there in name only. */
const patience = 5_000
const tooLate = async (path: string, page: Promise<Response>): Promise<Response> => {
  await new Promise((later) => setTimeout(later, patience))
  if (await findPage(path)) throw new Error('too late')
  return page
}

registerRoute(
  ({ url, request }) => isOurs(url) && request.mode === 'navigate' && answersAt(url),
  async ({ url, request, event }: Asked) => {
    const page = network.handle({ event, request })
    try {
      return await Promise.race([page, tooLate(url.pathname, page)])
    } catch (error) {
      const language = url.pathname.split('/')[1]
      const copy =
        (await findPage(url.pathname)) ??
        (isLocale(language) ? await findPage(offlinePage(language)) : undefined)
      if (!copy) throw error
      shownFrom.set(event.resultingClientId, copy.name)
      return copy.response
    }
  },
)

// Files of a page. Never kept from here: what a copy needs was fetched together with it.
registerRoute(
  ({ url, request }) =>
    isOurs(url) &&
    ['script', 'style', 'font', 'image', 'audio', ''].includes(request.destination) &&
    isFile(url),
  async ({ url, request, event }: Asked) => {
    const name = shownFrom.get(event.clientId)
    const first = isHashed(url.pathname) || name ? await findFile(url.pathname, name) : undefined
    if (first) return first
    try {
      return await network.handle({ event, request })
    } catch (error) {
      const last = await findFile(url.pathname, name)
      if (!last) throw error
      return last
    }
  },
)

const isFile = ({ pathname }: URL) =>
  isHashed(pathname) || /^\/(?!trpc\/|eksport\/|pakke\/)[\w./-]+\.\w{2,5}$/.test(pathname)

/** One job after another, in the old and the new worker together: two that write records would forget each other's. */
const inTurn = <Result>(work: () => Promise<Result>): Promise<Result> =>
  navigator.locks.request('forspring-kept', work)

async function grant(wish: Wish): Promise<Reply> {
  const place = lessonPlace(wish.path)
  if (wish.do === 'drop-all') await dropAll()
  if (wish.do === 'drop' && place) await drop([place])
  if ((wish.do === 'visit' || wish.do === 'take') && place) {
    for (const order of ordersFor(place, wish.do === 'take')) await keep(order)
    await dropTooMany()
  }
  return { kept: await list() }
}

async function answer(wish: Wish): Promise<Reply> {
  try {
    return await inTurn(() => grant(wish))
  } catch (error) {
    const problem = (error as Error).name === 'QuotaExceededError' ? 'no-room' : 'no-network'
    return { kept: await list(), problem }
  }
}

scope.addEventListener('message', (event) => {
  const [port] = event.ports
  event.waitUntil(answer(event.data as Wish).then((reply) => port?.postMessage(reply)))
})

// The new worker waits until every page of the old one is closed, and is thrown away if a copy could not be renewed.
scope.addEventListener('install', (event) => event.waitUntil(inTurn(() => renew(buildId))))
scope.addEventListener('activate', (event) =>
  event.waitUntil(inTurn(() => dropOthers(buildId)).then(() => scope.clients.claim())),
)
