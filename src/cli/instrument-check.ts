// `forspring instrument check FILE`: does a questionnaire fit the schema, and do its parts fit each other?
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { load } from 'js-yaml'
import { instrumentFaults } from '#domain/instrument-faults.ts'
import { assembleInstrument } from '#domain/instrument.ts'
import { readBlocks } from '#http/instruments.ts'
import { itemsOf, variablesOf } from '#domain/variable.ts'
import { Instrument, InstrumentSource } from '#schemas/instrument.ts'
import { contentHash } from '#crypto/code-mac.ts'
import { print, readOptions, Usage } from './usage.ts'

const blocks = fileURLToPath(new URL('../../content/blocks', import.meta.url))

/** `pages.3.items.0.text.nn: …` */
const place = (issue: { path: PropertyKey[]; message: string }) => `${issue.path.join('.')}: ${issue.message}`

/** Loaded here, so that no other command waits for a thousand messages. */
async function sentences(instrument: Instrument): Promise<string[]> {
  const { faultSentence } = await import('#messages/instrument-sentence.ts')
  return instrumentFaults(instrument).map((fault) => faultSentence(fault, 'en'))
}

export const checkInstrument = {
  usage: 'instrument check FILE [--json]',
  does: 'checks a questionnaire (YAML) and names each fault',
  async run(args: string[]) {
    const { values, positionals } = readOptions(args, { json: { type: 'boolean', default: false } })
    const [file] = positionals
    if (!file) throw new Usage('Which file?')
    const source = InstrumentSource.safeParse(load(readFileSync(file, 'utf8')))
    const parsed = source.success
      ? Instrument.safeParse(assembleInstrument(source.data, readBlocks(blocks)))
      : source
    const faults = parsed.success ? await sentences(parsed.data) : parsed.error.issues.map(place)
    const summary = parsed.success
      ? {
          id: parsed.data.id,
          hash: contentHash(JSON.stringify(parsed.data)),
          items: itemsOf(parsed.data).filter((item) => item.kind !== 'information').length,
          variables: variablesOf(parsed.data).length,
        }
      : {}
    print(
      values['json'] === true,
      { file, ok: faults.length === 0, ...summary, faults },
      faults.length > 0
        ? faults.map((fault) => `${file}: ${fault}`)
        : [
            `${file}: no faults. ${Object.entries(summary)
              .map(([key, value]) => `${key} ${value}`)
              .join(', ')}`,
          ],
    )
    if (faults.length > 0) process.exitCode = 1
  },
}
