// The writing connection of a local file, on the native library under @libsql/client. The client prepares each statement
// anew and leaves one open that met a lock; here each is prepared once, and a lock is met before any runs.
import { fileURLToPath } from 'node:url'
import Connection from 'libsql'
import type { Result, Statement, Value } from './writer.ts'

/** What the writer needs of a connection, local or remote. */
export type WritingConnection = {
  /** All or none, on disk when it resolves. */
  batch(statements: Statement[]): Promise<Result[]>
  /** One statement outside a transaction. */
  execute(statement: Statement): Promise<Result>
  /** Can it be written to now? @throws what the database says when it cannot. */
  check(): Promise<void>
  close(): void
}

/** Statements kept prepared. More different ones than this do not exist, unless a caller writes values into its SQL. */
const mostPrepared = 500

type Prepared = { statement: Connection.Statement; returnsRows: boolean }

/**
 * Opens a file for writing, with a write-ahead log and every commit flushed.
 * @param url `file:/path/forspring.db`.
 * @param lockTimeout milliseconds to wait for another process's lock.
 */
export function openLocal(url: string, lockTimeout: number): WritingConnection {
  const connection = new Connection(fileURLToPath(url), { timeout: lockTimeout })
  connection.exec('PRAGMA journal_mode = WAL')
  // FULL is what makes an acknowledged response survive a power cut; the pragma belongs to the connection.
  connection.exec('PRAGMA synchronous = FULL')
  // What is deleted is overwritten: the answers of a class session must not lie in the file afterwards.
  connection.exec('PRAGMA secure_delete = ON')
  const prepared = new Map<string, Prepared>()

  function prepare(sql: string): Prepared {
    const known = prepared.get(sql)
    if (known) return known
    const statement = connection.prepare(sql)
    const fresh = { statement, returnsRows: statement.reader }
    if (prepared.size >= mostPrepared) prepared.clear()
    prepared.set(sql, fresh)
    return fresh
  }

  function run({ sql, args }: Statement): Result {
    const { statement, returnsRows } = prepare(sql)
    const values = args.map(nativeValue)
    if (returnsRows) return { rows: statement.all(values) as Record<string, Value>[], rowsAffected: 0 }
    return { rows: [], rowsAffected: statement.run(values).changes }
  }

  function batch(statements: Statement[]): Result[] {
    connection.exec('BEGIN IMMEDIATE')
    try {
      const results = statements.map(run)
      connection.exec('COMMIT')
      return results
    } catch (error) {
      // What failed half-way may not be used again as it stands.
      prepared.clear()
      if (connection.inTransaction) connection.exec('ROLLBACK')
      throw error
    }
  }

  // Everything here runs at once; a promise only because the remote case needs one.
  const later = async <Value>(work: () => Value): Promise<Value> => work()
  return {
    batch: (statements) => later(() => batch(statements)),
    execute: (statement) => later(() => run(statement)),
    check: () => later(() => void batch([])),
    close: () => connection.close(),
  }
}

/** Booleans are numbers in SQLite, and bytes are buffers in the library. */
function nativeValue(value: unknown): unknown {
  if (typeof value === 'boolean') return value ? 1 : 0
  if (value instanceof ArrayBuffer) return Buffer.from(value)
  if (value instanceof Uint8Array && !Buffer.isBuffer(value)) return Buffer.from(value)
  return value
}
