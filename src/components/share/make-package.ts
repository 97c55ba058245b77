// Makes the zip of a package: the pupil's page and the numbers to call as the server draws them, the built files that
// they need, the adapter and the manifest. The same lesson of the same build is the same zip, byte for byte.
import { readFileSync } from 'node:fs'
import { strToU8, zipSync, type Zippable } from 'fflate'
import {
  adapterName,
  cmi5Manifest,
  inlineParts,
  manifestName,
  type PackageKind,
  type PackageLesson,
  packagePolicy,
  scormManifest,
  standAlone,
  withHead,
} from '#domain/package.ts'
import { filesIn, filesInPage, hasNeeds } from '#domain/page-files.ts'

export type PackageParts = {
  kind: PackageKind
  lesson: PackageLesson
  /** The address of this installation: in ids, and where a link to another page of ours leads. */
  origin: string
  /** Folder of the built client files. */
  clientFiles: string
  /** The pages as they are served. */
  pupil: string
  help: string
}

export async function makePackage(parts: PackageParts): Promise<Uint8Array<ArrayBuffer>> {
  const { kind, lesson, origin, clientFiles } = parts
  const read = (path: string) => readFileSync(`${clientFiles}${path}`)
  const files = new Map<string, Uint8Array>()
  const take = (path: string) => {
    if (files.has(path)) return
    const bytes = read(path)
    files.set(path, bytes)
    if (hasNeeds(path)) filesIn(bytes.toString('utf8'), path).forEach(take)
  }
  const pages = { [`/${lesson.language}/hjelp`]: 'hjelp.html' }
  const turn = async (html: string, adapter: string | undefined) => {
    const needed = filesInPage(html)
    needed.forEach(take)
    const text = standAlone(html, needed, pages, origin)
    const { scripts, styles } = inlineParts(text)
    return withHead(text, packagePolicy(kind, await hashes(scripts), await hashes(styles)), adapter)
  }
  const adapter = adapterName(kind)
  const zip: Record<string, Uint8Array> = {
    'index.html': strToU8(await turn(parts.pupil, adapter)),
    'hjelp.html': strToU8(await turn(parts.help, undefined)),
    [adapter]: read(`/package/${adapter}`),
  }
  for (const [path, bytes] of files) zip[path.slice(1)] = bytes
  const names = Object.keys(zip).sort()
  const manifest = kind === 'scorm12' ? scormManifest(lesson, names) : cmi5Manifest(lesson, origin)
  return zipSync({ [manifestName(kind)]: entry(strToU8(manifest)), ...inOrder(names, zip) })
}

/** A zip writes local time, so the day has to be given as local time too. */
const day = new Date(2026, 0, 1)
/** Not at the highest level: packing holds up the one thread that pupils' answers go through as well. */
const entry = (bytes: Uint8Array, isPacked = false): Zippable[string] => [
  bytes,
  { mtime: day, level: isPacked ? 0 : 6 },
]

const inOrder = (names: string[], zip: Record<string, Uint8Array>): Zippable =>
  Object.fromEntries(
    names.map((name) => [name, entry(zip[name]!, /\.(woff2|png|jpe?g|webp|mp3)$/.test(name))]),
  )

const hashes = (texts: string[]) =>
  Promise.all(
    texts.map(async (text) => {
      const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
      return `'sha256-${Buffer.from(digest).toString('base64')}'`
    }),
  )
