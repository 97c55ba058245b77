// `forspring instrument check FILE`: does a questionnaire fit the schema, and do its parts fit each other?
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { instrumentFaults } from '#domain/instrument-faults.ts'
import { itemsOf, variablesOf } from '#domain/variable.ts'
import { Instrument } from '#schemas/instrument.ts'
import { contentHash } from '#crypto/code-mac.ts'
import { print, readOptions, Usage } from './usage.ts'

/** `pages.3.items.0.text.nn: …` */
const place = (issue: { path: PropertyKey[]; message: string }) => `${issue.path.join('.')}: ${issue.message}`

export const checkInstrument = {
  usage: 'instrument check FILE [--json]',
  does: 'checks a questionnaire (YAML) and names each fault',
  async run(args: string[]) {
    const { values, positionals } = readOptions(args, { json: { type: 'boolean', default: false } })
    const [file] = positionals
    if (!file) throw new Usage('Which file?')
    const parsed = Instrument.safeParse(parse(readFileSync(file, 'utf8')))
    const faults = parsed.success ? instrumentFaults(parsed.data) : parsed.error.issues.map(place)
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
