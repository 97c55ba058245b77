// What a researcher should think about before an instrument is used. Nothing here stops it: a warning names what only a
// person can judge. Worded by src/messages/instrument-sentence.ts.
import type { Instrument, Item } from '#schemas/instrument.ts'
import { smallestGroup } from './smallest-group.ts'
import { firstMissingOption, itemsOf, variablesOf, variablesOfItem } from './variable.ts'

/** What each warning names. */
export type WarningParts = {
  'licence-unclear': { item: string; licence: string }
  'licence-limits': { item: string; licence: string }
  'source-restricted': { item: string; name: string }
  'language-unread': { language: string }
  identifying: { items: string[]; pupils: number; smallest: number }
  'own-use-young': { item: string }
  words: { item: string }
  long: { minutes: number; estimate: number }
  'construct-twice': { construct: string; items: string[] }
}
export type WarningCode = keyof WarningParts
export type Warning = { [Code in WarningCode]: { code: Code } & WarningParts[Code] }[WarningCode]

/** Pupils of one school and one cohort, as a small lower secondary school has them. */
const stratum = 60
/** Fewer in a group than this is never published (design §8), and somebody in the class may know who it is. */
const smallestSafe = 5

const openLicence = /\b(CC0|CC[ -]?BY|public domain|NLOD|MIT|permission not required|freely available)\b/i
const limitedLicence = /\b(NC|ND|non-?commercial)\b/i
/** Instruments whose owners must be asked, or that may not be shown on a screen at all. */
const restricted = /\b(SDQ|Strengths and Difficulties|CRAFFT|KIDSCREEN|HBSC|Ungdata)\b/i
const ownWording = /\b(own wording|own words|egen ordlyd|eigne? ord(lyd)?|egne ord)\b/i
const use = /\b(use|used|using|drunk|drunkenness|smoking|vaping|age at first)\b/i
const notOwnUse =
  /norm|intention|willing|report|approv|rules|perceived|communication|teaching|prevention|avail/i

/** Every warning about an instrument or a draft of one. */
export const instrumentWarnings = (instrument: Instrument): Warning[] => [
  ...identifying(instrument),
  ...itemsOf(instrument).flatMap((item) => originWarnings(item)),
  ...ownUse(instrument),
  ...itemsOf(instrument)
    .filter(({ kind }) => kind === 'text')
    .map(({ id }) => ({ code: 'words', item: id }) as const),
  ...sameConstruct(instrument),
  ...length(instrument),
  ...instrument.languages
    .filter((language) => !instrument.reviewed.includes(language))
    .map((language) => ({ code: 'language-unread', language }) as const),
]

function originWarnings(item: Item): Warning[] {
  if (item.kind === 'information') return []
  const { id, source, licence } = item
  const [name] = (!ownWording.test(source) && restricted.exec(source)) || []
  return [
    ...(name ? [{ code: 'source-restricted', item: id, name } as const] : []),
    ...(licence && !openLicence.test(licence)
      ? [{ code: 'licence-unclear', item: id, licence } as const]
      : []),
    ...(limitedLicence.test(licence) ? [{ code: 'licence-limits', item: id, licence } as const] : []),
  ]
}

/** Does it ask about one's own use of alcohol, nicotine or drugs? Told by its construct. */
export const isOwnUse = (item: Item): boolean =>
  item.kind !== 'information' && use.test(item.construct) && !notOwnUse.test(item.construct)

/** Design §5: nobody below grade 8 is asked about own use. */
const ownUse = ({ respondent, ageBand, ...rest }: Instrument): Warning[] =>
  respondent === 'pupil' && ageBand && ['barnehage', '1-4', '5-7'].includes(ageBand)
    ? rest.pages
        .flatMap((page) => page.items)
        .filter(isOwnUse)
        .map(({ id }) => ({ code: 'own-use-young', item: id }) as const)
    : []

/**
 * School and cohort are known of every response. The fewest other answers that, together with those, are expected to
 * leave a group of fewer than five among 60 pupils, if all answers were equally common; in truth it is smaller still.
 */
function identifying(instrument: Instrument): Warning[] {
  const items = itemsOf(instrument).filter((item) => item.kind !== 'information' && item.identifies)
  for (const some of subsets(items)) {
    const groups = some.reduce((product, item) => product * answersOf(item), 1)
    const smallest = smallestGroup(stratum, groups)
    if (smallest < smallestSafe)
      return [
        {
          code: 'identifying',
          items: some.map(({ id }) => id),
          pupils: stratum,
          smallest: Math.round(smallest * 10) / 10,
        },
      ]
  }
  return []
}

/** Every subset but the empty one, small ones first. */
function subsets<T>(list: T[]): T[][] {
  const all = list
    .slice(0, 10)
    .reduce<T[][]>((made, each) => [...made, ...made.map((one) => [...one, each])], [[]])
  return all.filter((one) => one.length > 0).sort((a, b) => a.length - b.length)
}

/** How many different answers an item can get. The grade tells nothing that the cohort has not told already. */
function answersOf(item: Item): number {
  if ('identifies' in item && item.identifies === 'grade') return 1
  switch (item.kind) {
    case 'information':
      return 1
    case 'single':
      return Math.max(1, item.options.filter(({ value }) => value < firstMissingOption).length)
    case 'number':
    case 'slider':
      return Math.max(1, item.max - item.min + 1)
    case 'text':
      return stratum
    default:
      return variablesOfItem(item).reduce(
        (product, { values, range }) =>
          product * (range ? range.max - range.min + 1 : Math.max(1, values.length)),
        1,
      )
  }
}

/** Several items of one construct are a scale; without one, somebody may have taken the same question twice. */
function sameConstruct(instrument: Instrument): Warning[] {
  const scaled = new Map(
    instrument.scales.flatMap(({ id, variables }) => variables.map((name) => [name, id])),
  )
  const byConstruct = Map.groupBy(
    itemsOf(instrument).filter((item) => item.kind !== 'information'),
    ({ construct }) => construct.trim().toLowerCase(),
  )
  return [...byConstruct].flatMap(([construct, items]) => {
    if (!construct || items.length < 2) return []
    const scales = new Set(items.map((item) => scaled.get(variablesOfItem(item)[0]?.name ?? '')))
    if (scales.size === 1 && !scales.has(undefined)) return []
    return [{ code: 'construct-twice', construct, items: items.map(({ id }) => id) } as const]
  })
}

/** 240 words a minute, half of that for the youngest, and three seconds for each answer. */
function length(instrument: Instrument): Warning[] {
  const young = instrument.ageBand && ['barnehage', '1-4', '5-7'].includes(instrument.ageBand)
  const words = wordsIn([instrument.introduction, instrument.pages])
  const estimate = Math.ceil((words / (young ? 2 : 4) + variablesOf(instrument).length * 3) / 60)
  const { minutes } = instrument
  return estimate > minutes ? [{ code: 'long', minutes, estimate }] : []
}

function wordsIn(part: unknown): number {
  if (typeof part !== 'object' || part === null) return 0
  if ('nb' in part) return String(part.nb).split(/\s+/).filter(Boolean).length
  return Object.values(part).reduce<number>((sum, each) => sum + wordsIn(each), 0)
}
