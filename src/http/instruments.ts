// The shipped instruments, read from content/instruments when the server starts, and the blocks they are made of.
import { readdirSync, readFileSync } from 'node:fs'
import { load } from 'js-yaml'
import { contentHash } from '#crypto/code-mac.ts'
import { instrumentFaults } from '#domain/instrument-faults.ts'
import { assembleInstrument } from '#domain/instrument.ts'
import { Block, Instrument, InstrumentSource } from '#schemas/instrument.ts'
import type { InstrumentVersion } from '#store/instrument.ts'

/**
 * @throws ZodError naming the faulty field, when a file does not fit the schema; Error naming faults between fields, or a
 *   block that does not exist.
 */
export function readInstrument(yaml: string, blocks: ReadonlyMap<string, Block>): InstrumentVersion {
  // Parsed again, because put together it must fit as well: pages and items have upper limits.
  const instrument = Instrument.parse(assembleInstrument(InstrumentSource.parse(load(yaml)), blocks))
  const faults = instrumentFaults(instrument)
  if (faults.length > 0)
    throw new Error(`The instrument ${instrument.id} has faults: ${JSON.stringify(faults)}`)
  return { instrument, hash: contentHash(JSON.stringify(instrument)) }
}

const textsOf = (folder: string): string[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => readFileSync(`${folder}/${file}`, 'utf8'))

/** Every block of a folder by id. */
export const readBlocks = (folder: string): Map<string, Block> =>
  new Map(
    textsOf(folder)
      .map((yaml) => Block.parse(load(yaml)))
      .map((block) => [block.id, block] as const),
  )

/** Every instrument of a folder by id. */
export const readInstruments = (
  folder: string,
  blocks: ReadonlyMap<string, Block>,
): Map<string, InstrumentVersion> =>
  new Map(
    textsOf(folder)
      .map((yaml) => readInstrument(yaml, blocks))
      .map((version) => [version.instrument.id, version] as const),
  )
