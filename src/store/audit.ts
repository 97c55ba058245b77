// What staff did. Never anything that a pupil or a parent did.
import type { Database } from '#db/open.ts'
import { audit } from '#db/schema.ts'

export type AuditEntry = typeof audit.$inferInsert

export const record = async (database: Database, entry: AuditEntry): Promise<void> => {
  await database.write(database.read.insert(audit).values(entry))
}
