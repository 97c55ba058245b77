// The programmes, read from content/programmes when first asked for. What they point to is checked by the build.
import { readdirSync, readFileSync } from 'node:fs'
import { load } from 'js-yaml'
import { Programme } from '#schemas/programme.ts'

/** Every programme of a folder by id. @throws ZodError naming the faulty field. */
export const readProgrammes = (folder: string): ReadonlyMap<string, Programme> =>
  new Map(
    readdirSync(folder)
      .filter((file) => file.endsWith('.yaml'))
      .sort()
      .map((file) => Programme.parse(load(readFileSync(`${folder}/${file}`, 'utf8'))))
      .map((programme) => [programme.id, programme] as const),
  )

/** The same, read once and not before somebody asks: starting does not wait for it. */
export function programmesIn(folder: string): () => ReadonlyMap<string, Programme> {
  let read: ReadonlyMap<string, Programme> | undefined
  return () => (read ??= readProgrammes(folder))
}
