// What is wrong with the parts of a lesson's text: unknown tags, ids that clash, questions and variants that do not
// match the frontmatter, pictures and words that do not exist, stories without a way out.
import type { Lesson } from '#schemas/lesson.ts'
import { tagsIn, type Tag } from './lesson-text.ts'
import { scenarioFaults, type Scenario } from './scenario.ts'

/** Every tag that a lesson may use, with the attributes it must have; those after `?` may be left out. */
const parts: Record<string, string> = {
  Step: 'id',
  Teacher: '',
  Projector: '',
  Pupil: '',
  Handout: 'title',
  Say: '',
  Tip: '',
  Variant: 'id',
  Easy: '',
  Regular: '',
  NormGuess: 'id norm question',
  NormReveal: 'norm title',
  Poll: 'id question options',
  Quiz: 'id questions',
  OrderSteps: 'id steps',
  Sort: 'id question piles cards',
  Scenario: 'id start scenes',
  RolePlay: 'id title situation roles rubric ? rounds',
  Reflection: 'id prompt',
  CounterAdvert: 'id prompt tricks slogans',
  CopingCards: 'id prompt cards ? pick',
  PictureCards: 'id cards',
  Picture: 'name alt ? say',
  Timer: 'minutes ? label',
  TeamPoints: 'id teams ? label',
  Term: 'id',
  LawCard: 'law',
  HelpCard: '',
}

/** Tags whose `id` names something that stands elsewhere. */
const isReference = (name: string) => name === 'Term'

export type KnownParts = Record<'terms' | 'pictures', ReadonlySet<string>>

type Cards = { picture?: string; pile?: number }[]

const text = (value: unknown) => (typeof value === 'string' ? value : '')
const list = <T>(value: unknown) => (Array.isArray(value) ? (value as T[]) : [])

/** The pictures that a text asks for, each once. */
export function picturesIn(body: string): string[] {
  return [...new Set(tagsIn(body).flatMap(picturesOf))]
}

/** The words that a text explains, each once, in the order in which they turn up. */
export function termsIn(body: string): string[] {
  const terms = tagsIn(body).filter(({ name }) => name === 'Term')
  return [...new Set(terms.map(({ attributes }) => text(attributes['id'])))]
}

function picturesOf({ name, attributes }: Tag): string[] {
  if (name === 'Picture') return [text(attributes['name'])]
  return list<Cards[number]>(attributes['cards']).flatMap(({ picture }) => picture ?? [])
}

export function partFaults(lesson: Lesson, body: string, known: KnownParts): string[] {
  let tags: Tag[]
  try {
    tags = tagsIn(body)
  } catch (error) {
    return [(error as Error).message]
  }
  return [
    ...tags.flatMap(attributeFaults),
    ...idFaults(tags),
    ...lesson.steps.flatMap((step) => stepFaults(step, tags)),
    ...tags.flatMap((tag) => contentFaults(tag, known)),
  ]
}

function attributeFaults({ name, attributes }: Tag): string[] {
  const rule = parts[name]
  if (rule === undefined) return [`there is no part <${name}>`]
  const [must = [], may = []] = rule.split('?').map((half) => half.split(' ').filter(Boolean))
  const given = Object.keys(attributes)
  return [
    ...must.filter((each) => !given.includes(each)).map((each) => `<${name}> lacks "${each}"`),
    ...given.filter((each) => ![...must, ...may].includes(each)).map((each) => `<${name}> has no "${each}"`),
  ]
}

function idFaults(tags: Tag[]): string[] {
  const ids = tags
    .filter(({ name, attributes }) => !isReference(name) && 'id' in attributes)
    .map(({ attributes }) => text(attributes['id']))
  const twice = new Set(ids.filter((id, index) => ids.indexOf(id) !== index))
  return [
    ...[...twice].map((id) => `the id "${id}" is used twice`),
    ...ids.filter((id) => !/^[a-z][a-z0-9-]*$/.test(id)).map((id) => `the id "${id}" is not kebab-case`),
  ]
}

function stepFaults(step: Lesson['steps'][number], tags: Tag[]): string[] {
  const here = tags.filter((tag) => tag.step === step.id)
  const variants = here
    .filter(({ name }) => name === 'Variant')
    .map(({ attributes }) => text(attributes['id']))
  const asked = here.flatMap(({ name, attributes }) => {
    if (name === 'NormGuess') return [`${text(attributes['id'])}:101`]
    return name === 'Poll' ? [`${text(attributes['id'])}:${list(attributes['options']).length}`] : []
  })
  const differ = (what: string, promised: string[], written: string[]) =>
    promised.toSorted().join() === written.toSorted().join()
      ? []
      : [
          `step "${step.id}": ${what} are [${promised.join()}] in the frontmatter and [${written.join()}] in the text`,
        ]
  return [
    ...differ(
      'variants',
      step.variants.map(({ id }) => id),
      variants,
    ),
    ...differ(
      'questions',
      step.questions.map(({ id, values }) => `${id}:${values}`),
      asked,
    ),
    ...(step.core && step.variants.length + variants.length > 0
      ? [`step "${step.id}" is core and has variants`]
      : []),
  ]
}

function contentFaults(tag: Tag, known: KnownParts): string[] {
  const { name, attributes } = tag
  const id = text(attributes['id'])
  const faults = picturesOf(tag)
    .filter((picture) => !known.pictures.has(picture))
    .map((picture) => `there is no picture "${picture}"`)
  if (name === 'Term' && !known.terms.has(id)) faults.push(`there is no "${id}" in glossary`)
  if (name === 'Scenario') {
    const story: Scenario = { start: text(attributes['start']), scenes: list(attributes['scenes']) }
    faults.push(...scenarioFaults(story).map((fault) => `story "${id}": ${fault}`))
  }
  if (name === 'Sort') faults.push(...sortFaults(id, list(attributes['piles']), list(attributes['cards'])))
  if (name === 'Quiz')
    for (const { options, answer } of list<{ options?: unknown; answer?: number }>(attributes['questions']))
      if (list(options)[answer ?? -1] === undefined) faults.push(`quiz "${id}": an answer is no option`)
  return faults
}

function sortFaults(id: string, piles: string[], cards: Cards): string[] {
  const stray = cards.filter(({ pile }) => piles[pile ?? -1] === undefined)
  return [
    ...(piles.length >= 2 && piles.length <= 4 ? [] : [`sort "${id}" has ${piles.length} piles, not 2 to 4`]),
    ...stray.map(({ pile }) => `sort "${id}": there is no pile ${pile}`),
  ]
}
