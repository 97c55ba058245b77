// The shipped instruments, read from content/instruments when the server starts.
import { readdirSync, readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { contentHash } from '#crypto/code-mac.ts'
import { instrumentFaults } from '#domain/instrument-faults.ts'
import { Instrument } from '#schemas/instrument.ts'
import type { InstrumentVersion } from '#store/instrument.ts'

/** @throws ZodError naming the faulty field, when a file does not fit the schema; Error naming faults between fields. */
export function readInstrument(yaml: string): InstrumentVersion {
  const instrument = Instrument.parse(parse(yaml))
  const faults = instrumentFaults(instrument)
  if (faults.length > 0) throw new Error(`The instrument ${instrument.id} has faults:\n${faults.join('\n')}`)
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
