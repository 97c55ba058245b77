// `forspring instrument export ID --format xlsform`: a shipped questionnaire for other systems.
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { readBlocks, readInstruments } from '#http/instruments.ts'
import { writeXlsform } from '#http/questionnaire-file.ts'
import { print, readOptions, Usage } from './usage.ts'

const here = (folder: string) => fileURLToPath(new URL(`../../content/${folder}`, import.meta.url))

export const exportInstrument = {
  usage: 'instrument export ID --format xlsform [--out FILE.xlsx] [--json]',
  does: 'writes a shipped questionnaire as an XLSForm workbook',
  async run(args: string[]) {
    const { values, positionals } = readOptions(args, {
      format: { type: 'string' },
      out: { type: 'string' },
      json: { type: 'boolean', default: false },
    })
    const [id, ...more] = positionals
    if (!id || more.length > 0) throw new Usage('Which instrument?')
    if (values['format'] !== 'xlsform') throw new Usage('There is one format: --format xlsform')
    const instruments = readInstruments(here('instruments'), readBlocks(here('blocks')))
    const version = instruments.get(id)
    if (!version)
      throw new Error(`There is no instrument ${id}. There is: ${[...instruments.keys()].join(', ')}.`)
    const file = String(values['out'] ?? `${id}.xlsx`)
    writeFileSync(file, await writeXlsform(version.instrument))
    print(values['json'] === true, { id, hash: version.hash, file }, [
      `${file}: ${id}, version ${version.hash}`,
    ])
  },
}
