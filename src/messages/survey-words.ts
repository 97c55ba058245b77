// What people read while they answer: one dictionary a language, fetched when it is needed. Not compiled by Paraglide,
// because a message in seven languages would reach every phone seven times (content/decisions/0022).
import type { SurveyLocale } from '#domain/locale.ts'
import type participation from '../../content/messages/participation/nb.json'
import type shell from '../../content/messages/shell/nb.json'
import type survey from '../../content/messages/survey/nb.json'

/** Every sentence between slip and receipt, in one language. */
export type Words = typeof participation & typeof shell & typeof survey

/** Says one of them, with its holes filled. */
export type Say<Key extends string = keyof Words> = (
  key: Key,
  values?: Readonly<Record<string, string | number>>,
) => string

const areas = ['participation', 'shell', 'survey']
// One file a language in the browser: astro.config.mjs puts the areas together.
const files = import.meta.glob<Record<string, string>>(
  '../../content/messages/{participation,shell,survey}/*.json',
  { import: 'default' },
)

/** The dictionary of a language; the browser keeps it, so asking again costs nothing. */
export async function loadWords(locale: SurveyLocale): Promise<Words> {
  const parts = areas.map((area) => files[`../../content/messages/${area}/${locale}.json`]!())
  return Object.assign({}, ...(await Promise.all(parts))) as Words
}

/** Puts values into the `{holes}` of a sentence. */
export const fill = (text: string, values: Readonly<Record<string, string | number>> = {}): string =>
  text.replace(/\{(\w+)\}/g, (hole, name: string) => String(values[name] ?? hole))
