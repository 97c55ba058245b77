// A lesson (økt): the frontmatter of content/lessons/<age-band>/<lesson>/<language>.mdx.
import { z } from 'zod'

export const AgeBand = z.enum(['barnehage', '1-4', '5-7', '8-10', 'vgs'])
export type AgeBand = z.infer<typeof AgeBand>

/** One step (steg) of a lesson. The body of the MDX has a `<Step id="…">` for each, in the same order. */
export const LessonStep = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  title: z.string().min(1),
  /** One sentence for the step rail. */
  summary: z.string().min(1),
  minutes: z.int().min(1).max(60),
  kind: z.enum([
    'talk',
    'guess',
    'reveal',
    'quiz',
    'order',
    'scenario',
    'practice',
    'write',
    'reflection',
    'find',
  ]),
  /** Core steps are locked: leaving them out or softening them makes it another lesson. */
  core: z.boolean(),
})
export type LessonStep = z.infer<typeof LessonStep>

export const Lesson = z.strictObject({
  /** Short code of the curriculum plan, e.g. `U1`. */
  code: z.string().regex(/^[A-Z]\d$/),
  title: z.string().min(1),
  summary: z.string().min(1),
  ageBand: AgeBand,
  grades: z.array(z.string().min(1)).min(1),
  minutes: z.int().min(10).max(180),
  /** Subject codes of LK20, e.g. `SAF01-04`. */
  subjects: z.array(z.string().regex(/^[A-Z]{3}\d{2}-\d{2}$/)).min(1),
  /** Ids in content/competence-aims. */
  aims: z.array(z.string()).min(1),
  /** What pupils can do afterwards, verbs first. */
  goals: z.array(z.string().min(1)).min(1),
  /** What the lesson builds on («bygger på»): ids in content/sources, and how. */
  buildsOn: z.array(z.strictObject({ source: z.string(), how: z.string().min(1) })).min(1),
  /** Figures it shows: ids in content/norms. */
  norms: z.array(z.string()),
  /** Facts it tells: ids in content/sources. */
  sources: z.array(z.string()),
  preparation: z.array(z.string().min(1)).min(1),
  materials: z.array(z.string().min(1)),
  /** What the teacher should not do or say, and why. */
  avoid: z.array(z.string().min(1)).min(1),
  /** How to meet a pupil who tells something. */
  disclosure: z.array(z.string().min(1)).min(1),
  /** How to run it without devices. */
  withoutDevices: z.string().min(1),
  /** ISO date of the last review of the content, and when the next is due. */
  reviewed: z.iso.date(),
  reviewBy: z.iso.date(),
  steps: z.array(LessonStep).min(2).max(10),
})
export type Lesson = z.infer<typeof Lesson>
