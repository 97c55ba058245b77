// Binds content/ to its schemas. A lesson that points to something that does not exist stops the build here,
// because Astro itself only logs a dangling reference.
import { readdirSync, readFileSync } from 'node:fs'
import { glob, type Loader } from 'astro/loaders'
import { defineCollection } from 'astro:content'
import { load } from 'js-yaml'
import { pictureNames } from '#components/pictures/picture-set.ts'
import { courseFaults } from '#domain/course.ts'
import { lessonFaults } from '#domain/lesson.ts'
import { programmeFaults } from '#domain/programme.ts'
import { Course } from '#schemas/course.ts'
import { Lesson } from '#schemas/lesson.ts'
import { Programme } from '#schemas/programme.ts'
import { CompetenceAim, Law, Norm, ParentPage, Service, Source, Term } from '#schemas/reference-data.ts'

const rows = (folder: string) =>
  glob({
    base: `./content/${folder}`,
    pattern: '*.yaml',
    generateId: ({ data, entry }) => String(data['id'] ?? entry.replace(/\.yaml$/, '')),
  })

/** The ids of a folder read straight from disk: at this point the other collections may not be loaded yet. */
const idsIn = (folder: string): Set<string> =>
  new Set(
    readdirSync(`content/${folder}`)
      .filter((name) => name.endsWith('.yaml'))
      .map((name) => String((load(readFileSync(`content/${folder}/${name}`, 'utf8')) as { id: unknown }).id)),
  )

function checkedLessons(): Loader {
  const loader = glob({ base: './content/lessons', pattern: '**/*.mdx' })
  return {
    name: 'checked-lessons',
    async load(context) {
      await loader.load(context)
      const known = {
        norms: idsIn('norms'),
        sources: idsIn('sources'),
        aims: idsIn('competence-aims'),
        laws: idsIn('laws'),
        terms: idsIn('glossary'),
        pictures: pictureNames(),
      }
      const faults = context.store
        .values()
        .flatMap(({ id, data, body = '' }) =>
          lessonFaults(data as Lesson, body, known).map((fault) => `content/lessons/${id}.mdx: ${fault}`),
        )
      if (faults.length > 0) throw new Error(`Lessons with faults:\n${faults.join('\n')}`)
    },
  }
}

function checkedCourses(): Loader {
  const loader = glob({ base: './content/courses', pattern: '*/*.mdx' })
  return {
    name: 'checked-courses',
    async load(context) {
      await loader.load(context)
      const sources = idsIn('sources')
      const faults = context.store
        .values()
        .flatMap(({ id, data, body = '' }) =>
          courseFaults(data as Course, body, sources).map((fault) => `content/courses/${id}.mdx: ${fault}`),
        )
      if (faults.length > 0) throw new Error(`Courses with faults:\n${faults.join('\n')}`)
    },
  }
}

function checkedProgrammes(): Loader {
  const loader = rows('programmes')
  return {
    name: 'checked-programmes',
    async load(context) {
      await loader.load(context)
      const files = readdirSync('content/lessons', { recursive: true, encoding: 'utf8' })
      const known = {
        lessons: new Set(
          files.filter((file) => file.endsWith('/nb.mdx')).map((file) => file.split('/').at(-2)!),
        ),
        instruments: idsIn('instruments'),
        sources: idsIn('sources'),
      }
      const faults = context.store
        .values()
        .flatMap(({ id, data }) =>
          programmeFaults(data as Programme, known).map((fault) => `content/programmes/${id}.yaml: ${fault}`),
        )
      if (faults.length > 0) throw new Error(`Programmes with faults:\n${faults.join('\n')}`)
    },
  }
}

export const collections = {
  lessons: defineCollection({ loader: checkedLessons(), schema: Lesson }),
  courses: defineCollection({ loader: checkedCourses(), schema: Course }),
  programmes: defineCollection({ loader: checkedProgrammes(), schema: Programme }),
  guides: defineCollection({ loader: glob({ base: './content/guides', pattern: 'teacher.*.md' }) }),
  norms: defineCollection({ loader: rows('norms'), schema: Norm }),
  services: defineCollection({ loader: rows('services'), schema: Service }),
  parents: defineCollection({ loader: rows('parents'), schema: ParentPage }),
  laws: defineCollection({ loader: rows('laws'), schema: Law }),
  glossary: defineCollection({ loader: rows('glossary'), schema: Term }),
  sources: defineCollection({ loader: rows('sources'), schema: Source }),
  'competence-aims': defineCollection({ loader: rows('competence-aims'), schema: CompetenceAim }),
}
