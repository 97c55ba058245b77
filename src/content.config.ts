// Binds content/ to its schemas. A lesson that points to something that does not exist stops the build here,
// because Astro itself only logs a dangling reference.
import { readdirSync, readFileSync } from 'node:fs'
import { runInNewContext } from 'node:vm'
import { glob, type Loader } from 'astro/loaders'
import { defineCollection } from 'astro:content'
import { parse } from 'yaml'
import { lessonFaults } from '#domain/lesson.ts'
import { scenarioFaults } from '#domain/scenario.ts'
import { Lesson } from '#schemas/lesson.ts'
import { CompetenceAim, Law, Norm, Service, Source } from '#schemas/reference-data.ts'

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
      .map((name) => String(parse(readFileSync(`content/${folder}/${name}`, 'utf8')).id)),
  )

/** Every story in a lesson's text. Its scenes are a plain literal, read here so that a dead end stops the build. */
const storyFaults = (body: string): string[] =>
  [...body.matchAll(/<Scenario\s+id="([^"]*)"\s+start="([^"]*)"\s+scenes=\{([\s\S]*?)\}\s*\/>/g)].flatMap(
    ([, id, start = '', scenes]) =>
      scenarioFaults({ start, scenes: runInNewContext(`(${scenes})`) }).map(
        (fault) => `story "${id}": ${fault}`,
      ),
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
      }
      const faults = context.store.values().flatMap(({ id, data, body = '' }) => {
        const found = [...lessonFaults(data as Lesson, body, known), ...storyFaults(body)]
        return found.map((fault) => `content/lessons/${id}.mdx: ${fault}`)
      })
      if (faults.length > 0) throw new Error(`Lessons with faults:\n${faults.join('\n')}`)
    },
  }
}

export const collections = {
  lessons: defineCollection({ loader: checkedLessons(), schema: Lesson }),
  norms: defineCollection({ loader: rows('norms'), schema: Norm }),
  services: defineCollection({ loader: rows('services'), schema: Service }),
  laws: defineCollection({ loader: rows('laws'), schema: Law }),
  sources: defineCollection({ loader: rows('sources'), schema: Source }),
  'competence-aims': defineCollection({ loader: rows('competence-aims'), schema: CompetenceAim }),
}
