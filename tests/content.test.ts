// Everything in content/ fits its schema and nothing points to what is not there. Dates are read as Astro reads
// them: an unquoted 2026-11-21 becomes a Date and is refused here too, not first in the build.
import { existsSync, globSync, readFileSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { describe, expect, it } from 'vitest'
import { CORE_SCHEMA, load, Schema, timestampTag } from 'js-yaml'
import type { ZodType } from 'zod'
import { pictureNames } from '#components/pictures/picture-set.ts'
import { lessonFaults } from '#domain/lesson.ts'
import { instrumentFaults } from '#domain/instrument-faults.ts'
import { assembleInstrument } from '#domain/instrument.ts'
import { itemsOf } from '#domain/variable.ts'
import { readBlocks, readInstruments } from '#http/instruments.ts'
import { Block, InstrumentSource } from '#schemas/instrument.ts'
import { Lesson } from '#schemas/lesson.ts'
import { CompetenceAim, Law, Norm, Service, Source, Term } from '#schemas/reference-data.ts'

type Row = { id: string; source?: string | undefined }

// Days as Astro reads them.
const schema = new Schema([...CORE_SCHEMA.tags, timestampTag])
const readYaml = (text: string): unknown => load(text, { schema })

const files = (pattern: string) => globSync(`content/${pattern}`).sort()

const nameOf = (file: string) => basename(file).replace(/\.\w+$/, '')

const idsIn = (folder: string) => new Set(files(`${folder}/*.yaml`).map(nameOf))

/** Parses one file's data; what is wrong with it goes to `faults`, so that one run names every fault. */
function check<T>(schema: ZodType<T>, data: unknown, file: string, faults: string[]): T | undefined {
  const result = schema.safeParse(data)
  for (const issue of result.error?.issues ?? []) {
    faults.push(`${file}: ${issue.path.join('.')}: ${issue.message}`)
  }
  return result.data
}

const tables: Record<string, ZodType<Row>> = {
  sources: Source,
  norms: Norm,
  services: Service,
  laws: Law,
  glossary: Term,
  'competence-aims': CompetenceAim,
}

describe.each(Object.entries(tables))('%s', (folder, schema) => {
  it('has rows that fit the schema, are named after their file and have a source that exists', () => {
    const faults: string[] = []
    for (const file of files(`${folder}/*.yaml`)) {
      const row = check(schema, readYaml(readFileSync(file, 'utf8')), file, faults)
      if (!row) continue
      if (row.id !== nameOf(file)) faults.push(`${file}: the id is "${row.id}"`)
      if (row.source && !idsIn('sources').has(row.source)) faults.push(`${file}: no source "${row.source}"`)
    }
    expect(faults).toEqual([])
  })
})

describe('services', () => {
  const services = files('services/*.yaml').map((file) => Service.parse(readYaml(readFileSync(file, 'utf8'))))

  it('each have their own place in the list, with 113 before all', () => {
    const sorted = services.toSorted((a, b) => a.order - b.order)
    expect(new Set(sorted.map(({ order }) => order)).size).toBe(services.length)
    expect(sorted[0]?.phone).toBe('113')
  })

  it('show no phone number that nobody has verified', () => {
    const withoutPhone = services.filter(({ id }) => ['rusinfo', 'kors-paa-halsen'].includes(id))
    expect(withoutPhone.map(({ phone }) => phone)).toEqual([undefined, undefined])
  })
})

type WrittenLesson = { file: string; lesson: Lesson; body: string }

/** Every language version of every lesson; the ones that do not fit the schema only leave faults. */
function readLessons(faults: string[]): WrittenLesson[] {
  return files('lessons/**/*.mdx').flatMap((file) => {
    const [, frontmatter = '', body = ''] =
      /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(readFileSync(file, 'utf8')) ?? []
    const lesson = check(Lesson, readYaml(frontmatter), file, faults)
    return lesson ? [{ file, lesson, body }] : []
  })
}

/** What has to be the same in every language: the bones, not the words. */
const bones = ({ lesson }: WrittenLesson) => ({
  code: lesson.code,
  ageBand: lesson.ageBand,
  grades: lesson.grades,
  minutes: lesson.minutes,
  subjects: lesson.subjects,
  aims: lesson.aims,
  norms: lesson.norms,
  sources: lesson.sources,
  buildsOn: lesson.buildsOn.map(({ source }) => source),
  themes: lesson.themes,
  devices: lesson.devices,
  mode: lesson.mode,
  steps: lesson.steps.map(({ id, minutes, kind, core, variants, questions }) => ({
    id,
    minutes,
    kind,
    core,
    variants: variants.map((variant) => variant.id),
    questions,
  })),
})

describe('lessons', () => {
  it('have a frontmatter that fits the schema', () => {
    const faults: string[] = []
    readLessons(faults)
    expect(faults).toEqual([])
  })

  it('point to what exists, add up their minutes and have every step in the text, in order', () => {
    const known = {
      norms: idsIn('norms'),
      sources: idsIn('sources'),
      aims: idsIn('competence-aims'),
      laws: idsIn('laws'),
      terms: idsIn('glossary'),
      pictures: pictureNames(),
    }
    const faults = readLessons([]).flatMap(({ file, lesson, body }) =>
      lessonFaults(lesson, body, known).map((fault) => `${file}: ${fault}`),
    )
    expect(faults).toEqual([])
  })

  it('stand in the folder of their age band', () => {
    const misplaced = readLessons([]).filter(
      ({ file, lesson }) => basename(dirname(dirname(file))) !== lesson.ageBand,
    )
    expect(misplaced.map(({ file }) => file)).toEqual([])
  })

  it('have a bokmål version, and the same steps, minutes and references in every language', () => {
    const lessons = readLessons([])
    for (const version of lessons) {
      const original = lessons.find(({ file }) => file === `${dirname(version.file)}/nb.mdx`)
      if (!original) {
        // Not there at all is a fault; there but unfit has been told by the first test.
        expect(existsSync(`${dirname(version.file)}/nb.mdx`), `${dirname(version.file)}/nb.mdx`).toBe(true)
        continue
      }
      expect(bones(version), version.file).toEqual(bones(original))
    }
  })
})

describe('instruments', () => {
  const blocks = readBlocks('content/blocks')

  it('and their blocks fit the schema, and their parts fit each other', () => {
    const faults: string[] = []
    for (const file of files('blocks/*.yaml')) {
      const block = check(Block, readYaml(readFileSync(file, 'utf8')), file, faults)
      if (block && block.id !== nameOf(file)) faults.push(`${file}: the id is "${block.id}"`)
    }
    for (const file of files('instruments/*.yaml')) {
      const source = check(InstrumentSource, readYaml(readFileSync(file, 'utf8')), file, faults)
      if (!source) continue
      if (source.id !== nameOf(file)) faults.push(`${file}: the id is "${source.id}"`)
      for (const fault of instrumentFaults(assembleInstrument(source, blocks)))
        faults.push(`${file}: ${JSON.stringify(fault)}`)
    }
    expect(faults).toEqual([])
  })

  it('ask nobody below grade 8 about own use, and everybody gets the same questions', () => {
    for (const { instrument } of readInstruments('content/instruments', blocks).values()) {
      const items = itemsOf(instrument)
      expect(
        items.filter((item) => item.showIf).map(({ id }) => id),
        instrument.id,
      ).toEqual([])
      if (instrument.ageBand !== '5-7') continue
      const own = items.filter(
        (item) => 'construct' in item && /own use|lifetime use|recent use/i.test(item.construct),
      )
      expect(own.map(({ id }) => id)).toEqual([])
    }
  })

  it('use only pictures that exist', () => {
    const known = pictureNames()
    for (const { instrument } of readInstruments('content/instruments', blocks).values()) {
      const pictures = JSON.stringify(instrument).matchAll(/"picture":"([^"]+)"/g)
      for (const [, name] of pictures) expect(known.has(name!), `${instrument.id}: ${name}`).toBe(true)
    }
  })
})
