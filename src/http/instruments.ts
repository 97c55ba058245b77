// The shipped instruments, read from content/instruments when the server starts.
import { readdirSync, readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { contentHash } from '#crypto/code-mac.ts'
import { Instrument } from '#schemas/instrument.ts'
import type { InstrumentVersion } from '#store/instrument.ts'

/** @throws ZodError naming the faulty field, when a file does not fit the schema. */
export function readInstrument(yaml: string): InstrumentVersion {
  const instrument = Instrument.parse(parse(yaml))
  return { instrument, hash: contentHash(JSON.stringify(instrument)) }
}

/** Every instrument of a folder by id. */
export function readInstruments(folder: string): Map<string, InstrumentVersion> {
  return new Map(
    readdirSync(folder)
      .filter((file) => file.endsWith('.yaml'))
      .map((file) => readInstrument(readFileSync(`${folder}/${file}`, 'utf8')))
      .map((version) => [version.instrument.id, version] as const),
  )
}
