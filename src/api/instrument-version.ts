// The wording in which an instrument would be asked today, shipped or composed by a researcher.
import { contentHash } from '#crypto/code-mac.ts'
import { instrumentFaults } from '#domain/instrument-faults.ts'
import { Problem } from '#domain/problem.ts'
import { Instrument } from '#schemas/instrument.ts'
import { findOwnInstrument, type InstrumentVersion } from '#store/instrument.ts'
import type { Services } from './trpc.ts'

/**
 * @throws Problem `instrument.not-found`, or `instrument.faulty` for one of a researcher's own that is not finished.
 */
export async function currentVersion(
  ctx: Pick<Services, 'database' | 'instruments'>,
  instrumentId: string,
): Promise<InstrumentVersion> {
  const shipped = ctx.instruments.get(instrumentId)
  if (shipped) return shipped
  const own = await findOwnInstrument(ctx.database, instrumentId)
  if (!own) throw new Problem('instrument.not-found')
  const { data: instrument } = Instrument.safeParse(JSON.parse(own.document))
  if (!instrument || instrumentFaults(instrument).length > 0) throw new Problem('instrument.faulty')
  return versionOf(instrument)
}

/** A version is named by the hash of its content. */
export const versionOf = (instrument: Instrument): InstrumentVersion => ({
  instrument,
  hash: contentHash(JSON.stringify(instrument)),
})
