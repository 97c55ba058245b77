// The link code (egenkode): seven small facts that a pupil gives anew in each wave of a linked study, so that the waves
// can be joined without a name. Which facts, and what fits them; the words stand in content/messages/link.
import { Problem } from './problem.ts'

/** A day of the month 1–31, a letter A–Å, or a number 0–5 where 5 means five or more. */
export type LinkKind = 'day' | 'letter' | 'number'

export type LinkElement = { id: string; kind: LinkKind }

export type LinkSetName = 'standard' | 'harmless'

/** What somebody gave, in the order of the set; `null` is «vet ikke» and never counts as agreement. */
export type LinkCode = (string | null)[]

/**
 * The sets that a study chooses from.
 *
 * `standard` (brief «surveys» §2.3, after Grube et al. 1989 and the EU-Dap pilot 2007) asks for facts that do not change.
 * The school knows three of them (1, 2, 7), and friends know more: whoever had the study key could try them out.
 *
 * `harmless` is for studies with high risk: things that the school does not hold and that do not look like personal facts
 * (after Agley et al. 2021). They are early memories, which change less than favourites do. Limits: nobody has measured
 * how stable these seven are, and friends may still know some; expect fewer links than with `standard`, and test first.
 */
export const linkSets: Record<LinkSetName, readonly LinkElement[]> = {
  standard: [
    { id: 'birth_day', kind: 'day' },
    { id: 'guardian', kind: 'letter' },
    { id: 'grandmother', kind: 'letter' },
    { id: 'older_siblings', kind: 'number' },
    { id: 'birthplace', kind: 'letter' },
    { id: 'first_school', kind: 'letter' },
    { id: 'own_name', kind: 'letter' },
  ],
  harmless: [
    { id: 'first_toy', kind: 'letter' },
    { id: 'first_film', kind: 'letter' },
    { id: 'first_book', kind: 'letter' },
    { id: 'first_trip', kind: 'letter' },
    { id: 'first_song', kind: 'letter' },
    { id: 'pets', kind: 'number' },
    { id: 'favourite_number', kind: 'day' },
  ],
}

/** The Norwegian alphabet, in its order. */
export const linkLetters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZÆØÅ']

/** Everything that can be chosen for an element, as it is sent. */
export function linkChoices(kind: LinkKind): string[] {
  if (kind === 'letter') return linkLetters
  const [from, to] = kind === 'day' ? [1, 31] : [0, 5]
  return Array.from({ length: to - from + 1 }, (_, step) => String(from + step))
}

/** Letters of other languages that a Norwegian would file under one of the 29, and that do not come apart by themselves. */
const filedUnder: Record<string, string> = { Ä: 'Æ', Ö: 'Ø', Đ: 'D', Ł: 'L', Ŋ: 'N', Ŧ: 'T', ẞ: 'S', Œ: 'Ø' }

/** A typed letter as one of the 29: É becomes E, æ, ø and å stay. `undefined` when it is none. */
export function foldLetter(typed: string): string | undefined {
  const upper = typed.normalize('NFC').toUpperCase()
  const known = (letter: string | undefined) => (letter && linkLetters.includes(letter) ? letter : undefined)
  return known(upper) ?? known(filedUnder[upper]) ?? known([...upper.normalize('NFD')][0])
}

/**
 * The code as it may be turned into MACs.
 * @throws Problem `response.unfitting` when it has another length or an element that nobody could have chosen.
 */
export function acceptLinkCode(set: LinkSetName, given: LinkCode): LinkCode {
  const elements = linkSets[set]
  const fits =
    given.length === elements.length &&
    elements.every(({ kind }, at) => given[at] === null || linkChoices(kind).includes(given[at]!))
  if (!fits) throw new Problem('response.unfitting')
  return given
}
