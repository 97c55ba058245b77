// A micro-course (mikrokurs) for staff: the frontmatter of content/courses/<course>/<language>.mdx.
import { z } from 'zod'

const Id = z.string().regex(/^[a-z][a-z0-9-]*$/)

export const Course = z.strictObject({
  title: z.string().min(1),
  summary: z.string().min(1),
  /** Place in the list, 1 first. */
  order: z.int().min(1),
  minutes: z.int().min(10).max(15),
  /** What one can do afterwards, verbs first. */
  goals: z.array(z.string().min(1)).min(2),
  /** What it builds on («bygger på»): ids in content/sources, and how. */
  buildsOn: z.array(z.strictObject({ source: z.string(), how: z.string().min(1) })).min(1),
  /** Facts it tells: ids in content/sources. */
  sources: z.array(z.string()),
  reviewed: z.iso.date(),
  reviewBy: z.iso.date(),
  /** The body has a `<Part id="…">` for each, in the same order; their minutes add up to the course's. */
  parts: z.array(z.strictObject({ id: Id, title: z.string().min(1), minutes: z.int().min(1) })).min(3),
})
export type Course = z.infer<typeof Course>
