// The three languages say the same things, in their own words. The word lists are small on purpose: they catch
// bokmål that slipped into nynorsk and words we do not use, not every fault a native reader would see.
import { globSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { load } from 'js-yaml'

const languages = ['nb', 'nn', 'en'] as const
type Language = (typeof languages)[number]

/** A piece of prose in one language and where it stands. */
type Text = { where: string; language: Language; text: string }

const bokmaalWords = new Set(
  (
    'ikke hva hvordan hvorfor hvis hvem hvor hver hvert hvilken hvilke noen noe bare kun fra jeg hun dere deres ' +
    'mye mer flere gjøre gjør være skole skolen skoler skolene elever elevene uke uker sammen hjem hjemme spørre ' +
    'rusmidler undersøkelse undersøkelsen foreldrene følelser dem mulig selv en annet trenger kommer forteller ' +
    'vet snakker finner velger skriver drikker sier leser egen eget egne hele bedre voksen voksne uten ungdommer'
  ).split(' '),
)

/** Endings that nynorsk writes «-leg» and «-heit». */
const bokmaalEnding = /\p{L}{2,}(?:lig|lige|ligere|ligst|heten|hetene)$/u
const nynorskAfterAll = /(?:billig|villig)e?$/u

const isBokmaal = (word: string) =>
  bokmaalWords.has(word) || (bokmaalEnding.test(word) && !nynorskAfterAll.test(word))

/** «Virker» promises an effect that nobody has shown; the others are praise of ourselves. */
const forbidden = /(?<!\p{L})(?:virker|verkar|brukervennlig|brukarven+leg|innovativ)\p{L}*/iu

const wordsOf = (text: string) => text.toLowerCase().match(/\p{L}+/gu) ?? []

const isLocalized = (value: object): value is Record<Language, string> =>
  languages.every((language) => typeof Reflect.get(value, language) === 'string')

/** Every text that stands in three languages side by side, however deep, with the path to it. */
function localizedIn(value: unknown, path: string): { path: string; text: Record<Language, string> }[] {
  if (typeof value !== 'object' || value === null) return []
  if (isLocalized(value)) return [{ path, text: value }]
  return Object.entries(value).flatMap(([key, child]) => localizedIn(child, `${path}.${key}`))
}

const localized = globSync('content/*/*.yaml')
  .sort()
  .flatMap((file) => localizedIn(load(readFileSync(file, 'utf8')), file))

/** Frontmatter and attributes that are ids and not prose; ids are the same in every language. */
const references = new Set([
  'id',
  'source',
  'norms',
  'sources',
  'aims',
  'subjects',
  'kind',
  'code',
  'ageBand',
])

function proseIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, child]) => (references.has(key) ? [] : proseIn(child)))
}

/** What a reader sees of a lesson's text: no imports, comments, tags' names or ids. */
const readable = (body: string) =>
  body
    .replace(/^import .*$/gm, '')
    .replace(/\{\/\*[\s\S]*?\*\/\}/g, '')
    .replace(/\b(?:id|norm|law|start|kind|lang|source|service|to|ending)(?:=|:\s*)(?:"[^"]*"|'[^']*')/g, '')
    .replace(/<\/?\w+/g, '')

const lessonTexts: Text[] = globSync('content/lessons/**/*.mdx').flatMap((file) => {
  const language = languages.find((one) => file.endsWith(`/${one}.mdx`))
  const [, frontmatter = '', body = ''] =
    /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(readFileSync(file, 'utf8')) ?? []
  return language
    ? [...proseIn(load(frontmatter)), readable(body)].map((text) => ({ where: file, language, text }))
    : []
})

const areas = globSync('content/messages/*').sort()

type Messages = Record<string, unknown>

const messagesOf = (area: string, language: Language): Messages =>
  JSON.parse(readFileSync(`${area}/${language}.json`, 'utf8'))

/** A message is a string, or variants whose sentences are the values of `match`. */
const sentencesOf = (message: unknown) => proseIn(message).join(' ')

const holesOf = (message: unknown) =>
  [...new Set(sentencesOf(message).match(/\{\w+\}/g) ?? [])].sort().join(' ')

const messageTexts: Text[] = areas.flatMap((area) =>
  languages.flatMap((language) =>
    Object.entries(messagesOf(area, language))
      .filter(([key]) => !key.startsWith('$'))
      .map(([key, message]) => ({ where: `${area}: ${key}`, language, text: sentencesOf(message) })),
  ),
)

const texts: Text[] = [
  ...localized.flatMap(({ path, text }) =>
    languages.map((language) => ({ where: path, language, text: text[language] })),
  ),
  ...lessonTexts,
  ...messageTexts,
]

describe('messages', () => {
  it('have the same keys in the same order in every language, with the area as prefix', () => {
    for (const area of areas) {
      const keys = Object.keys(messagesOf(area, 'nb'))
      expect(Object.keys(messagesOf(area, 'nn')), `${area}/nn.json`).toEqual(keys)
      expect(Object.keys(messagesOf(area, 'en')), `${area}/en.json`).toEqual(keys)
      const prefix = `${area.split('/').at(-1)}_`
      expect(keys.filter((key) => !key.startsWith(prefix) && !key.startsWith('$'))).toEqual([])
    }
  })

  it('have the same holes in every language', () => {
    const faults: string[] = []
    for (const area of areas) {
      const original = messagesOf(area, 'nb')
      for (const language of ['nn', 'en'] as const) {
        for (const [key, message] of Object.entries(messagesOf(area, language))) {
          const [have, want] = [holesOf(message), holesOf(original[key])]
          if (have !== want) faults.push(`${area}/${language}.json: ${key} has ${have}, bokmål has ${want}`)
        }
      }
    }
    expect(faults).toEqual([])
  })

  it('are never empty', () => {
    expect(messageTexts.filter(({ text }) => text.trim() === '')).toEqual([])
  })
})

describe('texts side by side', () => {
  it('are translated, not copied', () => {
    const long = (text: string, words: number) => wordsOf(text).length >= words
    const copied = localized.filter(
      ({ path, text: { nb, nn, en } }) =>
        !path.endsWith('.name') && ((long(nb, 4) && (en === nb || en === nn)) || (long(nb, 9) && nn === nb)),
    )
    expect(copied.map(({ path }) => path)).toEqual([])
  })
})

describe('nynorsk', () => {
  it('has no obvious bokmål words', () => {
    const faults = texts
      .filter(({ language }) => language === 'nn')
      .flatMap(({ where, text }) =>
        wordsOf(text)
          .filter(isBokmaal)
          .map((word) => `${where}: ${word}`),
      )
    expect(faults).toEqual([])
  })
})

describe('every language', () => {
  it('has no words that promise an effect or praise ourselves', () => {
    const faults = texts.flatMap(({ where, text }) => {
      const [word] = forbidden.exec(text) ?? []
      return word ? [`${where}: ${word}`] : []
    })
    expect(faults).toEqual([])
  })
})
