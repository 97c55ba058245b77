// What the server must know of the lessons: their frontmatter, read from content/lessons when first asked for.
// The text itself is built into the pages. A lesson is known by its bokmål file, because the steps are the same in all.
import { readdirSync, readFileSync } from 'node:fs'
import { load } from 'js-yaml'
import { Lesson } from '#schemas/lesson.ts'

/** Every lesson of a folder by its folder name. @throws ZodError naming the faulty field. */
export function readLessons(folder: string): ReadonlyMap<string, Lesson> {
  return new Map(
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('/nb.mdx'))
      .map((file) => {
        const frontmatter = readFileSync(`${folder}/${file}`, 'utf8').split(/^---$/m)[1] ?? ''
        return [file.split('/').at(-2)!, Lesson.parse(load(frontmatter))] as const
      }),
  )
}

/** The same, read once and not before somebody asks: starting does not wait for it. */
export function lessonsIn(folder: string): () => ReadonlyMap<string, Lesson> {
  let read: ReadonlyMap<string, Lesson> | undefined
  return () => (read ??= readLessons(folder))
}
