// Opens the database: one reader pool and one writer with group commit. Only this file knows @libsql/client, and only
// local.ts the library under it.
import { createClient, type Client, type InStatement } from '@libsql/client'
import { drizzle, type LibSQLDatabase } from 'drizzle-orm/libsql'
import * as schema from './schema.ts'
import { openLocal, type WritingConnection } from './local.ts'
import { createWriter, type Result, type Statement } from './writer.ts'

/** Anything that knows its SQL: a Drizzle query or a plain `{ sql, args }`. */
export type Write = { toSQL(): { sql: string; params: unknown[] } } | Statement

export type Database = {
  /** Reads, through Drizzle. Nothing may be written with it. */
  read: LibSQLDatabase<typeof schema>
  /**
   * Carries out statements as one unit: all or none, and on disk when the promise resolves. Units of different
   * callers share a commit. Throws what the database throws; then nothing of this unit was written.
   */
  write(...statements: Write[]): Promise<Result[]>
  /** Runs statements outside a transaction while no write is under way (`VACUUM`, checkpoints). */
  maintain(...statements: string[]): Promise<void>
  /** Single values such as `PRAGMA` answers. */
  ask(sql: string, args?: Statement['args']): Promise<Result>
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
  const local = url.startsWith('file:')
  // A server carries both; a file has one connection to write and several to read.
  const client = createClient({ url, concurrency: local ? 4 : 1, timeout: lockTimeout })
  const writer = local ? openLocal(url, lockTimeout) : openRemote(client)
  const queue = createWriter((statements) => writer.batch(statements))
  return {
    read: drizzle(client, { schema, casing: 'snake_case' }),
    write: (...statements) => queue.write(statements.map(toStatement)),
    maintain: (...statements) =>
      queue.alone(async () => {
        for (const sql of statements) await writer.execute({ sql, args: [] })
      }),
    check: () => queue.alone(() => writer.check()),
    ask: (sql, args = []) => writer.execute({ sql, args }),
    close: async () => {
      await queue.drain()
      // Closing leaves the log as it is; a copy of the file alone must be whole, and the log keeps the order of writes.
      if (local) await writer.execute({ sql: 'PRAGMA wal_checkpoint(TRUNCATE)', args: [] })
      writer.close()
      client.close()
    },
  }
}

function openRemote(client: Client): WritingConnection {
  return {
    batch: (statements) => client.batch(statements, 'write'),
    execute: (statement) => client.execute(statement as InStatement),
    check: () => client.executeMultiple('BEGIN IMMEDIATE; ROLLBACK'),
    // The client is closed by who opened it.
    close: () => undefined,
  }
}

function toStatement(write: Write): Statement {
  if (!('toSQL' in write)) return write
  const { sql, params } = write.toSQL()
  return { sql, args: params as Statement['args'] }
}
