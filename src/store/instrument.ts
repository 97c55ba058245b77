// Instrument versions: the exact wording that a round uses, frozen in the database.
import { eq } from 'drizzle-orm'
import type { Database } from '#db/open.ts'
import { instrumentVersion, ownInstrument } from '#db/schema.ts'
import { locales } from '#domain/locale.ts'
import type { Instrument } from '#schemas/instrument.ts'

export type InstrumentVersion = { hash: string; instrument: Instrument }

/** Keeps a version; a version that is there already stays as it is. */
export const keepVersion = async (
  database: Database,
  { hash, instrument }: InstrumentVersion,
): Promise<void> => {
  await database.write(
    database.read
      .insert(instrumentVersion)
      .values({ hash, instrumentId: instrument.id, document: JSON.stringify(instrument) })
      .onConflictDoNothing(),
  )
}

export async function findVersion(database: Database, hash: string): Promise<Instrument | undefined> {
  const row = await database.read
    .select()
    .from(instrumentVersion)
    .where(eq(instrumentVersion.hash, hash))
    .get()
  if (!row) return undefined
  const document = JSON.parse(row.document) as Partial<Instrument>
  // Versions from before these two existed lack them.
  return { languages: [...locales], scales: [], ...document } as Instrument
}

/** Each version that is there, by hash. */
export async function findVersions(
  database: Database,
  hashes: Iterable<string>,
): Promise<Map<string, Instrument>> {
  const found = new Map<string, Instrument>()
  for (const hash of new Set(hashes)) {
    const instrument = await findVersion(database, hash)
    if (instrument) found.set(hash, instrument)
  }
  return found
}

/** An instrument that a researcher composed. */
export type OwnInstrument = typeof ownInstrument.$inferSelect

export const findOwnInstrument = (database: Database, id: string): Promise<OwnInstrument | undefined> =>
  database.read.select().from(ownInstrument).where(eq(ownInstrument.id, id)).get()
