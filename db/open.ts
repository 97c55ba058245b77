// Opens the database. The only file that knows @libsql/client: one reader pool and one writer with group commit.
import { createClient, type Client, type InValue, type ResultSet } from '@libsql/client'
import { drizzle, type LibSQLDatabase } from 'drizzle-orm/libsql'
import * as schema from './schema.ts'
import { createWriter, type Statement } from './writer.ts'

/** Anything that knows its SQL: a Drizzle query or a plain `{ sql, args }`. */
export type Write = { toSQL(): { sql: string; params: unknown[] } } | Statement

export type Database = {
  /** Reads, through Drizzle. Nothing may be written with it. */
  read: LibSQLDatabase<typeof schema>
  /**
   * Carries out statements as one unit: all or none, and on disk when the promise resolves. Units of different
   * callers share a commit. Throws what the database throws; then nothing of this unit was written.
   */
  write(...statements: Write[]): Promise<ResultSet[]>
  /** Runs statements outside a transaction while no write is under way (`VACUUM`, checkpoints). */
  maintain(...statements: string[]): Promise<void>
  /** Single values such as `PRAGMA` answers. */
  ask(sql: string, args?: InValue[]): Promise<ResultSet>
  /** Can it be written to now? Takes the lock and lets go. @throws the client's error when it cannot. */
  check(): Promise<void>
  /** Waits for pending writes and closes. */
  close(): Promise<void>
}

/** Milliseconds to wait for another process's lock. Short, because the client waits without letting anybody else run. */
const lockTimeout = 250

/**
 * Opens a database.
 * @param url `file:/path/forspring.db`, `:memory:` (one connection), or `libsql://…` for a server.
 * @throws the client's error when the file cannot be opened or is no database.
 */
export async function openDatabase(url: string): Promise<Database> {
  const memory = url === ':memory:'
  const writer = createClient({ url, concurrency: 1, timeout: lockTimeout })
  const reader: Client = memory ? writer : createClient({ url, concurrency: 4, timeout: lockTimeout })
  if (url.startsWith('file:')) {
    await writer.execute('PRAGMA journal_mode = WAL')
    // FULL is what makes an acknowledged response survive a power cut; the pragma belongs to the connection,
    // and the writer has exactly one.
    await writer.execute('PRAGMA synchronous = FULL')
  }
  const queue = createWriter(async (statements) => {
    // A statement of this client that meets a lock is never finished, and its connection can never commit again
    // (tursodatabase/libsql-client-ts #352). `executeMultiple` does finish it: so the lock is tried that way first.
    if (url.startsWith('file:')) await writer.executeMultiple('BEGIN IMMEDIATE; ROLLBACK')
    return writer.batch(statements, 'write')
  })
  return {
    read: drizzle(reader, { schema, casing: 'snake_case' }),
    write: (...statements) => queue.write(statements.map(toStatement)),
    maintain: (...statements) =>
      queue.alone(async () => {
        for (const statement of statements) await writer.execute(statement)
      }),
    check: () => queue.alone(() => writer.executeMultiple('BEGIN IMMEDIATE; ROLLBACK')),
    ask: (sql, args = []) => writer.execute({ sql, args }),
    close: async () => {
      await queue.drain()
      // Closing leaves the log as it is; a copy of the file alone must be whole, and the log keeps the order of writes.
      if (url.startsWith('file:')) await writer.execute('PRAGMA wal_checkpoint(TRUNCATE)')
      reader.close()
      if (!memory) writer.close()
    },
  }
}

function toStatement(write: Write): Statement {
  if (!('toSQL' in write)) return write
  const { sql, params } = write.toSQL()
  return { sql, args: params as InValue[] }
}
