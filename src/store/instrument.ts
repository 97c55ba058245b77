// Instrument versions: the exact wording that a round uses, frozen in the database.
import { eq } from 'drizzle-orm'
import type { Database } from '#db/open.ts'
import { instrumentVersion } from '#db/schema.ts'
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
  return row && (JSON.parse(row.document) as Instrument)
}
