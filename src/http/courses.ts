// Which micro-courses there are: the folders of content/courses, read when first asked for. Their text is in the pages.
import { existsSync, readdirSync } from 'node:fs'

/** The names of the course folders, read once and not before somebody asks. */
export function coursesIn(folder: string): () => ReadonlySet<string> {
  let read: ReadonlySet<string> | undefined
  return () =>
    (read ??= new Set(readdirSync(folder).filter((name) => existsSync(`${folder}/${name}/nb.mdx`))))
}
