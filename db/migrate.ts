// Brings a database to the newest schema. Append-only, never backwards: a database that is newer than the code is refused.
import { readFileSync } from 'node:fs'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import { fileURLToPath } from 'node:url'
import type { Database } from './open.ts'

const folder = fileURLToPath(new URL('./migrations', import.meta.url))

/**
 * Runs the migrations that this database has not had yet, each as one unit.
 * @returns how many ran.
 * @throws Error when the database has had migrations that this code does not know.
 */
export async function migrate(database: Database): Promise<number> {
  await database.write({
    sql: 'CREATE TABLE IF NOT EXISTS migration (number INTEGER PRIMARY KEY, hash TEXT NOT NULL)',
    args: [],
  })
  const done = (await database.ask('SELECT hash FROM migration ORDER BY number')).rows.map(
    (row) => row['hash'],
  )
  const known = readMigrationFiles({ migrationsFolder: folder })
  done.forEach((hash, number) => {
    if (known[number]?.hash !== hash)
      throw new Error(
        `The database has had migration ${number}, which this version of Forspring does not have. ` +
          'Start the newer version again, or restore the backup from before it.',
      )
  })
  for (const [number, migration] of known.entries()) {
    if (number < done.length) continue
    await database.write(...migration.sql.map((sql) => ({ sql, args: [] })), {
      sql: 'INSERT INTO migration (number, hash) VALUES (?, ?)',
      args: [number, migration.hash],
    })
  }
  return known.length - done.length
}

/** Names of the migrations in order, for `doctor`. */
export const migrationNames = (): string[] =>
  (
    JSON.parse(readFileSync(`${folder}/meta/_journal.json`, 'utf8')) as { entries: { tag: string }[] }
  ).entries.map((entry) => entry.tag)
