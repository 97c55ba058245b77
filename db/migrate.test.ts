// From an empty file to the schema of the code, never further back, and the secret tables without hidden row numbers.
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { getTableConfig, type SQLiteTable } from 'drizzle-orm/sqlite-core'
import { describe, expect, test } from 'vitest'
import { temporaryFolder } from '../tests/support/services.ts'
import { migrate, migrationNames } from './migrate.ts'
import { openDatabase } from './open.ts'
import * as schema from './schema.ts'

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
const tables = Object.values(schema) as SQLiteTable[]

async function fresh() {
  const database = await openDatabase(':memory:')
  await migrate(database)
  return database
}

describe('migrations', () => {
  test('from empty give exactly the tables and columns that the code knows', async () => {
    const database = await fresh()
    const { rows } = await database.ask(
      "SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'migration'",
    )
    expect(rows.map((row) => String(row['name'])).sort()).toEqual(
      tables.map((table) => getTableConfig(table).name).sort(),
    )
    for (const table of tables) {
      const { name, columns } = getTableConfig(table)
      const stored = (await database.ask(`PRAGMA table_info("${name}")`)).rows
      expect(
        stored.map((row) => [row['name'], String(row['type']).toLowerCase(), Number(row['notnull']) === 1]),
        name,
      ).toEqual(
        columns.map((column) => [
          column.keyAsName ? snake(column.name) : column.name,
          column.getSQLType(),
          column.notNull,
        ]),
      )
    }
    await database.close()
  })

  test('run once: the second time nothing is left to do', async () => {
    const database = await openDatabase(':memory:')
    expect(await migrate(database)).toBe(migrationNames().length)
    expect(await migrate(database)).toBe(0)
    await database.close()
  })

  test('refuse a database of a newer version, and one of another history, and change nothing', async () => {
    for (const foreign of [
      { sql: 'INSERT INTO migration (number, hash) VALUES (?, ?)', args: [999, 'from the future'] },
      { sql: "UPDATE migration SET hash = 'another history' WHERE number = 0", args: [] },
    ]) {
      const database = await fresh()
      await database.write(foreign)
      const before = (await database.ask('SELECT sql FROM sqlite_master')).rows.length
      await expect(migrate(database)).rejects.toThrow('does not have')
      expect((await database.ask('SELECT sql FROM sqlite_master')).rows.length).toBe(before)
      await database.close()
    }
  })

  test('are all listed in the journal, and none is empty', () => {
    const folder = new URL('./migrations/', import.meta.url)
    const files = readdirSync(folder).filter((file) => file.endsWith('.sql'))
    expect(files.map((file) => file.replace('.sql', '')).sort()).toEqual(migrationNames())
    for (const file of files) expect(readFileSync(new URL(file, folder), 'utf8').trim()).not.toBe('')
  })
})

describe('what pupils and parents leave', () => {
  const theirs = [
    'participation_code',
    'spent_token',
    'response',
    'link_code',
    'panel_member',
    'seat',
    'live_answer',
  ]

  test('lies in tables without row numbers', async () => {
    const database = await fresh()
    const { rows } = await database.ask("SELECT name FROM pragma_table_list WHERE wr = 1 AND schema = 'main'")
    expect(rows.map((row) => String(row['name'])).sort()).toEqual([...theirs].sort())
    for (const table of theirs) await expect(database.ask(`SELECT rowid FROM ${table}`)).rejects.toThrow()
    expect((await database.ask("SELECT 1 FROM sqlite_master WHERE name = 'sqlite_sequence'")).rows).toEqual(
      [],
    )
    await database.close()
  })

  test('has no column for a time, a class, an address or a device, and no default that knows one', async () => {
    const database = await fresh()
    const columns: Record<string, string[]> = {}
    for (const table of theirs) {
      const { rows } = await database.ask(`PRAGMA table_info(${table})`)
      columns[table] = rows.map((row) => String(row['name']))
      expect(rows.every((row) => row['dflt_value'] === null)).toBe(true)
    }
    // A new column here needs a thought about what it gives away, and then a change of this list.
    expect(columns).toEqual({
      participation_code: ['mac', 'sheet_id', 'spent_by'],
      spent_token: ['round_id', 'hash'],
      response: ['round_id', 'id', 'instrument_hash', 'locale', 'answers', 'flags'],
      link_code: ['round_id', 'response_id', 'sealed'],
      panel_member: ['round_id', 'response_id', 'panel_id'],
      seat: ['session_id', 'key_hash'],
      live_answer: ['session_id', 'question', 'key_hash', 'value'],
    })
    const { rows } = await database.ask("SELECT name FROM sqlite_master WHERE type IN ('trigger', 'view')")
    expect(rows).toEqual([])
    await database.close()
  })

  test('an open round alone may hold a private key', async () => {
    const database = await fresh()
    const insert = (status: string, key: string | null) =>
      database.write({
        sql: `INSERT INTO round (id, wave_id, school_id, cohort, respondent, instrument_hash, status, opened_on,
                public_key, fingerprint, private_key) VALUES ('r', 'w', 's', 2018, 'pupil', 'h', ?, '2026-11-21', 'p', 'f', ?)`,
        args: [status, key],
      })
    await database.ask('PRAGMA foreign_keys = off')
    await expect(insert('closed', 'secret')).rejects.toThrow()
    await expect(insert('closed', null)).resolves.toBeDefined()
    await database.close()
  })
})

describe('an open database', () => {
  test('flushes every commit to the disk, on the connection that writes', async () => {
    const folder = temporaryFolder()
    const database = await openDatabase(`file:${folder}/x.db`)
    await migrate(database)
    for (let turn = 0; turn < 3; turn += 1) {
      await Promise.allSettled([database.write({ sql: 'INSERT INTO nowhere VALUES (1)', args: [] })])
      expect((await database.ask('PRAGMA synchronous')).rows[0]!['synchronous']).toBe(2)
      expect((await database.ask('PRAGMA journal_mode')).rows[0]!['journal_mode']).toBe('wal')
    }
    await database.close()
  })

  test('that was closed leaves an empty log, so that a copy of the file alone is whole', async () => {
    const folder = temporaryFolder()
    const database = await openDatabase(`file:${folder}/x.db`)
    await migrate(database)
    await database.close()
    const log = readdirSync(folder).filter((name) => name.endsWith('-wal'))
    expect(log.map((name) => statSync(`${folder}/${name}`).size).filter((size) => size > 0)).toEqual([])
  })
})
