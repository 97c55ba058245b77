// The copies on this device: one cache for each build of the product, so that old and new pages never share one. A copy
// counts when its record is written, and the record comes last: what was cut off in the middle is as if it were not.
import { filesIn, filesInPage, hasNeeds, isHashed } from '#domain/page-files.ts'
import { type Kept, mayKeep, type Order, tooMany } from '#domain/offline.ts'

const prefix = 'forspring-'
const recordPath = ({ language, slug }: Pick<Order, 'language' | 'slug'>) => `/kept/${language}/${slug}`
const anyVary = { ignoreVary: true }

/** Why a copy could not be made. `gone`: the product no longer has the page. */
export type Failure = 'gone' | 'network' | 'mixed'
export const failure = (why: Failure) => new Error(why)

export const cachesHere = async (): Promise<string[]> =>
  (await caches.keys()).filter((name) => name.startsWith(prefix))

/** Without the cookie: a copy is the page that everybody gets, with nobody's name in it. */
const load = (path: string) =>
  fetch(path, {
    credentials: 'omit',
    cache: isHashed(path) ? 'default' : 'no-cache',
    redirect: 'manual',
  })

/** @returns `undefined` for an address that leads elsewhere: a view that this lesson does not have. */
async function loadPage(path: string): Promise<Response | undefined> {
  if (!mayKeep(path)) throw failure('gone')
  const response = await load(path)
  if (response.type === 'opaqueredirect') return undefined
  if (response.status === 404 || response.status === 410) throw failure('gone')
  if (!response.ok) throw failure('network')
  if (/no-store|private/.test(response.headers.get('cache-control') ?? '')) throw failure('gone')
  return response
}

/** A file that is missing means that the product was updated since the page was fetched. */
async function loadFile(path: string): Promise<Response> {
  const response = await load(path)
  if (!response.ok) throw failure('mixed')
  return response
}

const buildOf = (page: Response) => page.headers.get('forspring-build') ?? ''

async function sizeOf(response: Response): Promise<number> {
  return (await response.clone().blob()).size
}

/** Puts a file and all that it needs into the cache; adds them to `files`. A hashed file that is there stays. */
async function keepFile(cache: Cache, path: string, files: Record<string, number>): Promise<void> {
  if (path in files) return
  files[path] = 0
  const there = isHashed(path) ? await cache.match(path, anyVary) : undefined
  const response = there ?? (await loadFile(path))
  if (!there) await cache.put(path, response.clone())
  files[path] = await sizeOf(response)
  if (hasNeeds(path))
    for (const needed of filesIn(await response.text(), path)) await keepFile(cache, needed, files)
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" }
const titleOf = (html: string) =>
  (/<title>([^<]*?)(?: · [^<·]*)?<\/title>/.exec(html)?.[1] ?? '').replace(
    /&(amp|lt|gt|quot|#39);/g,
    (_, name: string) => entities[name]!,
  )

/** Makes or renews a copy. @throws Failure as message; what was kept before is then untouched. */
export async function keep(order: Order): Promise<{ kept: Kept; build: string }> {
  const before = (await recordsIn(await cachesHere())).find(({ kept }) => isSame(kept, order))?.kept
  const asked = await Promise.all(order.paths.map(async (path) => ({ path, response: await loadPage(path) })))
  const pages = asked.flatMap(({ path, response }) => (response ? [{ path, response }] : []))
  // A network that wants a sign-in first leads every address elsewhere.
  if (pages.length === 0) throw failure('network')
  const build = buildOf(pages[0]!.response)
  // The product was updated between two of the pages: the next try gets them all from the new one.
  if (build === '' || pages.some(({ response }) => buildOf(response) !== build)) throw failure('mixed')
  const cache = await caches.open(prefix + build)
  const sameBuild = await readRecord(cache, order)
  const files: Record<string, number> = { ...sameBuild?.files }
  for (const { path, response } of pages) {
    delete files[path]
    for (const needed of filesInPage(await response.clone().text())) await keepFile(cache, needed, files)
    files[path] = await sizeOf(response)
  }
  const title = titleOf(await pages[0]!.response.clone().text())
  for (const { path, response } of pages) await cache.put(path, response)
  const kept: Kept = {
    language: order.language,
    slug: order.slug,
    paths: [...new Set([...(sameBuild?.paths ?? []), ...pages.map(({ path }) => path)])],
    chosen: order.chosen || before?.chosen === true,
    title,
    files,
    keptAt: Date.now(),
  }
  await cache.put(recordPath(order), Response.json(kept))
  return { kept, build }
}

const isSame = (a: Pick<Order, 'language' | 'slug'>, b: Pick<Order, 'language' | 'slug'>) =>
  a.language === b.language && a.slug === b.slug

async function readRecord(cache: Cache, order: Pick<Order, 'language' | 'slug'>): Promise<Kept | undefined> {
  const response = await cache.match(recordPath(order))
  return response && ((await response.json()) as Kept)
}

type Found = { name: string; kept: Kept }

async function recordsIn(names: string[]): Promise<Found[]> {
  const found: Found[] = []
  for (const name of names) {
    const cache = await caches.open(name)
    for (const { url } of await cache.keys()) {
      if (!new URL(url).pathname.startsWith('/kept/')) continue
      found.push({ name, kept: (await (await cache.match(url))!.json()) as Kept })
    }
  }
  return found.sort((a, b) => b.kept.keptAt - a.kept.keptAt)
}

/** Every copy once, the newest of each. */
export async function list(): Promise<Kept[]> {
  const all: Kept[] = []
  for (const { kept } of await recordsIn(await cachesHere()))
    if (!all.some((each) => isSame(each, kept))) all.push(kept)
  return all
}

/** Removes copies, and the files that no other copy of the same build needs. */
export async function drop(orders: Pick<Order, 'language' | 'slug'>[]): Promise<void> {
  for (const name of await cachesHere()) {
    const cache = await caches.open(name)
    for (const order of orders) await cache.delete(recordPath(order))
    const left = await recordsIn([name])
    const needed = new Set(left.flatMap(({ kept }) => [...Object.keys(kept.files), recordPath(kept)]))
    for (const { url } of await cache.keys())
      if (!needed.has(new URL(url).pathname)) await cache.delete(url, anyVary)
  }
}

export const dropTooMany = async (): Promise<void> => {
  const surplus = tooMany(await list())
  if (surplus.length > 0) await drop(surplus)
}

export const dropAll = async (): Promise<void> => {
  for (const name of await cachesHere()) await caches.delete(name)
}

/**
 * Before a new build takes over: fetches every copy anew and whole. A lesson that the product no longer has is left out.
 * @throws Failure when one could not be had; the old build's copies are all still there, and go on being shown.
 */
export async function renew(build: string): Promise<void> {
  const own = prefix + build
  const done = (await recordsIn([own])).map(({ kept }) => kept)
  for (const { name, kept } of await recordsIn(await cachesHere())) {
    const has = done.find((each) => isSame(each, kept))
    const paths = kept.paths.filter((path) => !has?.paths.includes(path))
    if (name === own || paths.length === 0) continue
    try {
      const made = await keep({ ...kept, paths: kept.paths })
      if (made.build !== build) throw failure('mixed')
      done.push(made.kept)
    } catch (error) {
      if ((error as Error).message !== 'gone') throw error
    }
  }
}

/** The last step of an update: no page of an old build is open any more. */
export async function dropOthers(build: string): Promise<void> {
  for (const name of await cachesHere()) if (name !== prefix + build) await caches.delete(name)
}

export type Copy = { name: string; response: Response }

/** The newest copy of a page, and the cache where its files lie. */
export async function findPage(path: string): Promise<Copy | undefined> {
  const found = (await recordsIn(await cachesHere())).find(({ kept }) => kept.paths.includes(path))
  const response = found && (await (await caches.open(found.name)).match(path, anyVary))
  return response && { name: found.name, response }
}

/** A file, from the cache of the page that asks for it; a hashed one from any, because it is the same everywhere. */
export async function findFile(path: string, name: string | undefined): Promise<Response | undefined> {
  const names = [...(name ? [name] : []), ...(isHashed(path) || !name ? await cachesHere() : [])]
  for (const each of names) {
    const response = await (await caches.open(each)).match(path, anyVary)
    if (response) return response
  }
  return undefined
}
