// A lesson (økt): the frontmatter of content/lessons/<age-band>/<lesson>/<language>.mdx.
import { z } from 'zod'

export const AgeBand = z.enum(['barnehage', '1-4', '5-7', '8-10', 'vgs'])
export type AgeBand = z.infer<typeof AgeBand>

/** What a lesson is about; the catalogue filters by it. */
export const Theme = z.enum([
  'alcohol',
  'nicotine',
  'cannabis',
  'medicines',
  'gambling',
  'feelings',
  'friendship',
  'refusal',
  'help',
  'family',
  'norms',
  'media',
  'law',
  'first-aid',
  'body',
])
export type Theme = z.infer<typeof Theme>

const Id = z.string().regex(/^[a-z][a-z0-9-]*$/)

/** One step (steg) of a lesson. The body of the MDX has a `<Step id="…">` for each, in the same order. */
export const LessonStep = z.strictObject({
  id: Id,
  title: z.string().min(1),
  /** One sentence for the step rail. */
  summary: z.string().min(1),
  minutes: z.int().min(1).max(60),
  kind: z.enum([
    'talk',
    'guess',
    'reveal',
    'quiz',
    'poll',
    'sort',
    'order',
    'scenario',
    'story',
    'practice',
    'role-play',
    'cards',
    'make',
    'write',
    'reflection',
    'find',
    'play',
    'song',
  ]),
  /** Core steps are locked: leaving them out or softening them makes it another lesson. */
  core: z.boolean(),
  /** Other ways to run it, marked by the author; the teacher picks one or none. Never in a core step. */
  variants: z.array(z.strictObject({ id: Id, title: z.string().min(1) })).default([]),
  /** Questions that a live class answers: `id` of a NormGuess or Poll in the text, answers are 0 … values−1. */
  questions: z.array(z.strictObject({ id: Id, values: z.int().min(2).max(101) })).default([]),
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
  themes: z.array(Theme).min(1),
  /** `none`: meant to be run without pupil devices. `optional`: with or without. */
  devices: z.enum(['none', 'optional']),
  /** `picture`: no reading needed (kindergarten and the youngest); large pictures that say themselves aloud. */
  mode: z.enum(['text', 'picture']).default('text'),
  /** Subject codes of LK20, e.g. `SAF01-04`. A kindergarten has none. */
  subjects: z.array(z.string().regex(/^[A-Z]{3}\d{2}-\d{2}$/)),
  /** Ids in content/competence-aims. */
  aims: z.array(z.string()),
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
